package io.trackersql.exec;

import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import java.util.concurrent.locks.LockSupport;

/** How a thread takes rows that another thread makes: how it waits for them, and how it hears of what went wrong there. */
final class Handover {
    /**
     * How often, and how long each time, a thread without rows naps before it sleeps until it is woken. To be woken for each single row,
     * or to look out for it, would cost both threads more than the row; after a nap there are many.
     */
    static final int NAPS = 20;

    private static final long NAP_NANOS = 50_000;

    private Handover() {}

    static void nap(Object waiter) {
        LockSupport.parkNanos(waiter, NAP_NANOS);
    }

    /** Marks the thread as interrupted again; the failure to raise. */
    static TrackerException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return Failure.CANCELLED.with("The thread that reads the result was interrupted.", e);
    }

    /** Raises what another thread failed with, or does nothing for null. */
    static void raise(Throwable failed) {
        if (failed instanceof TrackerException e) {
            throw e.failure().with(e.getMessage(), e);
        } else if (failed instanceof RuntimeException e) {
            throw e;
        } else if (failed instanceof Error e) {
            throw e;
        }
    }
}
