package io.trackersql.exec;

import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Rows of a source, decoded ahead of the reader by a task of the pool once the result has proved to be large.
 *
 * <p>The first rows are decoded by the reader's own thread: they come at once, and a small result costs no other thread. Then
 * one task at a time fills a buffer, asking for the next page while the reader still has rows. A task that finds the buffer full
 * ends, and is started again when half of it is read: a slow reader holds no thread. A reader that finds no row takes the source for
 * itself if no task is at work, so a cursor goes on even if no thread ever becomes free. The buffer's bound doubles whenever
 * the reader had to wait.
 *
 * <p>The source belongs to one {@link Owner} at a time; the owner that finds the cursor stopped closes it. Stopping breaks off what the
 * owner waits for, since the source's requests belong to the cursor's own {@link Cancellation}.
 */
final class ReadAheadCursor implements Cursor {
    /** Rows that the reader's thread decodes before a task starts; most results of tools and applications end within them. */
    static final int DIRECT_ROWS = 256;

    /** Batches of the buffer to start with. */
    static final int BATCHES_FIRST = 2;

    /** The most rows of the buffer: enough for a fast reader while the next page is asked for. */
    static final int ROWS_MOST = 4096;

    /** The most values of the buffer, so that wide rows fit in a small heap as well. */
    static final int CELLS_MOST = 65_536;

    /** As how many values a text of unlimited length counts. */
    static final int LONG_TEXT_CELLS = 64;

    private enum Owner {
        /** Nobody reads the source; the buffer is full or read-ahead has not begun. */
        NOBODY,
        /** Nobody reads the source, and only a reader that needs a row may go on. */
        NOBODY_UNASKED,
        /** A task will read the source, if the reader does not come before it. */
        QUEUED,
        TASK,
        READER,
        /** The source is closed. */
        ENDED
    }

    private enum Step {
        ROW,
        READ,
        WAIT,
        END
    }

    private final RowSource source;
    private final Cancellation cancellation;
    private final Executor pool;
    private final int batchesMost;
    private final Runnable onEnd;

    private final Object lock = new Object();
    private final Deque<RowBatch> batches = new ArrayDeque<>();
    private Owner owner = Owner.NOBODY;
    private boolean isStopped;
    private boolean isInPool;
    private int batchesBound = BATCHES_FIRST;
    private Throwable failure;
    private volatile boolean isReaderAsleep;

    // of the reader's thread only
    private RowBatch batch = new RowBatch();
    private int index;
    private int visible;
    private int directLeft = DIRECT_ROWS;

    /**
     * A cursor over a source whose first page is open.
     *
     * @param cancellation of this cursor alone; the source's requests belong to it
     * @param rowsMost the most rows to keep for the reader
     * @param onEnd runs when the last row was taken or the cursor was stopped, perhaps more than once and on any thread
     */
    ReadAheadCursor(RowSource source, Cancellation cancellation, Executor pool, int rowsMost, Runnable onEnd) {
        this.source = source;
        this.cancellation = cancellation;
        this.pool = pool;
        this.batchesMost = Math.max(BATCHES_FIRST, rowsMost / RowBatch.ROWS);
        this.onEnd = onEnd;
    }

    /** Makes the cursor end when its cancellation is stopped. */
    ReadAheadCursor start() {
        cancellation.onStop(this::stop);
        return this;
    }

    /** How many rows with these columns the buffer may have at most. */
    static int rowsMost(List<Column> columns) {
        return Math.min(ROWS_MOST, CELLS_MOST / cells(columns));
    }

    /** As how many values a row with these columns counts where memory is bounded, at least 1. */
    static int cells(List<Column> columns) {
        int cells = 1;
        for (Column column : columns) {
            boolean isLongText = column.type().isText()
                    && column.lengthMax() == 0
                    && column.role() == Column.Role.VALUE
                    && column.cardinality() == Column.Cardinality.SINGLE;
            cells += isLongText || column.type() == ValueType.VARBINARY ? LONG_TEXT_CELLS : 1;
        }
        return cells;
    }

    @Override
    public Object[] next() {
        cancellation.check();
        if (index == visible) {
            visible = batch.filled();
            if (index == visible) {
                return nextSlowly();
            }
        }
        return batch.take(index++);
    }

    @Override
    public void close() {
        cancellation.stop(Failure.OBJECT_CLOSED, "The result is closed.");
    }

    private Object[] nextSlowly() {
        for (int turn = 0; ; turn++) {
            switch (step(turn)) {
                case ROW -> {
                    return batch.take(index++);
                }
                case READ -> {
                    return readDirectly();
                }
                case END -> {
                    return end();
                }
                case WAIT -> await(turn);
            }
        }
    }

    /** What the reader, who has used up the rows that he knew of, can do now. */
    private Step step(int turn) {
        synchronized (lock) {
            cancellation.check();
            while (true) {
                visible = batch.filled();
                if (index < visible) {
                    return Step.ROW;
                } else if (batches.isEmpty()) {
                    break;
                }
                batch = batches.poll();
                index = 0;
                if (owner == Owner.NOBODY && batches.size() <= batchesBound / 2) {
                    queue();
                }
            }
            if (owner == Owner.ENDED) {
                return Step.END;
            } else if (owner == Owner.TASK) {
                if (turn == 0) {
                    batchesBound = Math.min(2 * batchesBound, batchesMost);
                }
                return Step.WAIT;
            }
            owner = Owner.READER;
            return Step.READ;
        }
    }

    private Object[] readDirectly() {
        Object[] row;
        try {
            row = source.next(true);
        } catch (RuntimeException | Error e) {
            release(Owner.ENDED, e);
            onEnd.run();
            throw e;
        }
        if (row == null) {
            release(Owner.ENDED, null);
            onEnd.run();
        } else {
            directLeft--;
            release(directLeft > 0 ? Owner.NOBODY : Owner.QUEUED, null);
        }
        return row;
    }

    private Object[] end() {
        onEnd.run();
        Throwable failed;
        synchronized (lock) {
            failed = failure;
        }
        Handover.raise(failed);
        return null;
    }

    /** Waits until the task may have given a row; first in the ways that cost the least time. */
    private void await(int turn) {
        if (turn < Handover.NAPS) {
            Handover.nap(this);
            return;
        }
        source.readerWaits(true);
        try {
            sleep();
        } finally {
            source.readerWaits(false);
        }
    }

    private void sleep() {
        synchronized (lock) {
            isReaderAsleep = true;
            try {
                while (owner == Owner.TASK && batch.filled() == index && batches.isEmpty() && !isStopped) {
                    lock.wait();
                }
            } catch (InterruptedException e) {
                throw Handover.interrupted(e);
            } finally {
                isReaderAsleep = false;
            }
        }
    }

    /** Gives the source to a task. The lock must be held. */
    private void queue() {
        owner = Owner.QUEUED;
        if (!isInPool) {
            isInPool = true;
            pool.execute(this::readAhead);
        }
    }

    private void readAhead() {
        synchronized (lock) {
            isInPool = false;
            if (owner != Owner.QUEUED) {
                return;
            }
            owner = Owner.TASK;
        }
        Owner next = Owner.ENDED;
        Throwable failed = null;
        try {
            next = fill();
        } catch (RuntimeException | Error e) {
            failed = e;
        }
        release(next, failed);
    }

    /** Decodes rows until the buffer is full or there are no more; who owns the source then. */
    private Owner fill() {
        for (RowBatch tail = nextBatch(); tail != null; tail = nextBatch()) {
            for (int i = 0; i < RowBatch.ROWS; i++) {
                Object[] row = source.next(false);
                if (row == null) {
                    return Owner.ENDED;
                } else if (row == PageReader.AT_TOTAL) {
                    return Owner.NOBODY_UNASKED;
                }
                tail.add(row);
                if (isReaderAsleep) {
                    wake();
                }
            }
        }
        return Owner.NOBODY;
    }

    /** A batch to fill, or null if the buffer has none to spare. */
    private RowBatch nextBatch() {
        synchronized (lock) {
            if (isStopped || batches.size() >= batchesBound) {
                return null;
            }
            RowBatch tail = new RowBatch();
            batches.add(tail);
            return tail;
        }
    }

    private void wake() {
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    /** Passes the source on; closes it if that is its end or the cursor was stopped meanwhile. */
    private void release(Owner next, Throwable failed) {
        if (next == Owner.ENDED) {
            source.close();
        }
        boolean closes;
        synchronized (lock) {
            closes = isStopped && next != Owner.ENDED;
            if (closes || next != Owner.QUEUED) {
                owner = closes ? Owner.ENDED : next;
            } else {
                queue();
            }
            if (failed != null) {
                failure = failed;
            }
            lock.notifyAll();
        }
        if (closes) {
            source.close();
        }
    }

    /** Frees the buffer and closes the source, or leaves that to its owner, who is being broken off. Does not wait for him. */
    private void stop() {
        boolean closes;
        synchronized (lock) {
            isStopped = true;
            batches.clear();
            closes = owner == Owner.NOBODY || owner == Owner.NOBODY_UNASKED || owner == Owner.QUEUED;
            if (closes) {
                owner = Owner.ENDED;
            }
            lock.notifyAll();
        }
        if (closes) {
            source.close();
        }
        onEnd.run();
    }
}
