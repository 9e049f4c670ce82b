package io.trackersql.versionone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.http.Credentials;
import io.trackersql.http.Scopes;
import io.trackersql.http.Transport;
import io.trackersql.http.TransportConfig;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.RequestScope;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The backend against the demo server: every table, both query languages. */
class DemoServerTest {
    private static DemoServer server;
    private static VersionOneBackend backend;
    private static EntityModel model;

    private final RequestScope scope = Scopes.open();

    @BeforeAll
    static void start() {
        server = DemoServer.start(DemoOptions.standard());
        Credentials credentials = new Credentials.Basic(DemoServer.USER, DemoServer.PASSWORD);
        backend = new VersionOneBackend(
                new Transport(TransportConfig.of("versionone", server.versionOneUri(), credentials)),
                VersionOneConfig.usual());
        model = backend.fetchModel(Scopes.open());
    }

    @AfterAll
    static void stop() {
        backend.close();
        server.close();
    }

    private List<Object[]> read(NativeQuery query, PageWindow window) {
        List<Object[]> rows = new ArrayList<>();
        try (Page page = backend.fetchPage(query, window, scope)) {
            for (Object[] row = page.next(); row != null; row = page.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void tellsWhoTheUserIs() {
        assertThat(backend.fetchUser(scope)).isEqualTo("admin");
    }

    @Test
    void readsAllColumnsOfEveryTable() {
        assertThat(model.entities().size()).isGreaterThan(40);
        for (Entity entity : model.entities().values()) {
            EntityTable table = EntityTables.current(model, entity);
            NativeQuery query = new NativeQuery(table, table.columns(), Optional.empty(), List.of(), List.of());
            for (Object[] row : read(query, new PageWindow(0, 50, false))) {
                for (int i = 0; i < row.length; i++) {
                    if (row[i] != null) {
                        assertThat(row[i])
                                .as(table + "." + table.columns().get(i))
                                .isInstanceOf(table.columns().get(i).type().rowClass());
                    }
                }
            }
        }
    }

    @Test
    void readsEveryLinkTable() {
        for (Entity entity : model.entities().values()) {
            EntityTables.linked(entity).forEach(attribute -> {
                EntityTable link = EntityTables.link(entity, attribute);
                NativeQuery query = new NativeQuery(link, link.columns(), Optional.empty(), List.of(), List.of());
                assertThat(read(query, new PageWindow(0, 50, false)))
                        .as(link.toString())
                        .allSatisfy(row -> assertThat((Object[]) row[1]).isNotEmpty());
            });
        }
    }
}
