package io.trackersql.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.Exchange;
import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultGate;
import io.trackersql.demo.FaultPlan;
import io.trackersql.demo.rally.RallyQuirks;
import io.trackersql.sql.LocalTracker;
import io.trackersql.sql.Product;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What Rally asks of those who send it requests: at most twelve of a user in flight, over all connections of the process. The demo refuses
 * the thirteenth, so a statement that is a burden fails.
 */
@Timeout(120)
class EtiquetteTest {
    private static final int IN_FLIGHT_MAX = 12;
    private static final int CONNECTIONS = 10;
    private static final int PAGE_ROWS = 40;
    private static final String SCAN = "SELECT ObjectID, Name, PlanEstimate FROM HierarchicalRequirement";
    private static final String LINKS = "SELECT * FROM rally_links.HierarchicalRequirement_Tasks";

    private final LocalTracker tracker = LocalTracker.start(
            Product.RALLY,
            DemoOptions.standard()
                    .withRows(1000)
                    .withRallyQuirks(RallyQuirks.standard().withGzip(false)));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Connection> connections = new ArrayList<>();

    @AfterEach
    void stop() throws SQLException {
        threads.shutdownNow();
        for (Connection connection : connections) {
            connection.close();
        }
        tracker.close();
    }

    private void connect(int count, int maxInFlight) throws SQLException {
        for (int i = 0; i < count; i++) {
            connections.add(tracker.connect("pageRows=" + PAGE_ROWS, "maxInFlight=" + maxInFlight));
        }
    }

    private List<List<List<String>>> together(List<Callable<List<List<String>>>> work)
            throws InterruptedException, ExecutionException {
        List<List<List<String>>> results = new ArrayList<>();
        for (Future<List<List<String>>> result : threads.invokeAll(work)) {
            results.add(result.get());
        }
        return results;
    }

    @Test
    void manyConnectionsThatReadLargeResultsAndLinksStayBelowTheLimitTogether() throws Exception {
        connect(CONNECTIONS, IN_FLIGHT_MAX);
        List<List<String>> scan = LocalTracker.rows(connections.get(0), SCAN);
        List<List<String>> links = LocalTracker.rows(connections.get(0), LINKS);
        assertThat(scan).hasSizeGreaterThan(10 * PAGE_ROWS);
        assertThat(links).hasSizeGreaterThan(50);
        List<Callable<List<List<String>>>> work = new ArrayList<>();
        for (Connection connection : connections) {
            work.add(() -> LocalTracker.rows(connection, SCAN));
            work.add(() -> LocalTracker.rows(connection, LINKS));
        }
        List<List<List<String>>> results = together(work);
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i)).isEqualTo(i % 2 == 0 ? scan : links);
        }
        assertThat(tracker.server().inFlightMax()).isBetween(2, IN_FLIGHT_MAX);
        assertThat(tracker.server().ledger().exchanges())
                .extracting(Exchange::status)
                .containsOnly(200, 302);
    }

    @Test
    void resultsThatNobodyReadsHoldNoRequestInFlightBeyondTheLimit() throws Exception {
        connect(2, IN_FLIGHT_MAX);
        List<Statement> statements = new ArrayList<>();
        List<ResultSet> results = new ArrayList<>();
        for (int i = 0; i < 2 * IN_FLIGHT_MAX; i++) {
            Statement statement = connections.get(i % 2).createStatement();
            statements.add(statement);
            ResultSet rows = statement.executeQuery("SELECT * FROM HierarchicalRequirement");
            results.add(rows);
            assertThat(rows.next()).isTrue();
        }
        int count = LocalTracker.rows(results.get(0)).size();
        assertThat(count).isGreaterThan(10 * PAGE_ROWS);
        for (ResultSet rows : results.subList(1, results.size())) {
            assertThat(LocalTracker.rows(rows)).hasSize(count);
        }
        for (Statement statement : statements) {
            statement.close();
        }
        assertThat(tracker.server().inFlightMax()).isLessThanOrEqualTo(IN_FLIGHT_MAX);
    }

    @Test
    void theLimitIsReachedButNotPassedWhenTheServerIsSlow() throws Exception {
        connect(CONNECTIONS, IN_FLIGHT_MAX);
        List<List<String>> scan = LocalTracker.rows(connections.get(0), SCAN);
        FaultGate gate = new FaultGate();
        FaultPlan slow = FaultPlan.none();
        for (int number = 1; number <= IN_FLIGHT_MAX; number++) {
            slow = slow.and("v2.0/HierarchicalRequirement", number, new Fault.Stall(-1, gate));
        }
        tracker.server().faults(slow);
        List<Future<List<List<String>>>> results = new ArrayList<>();
        for (Connection connection : connections) {
            for (int i = 0; i < 2; i++) {
                results.add(threads.submit(() -> LocalTracker.rows(connection, SCAN)));
            }
        }
        while (tracker.server().inFlightMax() < IN_FLIGHT_MAX) {
            Thread.onSpinWait();
        }
        tracker.server().faults(FaultPlan.none());
        for (Future<List<List<String>>> result : results) {
            assertThat(result.get()).isEqualTo(scan);
        }
        assertThat(tracker.server().inFlightMax()).isEqualTo(IN_FLIGHT_MAX);
    }

    @Test
    void theSmallestLimitOfAllConnectionsHoldsForAll() throws Exception {
        connect(2, IN_FLIGHT_MAX);
        connect(1, 2);
        List<Callable<List<List<String>>>> work = new ArrayList<>();
        for (Connection connection : connections) {
            work.add(() -> LocalTracker.rows(connection, SCAN));
            work.add(() -> LocalTracker.rows(connection, LINKS));
        }
        together(work);
        assertThat(tracker.server().inFlightMax()).isEqualTo(2);
    }

    @Test
    void requestsSayWhoSendsThem() throws SQLException {
        connect(1, 6);
        LocalTracker.rows(connections.get(0), SCAN);
        assertThat(tracker.server().ledger().exchanges()).isNotEmpty().allSatisfy(exchange -> assertThat(
                        exchange.headers())
                .containsKeys("X-RallyIntegrationName", "X-RallyIntegrationVendor", "X-RallyIntegrationVersion"));
    }
}
