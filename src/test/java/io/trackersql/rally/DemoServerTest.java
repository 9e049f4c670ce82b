package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.DataScope.Listed;
import io.trackersql.backend.DataScope.Wanted;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.http.Credentials;
import io.trackersql.http.Scopes;
import io.trackersql.http.Transport;
import io.trackersql.http.TransportConfig;
import io.trackersql.model.Attribute;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.model.Usage;
import io.trackersql.model.Writes;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The backend against a server that was written from Rally's protocol alone. */
class DemoServerTest {
    private static DemoServer server;
    private static RallyBackend backend;
    private static DataScope whole;
    private static EntityModel model;

    private final RequestScope scope = Scopes.open();

    private static RallyBackend backend(URI address, Credentials credentials) {
        TransportConfig config = TransportConfig.of("rally", RallyConfig.base(address), credentials)
                .withHeaders(RallyConfig.headers("1.0"));
        return new RallyBackend(new Transport(config));
    }

    private static Credentials key(String key) {
        return new Credentials.ApiKey(RallyConfig.KEY_HEADER, key);
    }

    @BeforeAll
    static void start() {
        server = DemoServer.start(DemoOptions.standard());
        backend = backend(server.rallyUri(), key(DemoServer.RALLY_API_KEY));
        backend.fetchUser(Scopes.open());
        whole = backend.fetchDataScope(Wanted.ALL, Scopes.open());
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

    private static NativeQuery query(EntityTable table, DataScope dataScope, List<Column> columns) {
        return new NativeQuery(table, dataScope, columns, Optional.empty(), List.of(), List.of());
    }

    private static EntityTable table(String name) {
        return EntityTables.current(model, model.entity(name).orElseThrow());
    }

    @Test
    void tellsWhoTheUserIsByKeyAndByPassword() {
        String byKey = backend.fetchUser(scope);
        try (RallyBackend other =
                backend(server.rallyUri(), new Credentials.Basic(DemoServer.USER, DemoServer.PASSWORD))) {
            assertThat(other.fetchUser(scope)).isEqualTo(byKey).isNotEmpty();
        }
        assertThat(scope.log().sent()).isEqualTo(2);
    }

    @Test
    void theModelIsAskedForWithOneSmallRequestOnceItIsKnown() {
        assertThat(model.version()).isNotEmpty();
        assertThat(backend.fetchModel(Optional.of(model), scope)).isSameAs(model);
        assertThat(scope.log().sent()).isEqualTo(1);
    }

    @Test
    void readsAllColumnsOfEveryTable() {
        assertThat(model.entities().keySet())
                .contains("Defect", "HierarchicalRequirement", "Feature", "Artifact", "SchedulableArtifact");
        for (Entity entity : model.entities().values()) {
            EntityTable table = EntityTables.current(model, entity);
            Set<Column> filled = new HashSet<>();
            List<Object[]> rows = read(query(table, whole, table.columns()), new PageWindow(0, 200, false));
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    Column column = table.columns().get(i);
                    if (row[i] != null) {
                        filled.add(column);
                        assertThat(row[i])
                                .as(table + "." + column)
                                .isInstanceOf(column.type().rowClass());
                    }
                }
            }
            if (!rows.isEmpty()) {
                assertThat(filled).as(table.toString()).contains(table.key());
            }
        }
    }

    @Test
    void companionsSayWhatTheRelatedAssetSays() {
        EntityTable defects = table("Defect");
        EntityTable users = table("User");
        Map<Object, Object> names = new HashMap<>();
        read(query(users, whole, users.columns()), new PageWindow(0, 2000, false))
                .forEach(row -> names.put(row[users.position("ObjectID")], row[users.position("DisplayName")]));
        List<Object[]> rows = read(query(defects, whole, defects.columns()), new PageWindow(0, 200, false));
        assertThat(rows)
                .anySatisfy(row -> assertThat(row[defects.position("Owner")]).isNotNull());
        assertThat(rows).allSatisfy(row -> assertThat(row[defects.position("Owner_Name")])
                .isEqualTo(names.get(row[defects.position("Owner")])));
    }

    @Test
    void readsEveryLinkTable() {
        for (Entity entity : model.entities().values()) {
            for (Attribute attribute : EntityTables.linked(entity)) {
                EntityTable link = EntityTables.link(entity, attribute);
                int count = table(entity.name()).position(attribute.name() + "_Count");
                EntityTable table = table(entity.name());
                Map<Object, Object> counts = new HashMap<>();
                read(
                                query(
                                        table,
                                        whole,
                                        List.of(table.key(), table.columns().get(count))),
                                new PageWindow(0, 20, false))
                        .forEach(row -> counts.put(row[0], row[1]));
                for (Object[] row : read(query(link, whole, link.columns()), new PageWindow(0, 20, false))) {
                    if (counts.containsKey(row[0])) {
                        assertThat((Object[]) row[1])
                                .as(link + " of " + row[0])
                                .hasSize(((Long) counts.get(row[0])).intValue());
                    }
                }
            }
        }
        assertThat(server.inFlightMax()).isBetween(2, RallyConfig.REQUESTS_IN_FLIGHT_MAX);
    }

    @Test
    void tellsTheTotalWithoutRows() {
        EntityTable defects = table("Defect");
        long rows = 0;
        int received;
        do {
            received = read(query(defects, whole, List.of()), new PageWindow(rows, 2000, false))
                    .size();
            rows += received;
        } while (received > 0);
        try (Page page = backend.fetchPage(query(defects, whole, List.of()), new PageWindow(0, 0, true), scope)) {
            while (page.next() != null) {
                // at most the one row that a count has to ask for
            }
            assertThat(page.total()).hasValue(rows);
        }
    }

    @Test
    void aProjectLimitsWhatIsRead() {
        List<Listed> places = backend.fetchPlaces(whole, scope);
        assertThat(places).extracting(Listed::kind).contains(Listed.Kind.WORKSPACE, Listed.Kind.PROJECT);
        Listed nested = places.stream()
                .filter(p -> p.kind() == Listed.Kind.PROJECT && p.place().path().contains(" // "))
                .findFirst()
                .orElseThrow();
        try (RallyBackend other = backend(server.rallyUri(), key(DemoServer.RALLY_API_KEY))) {
            other.fetchUser(scope);
            Wanted wanted =
                    new Wanted(Optional.empty(), Optional.of(nested.place().path()), false, false);
            DataScope one = other.fetchDataScope(wanted, scope);
            assertThat(one.project()).contains(nested.place());
            EntityTable stories = table("HierarchicalRequirement");
            Column project = stories.columns().get(stories.position("Project"));
            assertThat(read(query(stories, one, List.of(project)), new PageWindow(0, 2000, false)))
                    .allSatisfy(
                            row -> assertThat(row[0]).hasToString(nested.place().key()));
        }
    }

    @Test
    void anUnknownProjectOrWorkspaceListsCandidates() {
        for (Wanted wanted : List.of(
                new Wanted(Optional.empty(), Optional.of("No such project"), false, false),
                new Wanted(Optional.of("No such workspace"), Optional.empty(), false, false))) {
            TrackerException failure =
                    catchThrowableOfType(TrackerException.class, () -> backend.fetchDataScope(wanted, scope));
            assertThat(failure.failure()).isEqualTo(Failure.BAD_PROPERTY);
            assertThat(failure).hasMessageContaining("There are: '");
        }
    }

    @Test
    void readsListsOfValuesThatTheSchemaLeavesOut() {
        Set<String> lists = new HashSet<>();
        model.entities().values().forEach(e -> e.attributes()
                .forEach(a -> a.usage().valueList().ifPresent(lists::add)));
        assertThat(lists).isNotEmpty();
        assertThat(backend.fetchAllowedValues(lists, whole, scope).values())
                .allSatisfy(values ->
                        assertThat(values).extracting(Usage.AllowedValue::value).isNotEmpty());
    }

    @Test
    void refusesWrongCredentialsOnce() {
        for (Credentials wrong : List.of(new Credentials.Basic("admin", "s3cret"), key("_s3cret"))) {
            RequestScope once = Scopes.open();
            try (RallyBackend other = backend(server.rallyUri(), wrong)) {
                TrackerException failure = catchThrowableOfType(TrackerException.class, () -> other.fetchUser(once));
                assertThat(failure.failure()).isEqualTo(Failure.AUTHENTICATION);
                assertThat(failure.getMessage()).doesNotContain("s3cret");
                assertThat(once.log().sent()).isEqualTo(1);
            }
        }
    }

    @Test
    void whatTheServerDoesNotKnowIsSaidSo() {
        Entity defect = model.entity("Defect").orElseThrow();
        Entity gone = new Entity(
                "Gone",
                "Gone",
                List.of(),
                false,
                Optional.empty(),
                "ObjectID",
                Optional.empty(),
                Optional.empty(),
                defect.attributes(),
                Optional.empty(),
                List.of(),
                Writes.ALL,
                "");
        EntityTable table = EntityTables.current(model, gone);
        TrackerException failure = catchThrowableOfType(
                TrackerException.class, () -> read(query(table, whole, List.of()), new PageWindow(0, 1, false)));
        assertThat(failure.failure()).isEqualTo(Failure.UNKNOWN_TABLE);
    }
}
