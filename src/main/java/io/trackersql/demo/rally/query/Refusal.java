package io.trackersql.demo.rally.query;

/**
 * The service's answer to a request that it does not carry out.
 *
 * <p>Most refusals have status 200 and stand in the {@code Errors} of an envelope; others are plain pages with a status of their own.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Where the message stands. */
    public enum Place {
        /** {@code QueryResult.Errors}. */
        QUERY,
        /** {@code OperationResult.Errors}. */
        OPERATION,
        /** The status line and the page. */
        PAGE
    }

    private final Place place;
    private final int status;

    private Refusal(Place place, int status, String message) {
        super(message, null, false, false);
        this.place = place;
        this.status = status;
    }

    /** The query's text cannot be understood. */
    public static Refusal parse(String reason) {
        return query("Could not parse: " + reason);
    }

    /** The query cannot be run. */
    public static Refusal query(String message) {
        return new Refusal(Place.QUERY, 200, message);
    }

    /** Something other than a query cannot be done. */
    public static Refusal operation(String message) {
        return new Refusal(Place.OPERATION, 200, message);
    }

    /** An answer from before the service, with its own status. */
    public static Refusal page(int status, String message) {
        return new Refusal(Place.PAGE, status, message);
    }

    public Place place() {
        return place;
    }

    public int status() {
        return status;
    }
}
