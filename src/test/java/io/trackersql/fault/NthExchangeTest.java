package io.trackersql.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultGate;
import io.trackersql.demo.FaultPlan;
import io.trackersql.demo.versionone.VersionOneQuirks;
import io.trackersql.sql.LocalTracker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Strikes the first exchange of a scenario, then the second, and so on until the scenario passes untouched. Each time the rows are
 * exactly right or there is one clean failure; afterwards the connection works, although its only permit would be missed.
 */
@Timeout(120)
class NthExchangeTest {
    private static final int EXCHANGES_MAX = 20;
    private static final Set<String> STATES = Set.of("08006", "08P01", "08004", "HYT00");
    private static LocalTracker tracker;

    @BeforeAll
    static void start() throws SQLException {
        tracker = LocalTracker.start();
        tracker.connect().close();
    }

    @AfterAll
    static void stop() {
        tracker.close();
    }

    /** What a scenario gives on a tracker. */
    interface Scenario {
        List<List<String>> run(LocalTracker tracker) throws SQLException;
    }

    private static final Map<String, Scenario> SCENARIOS = Map.of(
            "a scan of three pages", query("SELECT ID, Name, Owners FROM Story"),
            "an ordered scan with a limit", query("SELECT ID FROM Story ORDER BY Estimate DESC LIMIT 150"),
            "a count over a text filter", query("SELECT COUNT(*) FROM Story WHERE Name LIKE '%e%'"),
            "a join", query("SELECT s.ID, t.Name FROM Story s JOIN Timebox t ON s.Timebox = t.ID"),
            "connecting and reading the metadata", NthExchangeTest::connectAnew);

    /** The scenarios that wait for stalls, a second each. */
    private static final Set<String> STALLED = Set.of("a scan of three pages", "connecting and reading the metadata");

    private static final Map<String, Supplier<Fault>> FAULTS = Map.of(
            "cut before the headers", () -> new Fault.Cut(-1),
            "cut at the first byte", () -> new Fault.Cut(0),
            "cut after 600 bytes", () -> new Fault.Cut(600),
            "stall after 600 bytes", () -> new Fault.Stall(600, new FaultGate()),
            "the page before once more", Fault.DuplicatePage::new,
            "an end that is too early", () -> Fault.truncated(900),
            "a wrong last character", Fault::malformed,
            "an error", () -> Fault.status(500));

    private static Scenario query(String sql) {
        return server -> {
            try (Connection connection = connect(server)) {
                return LocalTracker.rows(connection, sql);
            }
        };
    }

    private static List<List<String>> connectAnew(LocalTracker server) throws SQLException {
        try (Connection connection = connect(server);
                var statement = connection.createStatement()) {
            statement.execute("CALL system.refresh_metadata()");
            return LocalTracker.rows(connection, "SELECT table_name FROM information_schema.tables");
        }
    }

    private static Connection connect(LocalTracker server) throws SQLException {
        return server.connect("pageRows=100", "maxInFlight=1", "requestTimeout=1");
    }

    static Stream<Arguments> strikes() {
        return SCENARIOS.keySet().stream().sorted().flatMap(scenario -> FAULTS.keySet().stream()
                .sorted()
                .filter(fault -> !fault.startsWith("stall") || STALLED.contains(scenario))
                .map(fault -> Arguments.of(scenario, fault)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("strikes")
    void theResultIsRightOrThereIsOneCleanFailure(String scenarioName, String faultName) throws SQLException {
        Scenario scenario = SCENARIOS.get(scenarioName);
        List<List<String>> right = scenario.run(tracker);
        int number = 0;
        int exchanges;
        do {
            number++;
            tracker.server().ledger().clear();
            tracker.server()
                    .faults(FaultPlan.on("", number, FAULTS.get(faultName).get()));
            strike(scenario, right);
            exchanges = tracker.requests().size();
            tracker.server().faults(FaultPlan.none());
        } while (exchanges >= number && number < EXCHANGES_MAX);
        assertThat(number).as("the scenario passed untouched in the end").isLessThan(EXCHANGES_MAX);
        assertThat(scenario.run(tracker)).isEqualTo(right);
    }

    private static void strike(Scenario scenario, List<List<String>> right) {
        try {
            assertThat(scenario.run(tracker)).isEqualTo(right);
        } catch (SQLException e) {
            Failing.check(e);
            assertThat(e.getSQLState()).as(e.getMessage()).isIn(STATES);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void serversThatCapPagesOrTellNoTotalLoseNoRow(String name, DemoOptions options, Fault fault) throws SQLException {
        List<List<String>> right = SCENARIOS.get("a scan of three pages").run(tracker);
        try (LocalTracker odd = LocalTracker.start(options)) {
            odd.server().faults(FaultPlan.always("Data/Story", fault));
            assertThat(SCENARIOS.get("a scan of three pages").run(odd)).isEqualTo(right);
            try (Connection connection = odd.connect("pushDown=off", "pageRows=64")) {
                assertThat(LocalTracker.rows(connection, "SELECT ID FROM Story LIMIT 200"))
                        .hasSize(200);
            }
        }
    }

    static Stream<Arguments> servers() {
        Fault none = new Fault.Rewrite(body -> body);
        Fault noTotal = new Fault.Rewrite(body -> body.replaceFirst("\"total\"\\s*:\\s*\\d+\\s*,?", ""));
        DemoOptions usual = DemoOptions.standard();
        DemoOptions capped = usual.withQuirks(VersionOneQuirks.standard().withPageRowsMax(30));
        return Stream.of(
                Arguments.of("pages of 30 rows at most", capped, none),
                Arguments.of("no total", usual, noTotal),
                Arguments.of("both", capped, noTotal));
    }

    @Test
    void noThreadStaysBehind() throws Exception {
        try (LocalTracker own = LocalTracker.start();
                Connection connection = connect(own)) {
            own.server().faults(FaultPlan.on("Data/Story", 2, new Fault.Cut(600)));
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT ID, Name FROM Story")) {
                assertThat(rows.next()).isTrue();
            }
            own.server().faults(FaultPlan.always("Data/Story", new Fault.Cut(600)));
            Failing.failure(() -> LocalTracker.rows(connection, "SELECT ID, Name FROM Story"), "08006");
        }
        for (Thread thread : readers()) {
            thread.join(20_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    /** Threads of the driver; they end by themselves when they have had nothing to do for a while. */
    private static List<Thread> readers() {
        return new ArrayList<>(Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("trackersql-read-ahead"))
                .collect(Collectors.toSet()));
    }
}
