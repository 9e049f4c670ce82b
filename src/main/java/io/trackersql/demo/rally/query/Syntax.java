package io.trackersql.demo.rally.query;

/** The forms of Rally's query language after parsing. */
public final class Syntax {
    private Syntax() {}

    /** A query or a part of it. */
    public sealed interface Filter {}

    /** Exactly two groups, joined. */
    public record Joined(Filter left, boolean and, Filter right) implements Filter {}

    /**
     * A comparison.
     *
     * @param path     attribute names with dots between them
     * @param operator as written
     * @param value    without its quotes
     */
    public record Compare(String path, String operator, String value) implements Filter {
        /** The comparison as error messages quote it. */
        String text() {
            return path + " " + operator + " " + value;
        }
    }

    /** One key of {@code order}. */
    public record OrderTerm(String path, boolean descending) {}
}
