package io.trackersql.http;

import io.trackersql.model.Cancellation;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and after which wait a request is sent again.
 *
 * @param brokenAttemptsMax attempts at a read whose connection is refused or breaks before an answer, or that meets status 502, 503 or 504
 * @param errorAttemptsMax attempts at a read that meets another status from 500: it mostly fails for good
 * @param limitedAttemptsMax attempts at a request that the tracker's quota refuses
 * @param firstWaitMillis before the second attempt; doubles with each further one
 * @param waitMillisMax the most that doubling leads to
 * @param limitedWaitMillisMax the longest wait that the tracker may demand; a longer one is a failure
 */
record RetryPolicy(
        int brokenAttemptsMax,
        int errorAttemptsMax,
        int limitedAttemptsMax,
        long firstWaitMillis,
        long waitMillisMax,
        long limitedWaitMillisMax) {
    static final RetryPolicy USUAL = new RetryPolicy(4, 2, 5, 200, 5_000, 120_000);

    /** Waits; a test may take the time in its own hands. */
    interface Pause {
        void pause(long millis, Cancellation cancellation);
    }

    /** The wait after that many failed attempts: doubled each time, and varied so that clients do not return in step. */
    long backOffMillis(int failedAttempts) {
        long wait = Math.min(waitMillisMax, firstWaitMillis << Math.min(failedAttempts - 1, 20));
        return wait / 2 + ThreadLocalRandom.current().nextLong(wait / 2 + 1);
    }
}
