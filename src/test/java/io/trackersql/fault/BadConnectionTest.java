package io.trackersql.fault;

import static io.trackersql.fault.Failing.CANARY;
import static io.trackersql.fault.Failing.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultGate;
import io.trackersql.demo.FaultPlan;
import io.trackersql.demo.versionone.VersionOneQuirks;
import io.trackersql.sql.LocalTracker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that cannot be made: each is one clear failure that says what to correct, and tells no secret. */
class BadConnectionTest {
    /** More of them with a known port in a row are no chance. */
    private static final int SERVERS_MOST = 4;

    private static final Map<Scene, LocalTracker> TRACKERS = new HashMap<>();

    @BeforeAll
    static void start() {
        for (Scene scene : Scene.all()) {
            TRACKERS.put(scene, LocalTracker.start(scene.product(), DemoOptions.standard()));
        }
    }

    @AfterAll
    static void stop() {
        TRACKERS.values().forEach(LocalTracker::close);
        TRACKERS.clear();
    }

    static List<Scene> scenes() {
        return Scene.all();
    }

    private static Connection connect(String url, String... properties) throws SQLException {
        Properties all = new Properties();
        for (String property : properties) {
            int equals = property.indexOf('=');
            all.setProperty(property.substring(0, equals), property.substring(equals + 1));
        }
        return DriverManager.getConnection(url, all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "08001 | which tracker    | jdbc:tracker:",
                "08001 | nothing          | jdbc:tracker:nothing:https://host/",
                "08001 | name a host      | jdbc:tracker:versionone:",
                "08001 | https://         | jdbc:tracker:versionone:ftp://host/V1",
                "08001 | form name=value  | jdbc:tracker:demo:?pushDown",
                "08001 | hexadecimal      | jdbc:tracker:demo:?user=%zz",
                "08001 | https://         | jdbc:tracker:rally:ftp://host/slm",
                "HY024 | 12 requests      | jdbc:tracker:rally:https://host/?token=x&maxInFlight=13",
                "HY024 | maxInFlight      | jdbc:tracker:demo:rally?maxInFlight=13",
                "HY024 | 12 requests      | jdbc:tracker:demo:?maxInFlight=13",
                "HY024 | oauthPaths       | jdbc:tracker:rally:https://host/?token=x&oauthPaths=on",
                "HY024 | project          | jdbc:tracker:versionone:https://host/V1?token=x&project=Web",
                "HY024 | no property 'x'  | jdbc:tracker:demo:?x=1",
                "HY024 | on, off          | jdbc:tracker:demo:?pushDown=maybe",
                "HY024 | whole number     | jdbc:tracker:demo:?pageRows=many",
                "HY024 | whole number     | jdbc:tracker:demo:?pageRows=0",
                "HY024 | whole number     | jdbc:tracker:demo:?maxRequests=-1",
                "HY024 | letters          | jdbc:tracker:demo:?schema=a b",
                "08001 | proxy            | jdbc:tracker:demo:?proxy=nowhere.invalid:3128",
                "HY024 | trustStore       | jdbc:tracker:demo:?trustStore=/nowhere/at/all",
                "08001 | nowhere.json     | jdbc:tracker:model:/nowhere.json",
                "HY024 | means nothing    | jdbc:tracker:versionone:https://host/V1?project=x",
                "HY024 | means nothing    | jdbc:tracker:demo:versionone?workspace=x",
                "HY024 | means nothing    | jdbc:tracker:demo:?config=x",
                "HY024 | means nothing    | jdbc:tracker:demo:rally?oauthPaths=on",
                "HY024 | Nowhere          | jdbc:tracker:demo:?project=Nowhere",
                "HY024 | Nowhere          | jdbc:tracker:demo:?workspace=Nowhere",
                "HY024 | true, false      | jdbc:tracker:demo:?projectScopeUp=perhaps",
                "HY024 | two schemas      | jdbc:tracker:demo:?schema=rally",
                "08001 | one of its       | jdbc:tracker:demo:jira",
                "08001 | https://         | jdbc:tracker:rally:host",
                "28000 | names no host    | jdbc:tracker:rally:https://host",
                "28000 | password         | jdbc:tracker:demo:rally?user=nobody",
                "HY024 | 12 requests      | jdbc:tracker:rally:https://host?maxInFlight=13",
                "HY024 | no file /nowhere | jdbc:tracker:rally:https://host?config=/nowhere",
                "HY024 | Line 1 of        | jdbc:tracker:rally:https://host?config=pom.xml",
            })
    void theUrlAloneIsWrong(String sqlState, String words, String url) {
        failure(() -> connect(url, "password=" + CANARY), sqlState, words);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void anUnknownHostIsNamed(Scene scene) {
        failure(
                () -> connect("jdbc:tracker:" + scene + ":https://tracker.invalid/V1", "token=" + CANARY),
                "08001",
                "tracker.invalid",
                "URL");
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void aPortThatRefusesIsNamed(Scene scene) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        failure(
                () -> connect("jdbc:tracker:" + scene + ":http://127.0.0.1:" + port + "/V1", "token=" + CANARY),
                "08001",
                "127.0.0.1:" + port,
                "refused");
    }

    @Test
    void anotherPathOfTheServerIsNamed() {
        URI base = TRACKERS.get(Scene.VERSIONONE).server().versionOneUri();
        failure(
                () -> connect(
                        "jdbc:tracker:versionone:http://127.0.0.1:" + base.getPort() + "/Wrong", "token=" + CANARY),
                "08001",
                "404");
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void wrongCredentialsFailAtOnce(Scene scene) {
        LocalTracker tracker = TRACKERS.get(scene);
        failure(() -> connect(tracker.url(), "user=" + DemoServer.USER, "password=" + CANARY), "28000", "password");
        failure(() -> connect(tracker.url(), "token=" + CANARY), "28000", "token");
        failure(() -> connect(tracker.url()), "28000", "user");
    }

    @Test
    void windowsAuthenticationIsRefusedWithAWayOut() {
        DemoOptions ntlm = DemoOptions.standard()
                .withQuirks(VersionOneQuirks.standard().withChallenge(VersionOneQuirks.Challenge.NTLM));
        try (LocalTracker windows = LocalTracker.start(ntlm)) {
            failure(() -> connect(windows.url(), "user=x", "password=" + CANARY), "28000", "NTLM", "token");
        }
    }

    static Stream<Arguments> faults() {
        return Scene.all().stream().flatMap(scene -> Stream.concat(modelFaults(scene), userFaults(scene))
                .map(fault -> Arguments.of(scene, fault.get()[0], fault.get()[1], fault.get()[2])));
    }

    private static Stream<Arguments> modelFaults(Scene scene) {
        return Stream.of(
                Arguments.of(scene.model(), Fault.html(), "08P01"),
                Arguments.of(scene.model(), Fault.truncated(5000), "08P01"),
                Arguments.of(scene.model(), Fault.malformed(), "08P01"),
                Arguments.of(scene.model(), Fault.status(404), "08001"),
                Arguments.of(scene.model(), Fault.status(503), "08004"),
                Arguments.of(scene.model(), new Fault.Cut(5000), "08006"),
                Arguments.of(scene.model(), new Fault.Stall(5000, new FaultGate()), "HYT00"));
    }

    private static Stream<Arguments> userFaults(Scene scene) {
        return Stream.of(
                Arguments.of(scene.user(), Fault.html(), "08P01"),
                Arguments.of(scene.user(), Fault.truncated(30), "08P01"),
                Arguments.of(scene.user(), new Fault.Rewrite(b -> "{\"Assets\":[]}"), "08P01"),
                Arguments.of(scene.user(), new Fault.Rewrite(b -> "{\"User\":{}}"), "08P01"),
                Arguments.of(scene.user(), new Fault.Cut(-1), "08006"),
                Arguments.of(scene.user(), new Fault.Stall(-1, new FaultGate()), "HYT00"),
                Arguments.of(scene.user(), Fault.quotaExceeded(9999), "53400"));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("faults")
    void aServerThatAnswersBadlyIsOneFailureAndTheNextConnectionWorks(
            Scene scene, String target, Fault fault, String sqlState) throws SQLException {
        int servers = 1;
        while (isKnown(scene, target, fault, sqlState)) {
            servers++;
            assertThat(servers).as("servers that had no trouble").isLessThan(SERVERS_MOST);
        }
    }

    /**
     * Tries it with a new server. A server before may have had the same port, and one that says that its model is still that one is not
     * asked for it: then nothing was tried.
     */
    private static boolean isKnown(Scene scene, String target, Fault fault, String sqlState) throws SQLException {
        try (LocalTracker fresh = LocalTracker.start(scene.product(), DemoOptions.standard())) {
            fresh.server().faults(FaultPlan.always(target, fault));
            int timeout = fault instanceof Fault.Stall ? 1 : 60;
            String[] properties = {"token=" + scene.token(), "requestTimeout=" + timeout, "metadataTtl=0"};
            Throwable thrown =
                    catchThrowable(() -> connect(fresh.url(), properties).close());
            if (thrown == null) {
                return true;
            }
            failure(
                    () -> {
                        throw thrown;
                    },
                    sqlState,
                    "127.0.0.1");
            fresh.server().faults(FaultPlan.none());
            try (Connection connection = connect(fresh.url(), "token=" + scene.token())) {
                assertThat(connection.isValid(5)).isTrue();
            }
            return false;
        }
    }
}
