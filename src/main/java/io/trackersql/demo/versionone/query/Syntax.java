package io.trackersql.demo.versionone.query;

import java.util.List;
import java.util.Optional;

/** The forms of VersionOne's query tokens after parsing (github.com/versionone/Grammars, V1Query.g). */
public final class Syntax {
    private Syntax() {}

    /**
     * A selection token.
     *
     * @param aggregate name after {@code .@}, or empty
     * @param text      the token as it was written
     */
    public record Attr(List<Part> parts, String aggregate, String text) {}

    /**
     * One step of a path.
     *
     * @param now      true if {@code #} follows: the current related asset, in a history query
     * @param downcast subtype after {@code :}, or empty
     */
    public record Part(String name, boolean now, String downcast, Optional<Filter> filter) {}

    /** A filter. */
    public sealed interface Filter {}

    /** Two filters, joined left to right. */
    public record Joined(Filter left, boolean and, Filter right) implements Filter {}

    /** A comparison with a list of values, any of which may match. */
    public record Compare(Attr attr, String operator, List<Value> values, String text) implements Filter {}

    /** {@code +A}: has a value. */
    public record Exists(Attr attr, String text) implements Filter {}

    /** {@code -A}: has none. */
    public record Missing(Attr attr, String text) implements Filter {}

    /** A bare attribute: is true, or has a value. */
    public record Bare(Attr attr, String text) implements Filter {}

    /** A value: text, or a variable's name. */
    public record Value(String text, boolean variable) {}

    /** One sort key. */
    public record SortTerm(Attr attr, boolean descending) {}
}
