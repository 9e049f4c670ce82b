package io.trackersql.http;

import io.trackersql.model.Cancellation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many requests of one user to one server are in work, over all connections of the process.
 *
 * <p>There is one gauge per user and server. Connections may ask for different limits: the smallest of those that are open holds for all
 * of them. So no connection can take a server beyond what another one was promised, and one with a small limit is not shut out
 * by others that may have more.
 *
 * <p>A permit is held while a request is sent and while its answer is waited for or read, never while an answer waits for
 * its reader: result sets that are read in turn could otherwise block each other for ever.
 */
final class Permits {
    private static final Map<String, Permits> SHARED = new HashMap<>();

    private final String key;
    private final List<Integer> limits = new ArrayList<>();
    private int inUseMax;
    private int inUse;

    private Permits(String key) {
        this.key = key;
    }

    /** The permits that all holders of an equal key share, from now on at most that many; give them back with {@link #leave}. */
    static Permits join(String key, int inUseMax) {
        synchronized (SHARED) {
            Permits permits = SHARED.computeIfAbsent(key, Permits::new);
            synchronized (permits) {
                permits.limits.add(inUseMax);
                permits.inUseMax = Collections.min(permits.limits);
            }
            return permits;
        }
    }

    /** Takes back the limit that was given to {@link #join}; what still uses permits may go on. */
    void leave(int inUseMax) {
        synchronized (SHARED) {
            synchronized (this) {
                limits.remove((Integer) inUseMax);
                if (limits.isEmpty()) {
                    SHARED.remove(key, this);
                } else {
                    this.inUseMax = Collections.min(limits);
                    notifyAll();
                }
            }
        }
    }

    /** How many may be in use at a time. */
    synchronized int inUseMax() {
        return inUseMax;
    }

    /** Waits until one is free, or the cancellation stops. */
    void acquire(Cancellation cancellation) {
        synchronized (this) {
            if (inUse < inUseMax) {
                inUse++;
                return;
            }
        }
        Cancellation.Registration registration = cancellation.onStop(this::wake);
        try {
            synchronized (this) {
                while (inUse >= inUseMax) {
                    cancellation.check();
                    wait();
                }
                inUse++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Interruptions.cancelled();
        } finally {
            registration.close();
        }
    }

    synchronized void release() {
        inUse--;
        notifyAll();
    }

    private synchronized void wake() {
        notifyAll();
    }
}
