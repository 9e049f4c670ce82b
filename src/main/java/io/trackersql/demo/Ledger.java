package io.trackersql.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every request that a server received, in the order of arrival; safe for threads. */
public final class Ledger {
    private final List<Entry> entries = new ArrayList<>();

    Ledger() {}

    /** What was asked so far, requests under way included. */
    public synchronized List<Exchange> exchanges() {
        return entries.stream().map(Entry::snapshot).toList();
    }

    /** Forgets all requests. */
    public synchronized void clear() {
        entries.clear();
    }

    /** Notes a request that has arrived; the entry is to be told what is answered. */
    synchronized Entry open(
            String method, String target, String body, String authorization, Map<String, String> headers) {
        Entry entry = new Entry(new Exchange(method, target, body, 0, 0, 0, authorization, headers));
        entries.add(entry);
        return entry;
    }

    /** The growing record of one exchange. */
    public static final class Entry {
        private final Exchange request;
        private volatile int status;
        private volatile long rows;
        private volatile long bytes;

        private Entry(Exchange request) {
            this.request = request;
        }

        void status(int code) {
            status = code;
        }

        void rows(long count) {
            rows = count;
        }

        void bytes(long count) {
            bytes = count;
        }

        private Exchange snapshot() {
            return new Exchange(
                    request.method(),
                    request.target(),
                    request.body(),
                    status,
                    rows,
                    bytes,
                    request.authorization(),
                    request.headers());
        }
    }
}
