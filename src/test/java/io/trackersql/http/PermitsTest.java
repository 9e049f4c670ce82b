package io.trackersql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.model.Cancellation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One gauge per user and server, whatever limits its connections ask for. */
@Timeout(60)
class PermitsTest {
    private static final String KEY = "http://tracker/ someone";

    private final Cancellation never = new Cancellation();
    private final ExecutorService others = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        others.shutdownNow();
    }

    @Test
    void theSmallestLimitOfTheOpenConnectionsHoldsForAll() {
        Permits wide = Permits.join(KEY, 20);
        assertThat(wide.inUseMax()).isEqualTo(20);
        Permits narrow = Permits.join(KEY, 12);
        assertThat(narrow).isSameAs(wide);
        assertThat(wide.inUseMax()).isEqualTo(12);
        Permits other = Permits.join(KEY, 12);
        narrow.leave(12);
        assertThat(wide.inUseMax()).isEqualTo(12);
        other.leave(12);
        assertThat(wide.inUseMax()).isEqualTo(20);
        wide.leave(20);
        assertThat(wide.inUseMax()).as("for what is still being read").isEqualTo(20);
        Permits fresh = Permits.join(KEY, 3);
        assertThat(fresh).isNotSameAs(wide);
        wide.leave(20);
        assertThat(Permits.join(KEY, 4)).as("leaving twice does no harm").isSameAs(fresh);
        fresh.leave(3);
        fresh.leave(4);
    }

    @Test
    void whoWaitsGoesOnWhenTheConnectionWithTheSmallLimitLeaves() throws Exception {
        Permits permits = Permits.join(KEY, 2);
        Permits narrow = Permits.join(KEY, 1);
        permits.acquire(never);
        Future<?> waiting = others.submit(() -> permits.acquire(never));
        narrow.leave(1);
        waiting.get(20, TimeUnit.SECONDS);
        permits.release();
        permits.release();
        permits.leave(2);
    }

    @Test
    void noMoreThanTheSmallestLimitAreEverInUse() throws Exception {
        AtomicInteger inUse = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Permits> all = IntStream.of(12, 40, 7, 100)
                .mapToObj(limit -> Permits.join(KEY, limit))
                .toList();
        List<Future<?>> users = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            Permits permits = all.get(i % all.size());
            users.add(others.submit(() -> {
                for (int turn = 0; turn < 500; turn++) {
                    permits.acquire(never);
                    most.accumulateAndGet(inUse.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    inUse.decrementAndGet();
                    permits.release();
                }
            }));
        }
        for (Future<?> user : users) {
            user.get();
        }
        assertThat(most.get()).isBetween(1, 7);
        IntStream.of(12, 40, 7, 100).forEach(limit -> all.get(0).leave(limit));
    }

    @Test
    void oneServerIsOneServerHoweverItIsSpelt() {
        try (Transport transport = transportTo("http://tracker.invalid/V1");
                Transport same = transportTo("http://TRACKER.invalid:80/V1/");
                Transport other = transportTo("http://tracker.invalid/V2")) {
            assertThat(same.permits()).isSameAs(transport.permits());
            assertThat(other.permits()).isNotSameAs(transport.permits());
        }
    }

    @Test
    void anAnswerThatWaitsForItsReaderIsReadIntoMemoryWhenAnotherRequestNeedsThePermit() throws Exception {
        try (ScriptedServer server = new ScriptedServer();
                Transport transport = new Transport(CancelTest.config(server, 1))) {
            String text = "[\"" + "x".repeat(3_000_000) + "\"]";
            server.thenJson(text).thenJson("[]");
            try (Answer first = transport.send(CancelTest.ask(), Scopes.open())) {
                assertThat(first.body().read()).isEqualTo('[');
                transport.send(CancelTest.ask(), Scopes.open()).close();
                String rest = new String(first.body().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(rest.length()).isEqualTo(text.length() - 1);
                assertThat(rest.equals(text.substring(1))).isTrue();
            }
        }
    }

    @Test
    void anAnswerThatWaitsForItsReaderKeepsItsPermitUntilItIsClosed() throws Exception {
        try (ScriptedServer server = new ScriptedServer();
                Transport transport = new Transport(CancelTest.config(server, 1))) {
            CountDownLatch isBusy = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            server.then((socket, out) -> {
                out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n["
                        .getBytes(StandardCharsets.UTF_8));
                out.flush();
                isBusy.countDown();
                gate.await();
            });
            server.thenJson("[]");
            Answer first = transport.send(CancelTest.ask(), Scopes.open());
            isBusy.await();
            Future<?> second = others.submit(
                    () -> transport.send(CancelTest.ask(), Scopes.open()).close());
            assertThat(server.requests()).hasSize(1);
            first.close();
            second.get(20, TimeUnit.SECONDS);
            assertThat(server.requests()).hasSize(2);
            gate.countDown();
        }
    }

    private static Transport transportTo(String base) {
        return new Transport(TransportConfig.of("versionone", URI.create(base), new Credentials.None()));
    }

    @Test
    void answersOfTwoConnectionsShareTheLimit() throws Exception {
        try (ScriptedServer server = new ScriptedServer();
                Transport first = new Transport(CancelTest.config(server, 1));
                Transport second = new Transport(CancelTest.config(server, 9))) {
            CountDownLatch isBusy = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            server.then((socket, out) -> {
                isBusy.countDown();
                gate.await();
                out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"
                        .getBytes(StandardCharsets.UTF_8));
            });
            server.thenJson("[]");
            Future<?> one = others.submit(
                    () -> first.send(CancelTest.ask(), Scopes.open()).close());
            isBusy.await();
            Future<?> two = others.submit(
                    () -> second.send(CancelTest.ask(), Scopes.open()).close());
            assertThat(server.requests()).hasSize(1);
            assertThat(two.isDone()).isFalse();
            gate.countDown();
            one.get(20, TimeUnit.SECONDS);
            two.get(20, TimeUnit.SECONDS);
            assertThat(server.requests()).hasSize(2);
        }
    }
}
