package io.trackersql.exec;

import io.trackersql.backend.Page;
import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The rows of one query at several times, with the time before each row; or how many there are at each. Times come one after the
 * other; those of a batch whose first page may not be the last go on when the batch has been read.
 *
 * <p>A page of a batch tells no total, and one that is not full may have been cut by the server. If it has fewer rows than the server
 * is known to give, it was not. Of the others the longest is asked for more. If there is nothing more, the server does not cut at so
 * many rows, and all the others are whole as well; only a server that gives at most as many rows as that time happens to have
 * could deceive us.
 */
final class SnapshotCursor implements Cursor {
    private final List<Snapshot> snapshots;
    private final FirstPages pages;
    private final boolean isBatch;
    private final boolean isCount;
    private final Opening opening;
    private final Cancellation cancellation;
    private final Runnable onEnd;
    private final Queue<Reading> waiting = new PriorityQueue<>(Comparator.comparingLong((Reading r) -> -r.rowsOfBatch));
    private final Object lock = new Object();
    private Reading current;
    private int next;
    private long rowsWhole;
    private boolean isDone;
    private boolean isReading;
    private boolean isStopped;

    /** A time as a row value, and the plan for it. */
    record Snapshot(long time, ScanPlan plan) {}

    /** Makes what reads rows from a first page on. */
    interface Opening {
        /** Reads from that page on. */
        Reader reader(ScanPlan plan, Page first, boolean isOfBatch);

        /** How many rows there are, as a page without rows says; empty if it does not. */
        OptionalLong total(ScanPlan plan, Page first);

        /** Reads rows only to count them, where no total is told. */
        Reader counter(ScanPlan plan);
    }

    /** The rows of one time, and the reader of its pages below them. */
    record Reader(RowSource rows, PageReader pages) {}

    private static final class Reading {
        private final long time;
        private final Reader reader;
        private boolean isDemanded;
        private long rowsOfBatch;
        private long count;

        Reading(long time, Reader reader, boolean isDemanded) {
            this.time = time;
            this.reader = reader;
            this.isDemanded = isDemanded;
        }
    }

    /**
     * A cursor over at least one time.
     *
     * @param pages the first pages of those times
     * @param cancellation of this cursor alone
     * @param onEnd runs when the last row was taken or the cursor was closed, perhaps more than once
     */
    SnapshotCursor(
            List<Snapshot> snapshots, FirstPages pages, Opening opening, Cancellation cancellation, Runnable onEnd) {
        this.snapshots = snapshots;
        this.pages = pages;
        this.isBatch = pages instanceof FirstPagesByBatch;
        this.isCount = snapshots.get(0).plan().query().count();
        this.opening = opening;
        this.cancellation = cancellation;
        this.onEnd = onEnd;
    }

    /** Makes the cursor end when its cancellation is stopped. */
    SnapshotCursor start() {
        cancellation.onStop(this::stop);
        return this;
    }

    @Override
    public Object[] next() {
        synchronized (lock) {
            cancellation.check();
            isReading = true;
        }
        try {
            Object[] row = null;
            while (row == null && !isDone) {
                cancellation.check();
                row = current == null ? begin() : read();
            }
            return row;
        } finally {
            boolean closes;
            synchronized (lock) {
                isReading = false;
                closes = isStopped;
            }
            if (closes) {
                finish();
            }
        }
    }

    /** Goes on to another time; gives its row at once if that is a number that the tracker told. */
    private Object[] begin() {
        if (!waiting.isEmpty() && pages.isBetweenRequests()) {
            current = waiting.poll();
            current.isDemanded = true;
            return current.reader.pages().isWhole(rowsWhole) ? end() : null;
        } else if (next == snapshots.size()) {
            finish();
            return null;
        }
        Snapshot snapshot = snapshots.get(next++);
        ScanPlan plan = snapshot.plan();
        if (plan.countMode() != ScanPlan.CountMode.TOTAL) {
            current = new Reading(snapshot.time(), opening.reader(plan, pages.next(), isBatch), !isBatch);
            return null;
        }
        OptionalLong total = opening.total(plan, pages.next());
        if (total.isEmpty()) {
            current = new Reading(snapshot.time(), opening.counter(plan), true);
            return null;
        }
        return new Object[] {snapshot.time(), total.getAsLong()};
    }

    private Object[] read() {
        Object[] row = current.reader.rows().next(current.isDemanded);
        if (row == PageReader.AT_TOTAL) {
            current.rowsOfBatch = current.reader.pages().rowsRead();
            waiting.add(current);
            current = null;
            return null;
        } else if (row == null) {
            return end();
        }
        current.count++;
        return isCount ? null : with(current.time, row);
    }

    /** Ends a time; gives the number of its rows if that is wanted. */
    private Object[] end() {
        Reading ended = current;
        current = null;
        if (isBatch && ended.isDemanded && ended.reader.pages().rowsRead() == ended.rowsOfBatch) {
            rowsWhole = Math.max(rowsWhole, ended.rowsOfBatch);
        }
        ended.reader.rows().close();
        return isCount ? new Object[] {ended.time, ended.count} : null;
    }

    private static Object[] with(long time, Object[] row) {
        Object[] longer = new Object[row.length + 1];
        longer[0] = time;
        System.arraycopy(row, 0, longer, 1, row.length);
        return longer;
    }

    private void finish() {
        isDone = true;
        if (current != null) {
            current.reader.rows().close();
            current = null;
        }
        waiting.forEach(reading -> reading.reader.rows().close());
        waiting.clear();
        pages.close();
        onEnd.run();
    }

    @Override
    public void close() {
        cancellation.stop(Failure.OBJECT_CLOSED, "The result is closed.");
    }

    /** May come from any thread; one that is reading sees that its request is broken off and tidies up itself. */
    private void stop() {
        boolean closes;
        synchronized (lock) {
            isStopped = true;
            closes = !isReading;
        }
        if (closes) {
            finish();
        }
        onEnd.run();
    }
}
