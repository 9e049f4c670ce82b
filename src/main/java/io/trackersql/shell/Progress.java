package io.trackersql.shell;

import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Shows a person how far a long read has come: rows and requests so far. Says nothing before a delay has passed, so that
 * short reads stay silent, and nothing at all when nobody watches standard error. Where rows appear on the same screen,
 * they are progress enough, and the line gives way to the first of them.
 */
final class Progress implements AutoCloseable {
    /** Who watches what; asked once, after the delay, since asking costs a process. */
    record Watchers(BooleanSupplier errors, BooleanSupplier output) {
        static Watchers ofThisProcess() {
            return new Watchers(
                    () -> Terminals.isTerminal(Terminals.STANDARD_ERROR),
                    () -> Terminals.isTerminal(Terminals.STANDARD_OUTPUT));
        }
    }

    private final Diagnostics diagnostics;
    private final LongSupplier requests;
    private final Watchers watchers;
    private final long delayMillis;
    private final long startNanos = System.nanoTime();
    private final Thread thread;
    private final Object lock = new Object();
    private boolean closed;
    private long counted;
    private volatile long rows;
    private volatile boolean yieldsToRows;

    /**
     * Begins to wait.
     *
     * @param requests tells how many requests were sent for this read
     * @param delay before the first line, and half of it between lines
     */
    Progress(Diagnostics diagnostics, LongSupplier requests, Watchers watchers, Duration delay) {
        this.diagnostics = diagnostics;
        this.requests = requests;
        this.watchers = watchers;
        this.delayMillis = delay.toMillis();
        this.thread = new Thread(this::show, "tracker-progress");
        thread.setDaemon(true);
        thread.start();
    }

    /** Counts a row, before it is written. Only the reading thread calls this. */
    void row() {
        rows = ++counted;
        if (yieldsToRows) {
            close();
        }
    }

    /** Ends the line; nothing is shown after this returns. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
            diagnostics.clearProgress();
        }
    }

    private void show() {
        if (!closedWithin(delayMillis) && watchers.errors().getAsBoolean()) {
            yieldsToRows = watchers.output().getAsBoolean();
            boolean over = yieldsToRows && rows > 0;
            while (!over) {
                String line = line();
                synchronized (lock) {
                    over = closed;
                    if (!over) {
                        diagnostics.progress(line);
                    }
                }
                over = over || closedWithin(delayMillis / 2);
            }
        }
    }

    private String line() {
        long sent = requests.getAsLong();
        long seconds = Duration.ofNanos(System.nanoTime() - startNanos).toSeconds();
        return String.format(Locale.ROOT, "%,d %s", rows, rows == 1 ? "row" : "rows")
                + String.format(Locale.ROOT, ", %,d %s, %d s", sent, sent == 1 ? "request" : "requests", seconds);
    }

    private boolean closedWithin(long millis) {
        long deadline = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        synchronized (lock) {
            while (!closed) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0) {
                    return false;
                }
                try {
                    lock.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return true;
                }
            }
            return true;
        }
    }
}
