package io.trackersql.http;

import io.trackersql.model.Cancellation;
import java.util.HashMap;
import java.util.Map;

/**
 * How many requests of one user to one server are in work, over all connections of the process.
 *
 * <p>A permit is held while a request is sent and while its answer is waited for or read, never while an answer waits for
 * its reader: result sets that are read in turn could otherwise block each other for ever.
 */
final class Permits {
    private static final Map<String, Permits> SHARED = new HashMap<>();

    private final String key;
    private int users;
    private int inUse;

    private Permits(String key) {
        this.key = key;
    }

    /** The permits that all holders of an equal key share; give them back with {@link #leave}. */
    static Permits join(String key) {
        synchronized (SHARED) {
            Permits permits = SHARED.computeIfAbsent(key, Permits::new);
            permits.users++;
            return permits;
        }
    }

    void leave() {
        synchronized (SHARED) {
            users--;
            if (users == 0) {
                SHARED.remove(key);
            }
        }
    }

    /** Waits until fewer than that many are in use, or the cancellation stops. */
    void acquire(int inUseMax, Cancellation cancellation) {
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
