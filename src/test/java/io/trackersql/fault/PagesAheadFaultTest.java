package io.trackersql.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultGate;
import io.trackersql.demo.FaultPlan;
import io.trackersql.sql.LocalTracker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reading with several pages in flight over real HTTP: every exchange fails once, and readers share few permits. */
@Timeout(120)
@ParameterizedClass(name = "{0}")
@MethodSource("scenes")
class PagesAheadFaultTest {
    private static final int PAGE_ROWS = 80;
    private static final int EXCHANGES_MAX = 30;
    private static final Set<String> STATES = Set.of("08006", "08P01", "08004", "HYT00");

    private static final Map<String, Function<Scene, Fault>> FAULTS = Map.of(
            "cut before the headers", scene -> new Fault.Cut(-1),
            "cut after 600 bytes", scene -> new Fault.Cut(600),
            "the page before once more", scene -> new Fault.DuplicatePage(),
            "an end that is too early", scene -> Fault.truncated(900),
            "a wrong last character", scene -> Fault.malformed(),
            "an error", scene -> Fault.status(500),
            "too many requests", scene -> Fault.retryAfter(429, 0),
            "no total", Scene::withoutTotal,
            "another total", Scene::withAnotherTotal);

    private static LocalTracker tracker;
    private static List<List<String>> right;

    @Parameter
    private Scene scene;

    static List<Scene> scenes() {
        return Scene.all();
    }

    @BeforeParameterizedClassInvocation
    static void start(Scene scene) throws SQLException {
        tracker = LocalTracker.start(scene.product(), DemoOptions.standard().withRows(1000));
        try (Connection connection = connect(1)) {
            right = LocalTracker.rows(connection, scene.query());
        }
        assertThat(right).hasSizeGreaterThan(10 * PAGE_ROWS);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        tracker.close();
    }

    private static Connection connect(int maxInFlight) throws SQLException {
        return tracker.connect("pageRows=" + PAGE_ROWS, "requestTimeout=20", "maxInFlight=" + maxInFlight);
    }

    @Test
    void asManyRequestsAreSentAsOneAfterAnother() throws SQLException {
        for (String sql : List.of(
                scene.query(),
                scene.query() + " LIMIT 480",
                scene.query() + " ORDER BY " + scene.number() + " LIMIT 333 OFFSET 70")) {
            try (Connection narrow = connect(1)) {
                tracker.server().ledger().clear();
                List<List<String>> rows = LocalTracker.rows(narrow, sql);
                int requests = tracker.requests().size();
                try (Connection wide = connectAlone(narrow)) {
                    tracker.server().ledger().clear();
                    assertThat(LocalTracker.rows(wide, sql)).isEqualTo(rows);
                    assertThat(tracker.requests()).hasSize(requests);
                }
            }
        }
    }

    /** The smallest limit of all open connections holds, so the other one must go first. */
    private static Connection connectAlone(Connection other) throws SQLException {
        other.close();
        return connect(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cut before the headers",
                "cut after 600 bytes",
                "the page before once more",
                "an end that is too early",
                "a wrong last character",
                "an error",
                "too many requests",
                "no total",
                "another total"
            })
    void theResultIsRightOrThereIsOneCleanFailure(String fault) throws SQLException {
        int number = 0;
        int exchanges;
        do {
            number++;
            try (Connection connection = connect(6)) {
                tracker.server().ledger().clear();
                tracker.server()
                        .faults(FaultPlan.on(
                                scene.rows(), number, FAULTS.get(fault).apply(scene)));
                strike(connection);
                exchanges = tracker.requests().size();
                tracker.server().faults(FaultPlan.none());
                assertThat(LocalTracker.rows(connection, scene.query())).isEqualTo(right);
            }
        } while (exchanges >= number && number < EXCHANGES_MAX);
        assertThat(number).as("the scenario passed untouched in the end").isLessThan(EXCHANGES_MAX);
    }

    private void strike(Connection connection) throws SQLException {
        try {
            assertThat(LocalTracker.rows(connection, scene.query())).isEqualTo(right);
        } catch (SQLException e) {
            Failing.check(e);
            assertThat(e.getSQLState()).as(e.getMessage()).isIn(STATES);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void resultsThatAreReadInTurnNeverWaitForEachOthersPermits(int maxInFlight) throws SQLException {
        try (Connection connection = connect(maxInFlight);
                Statement first = connection.createStatement();
                Statement second = connection.createStatement();
                Statement third = connection.createStatement();
                ResultSet a = first.executeQuery(scene.query());
                ResultSet b = second.executeQuery(scene.query());
                ResultSet c = third.executeQuery(scene.query())) {
            for (List<String> row : right) {
                for (ResultSet rows : List.of(a, b, c)) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo(row.get(0));
                }
            }
            assertThat(a.next() || b.next() || c.next()).isFalse();
        }
    }

    @Test
    void closingAResultDropsAllThatIsInFlight() throws Exception {
        FaultGate gate = new FaultGate();
        FaultPlan stalls = FaultPlan.none();
        for (int number = 6; number < 12; number++) {
            stalls = stalls.and(scene.rows(), number, new Fault.Stall(-1, gate));
        }
        tracker.server().faults(stalls);
        try (Connection connection = connect(6);
                Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(scene.query());
            for (int i = 0; i < 4 * PAGE_ROWS; i++) {
                assertThat(rows.next()).isTrue();
            }
            gate.awaitReached();
            rows.close();
            tracker.server().faults(FaultPlan.none());
            Failing.assertUsable(scene, connection);
        } finally {
            tracker.server().faults(FaultPlan.none());
        }
    }
}
