package io.trackersql.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.Exchange;
import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultGate;
import io.trackersql.demo.FaultPlan;
import io.trackersql.fault.WriteScene.Manner;
import io.trackersql.fault.WriteScene.Scenario;
import io.trackersql.sql.LocalTracker;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Strikes the first exchange of a scenario that writes, then the second, and so on. Each time nothing is written twice, what the failure says of each
 * write is what the server holds, and what was not sent can be sent afterwards.
 */
@Timeout(300)
class BrokenWritesTest {
    private static final int EXCHANGES_MAX = 15;
    private static final Pattern LINE =
            Pattern.compile("(?m)^(\\d+)\\. .*?: (made in part|made|refused|sent, outcome unknown|not sent)");

    /** What a report says of a write. */
    private enum Fate {
        MADE,
        REFUSED,
        UNKNOWN,
        NOT_SENT
    }

    private static final Map<String, Supplier<Fault>> FAULTS = Map.of(
            "the connection breaks before the request is served",
            Fault.Unserved::new,
            "it breaks before the answer",
            () -> new Fault.Cut(-1),
            "it breaks within the answer",
            () -> new Fault.Cut(30),
            "an error that hides whether it was served",
            () -> new Fault.Replaced((Fault.Answer) Fault.status(500)),
            "unavailable",
            () -> Fault.status(503),
            "bad gateway",
            () -> new Fault.Replaced((Fault.Answer) Fault.status(502)),
            "too many requests",
            () -> Fault.retryAfter(429, 0),
            "an answer that is no JSON",
            Fault::malformed,
            "a page to log in",
            Fault::html,
            "a stall",
            () -> new Fault.Stall(-1, new FaultGate()));

    /** Faults after which the driver may send the same again, as the server says that it did nothing. */
    private static final Set<String> REFUSALS = Set.of("too many requests");

    static Stream<Arguments> strikes() {
        return WriteScene.all().stream().flatMap(scene -> scene.scenarios().stream()
                .flatMap(scenario ->
                        FAULTS.keySet().stream().sorted().map(fault -> Arguments.of(scene, scenario, fault))));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("strikes")
    void nothingIsWrittenTwiceAndTheReportIsTrue(WriteScene scene, Scenario scenario, String fault)
            throws SQLException {
        try (LocalTracker tracker =
                LocalTracker.start(scene.product(), DemoOptions.standard().withRows(40))) {
            tracker.connect().close();
            int number = 0;
            int exchanges;
            do {
                number++;
                exchanges = strike(tracker, scenario, number, fault);
            } while (exchanges >= number && number < EXCHANGES_MAX);
            assertThat(number).as("the scenario passed untouched in the end").isBetween(2, EXCHANGES_MAX - 1);
        }
    }

    /** Gives how many exchanges there were. */
    private static int strike(LocalTracker tracker, Scenario scenario, int number, String fault) throws SQLException {
        String mark = "m" + number + "x";
        String timeout = "requestTimeout=" + (fault.equals("a stall") ? 2 : 60);
        try (Connection connection = tracker.connect("batchRows=2", timeout)) {
            send(connection, Manner.STATEMENT, scenario.before(), mark);
            connection.setAutoCommit(scenario.manner() != Manner.COMMIT);
            tracker.server().ledger().clear();
            tracker.server().faults(FaultPlan.on("", number, FAULTS.get(fault).get()));
            SQLException failure = null;
            try {
                send(connection, scenario.manner(), scenario.statements(), mark);
            } catch (SQLException e) {
                failure = e;
            }
            List<Exchange> exchanges = tracker.server().ledger().exchanges();
            tracker.server().faults(FaultPlan.none());
            String what = mark + " " + tracker.requests() + " " + failure;
            if (!REFUSALS.contains(fault)) {
                assertThat(writes(exchanges)).as(what).doesNotHaveDuplicates();
            }
            List<Fate> fates = fates(failure, scenario);
            check(tracker, scenario, mark, fates, what);
            if (failure != null) {
                checkFailure(failure, exchanges.get(number - 1), fault, fates, what);
                goOn(tracker, connection, scenario, mark, fates, what);
            }
            return exchanges.size();
        }
    }

    private static void send(Connection connection, Manner manner, List<String> statements, String mark)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                String marked = sql.replace("{m}", mark);
                if (manner == Manner.BATCH) {
                    statement.addBatch(marked);
                } else {
                    statement.executeUpdate(marked);
                }
            }
            if (manner == Manner.BATCH) {
                statement.executeBatch();
            } else if (manner == Manner.COMMIT) {
                connection.commit();
            }
        }
    }

    private static List<String> writes(List<Exchange> exchanges) {
        return exchanges.stream()
                .filter(BrokenWritesTest::isWrite)
                .map(e -> e.method() + " " + e.target() + " " + e.body())
                .toList();
    }

    private static boolean isWrite(Exchange exchange) {
        return !exchange.method().equals("GET") && !exchange.body().startsWith("_method=GET");
    }

    /** What became of each write, as the failure says. */
    private static List<Fate> fates(SQLException failure, Scenario scenario) {
        int writes = scenario.effects().size();
        if (failure == null) {
            return Collections.nCopies(writes, Fate.MADE);
        }
        List<Fate> fates = new ArrayList<>();
        Matcher line = LINE.matcher(failure.getMessage());
        while (line.find()) {
            fates.add(
                    switch (line.group(2)) {
                        case "made", "made in part" -> Fate.MADE;
                        case "refused" -> Fate.REFUSED;
                        case "not sent" -> Fate.NOT_SENT;
                        default -> Fate.UNKNOWN;
                    });
        }
        if (fates.isEmpty()) {
            // One write, or a failure before anything was written.
            boolean isUnknown = failure.getSQLState().equals("08007");
            return Collections.nCopies(writes, isUnknown ? Fate.UNKNOWN : Fate.NOT_SENT);
        }
        assertThat(fates).as(failure.getMessage()).hasSize(writes);
        return fates;
    }

    private static void check(LocalTracker tracker, Scenario scenario, String mark, List<Fate> fates, String what) {
        for (int i = 0; i < fates.size(); i++) {
            int times = scenario.effects().get(i).apply(tracker.server(), mark);
            String which = "write " + (i + 1) + " " + fates + " " + what;
            switch (fates.get(i)) {
                case MADE -> assertThat(times).as(which).isEqualTo(1);
                case UNKNOWN -> assertThat(times).as(which).isBetween(0, 1);
                default -> assertThat(times).as(which).isZero();
            }
        }
    }

    private static void checkFailure(
            SQLException failure, Exchange struck, String fault, List<Fate> fates, String what) {
        assertThat(failure.getSQLState()).as(what).isNotEqualTo("XX000").hasSize(5);
        Failing.assertNoSecret(failure.toString());
        boolean isUnknown = failure.getSQLState().equals("08007");
        assertThat(fates.contains(Fate.UNKNOWN)).as(what).isEqualTo(isUnknown);
        if (isWrite(struck) && !REFUSALS.contains(fault)) {
            assertThat(isUnknown).as(what).isTrue();
        }
        if (failure instanceof BatchUpdateException batch) {
            int[] counts = batch.getUpdateCounts();
            for (int i = 0; i < fates.size(); i++) {
                int count = i < counts.length ? counts[i] : Statement.EXECUTE_FAILED;
                assertThat(count >= 0).as("entry " + i + " " + what).isEqualTo(fates.get(i) == Fate.MADE);
            }
        }
    }

    /** What was not sent can be committed now; what is not known is not sent again. */
    private static void goOn(
            LocalTracker tracker, Connection connection, Scenario scenario, String mark, List<Fate> fates, String what)
            throws SQLException {
        boolean wasCommitting = what.contains("Of ") || fates.contains(Fate.UNKNOWN);
        if (scenario.manner() == Manner.COMMIT && wasCommitting) {
            List<Integer> before = times(tracker, scenario, mark);
            connection.commit();
            List<Integer> after = times(tracker, scenario, mark);
            for (int i = 0; i < fates.size(); i++) {
                int expected = fates.get(i) == Fate.NOT_SENT ? 1 : before.get(i);
                assertThat(after.get(i))
                        .as("write " + (i + 1) + " again, " + what)
                        .isEqualTo(expected);
            }
        } else if (scenario.manner() == Manner.COMMIT) {
            connection.rollback();
        }
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM system.generated_keys")) {
            assertThat(rows.getMetaData().getColumnCount()).isPositive();
        }
    }

    private static List<Integer> times(LocalTracker tracker, Scenario scenario, String mark) {
        return scenario.effects().stream()
                .map(e -> e.apply(tracker.server(), mark))
                .toList();
    }
}
