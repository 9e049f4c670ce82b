package io.trackersql.sql;

import static org.assertj.core.api.Assertions.fail;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.sql.Engines.Mode;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated queries: push-down on and off, values as literals and as parameters, large and small pages, all against HSQLDB; and the two
 * tests that need no other engine, TLP (the rows are those where p, not p and p unknown) and NoREC (as many rows where p as rows that
 * say p). {@code -Dseed} gives other queries, {@code -Ddifferential.rounds} makes a longer one.
 */
@Timeout(3600)
class GeneratedTest {
    private static final int ROUNDS = Integer.getInteger("differential.rounds", 60);

    private final long seed = Long.getLong("seed", 42);
    private final Random random = new Random(seed);

    static List<Product> products() {
        return Product.all();
    }

    private Generator generator(Engines engines, String table) {
        List<ExpectedColumn> columns = engines.database().columns(table);
        List<Object[]> rows = engines.database().expected().keys(table).stream()
                .map(key -> columns.stream().map(c -> c.value(key)).toArray())
                .toList();
        return new Generator(random, engines.product().samples(), columns, rows);
    }

    interface Check {
        /** What is wrong with the answers to a query; empty if nothing. */
        String difference(Engines engines, Generator.Query query) throws SQLException;
    }

    private void run(Product product, int rounds, List<String> tables, Check check) throws SQLException {
        System.out.println("GeneratedTest of " + product + ": -Dseed=" + seed);
        DemoOptions options = product.atRandom(DemoOptions.standard(), random);
        DemoServer server = DemoServer.start(options.withRows(50));
        try (Engines engines = new Engines(product, server, s -> product.partAtRandom(s, random))) {
            for (int round = 0; round < rounds; round++) {
                String table = tables.get(random.nextInt(tables.size()));
                Generator.Query query = generator(engines, table).query(table);
                String difference = check.difference(engines, query);
                if (!difference.isEmpty()) {
                    fail("-Dseed=" + seed + " round " + round + "\n" + smallest(engines, query, difference, check));
                }
            }
        }
    }

    /** The difference of a query that cannot be made smaller without the difference going away. */
    static String smallest(Engines engines, Generator.Query query, String difference, Check check) throws SQLException {
        for (Generator.Query smaller : query.smaller()) {
            String still = check.difference(engines, smaller);
            if (!still.isEmpty()) {
                return smallest(engines, smaller, still, check);
            }
        }
        return difference;
    }

    @ParameterizedTest
    @MethodSource("products")
    void generatedQueriesAgreeWithHsqldb(Product product) throws SQLException {
        run(
                product,
                ROUNDS,
                product.samples().tables(),
                (engines, query) -> engines.difference(query.sql(), query.values()));
    }

    @ParameterizedTest
    @MethodSource("products")
    void rowsAreThoseWhereTheConditionIsTrueFalseOrUnknown(Product product) throws SQLException {
        List<String> union = List.of(product.samples().union());
        run(product, ROUNDS / 2, union, (engines, query) -> partition(engines, query.condition()));
    }

    private static String partition(Engines engines, Condition condition) throws SQLException {
        Samples samples = engines.product().samples();
        String from = " FROM " + samples.union() + " s";
        String select = "SELECT " + samples.plainKey("s.") + from;
        for (Mode mode : List.of(Mode.PUSHED, Mode.SMALL_PAGES)) {
            String sql = Engines.inlined(condition.sql(), condition.values());
            List<String> all = rows(engines, mode, select);
            List<String> parts = Stream.of(sql, "NOT (" + sql + ")", "(" + sql + ") IS UNKNOWN")
                    .flatMap(part -> unchecked(engines, mode, select + " WHERE " + part).stream())
                    .sorted()
                    .toList();
            if (!parts.equals(all.stream().sorted().toList())) {
                return mode + ": " + all.size() + " rows, but " + parts.size() + " in the three parts of " + sql;
            }
            List<String> counted = rows(engines, mode, "SELECT COUNT(*)" + from + " WHERE " + sql);
            List<String> said = rows(
                    engines,
                    mode,
                    "SELECT COUNT(*) FROM (SELECT CASE WHEN " + sql + " THEN 1 END AS p" + from + ") x"
                            + " WHERE x.p = 1");
            if (!counted.equals(said)) {
                return mode + ": " + counted + " rows where, but " + said + " rows say " + sql;
            }
        }
        return "";
    }

    private static List<String> unchecked(Engines engines, Mode mode, String sql) {
        try {
            return rows(engines, mode, sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static List<String> rows(Engines engines, Mode mode, String sql) throws SQLException {
        return Rows.of(engines.connection(mode), sql, List.of());
    }
}
