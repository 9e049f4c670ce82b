package io.trackersql.shell;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Cancels the running statement when the process is asked to end, as by Ctrl-C. Thread-safe. */
final class Interrupt {
    /** Time for the statement to end and for its error to be written. */
    private static final long GRACE_MILLIS = 2_000;

    private final AtomicReference<Statement> running = new AtomicReference<>();
    private final CountDownLatch done = new CountDownLatch(1);

    /** Watches for the end of the process. */
    static Interrupt watch() {
        Interrupt interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(new Thread(interrupt::cancelRunning, "tracker-interrupt"));
        return interrupt;
    }

    /** Notes which statement is running, null for none. */
    void running(Statement statement) {
        running.set(statement);
    }

    /** Tells that all output is written. */
    void done() {
        done.countDown();
    }

    private void cancelRunning() {
        Statement statement = running.get();
        if (statement == null) {
            return;
        }
        try {
            statement.cancel();
            done.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (SQLException e) {
            // The process ends either way, and takes the statement along.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
