package io.trackersql.demo.rally;

/**
 * Which writes meet a concurrency conflict, as if somebody else had changed the object meanwhile; safe for threads.
 *
 * <p>Entries of a batch count one by one. A write that meets one is not carried out.
 */
public final class Conflicts {
    private long writes;
    private long first;
    private long last = -1;

    /** From now on the n-th write meets a conflict, and those behind it as long as {@code count} says. */
    public synchronized void strike(long number, long count) {
        first = writes + number;
        last = first + count - 1;
    }

    /** Counts a write, and tells whether it meets a conflict. */
    synchronized boolean next() {
        writes++;
        return writes >= first && writes <= last;
    }
}
