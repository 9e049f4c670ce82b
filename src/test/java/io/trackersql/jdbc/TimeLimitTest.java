package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which time counts against the limit. */
class TimeLimitTest {
    private final CountDownLatch exceeded = new CountDownLatch(1);

    @Test
    void waitingCounts() throws InterruptedException {
        TimeLimit limit = new TimeLimit(TimeUnit.MILLISECONDS.toNanos(20), exceeded::countDown);
        limit.enter();
        assertThat(exceeded.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theCallersOwnWorkDoesNotCount() throws InterruptedException {
        TimeLimit limit = new TimeLimit(TimeUnit.MILLISECONDS.toNanos(50), exceeded::countDown);
        limit.enter();
        limit.exit();
        // This wait stands for the caller at work on its rows; the alarm rings in it and must find nobody waiting.
        assertThat(exceeded.await(200, TimeUnit.MILLISECONDS)).isFalse();
        limit.enter();
        assertThat(exceeded.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void manyShortWaitsAddUp() {
        AtomicInteger calls = new AtomicInteger();
        TimeLimit limit = new TimeLimit(TimeUnit.MILLISECONDS.toNanos(20), () -> {
            calls.incrementAndGet();
            exceeded.countDown();
        });
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (exceeded.getCount() > 0 && System.nanoTime() < end) {
            limit.enter();
            Thread.onSpinWait();
            limit.exit();
        }
        limit.finish();
        assertThat(calls).hasValueLessThanOrEqualTo(1);
        assertThat(exceeded.getCount()).isZero();
    }

    @Test
    void whatIsFinishedIsNeverStopped() throws InterruptedException {
        TimeLimit limit = new TimeLimit(TimeUnit.MILLISECONDS.toNanos(20), exceeded::countDown);
        limit.enter();
        limit.finish();
        assertThat(exceeded.await(100, TimeUnit.MILLISECONDS)).isFalse();
    }
}
