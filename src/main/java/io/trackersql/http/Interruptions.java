package io.trackersql.http;

import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting that ends at once when the statement is stopped. */
final class Interruptions {
    private Interruptions() {}

    static void pause(long millis, Cancellation cancellation) {
        CountDownLatch stopped = new CountDownLatch(1);
        Cancellation.Registration registration = cancellation.onStop(stopped::countDown);
        try {
            if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
                cancellation.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled();
        } finally {
            registration.close();
        }
    }

    static TrackerException cancelled() {
        return Failure.CANCELLED.with("The thread that ran the statement was interrupted.");
    }
}
