package io.trackersql.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * Holds an answer back until a test lets it go on; safe for threads.
 *
 * <p>A stalled answer waits for {@link #release}, a trickling one for a {@link #permit} per piece. Closing the server releases
 * all gates of its plan.
 */
public final class FaultGate {
    private final Semaphore permits = new Semaphore(0);
    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile boolean open;

    /** Lets everything pass from now on. */
    public void release() {
        open = true;
        permits.release(1_000_000);
    }

    /** Lets some pieces pass. */
    public void permit(int pieces) {
        permits.release(pieces);
    }

    /** Waits until an answer stands at the gate. */
    public void awaitReached() throws InterruptedException {
        reached.await();
    }

    void pass() {
        reached.countDown();
        if (!open) {
            permits.acquireUninterruptibly();
        }
    }
}
