package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.trackersql.demo.DemoOptions;
import io.trackersql.sql.WriteEngines.Manner;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated statements that write: counts and rows are those of HSQLDB, and UPDATE and DELETE change the very rows that SELECT finds with the
 * same condition. {@code -Dseed} gives other statements, {@code -Ddifferential.rounds} more of them.
 */
@Timeout(3600)
class GeneratedWritesTest {
    private static final int ROUNDS = Integer.getInteger("differential.rounds", 25);

    private final long seed = Long.getLong("seed", 42);
    private final Random random = new Random(seed);

    static Stream<Arguments> ways() {
        return Product.all().stream()
                .flatMap(product -> Stream.of(
                        Arguments.of(product, "on", Manner.AUTO_COMMIT),
                        Arguments.of(product, "off", Manner.TRANSACTION),
                        Arguments.of(product, "on", Manner.BATCH)));
    }

    static List<Product> products() {
        return Product.all();
    }

    @ParameterizedTest(name = "{0}, push-down {1}, {2}")
    @MethodSource("ways")
    void generatedWritesAgreeWithHsqldb(Product product, String pushDown, Manner manner) throws SQLException {
        DemoOptions options = DemoOptions.standard().withRows(40);
        try (WriteEngines engines = new WriteEngines(product, options, manner, Map.of("pushDown", pushDown))) {
            for (int round = 0; round < ROUNDS; round++) {
                Generator generator = generator(engines, product);
                List<Write> writes = new ArrayList<>(List.of(write(product, generator)));
                // HSQLDB does not know what the tracker gives to new rows, so nothing may come behind them.
                while (manner == Manner.BATCH && writes.size() < 3 && isOfPresentRows(writes)) {
                    writes.add(write(product, generator));
                }
                String difference = engines.difference(writes);
                if (!difference.isEmpty()) {
                    fail("-Dseed=" + seed + " round " + round + "\n" + difference);
                }
            }
        }
    }

    private static boolean isOfPresentRows(List<Write> writes) {
        return writes.get(writes.size() - 1).named().isEmpty();
    }

    private Generator generator(WriteEngines engines, Product product) {
        DemoDatabase database = engines.database();
        String table = product.writes().table();
        // In a batch HSQLDB would not know what follows from the statements before.
        List<ExpectedColumn> columns = database.columns(table).stream()
                .filter(c ->
                        engines.manner() != Manner.BATCH || database.expected().isGiven(table, c))
                .toList();
        List<Object[]> rows = database.expected().keys(table).stream()
                .map(key -> columns.stream().map(c -> c.value(key)).toArray())
                .toList();
        return new Generator(random, product.samples(), columns, rows);
    }

    private Write write(Product product, Generator generator) {
        WriteSamples samples = product.writes();
        Condition condition = generator.condition("", 2);
        String where = " WHERE " + condition.sql();
        return switch (random.nextInt(8)) {
            case 0 -> write("INSERT INTO " + samples.table() + insert(samples), List.of());
            case 1 ->
                write(
                        "DELETE FROM " + samples.table() + " WHERE " + samples.deletable() + " AND Name LIKE '%"
                                + random.nextInt(10) + "%' AND " + condition.sql(),
                        condition.values());
            case 2 ->
                write(
                        "UPDATE " + samples.table() + " SET " + samples.number() + " = COALESCE(" + samples.number()
                                + ", 0) + 1" + where,
                        condition.values());
            case 3 ->
                write("UPDATE " + samples.table() + " SET " + samples.text() + " = Name" + where, condition.values());
            default -> write("UPDATE " + samples.table() + " SET " + assignments(samples) + where, condition.values());
        };
    }

    private static Write write(String sql, List<Object> values) {
        return new Write(sql, values, sql, Write.Rows.ANY);
    }

    private String insert(WriteSamples samples) {
        String[] given = samples.given().split(" = ", 2);
        List<WriteSamples.Pool> pools = some(samples);
        String names = pools.stream().map(p -> ", " + p.column()).collect(Collectors.joining());
        List<String> rows = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String values = pools.stream().map(p -> ", " + pick(p.values())).collect(Collectors.joining());
            rows.add("('new " + random.nextInt(1000) + "', " + given[1] + values + ")");
        }
        return "(Name, " + given[0] + names + ") VALUES " + String.join(", ", rows);
    }

    private String assignments(WriteSamples samples) {
        return some(samples).stream()
                .map(p -> p.column() + " = " + pick(p.values()))
                .collect(Collectors.joining(", "));
    }

    private List<WriteSamples.Pool> some(WriteSamples samples) {
        List<WriteSamples.Pool> pools = new ArrayList<>(samples.columns());
        Collections.shuffle(pools, random);
        return pools.subList(0, 1 + random.nextInt(3));
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    @ParameterizedTest
    @MethodSource("products")
    void updateAndDeleteChangeTheRowsThatSelectFinds(Product product) throws SQLException {
        WriteSamples samples = product.writes();
        int found = 0;
        for (int part = 0; part < 3; part++) {
            DemoOptions options =
                    product.atRandom(DemoOptions.standard(), random).withRows(40);
            try (WriteEngines engines = new WriteEngines(product, options, Manner.AUTO_COMMIT, Map.of())) {
                for (int round = 0; round < ROUNDS / 3; round++) {
                    Condition condition = generator(engines, product).condition("", 2);
                    String where = " WHERE " + samples.deletable() + " AND "
                            + Engines.inlined(condition.sql(), condition.values());
                    found += compareRows(engines, samples, where, "mark" + round);
                }
            }
        }
        assertThat(found).as("rows in all conditions").isPositive();
    }

    /** Gives how many rows the condition has. */
    private int compareRows(WriteEngines engines, WriteSamples samples, String where, String mark) throws SQLException {
        String what = "-Dseed=" + seed + where;
        ExpectedTables tables = engines.database().expected();
        String key = tables.key();
        Set<String> selected = new TreeSet<>();
        LocalTracker.rows(engines.connection(), "SELECT " + key + " FROM " + samples.table() + where)
                .forEach(row -> selected.add(row.get(0)));
        try (Statement statement = engines.connection().createStatement()) {
            String update = "UPDATE " + samples.table() + " SET " + samples.text() + " = '" + mark + "'" + where;
            assertThat(statement.executeUpdate(update)).as(what).isEqualTo(selected.size());
            ExpectedColumn text = tables.columns(samples.table()).stream()
                    .filter(c -> c.name().equals(samples.text()))
                    .findFirst()
                    .orElseThrow();
            Set<String> marked = tables.keys(samples.table()).stream()
                    .filter(k -> mark.equals(text.value(k)))
                    .map(String::valueOf)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(marked).as(what).isEqualTo(selected);
            String marks = " WHERE " + samples.text() + " = '" + mark + "'";
            if (selected.size() <= 8) {
                Set<String> before = keys(tables, samples);
                String sql = where.contains('"' + samples.text() + '"') ? marks : where;
                assertThat(statement.executeUpdate("DELETE FROM " + samples.table() + sql))
                        .as(what)
                        .isEqualTo(selected.size());
                before.removeAll(selected);
                assertThat(keys(tables, samples)).as(what).isEqualTo(before);
            }
        }
        return selected.size();
    }

    private static Set<String> keys(ExpectedTables tables, WriteSamples samples) {
        return tables.keys(samples.table()).stream()
                .map(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
