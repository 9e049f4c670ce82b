package io.trackersql.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultGate;
import io.trackersql.demo.FaultPlan;
import io.trackersql.demo.rally.RallyQuirks;
import io.trackersql.demo.versionone.VersionOneQuirks;
import io.trackersql.sql.LocalTracker;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the driver does while a server holds an answer back: give what has come, stop when it is told to, and let go. */
@Timeout(60)
@Isolated("measures time")
class StalledServerTest {
    /** The target is 100 ms; a busy machine must not fail the build. */
    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

    private Scene scene;

    private final ExecutorService otherThread = Executors.newSingleThreadExecutor();
    private LocalTracker tracker;
    private Relay relay;
    private Connection connection;
    private FaultGate gate;

    private void start(Scene tested) throws SQLException, IOException {
        scene = tested;
        tracker = LocalTracker.start(
                scene.product(),
                DemoOptions.standard()
                        .withQuirks(VersionOneQuirks.standard().withGzip(false))
                        .withRallyQuirks(RallyQuirks.standard().withGzip(false)));
        relay = new Relay(URI.create(tracker.url().substring(prefix().length())));
        connection = connect("maxInFlight=1");
        gate = new FaultGate();
    }

    @AfterEach
    void stop() throws SQLException, IOException {
        otherThread.shutdownNow();
        connection.close();
        relay.close();
        tracker.close();
    }

    static List<Scene> scenes() {
        return Scene.all();
    }

    private String prefix() {
        return "jdbc:tracker:" + scene.product().name() + ":";
    }

    private String query() {
        return "SELECT " + scene.key() + ", Name FROM " + scene.table();
    }

    private Connection connect(String... properties) throws SQLException {
        Properties all = new Properties();
        all.setProperty("token", scene.token());
        for (String property : properties) {
            int equals = property.indexOf('=');
            all.setProperty(property.substring(0, equals), property.substring(equals + 1));
        }
        return DriverManager.getConnection(prefix() + relay.uri(), all);
    }

    private Future<List<List<String>>> inOtherThread(Statement statement) {
        return otherThread.submit(() -> LocalTracker.rows(statement.executeQuery(query())));
    }

    private static void print(String what, long nanos) {
        System.out.printf("%s: %.1f ms%n", what, nanos / 1e6);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void cancelDropsAConnectionThatWaitsForItsAnswer(Scene tested) throws Exception {
        start(tested);
        cancelDrops(-1);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void cancelDropsAConnectionInTheMiddleOfAnAnswer(Scene tested) throws Exception {
        start(tested);
        cancelDrops(9_000);
    }

    private void cancelDrops(long afterBytes) throws Exception {
        tracker.server().faults(FaultPlan.on(scene.rows(), 1, new Fault.Stall(afterBytes, gate)));
        try (Statement statement = connection.createStatement()) {
            Future<List<List<String>>> running = inOtherThread(statement);
            gate.awaitReached();
            assertThat(relay.isDropped()).isFalse();
            long start = System.nanoTime();
            statement.cancel();
            long dropped = relay.awaitDropped() - start;
            Failing.failure(() -> unwrapped(running), "57014");
            long raised = System.nanoTime() - start;
            print("cancel to dropped connection", dropped);
            print("cancel to SQLException", raised);
            assertThat(dropped).isLessThan(NANOS_MAX);
            assertThat(raised).isLessThan(NANOS_MAX);
        }
        gate.release();
        Failing.assertUsable(scene, connection);
    }

    private static void unwrapped(Future<?> running) throws Throwable {
        try {
            running.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void theTimeLimitDropsTheConnection(Scene tested) throws Exception {
        start(tested);
        tracker.server().faults(FaultPlan.on(scene.rows(), 1, new Fault.Stall(-1, gate)));
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            long start = System.nanoTime();
            Failing.failure(() -> statement.executeQuery(query()), "HYT00");
            long raised = System.nanoTime() - start;
            print("limit of 1 s to SQLException", raised);
            print("limit of 1 s to dropped connection", relay.awaitDropped() - start);
            assertThat(raised).isBetween(NANOS_MAX, 2 * NANOS_MAX);
        }
        gate.release();
        Failing.assertUsable(scene, connection);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void rowsAreThereBeforeTheirPageHasArrived(Scene tested) throws Exception {
        start(tested);
        List<List<String>> right = LocalTracker.rows(connection, query());
        tracker.server().faults(FaultPlan.on(scene.rows(), 1, new Fault.Stall(20_000, gate)));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query())) {
            List<List<String>> found = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                assertThat(rows.next()).isTrue();
                found.add(List.of(rows.getString(1), rows.getString(2)));
            }
            gate.awaitReached();
            assertThat(tracker.server().ledger().exchanges()).last().satisfies(e -> assertThat(e.bytesSent())
                    .isLessThan(20_001));
            gate.release();
            found.addAll(LocalTracker.rows(rows));
            assertThat(found).isEqualTo(right);
        }
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void closingAResultStopsItsReading(Scene tested) throws Exception {
        start(tested);
        tracker.server().faults(FaultPlan.on(scene.rows(), 1, new Fault.Stall(20_000, gate)));
        try (Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(query());
            assertThat(rows.next()).isTrue();
            gate.awaitReached();
            long start = System.nanoTime();
            rows.close();
            long dropped = relay.awaitDropped() - start;
            print("close to dropped connection", dropped);
            assertThat(dropped).isLessThan(NANOS_MAX);
        }
        gate.release();
        Failing.assertUsable(scene, connection);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void aLimitThatIsMetStopsTheReading(Scene tested) throws Exception {
        start(tested);
        tracker.server().faults(FaultPlan.on(scene.rows(), 1, new Fault.Stall(20_000, gate)));
        // the filter is computed here, so the tracker cannot cut
        String sql = query() + " WHERE UPPER(Name) <> 'X' LIMIT 5";
        assertThat(LocalTracker.rows(connection, sql)).hasSize(5);
        relay.awaitDropped();
        gate.release();
        Failing.assertUsable(scene, connection);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void resultsWithinResultsShareTheOnlyPermit(Scene tested) throws Exception {
        start(tested);
        String parent = scene.equals(Scene.RALLY) ? "WorkProduct" : "Parent";
        String all = "SELECT " + scene.key() + " FROM " + scene.table();
        try (Connection narrow = connect("maxInFlight=1", "pageRows=10");
                Statement outer = narrow.createStatement();
                PreparedStatement inner =
                        narrow.prepareStatement("SELECT " + scene.key() + " FROM Task WHERE " + parent + " = ?");
                ResultSet stories = outer.executeQuery(all)) {
            int tasks = 0;
            int count = 0;
            while (stories.next()) {
                count++;
                inner.setObject(1, stories.getObject(1));
                try (ResultSet found = inner.executeQuery()) {
                    while (found.next()) {
                        tasks++;
                    }
                }
            }
            assertThat(count).isEqualTo(LocalTracker.rows(narrow, all).size()).isGreaterThan(100);
            assertThat(LocalTracker.rows(
                            narrow,
                            "SELECT COUNT(*) FROM Task t JOIN " + scene.table() + " s ON t." + parent + " = s."
                                    + scene.key()))
                    .containsExactly(List.of(String.valueOf(tasks)));
        }
    }
}
