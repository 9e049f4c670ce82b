package io.trackersql.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestLog;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransportTest {
    private static final Credentials SECRET = new Credentials.Basic("danny", "s3cret");
    private static final String QUOTA =
            "{\"Message\":\" API request quota exceeded. Maximum of 20 errors per 60 second(s)\",\"RetryAfter\":\"50\"}";

    private final ScriptedServer server = new ScriptedServer();
    private final List<Long> pauses = new CopyOnWriteArrayList<>();
    private final RequestScope scope = Scopes.open();
    private Transport transport = transport(TransportConfig.of("versionone", server.base(), SECRET));

    private Transport transport(TransportConfig config) {
        return new Transport(config, RetryPolicy.USUAL, (millis, cancellation) -> pauses.add(millis));
    }

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    private static Ask ask(NativeRequest request, boolean isRead) {
        return new Ask(request, Ask.Format.JSON, isRead, refusal -> (refusal.status() >= 500
                        ? Failure.SERVER_ERROR
                        : Failure.REFUSED)
                .with("status " + refusal.status() + " " + refusal.excerpt() + "."));
    }

    private String get() {
        return read(transport, ask(NativeRequest.get("data"), true), scope);
    }

    private static String read(Transport transport, Ask ask, RequestScope scope) {
        try (Answer answer = transport.send(ask, scope)) {
            String text = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
            answer.complete();
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TrackerException failure() {
        TrackerException failure = catchThrowableOfType(TrackerException.class, this::get);
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).doesNotContain("s3cret").endsWith(".");
        return failure;
    }

    private List<Integer> statuses() {
        return scope.log().entries().stream().map(RequestLog.Entry::status).toList();
    }

    private ScriptedServer status(int status) {
        return server.then(status, "text/html", "", "<html>no</html>".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sendsCredentialsAtOnceAndKeepsCookies() {
        server.then(
                        200,
                        "application/json",
                        "Set-Cookie: .V1.Ticket=abc; path=/; HttpOnly\r\n",
                        "[1]".getBytes(StandardCharsets.UTF_8))
                .thenJson("[2]");
        assertThat(get() + get()).isEqualTo("[1][2]");
        assertThat(server.requests().get(0))
                .startsWith("GET /Instance/data HTTP/1.1\r\n")
                .contains(
                        "Authorization: Basic ZGFubnk6czNjcmV0\r\n",
                        "Accept: application/json\r\n",
                        "User-Agent: TrackerSQL\r\n")
                .doesNotContain("Cookie");
        assertThat(server.requests().get(1)).contains("Cookie: .V1.Ticket=abc\r\n");
    }

    @Test
    void unzipsAndCountsTheBytesOfTheWire() throws IOException {
        String text = "[" + "1,".repeat(50_000) + "1]";
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        server.then(200, "application/json", "Content-Encoding: gzip\r\n", zipped.toByteArray());
        assertThat(get()).isEqualTo(text);
        assertThat(scope.log().entries().get(0).bytes()).isEqualTo(zipped.size());
    }

    @Test
    void repeatsReadsThatFailForAPassingReason() {
        server.then((socket, out) -> socket.close());
        status(503);
        server.thenJson("[1]");
        assertThat(get()).isEqualTo("[1]");
        assertThat(statuses()).containsExactly(0, 503, 200);
        assertThat(scope.log().entries()).extracting(RequestLog.Entry::attempt).containsExactly(1, 2, 3);
        assertThat(pauses).hasSize(2).allSatisfy(millis -> assertThat(millis).isBetween(100L, 400L));
    }

    @Test
    void givesUpAfterSomeAttempts() {
        for (int i = 0; i < 10; i++) {
            status(502);
        }
        assertThat(failure().failure()).isEqualTo(Failure.SERVER_ERROR);
        assertThat(statuses()).containsExactly(502, 502, 502, 502);
    }

    @Test
    void repeatsAStatus500OnlyOnce() {
        status(500).thenJson("[1]");
        assertThat(get()).isEqualTo("[1]");
        status(500);
        status(500);
        assertThat(failure().failure()).isEqualTo(Failure.SERVER_ERROR);
        assertThat(statuses()).containsExactly(500, 200, 500, 500);
    }

    @Test
    void neverRepeatsWhatTheServerCallsWrong() {
        status(400);
        assertThat(failure().failure()).isEqualTo(Failure.REFUSED);
        status(404);
        assertThat(failure().failure()).isEqualTo(Failure.REFUSED);
        assertThat(statuses()).containsExactly(400, 404);
    }

    @Test
    void stopsAtTheUsersBudgetEvenWhileRepeating() {
        status(503);
        status(503);
        RequestScope limited = Scopes.limited(2);
        TrackerException failure = catchThrowableOfType(
                TrackerException.class, () -> read(transport, ask(NativeRequest.get("data"), true), limited));
        assertThat(failure.failure()).isEqualTo(Failure.LIMIT_REACHED);
        assertThat(limited.log().entries()).hasSize(2);
    }

    @Test
    void waitsAsLongAsTheBodyOfA429Says() {
        server.then(429, "application/json", "Retry-After: 7\r\n", QUOTA.getBytes(StandardCharsets.UTF_8));
        server.then(429, "text/plain", "Retry-After: 7\r\n", new byte[0]);
        server.then(429, "text/plain", "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n", new byte[0]);
        server.thenJson("[1]");
        assertThat(get()).isEqualTo("[1]");
        assertThat(pauses).containsExactly(50_000L, 7_000L, 0L);
    }

    @Test
    void refusesToWaitLongerThanIsBearable() {
        server.then(429, "application/json", "", QUOTA.replace("50", "3600").getBytes(StandardCharsets.UTF_8));
        TrackerException failure = failure();
        assertThat(failure.failure()).isEqualTo(Failure.RATE_LIMITED);
        assertThat(failure).hasMessageContaining("quota exceeded").hasMessageContaining("3600 s");
        assertThat(pauses).isEmpty();
    }

    @Test
    void saysWhichCredentialsAreRefused() {
        server.then(401, "text/html", "WWW-Authenticate: Basic realm=\"V1\"\r\n", new byte[0]);
        TrackerException failure = failure();
        assertThat(failure.failure()).isEqualTo(Failure.AUTHENTICATION);
        assertThat(failure).hasMessageContaining("user name or the password");
    }

    @Test
    void refusesWindowsAuthenticationByName() {
        server.then(401, "text/html", "WWW-Authenticate: Negotiate\r\nWWW-Authenticate: NTLM\r\n", new byte[0]);
        assertThat(failure()).hasMessageContaining("NTLM").hasMessageContaining("access token");
    }

    @Test
    void callsAPageForPeopleByItsName() {
        server.then(
                200, "text/html", "", "<!DOCTYPE html>\n<html><title>Log\tin</title>".getBytes(StandardCharsets.UTF_8));
        TrackerException failure = failure();
        assertThat(failure.failure()).isEqualTo(Failure.BAD_ANSWER);
        assertThat(failure).hasMessageContaining("login page").hasMessageContaining("<title>Log in</title>");
        server.then(200, "application/json", "", " \n".getBytes(StandardCharsets.UTF_8));
        assertThat(failure()).hasMessageContaining("it is empty");
        server.then(200, "text/xml", "", "<Assets/>".getBytes(StandardCharsets.UTF_8));
        assertThat(failure()).hasMessageContaining("begins with \"<Assets/>\"");
    }

    @Test
    void followsRedirectsOnTheSameServer() {
        server.then(302, "text/plain", "Location: /Other/data?x=1\r\n", new byte[0])
                .thenJson("[1]");
        assertThat(get()).isEqualTo("[1]");
        assertThat(server.requests().get(1)).startsWith("GET /Other/data?x=1 ").contains("Authorization: Basic");
        assertThat(statuses()).containsExactly(302, 200);
    }

    @Test
    void carriesNothingToAnotherServer() {
        try (ScriptedServer other = new ScriptedServer()) {
            server.then(302, "text/plain", "Location: " + other.base() + "in?ticket=secret\r\n", new byte[0]);
            assertThat(failure())
                    .hasMessageContaining("redirect")
                    .hasMessageContaining("Credentials are not sent")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("ticket"));
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void followsNoCircleOfRedirects() {
        for (int i = 0; i < 10; i++) {
            server.then(302, "text/plain", "Location: /Instance/data\r\n", new byte[0]);
        }
        assertThat(failure()).hasMessageContaining("circle");
    }

    @Test
    void saysWhatToCheckWhenNobodyListens() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            int port = socket.getLocalPort();
            socket.close();
            transport =
                    transport(TransportConfig.of("versionone", URI.create("http://127.0.0.1:" + port + "/I"), SECRET));
        }
        TrackerException failure = failure();
        assertThat(failure.failure()).isEqualTo(Failure.CONNECTION_REFUSED);
        assertThat(failure).hasMessageContaining("Check host and port");
    }

    @Test
    void saysWhatToCheckWhenTheHostIsUnknown() {
        transport = transport(TransportConfig.of("versionone", URI.create("http://no-such-host.invalid/I"), SECRET));
        TrackerException failure = failure();
        assertThat(failure.failure()).isEqualTo(Failure.CONNECTION_REFUSED);
        assertThat(failure).hasMessageContaining("no-such-host.invalid is not known");
    }

    @Test
    void timesOutWhenTheServerIsSilent() {
        TransportConfig usual = TransportConfig.of("versionone", server.base(), SECRET);
        transport = transport(new TransportConfig(
                usual.tracker(),
                usual.base(),
                usual.credentials(),
                usual.proxy(),
                usual.trustStore(),
                usual.connectTimeout(),
                Duration.ofMillis(50),
                usual.maxInFlight(),
                usual.userAgent(),
                Map.of()));
        server.then((socket, out) -> socket.getInputStream().read());
        TrackerException failure = failure();
        assertThat(failure.failure()).isEqualTo(Failure.TIMEOUT);
        assertThat(statuses()).containsExactly(0);
    }

    @Test
    void anAnswerThatIsCutIsABrokenConnection() {
        server.then((socket, out) ->
                out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[1,2"
                        .getBytes(StandardCharsets.UTF_8)));
        assertThat(failure().failure()).isEqualTo(Failure.CONNECTION_BROKEN);
    }

    @Test
    void brokenCompressionIsABrokenConnection() {
        server.then(200, "application/json", "Content-Encoding: gzip\r\n", "[1,2]".getBytes(StandardCharsets.UTF_8));
        assertThat(failure().failure()).isEqualTo(Failure.CONNECTION_BROKEN);
    }

    @Test
    void goesThroughAProxyWithItsOwnCredentials() {
        TransportConfig direct = TransportConfig.of("versionone", URI.create("http://tracker.invalid/V1"), SECRET);
        ProxyServer proxy = new ProxyServer("127.0.0.1", server.base().getPort(), Optional.of("px"), Optional.of("pw"));
        transport = transport(new TransportConfig(
                "versionone",
                direct.base(),
                SECRET,
                Optional.of(proxy),
                Optional.empty(),
                direct.connectTimeout(),
                direct.requestTimeout(),
                1,
                "TrackerSQL",
                Map.of()));
        server.thenJson("[1]");
        assertThat(get()).isEqualTo("[1]");
        assertThat(server.requests().get(0))
                .startsWith("GET http://tracker.invalid/V1/data HTTP/1.1")
                .contains("Proxy-Authorization: Basic cHg6cHc=");
        server.then(407, "text/html", "Proxy-Authenticate: Basic realm=\"p\"\r\n", new byte[0]);
        assertThat(failure()).hasMessageContaining("proxy");
        assertThat(proxy.toString()).doesNotContain("pw");
    }

    @Test
    void aTrustStoreThatCannotBeReadIsABadProperty() {
        TransportConfig usual = TransportConfig.of("versionone", server.base(), SECRET);
        TransportConfig config = new TransportConfig(
                "versionone",
                usual.base(),
                SECRET,
                Optional.empty(),
                Optional.of(new TrustStore(Path.of("/no/such/file"), Optional.of("changeit"))),
                usual.connectTimeout(),
                usual.requestTimeout(),
                1,
                "TrackerSQL",
                Map.of());
        TrackerException failure = catchThrowableOfType(TrackerException.class, () -> transport(config));
        assertThat(failure.failure()).isEqualTo(Failure.BAD_PROPERTY);
        assertThat(config.toString()).doesNotContain("changeit").doesNotContain("s3cret");
    }

    @Test
    void anAddressMustBeOne() {
        for (String address :
                new String[] {"ftp://x/I", "https:/I", "https://danny:s3cret@x/I", "https://x/I?y", "x"}) {
            TrackerException failure = catchThrowableOfType(
                    TrackerException.class, () -> TransportConfig.of("versionone", URI.create(address), SECRET));
            assertThat(failure.failure()).as(address).isEqualTo(Failure.BAD_URL);
            assertThat(failure.getMessage()).doesNotContain("s3cret");
        }
    }

    @Test
    void aKeyGoesInItsOwnHeaderAndShowsNowhere() {
        Credentials key = new Credentials.ApiKey("zsessionid", "_s3cret");
        TransportConfig config = TransportConfig.of("rally", server.base(), key)
                .withHeaders(Map.of("X-RallyIntegrationName", "TrackerSQL"));
        transport = transport(config);
        server.thenJson("[1]");
        assertThat(get()).isEqualTo("[1]");
        assertThat(server.requests().get(0))
                .contains("zsessionid: _s3cret\r\n", "X-RallyIntegrationName: TrackerSQL\r\n")
                .doesNotContain("Authorization");
        assertThat(config.toString() + key + key.header()).doesNotContain("s3cret");
        server.then(401, "text/html", "", "<html>no</html>".getBytes(StandardCharsets.UTF_8));
        assertThat(failure()).hasMessageContaining("the API key");
    }

    @Test
    void aRedirectThatIsWantedIsNotFollowed() {
        Ask ask = ask(NativeRequest.get("schema/5"), true);
        server.then(302, "text/html", "Location: /Instance/schema/5/abc\r\n", new byte[0]);
        assertThat(transport
                        .send(ask, target -> target.startsWith("schema/"), scope)
                        .redirect())
                .contains("schema/5/abc");
        server.then(302, "text/html", "Location: /Instance/login\r\n", new byte[0])
                .thenJson("[1]");
        try (Answer answer = transport
                .send(ask, target -> target.startsWith("schema/"), scope)
                .answer()
                .orElseThrow()) {
            answer.complete();
        }
        assertThat(server.requests()).hasSize(3).last().asString().startsWith("GET /Instance/login ");
    }

    @Test
    void aFormIsSentAsOne() {
        server.thenJson("[1]");
        Ask ask = new Ask(
                NativeRequest.post("data", "_method=GET&start=1"),
                Ask.Format.JSON,
                Ask.BodyType.FORM,
                true,
                refusal -> Failure.REFUSED.with("no."));
        transport.send(ask, scope).close();
        assertThat(server.requests().get(0))
                .contains("Content-Type: application/x-www-form-urlencoded\r\n")
                .endsWith("_method=GET&start=1");
    }

    @Test
    void aRefusalThatIsATimeoutIsFinal() {
        status(502);
        Ask ask = new Ask(
                NativeRequest.get("data"), Ask.Format.JSON, true, refusal -> Failure.TIMEOUT.with("Five minutes."));
        assertThat(catchThrowableOfType(TrackerException.class, () -> transport.send(ask, scope))
                        .failure())
                .isEqualTo(Failure.TIMEOUT);
        assertThat(pauses).isEmpty();
    }
}
