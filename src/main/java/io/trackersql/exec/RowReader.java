package io.trackersql.exec;

/** Rows of the tracker one after the other. Used by one thread at a time, {@link #readerWaits} apart. */
interface RowReader {
    /** Sends the first request. */
    void open();

    /**
     * The next row, or null after the last.
     *
     * @param demanded whether someone waits for the row; otherwise {@link PageReader#AT_TOTAL} may come in the place of a request
     */
    Object[] next(boolean demanded);

    /** Tells that the reader of the result begins to wait for rows, or has them. Thread-safe. */
    void readerWaits(boolean isWaiting);

    /** Ends the reading; breaks off a page that has not fully arrived. */
    void close();
}
