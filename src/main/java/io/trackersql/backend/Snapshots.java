package io.trackersql.backend;

/**
 * The rows of one query at several times, while they arrive with one answer. Not thread-safe; may be handed from thread to thread
 * between calls. Failures are those of {@link Page}.
 */
public interface Snapshots extends AutoCloseable {
    /**
     * Goes on to the next of the times, in the order in which they were asked for; the first call goes to the first of them. Rows of
     * the time before that nobody has read are skipped.
     */
    void nextTime();

    /** The next row of the present time, or null after its last. Blocks until it has arrived. */
    Object[] next();

    /** The key of the row that {@link #next} gave last, as the tracker spells it; never null after a row. */
    String key();

    /** Ends the reading; breaks off the answer at once if it has not fully arrived. */
    @Override
    void close();
}
