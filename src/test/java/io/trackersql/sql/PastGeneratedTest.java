package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.sql.Engines.Mode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated queries over past rows and over all versions, at times on bounds and beside them, as {@link GeneratedTest} does for the
 * present; and what must hold of the past whatever the data.
 */
@Timeout(3600)
class PastGeneratedTest {
    private static final int ROUNDS = Integer.getInteger("differential.rounds", 60);
    private static final int ROWS = 40;
    private static final int SAMPLE = 80;

    private final long seed = Long.getLong("seed", 42);
    private final Random random = new Random(seed);

    static List<Product> products() {
        return Product.all();
    }

    /** A server of a product with random behaviour, and both engines over it. */
    private record Bench(Engines engines, PastTimes times) implements AutoCloseable {
        ExpectedTables expected() {
            return engines.database().expected();
        }

        @Override
        public void close() throws SQLException {
            engines.close();
        }
    }

    private Bench bench(Product product, Map<String, String> none) throws SQLException {
        DemoServer server = DemoServer.start(
                product.atRandom(DemoOptions.standard(), random).withRows(ROWS));
        ZoneId zone = ZoneId.of(product.properties(server).getOrDefault("timeZone", "UTC"));
        return new Bench(
                new Engines(product, server, s -> none == null ? product.partAtRandom(s, random) : none),
                new PastTimes(random, zone));
    }

    private interface Source {
        Generator.Source of(String table, List<ExpectedVersion> versions);
    }

    private void run(Bench bench, List<ExpectedColumn> columns, String table, Source source) throws SQLException {
        List<ExpectedVersion> versions = bench.expected().versions(table);
        if (versions.isEmpty()) {
            return;
        }
        List<ExpectedColumn> kept =
                columns.stream().filter(ExpectedColumn::isKept).toList();
        List<Object[]> rows = random.ints(SAMPLE, 0, versions.size())
                .mapToObj(versions::get)
                .map(version -> kept.stream().map(c -> c.value(version)).toArray())
                .toList();
        Product product = bench.engines().product();
        Generator.Query query = new Generator(random, product.samples(), kept, rows).query(source.of(table, versions));
        GeneratedTest.Check check = (engines, each) -> engines.difference(each.sql(), each.values());
        String difference = check.difference(bench.engines(), query);
        if (!difference.isEmpty()) {
            fail("-Dseed=" + seed + "\n" + GeneratedTest.smallest(bench.engines(), query, difference, check));
        }
    }

    private String table(Product product) {
        List<String> tables = product.samples().tables();
        return tables.get(random.nextInt(tables.size()));
    }

    @ParameterizedTest
    @MethodSource("products")
    void queriesAsOfATimeAgreeWithHsqldb(Product product) throws SQLException {
        System.out.println("PastGeneratedTest of " + product + ": -Dseed=" + seed);
        Samples samples = product.samples();
        try (Bench bench = bench(product, null)) {
            for (int round = 0; round < ROUNDS; round++) {
                String table = table(product);
                run(bench, bench.expected().columns(table), table, (name, versions) -> {
                    Object time = random.nextInt(30) == 0
                            ? new Engines.Null("TIMESTAMP")
                            : bench.times().of(versions);
                    String join = samples.pastJoin()
                            .filter(past -> random.nextBoolean())
                            .orElse(samples.join());
                    return new Generator.Source(
                            name + " FOR SYSTEM_TIME AS OF ? AS s",
                            join,
                            samples.orderedKey("s."),
                            join.contains("?") ? List.of(time, bench.times().of(versions)) : List.of(time));
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("products")
    void queriesOverVersionsAgreeWithHsqldb(Product product) throws SQLException {
        System.out.println("PastGeneratedTest of " + product + ": -Dseed=" + seed);
        Samples samples = product.samples();
        try (Bench bench = bench(product, null)) {
            for (int round = 0; round < ROUNDS; round++) {
                String table = table(product);
                run(
                        bench,
                        bench.expected().historyColumns(table),
                        table,
                        (name, versions) -> new Generator.Source(
                                product.name() + "_history." + name + " s",
                                samples.join(),
                                samples.orderedKey("s.") + ", s.\"Version\"",
                                List.of()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("products")
    void queriesAsOfSeveralTimesAgreeWithHsqldb(Product product) throws SQLException {
        System.out.println("PastGeneratedTest of " + product + ": -Dseed=" + seed);
        Samples samples = product.samples();
        try (Bench bench = bench(product, null)) {
            for (int round = 0; round < ROUNDS / 2; round++) {
                String table = table(product);
                run(bench, bench.expected().columns(table), table, (name, versions) -> {
                    String times = random.ints(1 + random.nextInt(4), 0, 5)
                            .mapToObj(n -> n == 0
                                    ? "CAST(NULL AS TIMESTAMP(3))"
                                    : Engines.literal(bench.times().of(versions)))
                            .collect(Collectors.joining("), (", "(VALUES (", "))"));
                    return new Generator.Source(
                            times + " AS d(dy) JOIN " + name + " FOR SYSTEM_TIME AS OF d.dy AS s ON TRUE",
                            samples.join(),
                            "d.dy, " + samples.orderedKey("s."),
                            List.of());
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("products")
    void theVersionsThatHeldAreTheRowsOfThatTime(Product product) throws SQLException {
        Samples samples = product.samples();
        String columns = String.join(", ", List.of(samples.plainKey(""), "Name", samples.group(), samples.number()));
        try (Bench bench = bench(product, Map.of())) {
            List<ExpectedVersion> versions = bench.expected().versions(samples.table());
            for (int round = 0; round < ROUNDS / 2; round++) {
                LocalDateTime time = bench.times().of(versions);
                // Finer times than milliseconds cannot be asked for.
                if (versions.stream().anyMatch(v -> isFiner(v, time))) {
                    continue;
                }
                String literal = Engines.literal(time);
                for (Mode mode : List.of(Mode.PUSHED, Mode.LOCAL, Mode.SMALL_PAGES)) {
                    Connection connection = bench.engines().connection(mode);
                    assertThat(Rows.of(
                                    connection,
                                    "SELECT " + columns + " FROM " + product.name() + "_history." + samples.table()
                                            + " WHERE ValidFrom <= " + literal + " AND " + literal + " < ValidTo",
                                    List.of()))
                            .as(mode + " " + literal)
                            .containsExactlyInAnyOrderElementsOf(Rows.of(
                                    connection,
                                    "SELECT " + columns + " FROM " + samples.table() + " FOR SYSTEM_TIME AS OF "
                                            + literal,
                                    List.of()));
                }
            }
        }
    }

    private static boolean isFiner(ExpectedVersion version, LocalDateTime time) {
        return !version.from().equals(version.from().truncatedTo(ChronoUnit.MILLIS))
                && ExpectedVersion.shown(version.from()).equals(time);
    }

    @ParameterizedTest
    @MethodSource("products")
    void thePastOfThisMomentIsThePresent(Product product) throws SQLException {
        try (Bench bench = bench(product, Map.of())) {
            for (String table : bench.expected().pastTables()) {
                String columns = bench.expected().columns(table).stream()
                        .filter(ExpectedColumn::isKept)
                        .map(column -> '"' + column.name() + '"')
                        .collect(Collectors.joining(", "));
                for (Mode mode : List.of(Mode.PUSHED, Mode.LOCAL)) {
                    Connection connection = bench.engines().connection(mode);
                    assertThat(Rows.of(
                                    connection,
                                    "SELECT " + columns + " FROM " + table + " FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP",
                                    List.of()))
                            .as(mode + " " + table)
                            .containsExactlyInAnyOrderElementsOf(
                                    Rows.of(connection, "SELECT " + columns + " FROM " + table, List.of()));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("products")
    void anAssetHasNoRowBeforeItIsMadeAndAfterItIsDeleted(Product product) throws SQLException {
        Samples samples = product.samples();
        try (Bench bench = bench(product, Map.of())) {
            List<ExpectedVersion> versions = bench.expected().versions(samples.table());
            String sql = "SELECT Name FROM " + samples.table() + " FOR SYSTEM_TIME AS OF ? WHERE "
                    + samples.plainKey("") + " = ?";
            int deleted = 0;
            for (int i = 0; i < versions.size(); i++) {
                ExpectedVersion version = versions.get(i);
                boolean isFirst = i == 0 || !versions.get(i - 1).asset().equals(version.asset());
                boolean isLast =
                        i + 1 == versions.size() || !versions.get(i + 1).from().equals(version.to());
                Connection connection = bench.engines().connection(Mode.PUSHED);
                LocalDateTime from = ExpectedVersion.shown(version.from());
                if (isFirst && random.nextInt(4) == 0) {
                    assertThat(Rows.of(connection, sql, List.of(from.minusNanos(1_000_000), version.asset())))
                            .isEmpty();
                    assertThat(Rows.of(connection, sql, List.of(from.plusNanos(1_000_000), version.asset())))
                            .hasSize(
                                    version.to().toEpochMilli() - version.from().toEpochMilli() > 1 ? 1 : 0);
                }
                if (isLast && !version.to().equals(ExpectedVersion.NEVER) && deleted++ < ROUNDS / 2) {
                    LocalDateTime end = ExpectedVersion.shown(version.to());
                    assertThat(Rows.of(connection, sql, List.of(end, version.asset())))
                            .isEmpty();
                    assertThat(Rows.of(connection, sql, List.of(end.minusNanos(1_000_000), version.asset())))
                            .hasSize(1);
                }
            }
            assertThat(deleted).isPositive();
        }
    }
}
