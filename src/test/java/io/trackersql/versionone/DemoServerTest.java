package io.trackersql.versionone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.backend.Total;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.versionone.VersionOneQuirks;
import io.trackersql.http.Credentials;
import io.trackersql.http.Scopes;
import io.trackersql.http.Transport;
import io.trackersql.http.TransportConfig;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
        model = backend.fetchModel(Optional.empty(), Scopes.open());
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
            NativeQuery query =
                    new NativeQuery(table, DataScope.ALL, table.columns(), Optional.empty(), List.of(), List.of());
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
                NativeQuery query =
                        new NativeQuery(link, DataScope.ALL, link.columns(), Optional.empty(), List.of(), List.of());
                assertThat(read(query, new PageWindow(0, 50, false)))
                        .as(link.toString())
                        .allSatisfy(row -> assertThat((Object[]) row[1]).isNotEmpty());
            });
        }
    }

    /** A wide selection goes to query.v1, a narrow one to rest-1.v1: both must give the same rows. */
    @Test
    void bothQueryLanguagesGiveTheSameRows() {
        PageWindow window = new PageWindow(0, 100, false);
        for (Entity entity : model.entities().values()) {
            EntityTable table = EntityTables.current(model, entity);
            NativeQuery wide =
                    new NativeQuery(table, DataScope.ALL, table.columns(), Optional.empty(), List.of(), List.of());
            if (backend.total(wide) == Total.EXACT) {
                continue;
            }
            List<Object[]> rows = read(wide, window);
            for (int from = 0; from < table.columns().size(); from += 20) {
                int to = Math.min(from + 20, table.columns().size());
                NativeQuery narrow = new NativeQuery(
                        table,
                        DataScope.ALL,
                        table.columns().subList(from, to),
                        Optional.empty(),
                        List.of(),
                        List.of());
                assertThat(backend.total(narrow)).isEqualTo(Total.EXACT);
                List<Object[]> expected = read(narrow, window);
                assertThat(rows).as(table.toString()).hasSameSizeAs(expected);
                for (int i = 0; i < rows.size(); i++) {
                    assertThat(Arrays.copyOfRange(rows.get(i), from, to))
                            .as(table + " " + narrow.columns())
                            .isEqualTo(expected.get(i));
                }
            }
        }
    }

    @Test
    void tellsTheTotalWithoutRows() {
        EntityTable story = EntityTables.current(model, model.entity("Story").orElseThrow());
        NativeQuery query = new NativeQuery(story, DataScope.ALL, List.of(), Optional.empty(), List.of(), List.of());
        int rows = read(query, new PageWindow(0, 10_000, false)).size();
        try (Page page = backend.fetchPage(query, new PageWindow(0, 0, true), scope)) {
            while (page.next() != null) {
                // at most the one row that a count has to ask for
            }
            assertThat(page.total()).hasValue(rows);
        }
    }

    private static <T> T asked(
            VersionOneQuirks quirks, Credentials credentials, Function<VersionOneBackend, T> question) {
        try (DemoServer other =
                DemoServer.start(DemoOptions.standard().withRows(20).withQuirks(quirks))) {
            TransportConfig config = TransportConfig.of("versionone", other.versionOneUri(), credentials);
            VersionOneBackend asking = new VersionOneBackend(new Transport(config), VersionOneConfig.usual());
            try (asking) {
                return question.apply(asking);
            }
        }
    }

    @Test
    void findsThePathOnWhichAServerOnPremiseTakesTokens() {
        Credentials token = new Credentials.Bearer(DemoServer.ACCESS_TOKEN);
        EntityTable story = EntityTables.current(model, model.entity("Story").orElseThrow());
        NativeQuery query = new NativeQuery(story, DataScope.ALL, List.of(), Optional.empty(), List.of(), List.of());
        String request = asked(VersionOneQuirks.standard().withOauthOnly(true), token, asking -> {
            assertThat(asking.fetchUser(scope)).isEqualTo("admin");
            return asking.render(query, new PageWindow(0, 1, false)).target();
        });
        assertThat(request).startsWith("rest-1.oauth.v1/Data/Story?");
    }

    @Test
    void refusesWrongCredentialsOnce() {
        for (Credentials wrong :
                List.of(new Credentials.Basic("admin", "s3cret"), new Credentials.Bearer("1.s3cret="))) {
            TrackerException failure = asked(
                    VersionOneQuirks.standard(),
                    wrong,
                    asking -> catchThrowableOfType(TrackerException.class, () -> asking.fetchUser(scope)));
            assertThat(failure.failure()).isEqualTo(Failure.AUTHENTICATION);
            assertThat(failure.getMessage()).doesNotContain("s3cret");
        }
    }

    @Test
    void aWrongInstanceIsABadUrl() {
        URI wrong = URI.create(server.versionOneUri().toString().replace("VersionOne", "Nothing"));
        Credentials credentials = new Credentials.Basic(DemoServer.USER, DemoServer.PASSWORD);
        try (VersionOneBackend asking = new VersionOneBackend(
                new Transport(TransportConfig.of("versionone", wrong, credentials)), VersionOneConfig.usual())) {
            TrackerException failure =
                    catchThrowableOfType(TrackerException.class, () -> asking.fetchModel(Optional.empty(), scope));
            assertThat(failure.failure()).isEqualTo(Failure.BAD_URL);
        }
    }
}
