package io.trackersql.model;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The requests that one connection has sent, newest last, at most {@link #ENTRIES_MAX}. Thread-safe. */
public final class RequestLog {
    /** More would be a leak in a connection that a pool keeps for weeks. */
    public static final int ENTRIES_MAX = 1000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Consumer<Entry> listener;
    private long sent;

    /** A log that also hands each finished request to a listener. */
    public RequestLog(Consumer<Entry> listener) {
        this.listener = listener;
    }

    /** Adds a finished request. */
    public void add(Entry entry) {
        synchronized (entries) {
            sent++;
            if (entries.size() == ENTRIES_MAX) {
                entries.removeFirst();
            }
            entries.addLast(entry);
        }
        listener.accept(entry);
    }

    /** The requests that are still kept, oldest first. */
    public List<Entry> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    /** How many requests were ever sent. */
    public long sent() {
        synchronized (entries) {
            return sent;
        }
    }

    /**
     * One finished request.
     *
     * @param tracker the product, as in the schema's name
     * @param status of the answer, 0 when none came
     * @param rows decoded from the answer
     * @param bytes of the answer's body as they came over the wire
     * @param millis from sending to the end of reading
     * @param attempt 1 for the first try, more for retries
     */
    public record Entry(
            Instant startedAt,
            String tracker,
            NativeRequest request,
            int status,
            long rows,
            long bytes,
            long millis,
            int attempt) {}
}
