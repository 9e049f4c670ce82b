package io.trackersql.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultGate;
import io.trackersql.demo.FaultPlan;
import io.trackersql.demo.rally.RallyQuirks;
import io.trackersql.demo.versionone.VersionOneQuirks;
import io.trackersql.sql.LocalTracker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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
    private static final Map<Scene, LocalTracker> TRACKERS = new HashMap<>();

    @BeforeAll
    static void start() throws SQLException {
        for (Scene scene : Scene.all()) {
            LocalTracker tracker = LocalTracker.start(scene.product(), DemoOptions.standard());
            TRACKERS.put(scene, tracker);
            tracker.connect().close();
        }
    }

    @AfterAll
    static void stop() {
        TRACKERS.values().forEach(LocalTracker::close);
        TRACKERS.clear();
    }

    /** What a scenario gives on a tracker. */
    interface Scenario {
        List<List<String>> run(LocalTracker tracker, int requestTimeout) throws SQLException;

        /** With the patience that a busy machine needs. */
        default List<List<String>> run(LocalTracker tracker) throws SQLException {
            return run(tracker, 60);
        }
    }

    private static final String SCAN = "a scan of three pages";
    private static final String CONNECTING = "connecting and reading the metadata";

    private static final Map<String, Scenario> COMMON = Map.of(CONNECTING, NthExchangeTest::connectAnew);

    private static final Map<Scene, Map<String, Scenario>> SCENARIOS = Map.of(
            Scene.VERSIONONE,
            Map.of(
                    SCAN,
                    query("SELECT ID, Name, Owners FROM Story"),
                    "an ordered scan with a limit",
                    query("SELECT ID FROM Story ORDER BY Estimate DESC LIMIT 150"),
                    "a count over a text filter",
                    query("SELECT COUNT(*) FROM Story WHERE Name LIKE '%e%'"),
                    "a join",
                    query("SELECT s.ID, t.Name FROM Story s JOIN Timebox t ON s.Timebox = t.ID")),
            Scene.RALLY,
            Map.of(
                    SCAN,
                    query("SELECT ObjectID, Name, Tags FROM HierarchicalRequirement"),
                    "an ordered scan with a limit, in two ranges",
                    query("SELECT ObjectID FROM HierarchicalRequirement ORDER BY PlanEstimate LIMIT 150"),
                    "a count over a text filter",
                    query("SELECT COUNT(*) FROM HierarchicalRequirement WHERE Name LIKE '%e%'"),
                    "a join",
                    query("SELECT s.ObjectID, i.Name FROM HierarchicalRequirement s JOIN Iteration i"
                            + " ON s.Iteration = i.ObjectID"),
                    "links that are read per asset",
                    query("SELECT l.* FROM rally_links.HierarchicalRequirement_Tasks l"
                            + " WHERE l.HierarchicalRequirement < 105000001500")));

    /** The scenarios that wait for stalls, a second each. */
    private static final Set<String> STALLED = Set.of(SCAN, CONNECTING);

    private static Map<String, Scenario> scenarios(Scene scene) {
        Map<String, Scenario> all = new TreeMap<>(COMMON);
        all.putAll(SCENARIOS.get(scene));
        return all;
    }

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
        return (server, requestTimeout) -> {
            try (Connection connection = connect(server, requestTimeout)) {
                return LocalTracker.rows(connection, sql);
            }
        };
    }

    private static List<List<String>> connectAnew(LocalTracker server, int requestTimeout) throws SQLException {
        try (Connection connection = connect(server, requestTimeout);
                var statement = connection.createStatement()) {
            statement.execute("CALL system.refresh_metadata()");
            return LocalTracker.rows(connection, "SELECT table_name FROM information_schema.tables");
        }
    }

    private static Connection connect(LocalTracker server, int requestTimeout) throws SQLException {
        return server.connect("pageRows=100", "maxInFlight=1", "requestTimeout=" + requestTimeout);
    }

    static Stream<Arguments> strikes() {
        return Scene.all().stream()
                .flatMap(scene -> scenarios(scene).keySet().stream().flatMap(scenario -> FAULTS.keySet().stream()
                        .sorted()
                        .filter(fault -> !fault.startsWith("stall") || STALLED.contains(scenario))
                        .map(fault -> Arguments.of(scene, scenario, fault))));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("strikes")
    void theResultIsRightOrThereIsOneCleanFailure(Scene scene, String scenarioName, String faultName) throws Exception {
        LocalTracker tracker = TRACKERS.get(scene);
        Scenario scenario = scenarios(scene).get(scenarioName);
        List<List<String>> right = scenario.run(tracker);
        assertThat(right).isNotEmpty();
        int number = 0;
        int exchanges;
        do {
            number++;
            tracker.server().ledger().clear();
            tracker.server()
                    .faults(FaultPlan.on("", number, FAULTS.get(faultName).get()));
            strike(() -> scenario.run(tracker, faultName.startsWith("stall") ? 1 : 60), right);
            exchanges = tracker.requests().size();
            tracker.server().faults(FaultPlan.none());
        } while (exchanges >= number && number < EXCHANGES_MAX);
        assertThat(number).as("the scenario passed untouched in the end").isLessThan(EXCHANGES_MAX);
        assertThat(scenario.run(tracker)).isEqualTo(right);
    }

    private static void strike(Callable<List<List<String>>> scenario, List<List<String>> right) throws Exception {
        try {
            assertThat(scenario.call()).isEqualTo(right);
        } catch (SQLException e) {
            Failing.check(e);
            assertThat(e.getSQLState()).as(e.getMessage()).isIn(STATES);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("servers")
    void serversThatCapPagesOrTellNoTotalLoseNoRow(Scene scene, String name, DemoOptions options, Fault fault)
            throws SQLException {
        Scenario scan = scenarios(scene).get(SCAN);
        List<List<String>> right = scan.run(TRACKERS.get(scene));
        try (LocalTracker odd = LocalTracker.start(scene.product(), options)) {
            odd.server().faults(FaultPlan.always(scene.rows(), fault));
            assertThat(scan.run(odd)).isEqualTo(right);
            try (Connection connection = odd.connect("pushDown=off", "pageRows=64")) {
                assertThat(LocalTracker.rows(
                                connection, "SELECT " + scene.key() + " FROM " + scene.table() + " LIMIT 200"))
                        .hasSize(200);
            }
        }
    }

    static Stream<Arguments> servers() {
        Fault none = new Fault.Rewrite(body -> body);
        DemoOptions usual = DemoOptions.standard();
        DemoOptions capped = usual.withQuirks(VersionOneQuirks.standard().withPageRowsMax(30))
                .withRallyQuirks(RallyQuirks.standard().withPageRowsMax(30));
        return Scene.all().stream()
                .flatMap(scene -> Stream.of(
                        Arguments.of(scene, "pages of 30 rows at most", capped, none),
                        Arguments.of(scene, "no total", usual, scene.withoutTotal()),
                        Arguments.of(scene, "both", capped, scene.withoutTotal())));
    }

    @Test
    void noThreadStaysBehind() throws Exception {
        try (LocalTracker own = LocalTracker.start();
                Connection connection = connect(own, 60)) {
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
