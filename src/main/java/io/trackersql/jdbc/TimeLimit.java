package io.trackersql.jdbc;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Limits the time that a caller waits inside the driver for one execution.
 *
 * <p>Time is counted while the caller is in {@code execute} or {@code next}, not while it works on its rows. One daemon thread
 * serves all limits of the process and ends when it has had nothing to do for a while. Thread-safe.
 */
final class TimeLimit {
    private static final long IDLE_SECONDS = 10;
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final Runnable onExceeded;
    private long leftNanos;
    private long enteredNanos;
    private Future<?> alarm;
    private boolean finished;

    /** A limit that runs the action, on another thread, once it is exceeded. */
    TimeLimit(long limitNanos, Runnable onExceeded) {
        this.leftNanos = limitNanos;
        this.onExceeded = onExceeded;
    }

    /** The caller begins to wait. */
    synchronized void enter() {
        enteredNanos = System.nanoTime();
        // An alarm that is still set from an earlier wait is due too early at worst, and then sets itself again.
        if (alarm == null && !finished) {
            alarm = TIMER.schedule(this::ring, Math.max(leftNanos, 0), TimeUnit.NANOSECONDS);
        }
    }

    /** The caller has what it waited for. */
    synchronized void exit() {
        leftNanos -= System.nanoTime() - enteredNanos;
        enteredNanos = 0;
    }

    /** There is nothing more to wait for. */
    synchronized void finish() {
        finished = true;
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }

    private void ring() {
        synchronized (this) {
            alarm = null;
            // Outside a wait nobody is kept waiting: the next enter() sets the alarm anew.
            if (finished || enteredNanos == 0) {
                return;
            }
            long left = leftNanos - (System.nanoTime() - enteredNanos);
            if (left > 0) {
                alarm = TIMER.schedule(this::ring, left, TimeUnit.NANOSECONDS);
                return;
            }
            finished = true;
        }
        onExceeded.run();
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "trackersql-timeouts");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
