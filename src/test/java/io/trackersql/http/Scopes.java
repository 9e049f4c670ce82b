package io.trackersql.http;

import io.trackersql.model.Cancellation;
import io.trackersql.model.RequestBudget;
import io.trackersql.model.RequestLog;
import io.trackersql.model.RequestScope;

/** Request scopes for tests. */
public final class Scopes {
    private Scopes() {}

    /** A scope without limits. */
    public static RequestScope open() {
        return limited(0);
    }

    /** A scope with at most that many requests. */
    public static RequestScope limited(long requestsMax) {
        return new RequestScope(
                new Cancellation(), new RequestLog(entry -> {}), new RequestBudget(requestsMax), warning -> {});
    }
}
