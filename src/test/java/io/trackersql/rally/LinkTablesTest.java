package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.backend.DataScope;
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
import io.trackersql.model.RequestScope;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every link table of the demo, by each way in which it can be read, against the collections themselves, read one by one. */
class LinkTablesTest {
    private static final PageWindow ALL = new PageWindow(0, QueryRenderer.PAGE_ROWS_MAX, true);

    private static DemoServer server;

    @BeforeAll
    static void start() {
        server = DemoServer.start(DemoOptions.standard().withRows(40));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** What a user sees. */
    private record View(RallyBackend backend, DataScope whole, EntityModel model) implements AutoCloseable {
        static View of(String key) {
            Credentials credentials = new Credentials.ApiKey(RallyConfig.KEY_HEADER, key);
            RallyBackend backend = new RallyBackend(
                    new Transport(TransportConfig.of("rally", RallyConfig.base(server.rallyUri()), credentials)));
            backend.fetchUser(Scopes.open());
            DataScope whole = backend.fetchDataScope(DataScope.Wanted.ALL, Scopes.open());
            return new View(backend, whole, backend.fetchModel(Optional.empty(), Scopes.open()));
        }

        Stream<EntityTable> links() {
            return model.entities().values().stream().flatMap(entity -> EntityTables.linked(entity).stream()
                    .filter(a -> NativeType.of(a.nativeType()) == NativeType.COLLECTION)
                    .map(a -> EntityTables.link(entity, a)));
        }

        EntityTable link(String type, String collection) {
            Entity entity = model.entity(type).orElseThrow();
            Attribute attribute = entity.attribute(collection).orElseThrow();
            return EntityTables.link(entity, attribute);
        }

        NativeQuery query(EntityTable table, List<Column> columns, Predicate... filter) {
            return new NativeQuery(table, whole, columns, Optional.empty(), List.of(filter), List.of());
        }

        /** {@code asset -> [items]} of every asset with items. */
        List<String> rows(NativeQuery query, RequestScope scope) {
            List<String> rows = new ArrayList<>();
            long start = 0;
            long total;
            do {
                long before = start;
                try (Page page = backend.fetchPage(query, new PageWindow(start, ALL.rows(), true), scope)) {
                    for (Object[] row = page.next(); row != null; row = page.next()) {
                        start++;
                        if (((Object[]) row[1]).length > 0) {
                            rows.add(row[0] + " -> " + Arrays.toString((Object[]) row[1]));
                        }
                    }
                    total = start == before ? start : page.total().orElseThrow();
                }
            } while (start < total);
            return rows;
        }

        List<Long> assets(EntityTable link) {
            EntityTable table = EntityTables.current(model, link.entity());
            List<Long> keys = new ArrayList<>();
            try (Page page = backend.fetchPage(query(table, List.of(table.key())), ALL, Scopes.open())) {
                for (Object[] row = page.next(); row != null; row = page.next()) {
                    keys.add((Long) row[0]);
                }
            }
            return keys;
        }

        /** The same by asking for the collection of each asset. */
        List<String> expected(EntityTable link, List<Long> assets) {
            Column collection = link.unnested().orElseThrow();
            List<String> rows = new ArrayList<>();
            for (Long asset : assets) {
                var request = QueryRenderer.renderCollection(
                        query(link, link.columns()), asset.toString(), collection, Optional.empty(), ALL);
                List<String> items = new ArrayList<>();
                try (Page page = backend.fetchPage(request, List.of(), 0, Scopes.open())) {
                    while (page.next() != null) {
                        items.add(page.key());
                    }
                }
                if (!items.isEmpty()) {
                    rows.add(asset + " -> " + items);
                }
            }
            return rows;
        }

        @Override
        public void close() {
            backend.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DemoServer.RALLY_API_KEY, DemoServer.RALLY_RESTRICTED_KEY})
    void everyWayGivesTheSameLinks(String key) {
        Set<String> inverted = new HashSet<>();
        try (View view = View.of(key)) {
            view.links()
                    .filter(link -> link.key().type().rowClass() == Long.class)
                    .forEach(link -> {
                        NativeQuery query = view.query(link, link.columns());
                        List<Long> assets = view.assets(link);
                        List<String> expected = view.expected(link, assets);
                        assertThat(view.rows(query, Scopes.open()))
                                .as(link.toString())
                                .containsExactlyElementsOf(expected);
                        if (!expected.isEmpty() && view.backend().rowsPerFurtherRequest(query) > 1) {
                            inverted.add(link.name());
                        }
                        for (Long asset : assets.subList(0, Math.min(3, assets.size()))) {
                            Predicate one = new Predicate.Comparison(
                                    link.key(), Predicate.Operator.EQ, new Operand.Literal(asset));
                            assertThat(view.rows(view.query(link, link.columns(), one), Scopes.open()))
                                    .as(link + " of " + asset)
                                    .containsExactlyElementsOf(view.expected(link, List.of(asset)));
                        }
                    });
        }
        assertThat(inverted)
                .contains(
                        "Defect_Tasks",
                        "Defect_Discussion",
                        "Defect_Attachments",
                        "HierarchicalRequirement_Tasks",
                        "HierarchicalRequirement_Children",
                        "HierarchicalRequirement_Defects",
                        "HierarchicalRequirement_TestCases",
                        "Feature_UserStories",
                        "Epic_Children",
                        "TestCase_Steps",
                        "TestCase_Results",
                        "Project_Children",
                        "Project_Iterations",
                        "Project_Releases");
    }

    @Test
    void collectionsWithAnotherSideCostTwoRequests() {
        try (View view = View.of(DemoServer.RALLY_API_KEY)) {
            EntityTable link = view.link("HierarchicalRequirement", "Tasks");
            RequestScope scope = Scopes.open();
            assertThat(view.rows(view.query(link, link.columns()), scope)).hasSizeGreaterThan(5);
            assertThat(scope.log().sent()).isEqualTo(2);
        }
    }

    @Test
    void aNamedAssetCostsOneRequestWhetherItIsThereOrNot() {
        try (View view = View.of(DemoServer.RALLY_API_KEY)) {
            EntityTable link = view.link("HierarchicalRequirement", "Tasks");
            Column key = link.key();
            RequestScope none = Scopes.open();
            Predicate absent = new Predicate.Comparison(key, Predicate.Operator.EQ, new Operand.Literal(1L));
            assertThat(view.rows(view.query(link, link.columns(), absent), none))
                    .isEmpty();
            assertThat(none.log().sent()).isEqualTo(1);
            List<Long> assets = view.assets(link).subList(0, 2);
            Predicate two = new Predicate.In(
                    key,
                    Stream.concat(assets.stream(), assets.stream())
                            .map(k -> (Operand) new Operand.Literal(k))
                            .toList());
            RequestScope both = Scopes.open();
            assertThat(view.rows(view.query(link, link.columns(), two), both))
                    .containsExactlyElementsOf(view.expected(link, assets));
            assertThat(both.log().sent()).isEqualTo(2);
        }
    }

    /** A page without rows would be taken for the end of all rows. */
    @Test
    void anAbsentAssetDoesNotHideTheNextOneOnSmallPages() {
        try (View view = View.of(DemoServer.RALLY_API_KEY)) {
            EntityTable link = view.link("HierarchicalRequirement", "Tasks");
            Long filled = view.assets(link).stream()
                    .filter(asset -> !view.expected(link, List.of(asset)).isEmpty())
                    .findFirst()
                    .orElseThrow();
            NativeQuery query = view.query(
                    link,
                    link.columns(),
                    new Predicate.In(link.key(), List.of(new Operand.Literal(1L), new Operand.Literal(filled))));
            PageWindow first = new PageWindow(0, view.backend().pageRows(query, 1), true);
            try (Page page = view.backend().fetchPage(query, first, Scopes.open())) {
                assertThat(page.next()).startsWith(filled);
                assertThat(page.next()).isNull();
            }
        }
    }

    @Test
    void anAssetOfAnotherWorkspaceHasNoRows() {
        try (View view = View.of(DemoServer.RALLY_API_KEY)) {
            EntityTable link = view.link("HierarchicalRequirement", "Tasks");
            List<Long> elsewhere = server.rallyStore().keys("HierarchicalRequirement").stream()
                    .filter(k -> !server.rallyStore()
                            .value(k, "Workspace")
                            .toString()
                            .equals(view.whole().workspace().orElseThrow().key()))
                    .filter(k -> !((List<?>) server.rallyStore().value(k, "Tasks")).isEmpty())
                    .toList();
            assertThat(elsewhere).isNotEmpty();
            for (Long asset : elsewhere) {
                Predicate one = new Predicate.Comparison(link.key(), Predicate.Operator.EQ, new Operand.Literal(asset));
                assertThat(view.rows(view.query(link, link.columns(), one), Scopes.open()))
                        .isEmpty();
            }
        }
    }
}
