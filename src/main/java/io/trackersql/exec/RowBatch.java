package io.trackersql.exec;

/**
 * Rows on their way from the thread that decodes to the thread that reads, each thread being one. A row is visible as soon as it is
 * added, without a lock, so that rows of a slow answer are not held back until a batch is full.
 */
final class RowBatch {
    /** Rows of a batch. Threads meet under a lock once per batch, which then costs next to nothing per row. */
    static final int ROWS = 64;

    private final Object[][] rows = new Object[ROWS][];
    private volatile int filled;

    /** Adds a row. Only for the thread that decodes. */
    void add(Object[] row) {
        int index = filled;
        rows[index] = row;
        // a full fence follows, so that the decoding thread cannot miss that the reader waits for this very row
        filled = index + 1;
    }

    /** How many rows can be taken. */
    int filled() {
        return filled;
    }

    /** Hands out a row and forgets it. Only for the thread that reads. */
    Object[] take(int index) {
        Object[] row = rows[index];
        rows[index] = null;
        return row;
    }
}
