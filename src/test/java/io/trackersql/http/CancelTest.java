package io.trackersql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A statement that is stopped frees its thread and its connection at once, wherever it waits. */
class CancelTest {
    private static final long STOP_MILLIS_MAX = 100;

    private final ScriptedServer server = new ScriptedServer();
    private final RequestScope scope = Scopes.open();
    private final CountDownLatch isWaiting = new CountDownLatch(1);
    private final CompletableFuture<Long> hungUpNanos = new CompletableFuture<>();
    private final AtomicLong stoppedNanos = new AtomicLong();

    private Transport transport = new Transport(config(4), RetryPolicy.USUAL, (millis, cancellation) -> {
        isWaiting.countDown();
        Interruptions.pause(millis, cancellation);
    });

    private TransportConfig config(int maxInFlight) {
        return config(server, maxInFlight);
    }

    /** The usual configuration with another limit. */
    static TransportConfig config(ScriptedServer server, int maxInFlight) {
        TransportConfig usual = TransportConfig.of("versionone", server.base(), new Credentials.None());
        return new TransportConfig(
                usual.tracker(),
                usual.base(),
                usual.credentials(),
                usual.proxy(),
                usual.trustStore(),
                usual.connectTimeout(),
                usual.requestTimeout(),
                maxInFlight,
                usual.userAgent(),
                Map.of());
    }

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    static Ask ask() {
        return new Ask(
                NativeRequest.get("data"), Ask.Format.JSON, true, r -> Failure.REFUSED.with("status " + r.status()));
    }

    /** Waits for the client to hang up and notes when it did. */
    private void awaitHangUp(Socket socket) throws IOException {
        isWaiting.countDown();
        InputStream in = socket.getInputStream();
        try {
            while (in.read() >= 0) {
                // nothing comes but the end
            }
        } catch (IOException e) {
            // a reset is an end as well
        }
        hungUpNanos.complete(System.nanoTime());
    }

    private TrackerException stopWhileWaiting(Runnable work) throws Exception {
        CompletableFuture<TrackerException> failure = CompletableFuture.supplyAsync(() -> {
            try {
                work.run();
                return null;
            } catch (TrackerException e) {
                return e;
            }
        });
        assertThat(isWaiting.await(10, TimeUnit.SECONDS)).isTrue();
        stoppedNanos.set(System.nanoTime());
        scope.cancellation().stop(Failure.CANCELLED, "The statement was cancelled.");
        TrackerException result = failure.get(10, TimeUnit.SECONDS);
        assertThat(millisSince(System.nanoTime())).isLessThan(STOP_MILLIS_MAX);
        assertThat(result).isNotNull();
        assertThat(result.failure()).isEqualTo(Failure.CANCELLED);
        return result;
    }

    private long millisSince(long nanos) {
        return (nanos - stoppedNanos.get()) / 1_000_000;
    }

    private void assertHungUpInTime() throws InterruptedException, ExecutionException, TimeoutException {
        assertThat(millisSince(hungUpNanos.get(10, TimeUnit.SECONDS))).isLessThan(STOP_MILLIS_MAX);
    }

    @Test
    void whileTheServerThinks() throws Exception {
        server.then((socket, out) -> awaitHangUp(socket));
        stopWhileWaiting(() -> transport.send(ask(), scope).close());
        assertHungUpInTime();
    }

    @Test
    void whileAnAnswerIsRead() throws Exception {
        server.then((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[1"
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            awaitHangUp(socket);
        });
        stopWhileWaiting(() -> {
            try (Answer answer = transport.send(ask(), scope)) {
                answer.body().readAllBytes();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertHungUpInTime();
        assertThat(scope.log().entries()).hasSize(1);
    }

    @Test
    void whileItWaitsForTheNextAttempt() throws Exception {
        server.then(429, "text/plain", "Retry-After: 100\r\n", new byte[0]);
        stopWhileWaiting(() -> transport.send(ask(), scope).close());
    }

    @Test
    void whileItWaitsForAPermit() throws Exception {
        transport.close();
        transport = new Transport(config(1));
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch isBusy = new CountDownLatch(1);
        server.then((socket, out) -> {
            isBusy.countDown();
            gate.await();
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"
                    .getBytes(StandardCharsets.UTF_8));
        });
        CompletableFuture<Void> first = CompletableFuture.runAsync(
                () -> transport.send(ask(), Scopes.open()).close());
        assertThat(isBusy.await(10, TimeUnit.SECONDS)).isTrue();
        isWaiting.countDown();
        stopWhileWaiting(() -> transport.send(ask(), scope).close());
        gate.countDown();
        first.get(10, TimeUnit.SECONDS);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void closingAHalfReadAnswerHangsUp() throws Exception {
        server.then((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[1"
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            awaitHangUp(socket);
        });
        Answer answer = transport.send(ask(), scope);
        assertThat(answer.body().read()).isEqualTo('[');
        stoppedNanos.set(System.nanoTime());
        answer.close();
        assertThat(millisSince(System.nanoTime())).isLessThan(STOP_MILLIS_MAX);
        assertHungUpInTime();
    }

    @Test
    void anAnswerThatWaitsForItsReaderHoldsNoPermit() {
        transport.close();
        transport = new Transport(config(1));
        server.thenJson("[1]").thenJson("[2]");
        try (Answer first = transport.send(ask(), scope);
                Answer second = transport.send(ask(), scope)) {
            assertThat(second.body()).hasSameContentAs(bytes("[2]"));
            assertThat(first.body()).hasSameContentAs(bytes("[1]"));
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
