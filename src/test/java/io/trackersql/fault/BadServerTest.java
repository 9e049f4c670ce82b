package io.trackersql.fault;

import static io.trackersql.fault.Failing.CANARY;
import static io.trackersql.fault.Failing.assertNoSecret;
import static io.trackersql.fault.Failing.assertUsable;
import static io.trackersql.fault.Failing.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultGate;
import io.trackersql.demo.FaultPlan;
import io.trackersql.sql.LocalTracker;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
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
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that answers badly: one clear failure without a secret, and a connection that works as soon as the server does. */
@ParameterizedClass(name = "{0}")
@MethodSource("scenes")
class BadServerTest {
    @Parameter
    private Scene scene;

    private LocalTracker tracker;
    private Connection connection;

    @BeforeEach
    void start() throws SQLException {
        tracker = LocalTracker.start(scene.product(), DemoOptions.standard());
        connection = connect("60");
    }

    private Connection connect(String requestTimeout) throws SQLException {
        // the token is the canary of every test here
        Properties properties = new Properties();
        properties.setProperty("token", scene.token());
        properties.setProperty("requestTimeout", requestTimeout);
        return DriverManager.getConnection(tracker.url(), properties);
    }

    @AfterEach
    void stop() throws SQLException {
        connection.close();
        tracker.close();
    }

    static List<Scene> scenes() {
        return Scene.all();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("an HTML page", Fault.html(), "08P01", "HTML page", "URL"),
                fault("a truncated body", Fault.truncated(300), "08006", "ended early"),
                fault("a malformed body", Fault.malformed(), "08P01", "127.0.0.1"),
                fault("another page", anotherPage(), "08P01", "the page from row {first}", "row {40th}"),
                fault("another document", json(200, "[1, 2, 3]"), "08P01", "127.0.0.1"),
                fault("an empty body", json(200, ""), "08P01", "127.0.0.1"),
                fault("not found", Fault.status(404), "08001", "404", "{rows}"),
                fault("forbidden", Fault.status(403), "42501", "403"),
                fault("an error", Fault.status(500), "08004", "500"),
                fault("unavailable", Fault.status(503), "08004", "503"),
                fault("a long quota wait", Fault.quotaExceeded(3600), "53400", "3600 s", "quota"),
                fault("a redirect", Fault.redirect(URI.create("http://localhost:9/sso")), "08P01", "localhost:9"),
                fault("a cut before the headers", new Fault.Cut(-1), "08006", "broke"),
                fault("a cut in the body", new Fault.Cut(500), "08006", "broke"));
    }

    private static Arguments fault(String name, Fault fault, String sqlState, String... words) {
        return Arguments.of(name, fault, sqlState, words);
    }

    private static Fault anotherPage() {
        return new Fault.Rewrite(body ->
                body.replace("\"pageStart\":0", "\"pageStart\":40").replace("\"StartIndex\":1", "\"StartIndex\":41"));
    }

    private static Fault json(int status, String body) {
        return new Fault.Answer(status, "application/json", body, Map.of());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void whatNeverEndsIsOneClearFailure(String name, Fault fault, String sqlState, String[] words) throws SQLException {
        tracker.server().faults(FaultPlan.always(scene.rows(), fault));
        failure(
                () -> LocalTracker.rows(connection, scene.query()),
                sqlState,
                Stream.of(words).map(scene::fill).toArray(String[]::new));
        tracker.server().faults(FaultPlan.none());
        assertUsable(scene, connection);
        assertThat(LocalTracker.rows(connection, "SELECT method, target, body FROM system.requests"))
                .isNotEmpty()
                .allSatisfy(row -> assertNoSecret(row.toString()));
    }

    @Test
    void whatPassesIsNotNoticed() throws SQLException {
        List<List<String>> right = LocalTracker.rows(connection, scene.query());
        for (Fault passing : List.of(
                Fault.status(500),
                Fault.status(503),
                Fault.quotaExceeded(1),
                Fault.retryAfter(503, 1),
                new Fault.Cut(-1),
                new Fault.Cut(700))) {
            tracker.server().faults(FaultPlan.on(scene.rows(), 1, passing));
            assertThat(LocalTracker.rows(connection, scene.query()))
                    .as(passing.toString())
                    .isEqualTo(right);
        }
    }

    @Test
    void aShortQuotaWaitIsHonoured() throws SQLException {
        tracker.server().faults(FaultPlan.on(scene.rows(), 1, Fault.quotaExceeded(1)));
        long start = System.nanoTime();
        LocalTracker.rows(connection, scene.query());
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(1_000_000_000L);
    }

    @Test
    void credentialsStayWithTheirServer() throws SQLException {
        try (LocalTracker other = LocalTracker.start(scene.product(), DemoOptions.standard())) {
            URI elsewhere = URI.create(
                    "http://127.0.0.1:" + other.server().versionOneUri().getPort() + "/elsewhere");
            tracker.server().faults(FaultPlan.always(scene.rows(), Fault.redirect(elsewhere)));
            failure(
                    () -> LocalTracker.rows(connection, scene.query()),
                    "08P01",
                    "redirect",
                    "Credentials are not sent there");
            assertThat(other.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 500})
    void silenceIsOneClearFailure(int afterBytes) throws SQLException {
        try (Connection impatient = connect("1")) {
            tracker.server().faults(FaultPlan.always(scene.rows(), new Fault.Stall(afterBytes, new FaultGate())));
            failure(() -> LocalTracker.rows(impatient, scene.query()), "HYT00", "requestTimeout");
            tracker.server().faults(FaultPlan.none());
            assertUsable(scene, impatient);
        }
    }

    @Test
    void aValueOfAnotherTypeIsNamed() throws SQLException {
        tracker.server().faults(FaultPlan.always(scene.rows(), Fault.wrongType(scene.number())));
        failure(() -> LocalTracker.rows(connection, scene.query()), "08P01", scene.number());
        tracker.server().faults(FaultPlan.none());
        assertUsable(scene, connection);
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
            LocalTracker.rows(connection, scene.query());
            LocalTracker.rows(connection, "EXPLAIN PLAN FOR " + scene.query())
                    .forEach(row -> assertNoSecret(row.toString()));
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
