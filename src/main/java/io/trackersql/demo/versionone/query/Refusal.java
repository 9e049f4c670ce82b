package io.trackersql.demo.versionone.query;

/** The server's answer to a request that it does not carry out: a status and the message of the error body. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String detail;

    private Refusal(int status, String message, String detail) {
        super(message, null, false, false);
        this.status = status;
        this.detail = detail;
    }

    /** 400: the request says something that the protocol does not allow. */
    public static Refusal invalid(String message) {
        return new Refusal(400, message, "");
    }

    /** 400 about one part of the request, such as {@code Invalid SEL parameter}, with the reason. */
    public static Refusal invalid(String message, String detail) {
        return new Refusal(400, message, detail);
    }

    /** Any other status. */
    public static Refusal of(int status, String message) {
        return new Refusal(status, message, "");
    }

    /** The same reason told about a part of the request. */
    public Refusal inside(String part) {
        return new Refusal(status, part, detail.isEmpty() ? getMessage() : getMessage() + ": " + detail);
    }

    public int status() {
        return status;
    }

    /** The inner reason, or empty. */
    public String detail() {
        return detail;
    }
}
