package io.trackersql.model;

/** A failure on its way to the caller; the JDBC layer turns it into the one SQLException that a user sees. */
public final class TrackerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;

    TrackerException(Failure failure, String message, Throwable cause) {
        super(message, cause);
        this.failure = failure;
    }

    /** What kind of failure it is. */
    public Failure failure() {
        return failure;
    }
}
