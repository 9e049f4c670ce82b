package io.trackersql.fault;

import static io.trackersql.fault.Failing.CANARY;
import static io.trackersql.fault.Failing.assertNoSecret;
import static io.trackersql.fault.Failing.assertUsable;
import static io.trackersql.fault.Failing.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoServer;
import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultGate;
import io.trackersql.demo.FaultPlan;
import io.trackersql.sql.LocalTracker;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that answers badly: one clear failure without a secret, and a connection that works as soon as the server does. */
class BadServerTest {
    private static final String QUERY = "SELECT ID, Name, Estimate FROM Story";

    private LocalTracker tracker;
    private Connection connection;

    @BeforeEach
    void start() throws SQLException {
        tracker = LocalTracker.start();
        // the token is the canary of every test here
        Properties properties = new Properties();
        properties.setProperty("token", DemoServer.ACCESS_TOKEN);
        properties.setProperty("requestTimeout", "1");
        connection = DriverManager.getConnection(tracker.url(), properties);
    }

    @AfterEach
    void stop() throws SQLException {
        connection.close();
        tracker.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("an HTML page", Fault.html(), "08P01", "HTML page", "URL"),
                fault("a truncated body", Fault.truncated(300), "08006", "ended early"),
                fault("a malformed body", Fault.malformed(), "08P01", "127.0.0.1"),
                fault("values of another type", Fault.wrongType("Estimate"), "08P01", "Estimate"),
                fault("another page", anotherPage(), "08P01", "the page from row 0", "row 40"),
                fault("another document", json(200, "[1, 2, 3]"), "08P01", "127.0.0.1"),
                fault("an empty body", json(200, ""), "08P01", "127.0.0.1"),
                fault("not found", Fault.status(404), "08001", "404", "rest-1.v1/Data/Story"),
                fault("forbidden", Fault.status(403), "42501", "403"),
                fault("an error", Fault.status(500), "08004", "500"),
                fault("unavailable", Fault.status(503), "08004", "503"),
                fault("a long quota wait", Fault.quotaExceeded(3600), "53400", "3600 s", "quota"),
                fault("a redirect", Fault.redirect(URI.create("http://localhost:9/sso")), "08P01", "localhost:9"),
                fault("a cut before the headers", new Fault.Cut(-1), "08006", "broke"),
                fault("a cut in the body", new Fault.Cut(500), "08006", "broke"),
                fault("silence", new Fault.Stall(-1, new FaultGate()), "HYT00", "requestTimeout"),
                fault("silence in the body", new Fault.Stall(500, new FaultGate()), "HYT00", "requestTimeout"));
    }

    private static Arguments fault(String name, Fault fault, String sqlState, String... words) {
        return Arguments.of(name, fault, sqlState, words);
    }

    private static Fault anotherPage() {
        return new Fault.Rewrite(body -> body.replace("\"pageStart\":0", "\"pageStart\":40"));
    }

    private static Fault json(int status, String body) {
        return new Fault.Answer(status, "application/json", body, Map.of());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void whatNeverEndsIsOneClearFailure(String name, Fault fault, String sqlState, String[] words) throws SQLException {
        tracker.server().faults(FaultPlan.always("Data/Story", fault));
        failure(() -> LocalTracker.rows(connection, QUERY), sqlState, words);
        tracker.server().faults(FaultPlan.none());
        assertUsable(connection);
        assertThat(LocalTracker.rows(connection, "SELECT method, target, body FROM system.requests"))
                .isNotEmpty()
                .allSatisfy(row -> assertNoSecret(row.toString()));
    }

    @Test
    void whatPassesIsNotNoticed() throws SQLException {
        List<List<String>> right = LocalTracker.rows(connection, QUERY);
        for (Fault passing : List.of(
                Fault.status(500),
                Fault.status(503),
                Fault.quotaExceeded(1),
                Fault.retryAfter(503, 1),
                new Fault.Cut(-1),
                new Fault.Cut(700))) {
            tracker.server().faults(FaultPlan.on("Data/Story", 1, passing));
            assertThat(LocalTracker.rows(connection, QUERY))
                    .as(passing.toString())
                    .isEqualTo(right);
        }
    }

    @Test
    void aShortQuotaWaitIsHonoured() throws SQLException {
        tracker.server().faults(FaultPlan.on("Data/Story", 1, Fault.quotaExceeded(1)));
        long start = System.nanoTime();
        LocalTracker.rows(connection, QUERY);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(1_000_000_000L);
    }

    @Test
    void credentialsStayWithTheirServer() throws SQLException {
        try (LocalTracker other = LocalTracker.start()) {
            URI elsewhere = URI.create(other.server().versionOneUri() + "/rest-1.v1/Data/Story");
            tracker.server().faults(FaultPlan.always("Data/Story", Fault.redirect(elsewhere)));
            failure(() -> LocalTracker.rows(connection, QUERY), "08P01", "redirect", "Credentials are not sent there");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void anAttributeThatWasRemovedIsNamedAndTheOthersStillWork() throws SQLException {
        LocalTracker.rows(connection, QUERY);
        try (PreparedStatement prepared = connection.prepareStatement("SELECT ID, Custom_Score FROM Story")) {
            tracker.server().store().hide("Story", "Custom_Score");
            tracker.server().ledger().clear();
            failure(prepared::executeQuery, "42S22", "Custom_Score");
        }
        assertThat(tracker.requests()).filteredOn(r -> r.equals("GET meta.v1/")).hasSize(1);
        failure(() -> LocalTracker.rows(connection, "SELECT Custom_Score FROM Story"), "42S22", "Custom_Score");
        assertThat(LocalTracker.rows(connection, QUERY)).isNotEmpty();
        assertUsable(connection);
    }

    @Test
    void aWildcardFollowsTheRemovalOfAnAttribute() throws SQLException {
        LocalTracker.rows(connection, "SELECT * FROM Goal");
        tracker.server().store().hide("Goal", "Priority");
        tracker.server().ledger().clear();
        failure(() -> LocalTracker.rows(connection, "SELECT * FROM Goal"), "42S22", "Priority");
        assertThat(LocalTracker.rows(connection, "SELECT * FROM Goal")).isNotEmpty();
        assertThat(tracker.requests()).filteredOn(r -> r.equals("GET meta.v1/")).hasSize(1);
    }

    @Test
    void aStatementThatDoesNotNameTheRemovedAttributeIsNotTouched() throws SQLException {
        LocalTracker.rows(connection, QUERY);
        tracker.server().store().hide("Story", "Custom_Score");
        tracker.server().ledger().clear();
        assertThat(LocalTracker.rows(connection, QUERY)).isNotEmpty();
        assertThat(tracker.requests()).hasSize(1);
    }

    @Test
    void aTableThatWasRemovedIsNamed() throws SQLException {
        LocalTracker.rows(connection, "SELECT ID FROM Goal");
        String refusal = "<Error href=\"/VersionOne/rest-1.v1/Data/Goal\"><Message>Not Found</Message><Exception"
                + " class=\"VersionOne.DataException\"><Message>Unknown AssetType: Goal</Message></Exception></Error>";
        tracker.server()
                .faults(new FaultPlan(List.of(
                        new FaultPlan.Rule("Data/Goal", 1, 99, new Fault.Answer(404, "text/xml", refusal, Map.of())),
                        new FaultPlan.Rule(
                                "meta.v1",
                                1,
                                99,
                                new Fault.Rewrite(
                                        xml -> xml.replaceAll("(?s)<AssetType name=\"Goal\" .*?</AssetType>", ""))))));
        tracker.server().ledger().clear();
        failure(() -> LocalTracker.rows(connection, "SELECT ID FROM Goal"), "42S02", "Goal");
        failure(() -> LocalTracker.rows(connection, "SELECT ID FROM Goal"), "42S02", "Goal");
        assertThat(tracker.requests()).filteredOn(r -> r.equals("GET meta.v1/")).hasSize(1);
        assertUsable(connection);
    }

    @Test
    void noSecretIsToldAnywhere() throws SQLException {
        List<String> logged = new java.util.concurrent.CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(new java.util.logging.SimpleFormatter().format(entry));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.trackersql");
        Level before = logger.getLevel();
        handler.setLevel(Level.ALL);
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
        try {
            Properties properties = new Properties();
            properties.setProperty("user", DemoServer.USER);
            properties.setProperty("password", CANARY);
            failure(() -> DriverManager.getConnection(tracker.url(), properties), "28000", "password");
            failure(
                    () -> DriverManager.getConnection(tracker.url() + "?token=" + CANARY + "&user=x", new Properties()),
                    "28000",
                    "token");
            LocalTracker.rows(connection, QUERY);
            LocalTracker.rows(connection, "EXPLAIN PLAN FOR " + QUERY).forEach(row -> assertNoSecret(row.toString()));
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(before);
        }
        assertThat(logged).isNotEmpty().allSatisfy(Failing::assertNoSecret);
        assertNoSecret(connection.toString());
        assertNoSecret(connection.getMetaData().getURL());
        assertNoSecret(connection.getMetaData().getUserName());
        assertNoSecret(String.valueOf(connection.getClientInfo()));
    }
}
