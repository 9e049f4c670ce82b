package io.trackersql.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.backend.Backend;
import io.trackersql.catalog.EntityCatalog;
import io.trackersql.exec.Tracker;
import io.trackersql.model.Cancellation;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestBudget;
import io.trackersql.model.RequestLog;
import io.trackersql.model.RequestScope;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MetadataCacheTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final RequestScope SCOPE =
            new RequestScope(new Cancellation(), new RequestLog(entry -> {}), new RequestBudget(0), message -> {});

    private final AtomicInteger reads = new AtomicInteger();
    private final HandClock clock = new HandClock();
    private final MetadataCache cache = new MetadataCache(clock);
    private Supplier<EntityModel> model = () -> new EntityModel("1", Map.of());

    /** A clock that a test moves. */
    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2024-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** A tracker that knows its server and its model, and nothing else. */
    private Tracker tracker(String server) {
        Backend backend = (Backend) Proxy.newProxyInstance(
                Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("server")) {
                        return server;
                    }
                    if (method.getName().equals("fetchModel")) {
                        reads.incrementAndGet();
                        return model.get();
                    }
                    throw new AssertionError("nobody asks " + method.getName());
                });
        return new Tracker("t", backend);
    }

    @Test
    void aModelIsReadOnceForAllConnectionsToAServer() {
        EntityCatalog first = cache.catalog(tracker("a"), HOUR, SCOPE);

        assertThat(cache.catalog(tracker("a"), HOUR, SCOPE)).isSameAs(first);
        assertThat(cache.catalog(tracker("b"), HOUR, SCOPE)).isNotSameAs(first);
        assertThat(reads).hasValue(2);
    }

    @Test
    void aModelIsReadAgainWhenItIsAsOldAsTheCallerAllows() {
        EntityCatalog first = cache.catalog(tracker("a"), HOUR, SCOPE);
        clock.now = clock.now.plus(HOUR).minusNanos(1);
        assertThat(cache.catalog(tracker("a"), HOUR, SCOPE)).isSameAs(first);

        clock.now = clock.now.plusNanos(1);

        assertThat(cache.catalog(tracker("a"), HOUR, SCOPE)).isNotSameAs(first);
        assertThat(reads).hasValue(2);
    }

    @Test
    void aTimeToLiveMayBeZeroOrVeryLong() {
        cache.catalog(tracker("a"), Duration.ZERO, SCOPE);
        cache.catalog(tracker("a"), Duration.ZERO, SCOPE);
        cache.catalog(tracker("a"), Duration.ofSeconds(Long.MAX_VALUE), SCOPE);

        assertThat(reads).hasValue(2);
    }

    @Test
    void aReadThatFailsLeavesNothingBehind() {
        model = () -> {
            throw Failure.SERVER_ERROR.with("down");
        };
        assertThatThrownBy(() -> cache.catalog(tracker("a"), HOUR, SCOPE)).hasMessage("down");

        model = () -> new EntityModel("2", Map.of());

        assertThat(cache.catalog(tracker("a"), HOUR, SCOPE).model().version()).isEqualTo("2");
    }

    @Test
    void aRefreshThatFailsKeepsWhatWasKnown() {
        EntityCatalog first = cache.catalog(tracker("a"), HOUR, SCOPE);
        model = () -> {
            throw Failure.SERVER_ERROR.with("down");
        };
        assertThatThrownBy(() -> cache.refreshed(tracker("a"), first, SCOPE)).hasMessage("down");

        assertThat(cache.catalog(tracker("a"), HOUR, SCOPE)).isSameAs(first);
    }

    @Test
    void aRefreshReadsUnlessAnotherConnectionDidSo() {
        EntityCatalog first = cache.catalog(tracker("a"), HOUR, SCOPE);
        EntityCatalog second = cache.refreshed(tracker("a"), first, SCOPE);

        assertThat(second).isNotSameAs(first);
        assertThat(cache.refreshed(tracker("a"), first, SCOPE)).isSameAs(second);
        assertThat(reads).hasValue(2);
    }

    @Test
    void connectionsThatComeAtOnceShareOneRead() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        model = () -> {
            begun.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return new EntityModel("1", Map.of());
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<EntityCatalog>> catalogs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                catalogs.add(threads.submit(() -> cache.catalog(tracker("a"), HOUR, SCOPE)));
            }
            begun.await();
            answer.countDown();
            for (Future<EntityCatalog> catalog : catalogs) {
                assertThat(catalog.get()).isSameAs(catalogs.get(0).get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(reads).hasValue(1);
    }
}
