package io.trackersql.http;

import io.trackersql.model.Cancellation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * How many requests of one user to one server are in work, over all connections of the process.
 *
 * <p>There is one gauge per user and server. Connections may ask for different limits: the smallest of those that are open holds for all
 * of them. So no connection can take a server beyond what another one was promised, and one with a small limit is not shut out
 * by others that may have more.
 *
 * <p>A permit is held until the answer has arrived, since so long the server is at work for it. An answer that waits for its reader
 * while another request waits for a permit is read into memory: result sets that are read in turn could otherwise block each
 * other for ever.
 */
final class Permits {
    private static final Map<String, Permits> SHARED = new HashMap<>();

    /** How long a request waits for answers to be read into memory before one more is. */
    private static final long PATIENCE_MILLIS = 50;

    private static final long THREAD_IDLE_SECONDS = 1;
    private static final Executor READERS = readers();

    private final String key;
    private final Set<Holder> idle = new LinkedHashSet<>();
    private final List<Integer> limits = new ArrayList<>();
    private int inUseMax;
    private int inUse;

    /** An answer that has a permit. */
    interface Holder {
        /** Reads what is to come into memory and gives the permit back. May be too late, and then does nothing. */
        void readToEnd();
    }

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
                    freeOne();
                    wait(PATIENCE_MILLIS);
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

    /** Says that nobody reads the holder's answer now. */
    synchronized void idle(Holder holder) {
        idle.add(holder);
    }

    /** Says that someone reads the holder's answer, which is therefore left alone. */
    synchronized void busy(Holder holder) {
        idle.remove(holder);
    }

    /** Gives back the permit of a holder. */
    synchronized void release(Holder holder) {
        idle.remove(holder);
        release();
    }

    synchronized void release() {
        inUse--;
        notifyAll();
    }

    /** Has the answer that has waited longest for its reader read into memory. */
    private void freeOne() {
        Iterator<Holder> longest = idle.iterator();
        if (longest.hasNext()) {
            Holder holder = longest.next();
            longest.remove();
            READERS.execute(holder::readToEnd);
        }
    }

    /** As many threads as answers are read into memory at a time, which permits limit. A request that waits can so be cancelled. */
    private static Executor readers() {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, THREAD_IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "trackersql-answers");
                    thread.setDaemon(true);
                    // the class loader of whoever asked first must not be held by a thread that outlives him
                    thread.setContextClassLoader(Permits.class.getClassLoader());
                    return thread;
                });
    }

    private synchronized void wake() {
        notifyAll();
    }
}
