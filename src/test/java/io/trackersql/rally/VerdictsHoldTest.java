package io.trackersql.rally;

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
import io.trackersql.demo.rally.RallyQuirks;
import io.trackersql.demo.rally.query.Rules;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every verdict of the push-down table against a server that answers: EXACT gives the rows that SQL would, SUPERSET misses none of
 * them. Holds for all answers to what the protocol's description leaves open.
 */
class VerdictsHoldTest {
    private static final List<String> TABLES = List.of("Defect", "Feature", "Iteration", "User");
    private static final List<String> PAST_TABLES = List.of("Defect", "Feature", "Artifact");
    private static final AsOf THEN = new AsOf(Instant.parse("2024-01-01T00:00:00Z"), Optional.empty());
    private static final List<String> PUSHED = List.of(
            "KEY EXACT",
            "OBJECT EXACT",
            "OBJECT SUPERSET",
            "QUANTITY EXACT",
            "QUANTITY SUPERSET",
            "DATE EXACT",
            "BOOLEAN EXACT",
            "STATE SUPERSET",
            "RATING SUPERSET",
            "DROP_DOWN SUPERSET",
            "STRING SUPERSET",
            "TEXT SUPERSET",
            "FORMATTED_ID SUPERSET",
            "MULTI_VALUE SUPERSET");

    private static final List<String> PUSHED_OF_THE_PAST = List.of(
            "KEY EXACT",
            "OBJECT EXACT",
            "QUANTITY EXACT",
            "DATE EXACT",
            "BOOLEAN EXACT",
            "STATE SUPERSET",
            "RATING SUPERSET",
            "DROP_DOWN SUPERSET",
            "STRING EXACT",
            "STRING SUPERSET",
            "FORMATTED_ID SUPERSET",
            "MULTI_VALUE EXACT",
            "MULTI_VALUE SUPERSET");

    private static final int ROWS = 60;
    private static final int COLUMNS_PER_KIND = 2;
    private static final int VALUES_PER_COLUMN = 3;

    private RallyBackend backend;
    private EntityModel model;
    private DataScope scope;
    private Tense tense;

    static Stream<Arguments> servers() {
        RallyQuirks standard = RallyQuirks.standard();
        RallyQuirks mild = RallyQuirks.mild();
        Rules nullIsDifferent = new Rules(true, true, false, false, true, true, true, false);
        Rules nullIsNothing = new Rules(false, false, true, true, false, false, false, true);
        return Stream.of(
                Arguments.of(Tense.PRESENT, standard),
                Arguments.of(Tense.PRESENT, mild),
                Arguments.of(Tense.PRESENT, standard.withRules(nullIsDifferent)),
                Arguments.of(Tense.PRESENT, mild.withRules(nullIsNothing)),
                Arguments.of(Tense.PAST, standard),
                Arguments.of(Tense.PAST, mild),
                Arguments.of(Tense.VERSIONS, standard),
                Arguments.of(Tense.VERSIONS, mild));
    }

    private void with(Tense asked, RallyQuirks quirks, Runnable work) {
        tense = asked;
        DemoOptions options = DemoOptions.standard().withRows(ROWS).withRallyQuirks(quirks);
        try (DemoServer server = DemoServer.start(options)) {
            Credentials credentials = new Credentials.ApiKey(RallyConfig.KEY_HEADER, DemoServer.RALLY_API_KEY);
            TransportConfig config = TransportConfig.of("rally", RallyConfig.base(server.rallyUri()), credentials);
            backend = new RallyBackend(new Transport(config));
            backend.fetchUser(Scopes.open());
            scope = backend.fetchDataScope(DataScope.Wanted.ALL, Scopes.open());
            model = backend.fetchModel(Optional.empty(), Scopes.open());
            work.run();
            backend.close();
        }
    }

    private NativeQuery query(EntityTable table, List<Column> columns, List<Predicate> filter, List<SortKey> sort) {
        NativeQuery query = new NativeQuery(table, scope, columns, Optional.empty(), filter, sort);
        return tense == Tense.PAST ? query.withAsOf(THEN) : query;
    }

    private List<Object[]> read(NativeQuery query) {
        List<Object[]> rows = new ArrayList<>();
        for (int before = -1; before < rows.size(); ) {
            before = rows.size();
            PageWindow window = new PageWindow(before, QueryRenderer.PAGE_ROWS_MAX, true);
            try (Page page = backend.fetchPage(query, window, Scopes.open())) {
                for (Object[] row = page.next(); row != null; row = page.next()) {
                    rows.add(row);
                }
                if (rows.size() >= page.total().orElseThrow()) {
                    return rows;
                }
            }
        }
        return rows;
    }

    private List<EntityTable> tables() {
        List<EntityTable> tables = new ArrayList<>();
        for (String name : tense == Tense.PRESENT ? TABLES : PAST_TABLES) {
            Entity entity = model.entity(name).orElseThrow();
            tables.add(
                    tense == Tense.VERSIONS
                            ? EntityTables.history(model, entity)
                            : EntityTables.current(model, entity));
        }
        if (tense == Tense.VERSIONS) {
            return tables;
        }
        Entity defect = model.entity("Defect").orElseThrow();
        tables.add(EntityTables.link(defect, defect.attribute("Tags").orElseThrow()));
        return tables;
    }

    /** Some columns of each kind, so that each row of the table of verdicts has its turn. */
    private List<Column> columns(EntityTable table) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        return table.columns().stream()
                .filter(c -> tense == Tense.PRESENT || backend.isKept(c))
                .filter(c -> counts.merge(c.nativeType() + c.type() + c.cardinality() + c.role(), 1, Integer::sum)
                        <= COLUMNS_PER_KIND)
                .filter(c -> c.type() != ValueType.VARBINARY)
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
            if (column.type().isTimestamp()) {
                long time = (Long) value;
                values.addAll(List.of(time - 1, time + 1));
            } else if (value instanceof String text) {
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
        if (column.type().isTimestamp()) {
            for (String time : List.of("9998-12-31", "9999-01-01", "9999-01-02", "9999-12-30", "9999-12-31")) {
                long millis = Instant.parse(time + "T00:00:00Z").toEpochMilli();
                values.addAll(List.of(millis - 1, millis, millis + 1));
            }
        }
        if (column.type().isText()) {
            values.addAll(List.of("", "None", "null", "DE1", "US1", "7", "nonsense", "O'Brien \"Bob\"", "%a%", "%1%"));
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

    /** An asset, a value of it, or a version of it. */
    private Set<List<Object>> identities(List<Object[]> rows, Column column) {
        boolean isUnnested = column.cardinality() == Cardinality.UNNESTED;
        return rows.stream()
                .map(row -> isUnnested
                        ? List.of(row[0], row[1])
                        : tense == Tense.VERSIONS ? List.of(row[0], row[2]) : List.of(row[0]))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("servers")
    void conditionsFindTheRowsThatSqlFinds(Tense asked, RallyQuirks quirks) {
        with(asked, quirks, () -> {
            Set<String> pushed = new LinkedHashSet<>();
            for (EntityTable table : tables()) {
                for (Column column : columns(table)) {
                    checkColumn(table, column, pushed);
                }
            }
            assertThat(pushed).containsAll(tense == Tense.PRESENT ? PUSHED : PUSHED_OF_THE_PAST);
            if (tense == Tense.PRESENT && !quirks.allowedValuesCollection()) {
                assertThat(pushed).contains("STATE EXACT", "RATING EXACT");
            }
        });
    }

    private void checkColumn(EntityTable table, Column column, Set<String> pushed) {
        List<Column> layout = table.versions()
                .map(v -> List.of(table.key(), column, v.number()))
                .orElseGet(() -> List.of(table.key(), column));
        List<Object[]> all = flattened(read(query(table, layout, List.of(), List.of())), column);
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
        return flattened(read(query(table, layout, List.of(pushed), List.of())), layout.get(1));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void sortsPutValuesInOrder(Tense asked, RallyQuirks quirks) {
        with(asked, quirks, () -> {
            for (EntityTable table : tables()) {
                for (Column column : columns(table)) {
                    for (boolean descending : new boolean[] {false, true}) {
                        checkSort(table, column, descending);
                    }
                }
            }
        });
    }

    /** SUPERSET leaves open where NULL is, and the order of text is the tracker's own. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // values of one column compare with one another
    private void checkSort(EntityTable table, Column column, boolean descending) {
        SortKey key = new SortKey(column, descending);
        Verdict verdict = backend.pushDown(tense).sort(List.of(key), true).verdict();
        if (verdict == Verdict.NONE) {
            return;
        }
        NativeQuery query = query(table, List.of(column), List.of(), List.of(key));
        List<Object> values = read(query).stream().map(row -> row[0]).toList();
        if (verdict == Verdict.SUPERSET) {
            values = values.stream().filter(Objects::nonNull).toList();
        }
        Comparator<Object> order = column.type().isText()
                ? Comparator.comparing(v -> v.toString().toLowerCase(Locale.ROOT))
                : Comparator.comparing(v -> (Comparable) v, Comparator.nullsFirst(Comparator.naturalOrder()));
        assertThat(values).as(table + " ORDER BY " + key).isSortedAccordingTo(descending ? order.reversed() : order);
    }
}
