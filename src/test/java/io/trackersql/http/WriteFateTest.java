package io.trackersql.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestLog;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A write is sent once; what may have reached the tracker and has no whole answer is told as what it is. */
class WriteFateTest {
    private final ScriptedServer server = new ScriptedServer();
    private final List<Long> pauses = new CopyOnWriteArrayList<>();
    private final RequestScope scope = Scopes.open();
    private Transport transport = transport(server.base(), Duration.ofSeconds(60));

    private Transport transport(URI base, Duration requestTimeout) {
        TransportConfig usual = TransportConfig.of("versionone", base, new Credentials.None());
        TransportConfig config = new TransportConfig(
                usual.tracker(),
                usual.base(),
                usual.credentials(),
                usual.proxy(),
                usual.trustStore(),
                usual.connectTimeout(),
                requestTimeout,
                usual.maxInFlight(),
                usual.userAgent(),
                Map.of());
        return new Transport(config, RetryPolicy.USUAL, (millis, cancellation) -> pauses.add(millis));
    }

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    private static Ask write(String method) {
        NativeRequest request = new NativeRequest(method, "api/asset", Optional.of("{}"));
        return new Ask(request, Ask.Format.JSON, false, refusal -> (refusal.status() >= 500
                        ? Failure.SERVER_ERROR
                        : Failure.REFUSED)
                .with("status " + refusal.status() + "."));
    }

    private static String read(Answer answer) {
        try (answer) {
            String text = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
            answer.complete();
            return text;
        } catch (IOException e) {
            throw answer.unreadable(e);
        }
    }

    private TrackerException failureOf(Ask ask) {
        TrackerException failure = catchThrowableOfType(TrackerException.class, () -> read(transport.send(ask, scope)));
        assertThat(failure).isNotNull();
        return failure;
    }

    private void assertUnknown(String happened) {
        assertThat(failureOf(write("POST")))
                .hasMessageContaining(happened)
                .hasMessageContaining("POST api/asset had been sent")
                .hasMessageContaining("not known")
                .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.UNKNOWN_OUTCOME));
        assertThat(scope.log().entries()).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    private static void begin(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a\":1"
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private ScriptedServer status(int status, String headers) {
        return server.then(status, "text/html", headers, "<html>no</html>".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theConnectionBreaksBeforeTheAnswer() {
        server.then((socket, out) -> socket.close());
        assertUnknown("broke before an answer came");
    }

    @Test
    void theAnswerBreaksOff() {
        server.then((socket, out) -> begin(out));
        assertUnknown("broke off");
    }

    @Test
    void aTreeIsReadOfHalfAnAnswer() {
        server.then((socket, out) -> begin(out));
        TrackerException failure = catchThrowableOfType(TrackerException.class, () -> {
            try (Answer answer = transport.send(write("POST"), scope)) {
                Json.tree(answer);
            }
        });
        assertThat(failure.failure()).isEqualTo(Failure.UNKNOWN_OUTCOME);
    }

    @Test
    void theServerFails() {
        for (int code : new int[] {500, 502, 503, 504}) {
            status(code, "Retry-After: 0\r\n");
            assertThat(failureOf(write("POST")))
                    .hasMessageContaining("status " + code + ".")
                    .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.UNKNOWN_OUTCOME));
        }
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void theAnswerIsAPageForPeople() {
        status(200, "");
        assertUnknown("HTML page");
    }

    @Test
    void theServerIsSilent() {
        transport.close();
        transport = transport(server.base(), Duration.ofMillis(50));
        server.then((socket, out) -> socket.getInputStream().read());
        assertUnknown("was silent for 50 ms");
    }

    @Test
    void aStopWhileTheTrackerWorksLeavesItOpen() {
        server.then((socket, out) -> cancelAndWait(socket));
        assertUnknown("Enough.");
    }

    @Test
    void aStopWhileTheAnswerIsReadLeavesItOpen() {
        server.then((socket, out) -> {
            begin(out);
            cancelAndWait(socket);
        });
        assertUnknown("Enough.");
    }

    private void cancelAndWait(Socket socket) throws IOException {
        scope.cancellation().stop(Failure.CANCELLED, "Enough.");
        socket.getInputStream().read();
    }

    @Test
    void aStopBeforeSendingIsNothingButAStop() {
        scope.cancellation().stop(Failure.CANCELLED, "Enough.");
        assertThat(failureOf(write("POST")).failure()).isEqualTo(Failure.CANCELLED);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aRefusalIsCertain() {
        status(400, "");
        assertThat(failureOf(write("POST")).failure()).isEqualTo(Failure.REFUSED);
        status(401, "");
        assertThat(failureOf(write("POST")).failure()).isEqualTo(Failure.AUTHENTICATION);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void whatTheQuotaRefusesIsSentAgain() {
        server.then(429, "text/plain", "Retry-After: 7\r\n", new byte[0]).thenJson("[1]");
        assertThat(read(transport.send(write("POST"), scope))).isEqualTo("[1]");
        assertThat(pauses).containsExactly(7_000L);
    }

    @Test
    void whatReachedNobodyIsTriedAgain() throws IOException {
        transport.close();
        try (ServerSocket socket = new ServerSocket(0)) {
            int port = socket.getLocalPort();
            socket.close();
            transport = transport(URI.create("http://127.0.0.1:" + port + "/I"), Duration.ofSeconds(60));
        }
        assertThat(failureOf(write("POST")).failure()).isEqualTo(Failure.CONNECTION_REFUSED);
        assertThat(scope.log().entries()).extracting(RequestLog.Entry::attempt).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aRedirectNeverTurnsAWriteIntoARead() {
        status(301, "Location: /Instance/elsewhere\r\n");
        assertThat(failureOf(write("PUT")))
                .hasMessageContaining("answered a PUT with a redirect (301)")
                .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.UNKNOWN_OUTCOME));
        status(307, "Location: /Instance/elsewhere\r\n").thenJson("[1]");
        assertThat(read(transport.send(write("PUT"), scope))).isEqualTo("[1]");
        assertThat(server.requests()).last().asString().startsWith("PUT /Instance/elsewhere ");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aDeletionWithoutBodyIsNeverRepeatedUnseen() {
        server.then((socket, out) -> socket.close()).thenJson("[1]");
        Ask ask = new Ask(
                new NativeRequest("DELETE", "defect/1", Optional.empty()),
                Ask.Format.JSON,
                false,
                refusal -> Failure.REFUSED.with("no."));
        assertThat(failureOf(ask).failure()).isEqualTo(Failure.UNKNOWN_OUTCOME);
        assertThat(server.requests()).hasSize(1).first().asString().startsWith("DELETE /Instance/defect/1 ");
    }

    @Test
    void bytesAreSentAsTheyAreAndShownAsTheirNumber() {
        server.then(200, "image/png", "", new byte[0]);
        Upload upload = new Upload("image/png", "PNG!".getBytes(StandardCharsets.UTF_8));
        NativeRequest request = NativeRequest.post("attachment.img/5", upload.toString());
        Ask ask = new Ask(
                request,
                Ask.Format.ANY,
                Ask.BodyType.XML,
                Optional.of(upload),
                false,
                refusal -> Failure.REFUSED.with("no."));
        assertThat(read(transport.send(ask, scope))).isEmpty();
        assertThat(server.requests().get(0))
                .contains("Content-Type: image/png\r\n", "Content-Length: 4\r\n", "Accept: */*\r\n")
                .endsWith("PNG!");
        assertThat(scope.log().entries().get(0).request()).hasToString("POST attachment.img/5 (4 bytes of image/png)");
    }
}
