package io.trackersql.sql;

import static org.assertj.core.api.Assertions.fail;

import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.versionone.VersionOneQuirks;
import io.trackersql.demo.versionone.VersionOneQuirks.TotalMode;
import io.trackersql.demo.versionone.VersionOneQuirks.Typing;
import io.trackersql.sql.Engines.Mode;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Generated queries: push-down on and off, values as literals and as parameters, large and small pages, all against HSQLDB; and the two
 * tests that need no other engine, TLP (the rows are those where p, not p and p unknown) and NoREC (as many rows where p as rows that
 * say p). {@code -Dseed} gives other queries, {@code -Ddifferential.rounds} makes a longer one.
 */
@Timeout(3600)
class GeneratedTest {
    private static final int ROUNDS = Integer.getInteger("differential.rounds", 60);
    private static final List<String> TABLES = List.of("Story", "Defect", "Workitem", "Task", "Epic");

    private final long seed = Long.getLong("seed", 42);
    private final Random random = new Random(seed);

    private static VersionOneQuirks quirks(Random random) {
        return VersionOneQuirks.standard()
                .withNullMatchesNotEquals(random.nextBoolean())
                .withTyping(random.nextBoolean() ? Typing.NATIVE : Typing.STRING)
                .withTotal(random.nextBoolean() ? TotalMode.ALWAYS : TotalMode.ON_REQUEST)
                .withPageRowsMax(random.nextBoolean() ? 0 : 11)
                .withGzip(random.nextBoolean());
    }

    private Generator generator(Engines engines, String table) {
        DemoStore store = engines.server().store();
        List<ExpectedColumn> columns = engines.database().columns(table);
        List<Object[]> rows = store.keys(table).stream()
                .map(key -> columns.stream().map(c -> c.value(store, key)).toArray())
                .toList();
        return new Generator(random, columns, rows);
    }

    private interface Check {
        /** What is wrong with the answers to a query; empty if nothing. */
        String difference(Engines engines, Generator.Query query) throws SQLException;
    }

    private void run(int rounds, List<String> tables, Check check) throws SQLException {
        System.out.println("GeneratedTest: -Dseed=" + seed);
        try (Engines engines = new Engines(quirks(random), 50)) {
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
    private static String smallest(Engines engines, Generator.Query query, String difference, Check check)
            throws SQLException {
        for (Generator.Query smaller : query.smaller()) {
            String still = check.difference(engines, smaller);
            if (!still.isEmpty()) {
                return smallest(engines, smaller, still, check);
            }
        }
        return difference;
    }

    @Test
    void generatedQueriesAgreeWithHsqldb() throws SQLException {
        run(
                ROUNDS,
                TABLES,
                (engines, query) -> engines.difference(
                        query.sql(), query.condition().values().toArray()));
    }

    @Test
    void rowsAreThoseWhereTheConditionIsTrueFalseOrUnknown() throws SQLException {
        run(ROUNDS / 2, List.of("Workitem"), (engines, query) -> partition(engines, query.condition()));
    }

    private static String partition(Engines engines, Condition condition) throws SQLException {
        for (Mode mode : List.of(Mode.PUSHED, Mode.SMALL_PAGES)) {
            String sql = Engines.inlined(condition.sql(), condition.values());
            String from = "FROM Workitem s WHERE ";
            List<String> all = rows(engines, mode, "SELECT s.ID FROM Workitem s");
            List<String> parts = Stream.of(sql, "NOT (" + sql + ")", "(" + sql + ") IS UNKNOWN")
                    .flatMap(part -> unchecked(engines, mode, "SELECT s.ID " + from + part).stream())
                    .sorted()
                    .toList();
            if (!parts.equals(all.stream().sorted().toList())) {
                return mode + ": " + all.size() + " rows, but " + parts.size() + " in the three parts of " + sql;
            }
            List<String> counted = rows(engines, mode, "SELECT COUNT(*) " + from + sql);
            List<String> said = rows(
                    engines,
                    mode,
                    "SELECT COUNT(*) FROM (SELECT CASE WHEN " + sql + " THEN 1 END AS p FROM Workitem s) x"
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
