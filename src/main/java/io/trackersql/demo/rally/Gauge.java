package io.trackersql.demo.rally;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the requests of each user that are in flight; safe for threads.
 *
 * <p>The service allows twelve (knowledge.broadcom.com, article 95713) and slows down what comes on top. The demo refuses it instead,
 * so that a client without manners fails.
 */
final class Gauge {
    /** Requests in flight per user at most. */
    static final int IN_FLIGHT_MAX = 12;

    private final Map<String, AtomicInteger> flying = new ConcurrentHashMap<>();
    private final AtomicInteger most = new AtomicInteger();

    /** One request in flight, or one that is too many. */
    final class Flight {
        private final AtomicInteger count;
        private final boolean allowed;
        private boolean over;

        private Flight(AtomicInteger count) {
            this.count = count;
            int now = count.incrementAndGet();
            allowed = now <= IN_FLIGHT_MAX;
            most.accumulateAndGet(now, Math::max);
        }

        boolean allowed() {
            return allowed;
        }

        /** Ends the flight; to be called before the last bytes leave, since the client may ask again as soon as it has them. */
        synchronized void land() {
            if (!over) {
                over = true;
                count.decrementAndGet();
            }
        }
    }

    Flight start(String user) {
        return new Flight(flying.computeIfAbsent(user, key -> new AtomicInteger()));
    }

    /** The most requests of one user that ever were in flight together. */
    int most() {
        return most.get();
    }

    void reset() {
        most.set(0);
    }
}
