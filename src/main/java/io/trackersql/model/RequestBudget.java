package io.trackersql.model;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the requests of one execution and raises when the user's {@code maxRequests} is exceeded. Thread-safe. */
public final class RequestBudget {
    private final long requestsMax;
    private final AtomicLong taken = new AtomicLong();

    /** A budget of at most that many requests; 0 means no limit. */
    public RequestBudget(long requestsMax) {
        this.requestsMax = requestsMax;
    }

    /** How many requests may still be taken; {@link Long#MAX_VALUE} if there is no limit. */
    public long left() {
        return requestsMax == 0 ? Long.MAX_VALUE : Math.max(0, requestsMax - taken.get());
    }

    /** Takes one request from the budget, before it is sent. */
    public void take() {
        long count = taken.incrementAndGet();
        if (requestsMax > 0 && count > requestsMax) {
            throw Failure.LIMIT_REACHED.with("The statement needs more than maxRequests=" + requestsMax
                    + " requests. Narrow it, look at EXPLAIN PLAN FOR, or raise maxRequests.");
        }
    }
}
