package io.trackersql.backend;

import io.trackersql.model.EntityModel;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;

/**
 * One tracker, reached with one user's credentials. Thread-safe. Methods that begin with {@code fetch} send requests and
 * count them in the scope's budget; nothing else does.
 */
public interface Backend extends AutoCloseable {
    /** The product's name, which is also its schema's: {@code versionone}. */
    String product();

    /** Identifies the server and its instance, for caches and messages; holds no credentials. */
    String server();

    /** Asks one question that needs valid credentials. Returns the user's name; fails with AUTHENTICATION. */
    String fetchUser(RequestScope scope);

    /** Reads the whole model. */
    EntityModel fetchModel(RequestScope scope);

    /**
     * Hands over a model that was read earlier, perhaps by another backend of the same server, so that {@link #pushDown} can tell
     * existing types from others. A backend that read the model itself knows it.
     */
    void useModel(EntityModel model);

    /** What the tracker can compute. */
    PushDown pushDown();

    /** How many rows of this query one page should ask for, given what the user allows. */
    int pageRows(NativeQuery query, int pageRowsWanted);

    /** Whether pages of this query can say how many rows match in all. */
    boolean tellsTotal(NativeQuery query);

    /** How many requests of this user the tracker may have in work at a time, over all connections of the process. */
    int maxInFlight();

    /** The request that {@link #fetchPage} would send. Pure. */
    NativeRequest render(NativeQuery query, PageWindow window);

    /** Sends one page's request and returns when its answer begins. Retries as the transport's rules say. */
    Page fetchPage(NativeQuery query, PageWindow window, RequestScope scope);

    /** Ends idle connections. */
    @Override
    void close();
}
