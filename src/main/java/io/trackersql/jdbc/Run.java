package io.trackersql.jdbc;

import io.trackersql.exec.Cursor;
import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One execution, from its start to its last row: what other threads, the time limit and closing act on.
 *
 * <p>While it lasts it is listed with its connection, so that closing the connection ends it. Thread-safe.
 */
final class Run {
    private final Cancellation cancellation = new Cancellation();
    private final Set<Run> listed;
    private final TimeLimit limit;
    private Cursor cursor;
    private boolean finished;
    private volatile boolean awaited;

    /**
     * Starts an execution.
     *
     * @param limit the time that the caller is willing to wait; zero for no limit
     * @param listed where the run is listed until it is finished
     */
    Run(Duration limit, Set<Run> listed) {
        this.listed = listed;
        this.limit = limit.isZero()
                ? null
                : new TimeLimit(
                        limit.toNanos(),
                        () -> cancellation.stop(
                                Failure.TIMEOUT,
                                "The statement took longer than its limit of " + shown(limit)
                                        + ". Raise setQueryTimeout or" + " narrow the statement."));
        listed.add(this);
    }

    /** A run over rows in memory: nothing stops it. */
    static Run unlimited() {
        return new Run(Duration.ZERO, new HashSet<>());
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** What closing the run closes as well. */
    synchronized void reads(Cursor opened) {
        cursor = opened;
        if (finished) {
            opened.close();
        }
    }

    /**
     * Does work for which the caller waits. A stop shows as its reason, whatever the work then throws, but for a write that was under way:
     * that its outcome is not known matters more.
     */
    <T> T await(SqlErrors.Call<T> work) throws SQLException {
        return await(work, Run::isOfUnknownOutcome);
    }

    /**
     * Does work that may write. A stop shows as its reason only if the work did not say itself what became of it: its failure may tell
     * that a part was written.
     */
    <T> T awaitExecution(SqlErrors.Call<T> work) throws SQLException {
        return await(work, thrown -> thrown instanceof TrackerException);
    }

    private <T> T await(SqlErrors.Call<T> work, Predicate<Throwable> saysMore) throws SQLException {
        if (limit != null) {
            limit.enter();
        }
        awaited = true;
        try {
            cancellation.check();
            return work.run();
        } catch (RuntimeException | Error e) {
            throw isStopped() && !saysMore.test(e) ? reason() : SqlErrors.of(e);
        } finally {
            awaited = false;
            if (limit != null) {
                limit.exit();
            }
        }
    }

    private static boolean isOfUnknownOutcome(Throwable thrown) {
        return thrown instanceof TrackerException known && known.failure() == Failure.UNKNOWN_OUTCOME;
    }

    boolean isStopped() {
        return cancellation.isStopped();
    }

    /** Why the run was stopped. */
    SQLException reason() {
        return SqlErrors.of(cancellation.reason().orElseThrow());
    }

    void stop(Failure failure, String message) {
        if (!isFinished()) {
            cancellation.stop(failure, message);
        }
    }

    synchronized boolean isFinished() {
        return finished;
    }

    /** The run is over: gives back what it holds. May be called again, and by another thread while the caller still waits. */
    void finish() {
        Cursor open;
        synchronized (this) {
            if (finished) {
                return;
            }
            finished = true;
            open = cursor;
        }
        listed.remove(this);
        if (awaited) {
            cancellation.stop(Failure.OBJECT_CLOSED, "The result was closed while its next row was awaited.");
        }
        if (limit != null) {
            limit.finish();
        }
        if (open != null) {
            open.close();
        }
    }

    private static String shown(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
