package io.trackersql.versionone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.backend.AsOf;
import io.trackersql.backend.DataScope;
import io.trackersql.backend.Decision;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.backend.Verdict;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.versionone.VersionOneQuirks;
import io.trackersql.http.Credentials;
import io.trackersql.http.Scopes;
import io.trackersql.http.Transport;
import io.trackersql.http.TransportConfig;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.query.Column.Cardinality;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Truth;
import io.trackersql.query.PredicateEvaluator;
import io.trackersql.query.SortKey;
import io.trackersql.query.Tense;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every verdict of the push-down table against a server that answers: EXACT gives the rows that SQL would, SUPERSET misses none of
 * them. Holds for both readings of {@code !=} with NULL, both ways to write numbers, and for the present, a time of the past and all
 * versions, however the server tells its history.
 */
class VerdictsHoldTest {
    private static final List<String> TABLES = List.of("Story", "Member", "Timebox", "Attachment");
    private static final int COLUMNS_PER_KIND = 2;
    private static final int VALUES_PER_COLUMN = 3;
    private static final int PAST_ROWS = 80;
    private static final AsOf MIDSUMMER = new AsOf(
            Instant.parse("2024-06-20T12:00:00.123Z"),
            Optional.of(VersionOneQuirks.standard().zone()));
    private static final PageWindow EVERYTHING = new PageWindow(0, 100_000, false);

    private VersionOneBackend backend;
    private EntityModel model;
    private Tense tense;

    static Stream<Arguments> servers() {
        VersionOneQuirks standard = VersionOneQuirks.standard();
        VersionOneQuirks other = standard.withNullMatchesNotEquals(false)
                .withTyping(VersionOneQuirks.Typing.STRING)
                .withHistory(standard.history()
                        .withMomentInReferences(false)
                        .withDeletions(VersionOneQuirks.Deletions.ON_REQUEST));
        return Stream.of(standard, other)
                .flatMap(quirks -> Stream.of(Tense.values()).map(tense -> Arguments.of(quirks, tense)));
    }

    private void with(VersionOneQuirks quirks, Tense asked, Runnable work) {
        tense = asked;
        DemoOptions standard = DemoOptions.standard();
        // versions are many
        DemoOptions options = asked == Tense.PRESENT ? standard : standard.withRows(PAST_ROWS);
        try (DemoServer server = DemoServer.start(options.withQuirks(quirks))) {
            Credentials credentials = new Credentials.Basic(DemoServer.USER, DemoServer.PASSWORD);
            TransportConfig config = TransportConfig.of("versionone", server.versionOneUri(), credentials);
            backend = new VersionOneBackend(new Transport(config), VersionOneConfig.usual());
            model = backend.fetchModel(Optional.empty(), Scopes.open());
            work.run();
            backend.close();
        }
    }

    private List<Object[]> read(NativeQuery query) {
        NativeQuery asked = tense == Tense.PAST ? query.withAsOf(MIDSUMMER) : query;
        List<Object[]> rows = new ArrayList<>();
        try (Page page = backend.fetchPage(asked, EVERYTHING, Scopes.open())) {
            for (Object[] row = page.next(); row != null; row = page.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private List<EntityTable> tables() {
        List<EntityTable> tables = new ArrayList<>();
        for (String name : TABLES) {
            Entity entity = model.entity(name).orElseThrow();
            tables.add(
                    tense == Tense.VERSIONS
                            ? EntityTables.history(model, entity)
                            : EntityTables.current(model, entity));
        }
        if (tense == Tense.VERSIONS) {
            return tables;
        }
        var workitem = model.entity("Workitem").orElseThrow();
        tables.add(EntityTables.link(workitem, workitem.attribute("Owners").orElseThrow()));
        return tables;
    }

    /** Some columns of each kind, so that each row of the table of verdicts has its turn. */
    private static List<Column> columns(EntityTable table) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        return table.columns().stream()
                .filter(c -> counts.merge(c.nativeType() + c.type() + c.cardinality() + c.role(), 1, Integer::sum)
                        <= COLUMNS_PER_KIND)
                .filter(c -> NativeType.of(c.nativeType()) != NativeType.BLOB)
                .filter(c -> c.usage().filterable())
                .toList();
    }

    private static List<Predicate> leaves(Column column, List<Object> values) {
        List<Predicate> leaves = new ArrayList<>();
        leaves.add(new Predicate.IsNull(column));
        leaves.add(new Predicate.Not(new Predicate.IsNull(column)));
        List<Operand> operands =
                values.stream().map(v -> (Operand) new Operand.Literal(v)).toList();
        for (Operand operand : operands) {
            for (Predicate.Operator operator : Predicate.Operator.values()) {
                leaves.add(new Predicate.Comparison(column, operator, operand));
            }
            if (column.type().isText()) {
                Predicate like = new Predicate.Like(column, operand, Optional.empty());
                leaves.add(like);
                leaves.add(new Predicate.Not(like));
            }
            if (column.cardinality() == Cardinality.JOINED) {
                leaves.add(new Predicate.Has(column, operand));
                leaves.add(new Predicate.Not(new Predicate.Has(column, operand)));
            }
        }
        if (!operands.isEmpty()) {
            leaves.add(new Predicate.In(column, operands));
            leaves.add(new Predicate.Not(new Predicate.In(column, operands)));
        }
        return leaves;
    }

    /** Values that are there, and neighbours that trip up whoever compares loosely. */
    private static List<Object> values(Column column, List<Object[]> rows) {
        Set<Object> found = new LinkedHashSet<>();
        for (Object[] row : rows) {
            Object value = row[1];
            if (value != null && found.size() < VALUES_PER_COLUMN) {
                found.add(value);
            }
        }
        Set<Object> values = new LinkedHashSet<>(found);
        for (Object value : found) {
            if (value instanceof String text) {
                values.add(text.toLowerCase(Locale.ROOT));
                values.add(text + " ");
                if (column.cardinality() == Cardinality.JOINED) {
                    values.add(text.split(", ", 2)[0]);
                }
            } else if (value instanceof Long number) {
                values.add(number + 1);
            } else if (value instanceof Double number) {
                values.add(number + 0.5);
            }
        }
        if (column.type().isText()) {
            values.addAll(List.of("", "Story:7", "nonsense", "O'Brien \"Bob\"", "%a%", "Active", "Dead"));
        } else if (column.type() == ValueType.SMALLINT) {
            values.addAll(List.of((short) 0, (short) 64, (short) 128, (short) 200, (short) 255));
        }
        return List.copyOf(values);
    }

    /** The rows of a link table are one for each value of an asset. */
    private static List<Object[]> flattened(List<Object[]> rows, Column column) {
        if (column.cardinality() != Cardinality.UNNESTED) {
            return rows;
        }
        return rows.stream()
                .flatMap(row -> Arrays.stream((Object[]) row[1]).map(v -> new Object[] {row[0], v}))
                .toList();
    }

    /** The asset, the value if each is a row, and the version if each is a row. */
    private static Set<List<Object>> identities(List<Object[]> rows, Column column) {
        boolean isUnnested = column.cardinality() == Cardinality.UNNESTED;
        return rows.stream()
                .map(row -> row.length > 2
                        ? List.of(row[0], row[2])
                        : isUnnested ? List.of(row[0], row[1]) : List.of(row[0]))
                .collect(Collectors.toSet());
    }

    private static List<Column> layout(EntityTable table, Column column) {
        return table.versions()
                .map(versions -> List.of(table.key(), column, versions.number()))
                .orElseGet(() -> List.of(table.key(), column));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void conditionsFindTheRowsThatSqlFinds(VersionOneQuirks quirks, Tense asked) {
        with(quirks, asked, () -> {
            Set<String> pushed = new LinkedHashSet<>();
            for (EntityTable table : tables()) {
                for (Column column : columns(table)) {
                    checkColumn(table, column, pushed);
                }
            }
            assertThat(pushed)
                    .contains("Relation EXACT", "Numeric EXACT", "Date EXACT", "Text SUPERSET", "Boolean EXACT");
        });
    }

    private void checkColumn(EntityTable table, Column column, Set<String> pushed) {
        List<Column> layout = layout(table, column);
        List<Object[]> all = flattened(
                read(new NativeQuery(table, DataScope.ALL, layout, Optional.empty(), List.of(), List.of())), column);
        for (Predicate leaf : leaves(column, values(column, all))) {
            Decision decision = backend.pushDown(tense).filter(leaf);
            if (decision.verdict() == Verdict.NONE) {
                continue;
            }
            PredicateEvaluator evaluator = PredicateEvaluator.of(List.of(leaf), layout);
            List<Object[]> wanted = all.stream()
                    .filter(r -> evaluator.evaluate(r) == Truth.TRUE)
                    .toList();
            List<Object[]> found = answer(table, layout, decision.pushed().orElseThrow(), all);
            String what = table + ": " + leaf + " -> " + decision;
            Set<List<Object>> foundKeys = identities(found, column);
            if (decision.verdict() == Verdict.EXACT) {
                assertThat(foundKeys).as(what).isEqualTo(identities(wanted, column));
            } else {
                assertThat(foundKeys).as(what).containsAll(identities(wanted, column));
            }
            pushed.add(column.nativeType() + " " + decision.verdict());
        }
    }

    private List<Object[]> answer(EntityTable table, List<Column> layout, Predicate pushed, List<Object[]> all) {
        if (pushed instanceof Predicate.Constant constant) {
            return constant.truth() == Truth.TRUE ? all : List.of();
        }
        return flattened(
                read(new NativeQuery(table, DataScope.ALL, layout, Optional.empty(), List.of(pushed), List.of())),
                layout.get(1));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void sortsPutNullLowAndValuesInOrder(VersionOneQuirks quirks, Tense asked) {
        with(quirks, asked, () -> {
            for (EntityTable table : tables()) {
                for (Column column : columns(table)) {
                    for (boolean descending : new boolean[] {false, true}) {
                        checkSort(table, column, descending);
                    }
                }
            }
        });
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // values of one column compare with one another
    private void checkSort(EntityTable table, Column column, boolean descending) {
        SortKey key = new SortKey(column, descending);
        if (backend.pushDown(tense).sort(List.of(key), true).verdict() == Verdict.NONE) {
            return;
        }
        NativeQuery query =
                new NativeQuery(table, DataScope.ALL, List.of(column), Optional.empty(), List.of(), List.of(key));
        List<Object> values = read(query).stream().map(row -> row[0]).toList();
        // The tracker's order of text is its own, so only the place of NULL is looked at.
        Function<Object, Object> compared =
                column.type().isText() && !column.isKey() ? value -> value == null ? null : true : value -> value;
        Comparator<Object> order = column.isKey()
                ? Comparator.comparing(v -> Oids.number((String) v))
                : Comparator.comparing(
                        v -> (Comparable) compared.apply(v), Comparator.nullsFirst(Comparator.naturalOrder()));
        assertThat(values).as(table + " ORDER BY " + key).isSortedAccordingTo(descending ? order.reversed() : order);
    }
}
