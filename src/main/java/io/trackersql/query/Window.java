package io.trackersql.query;

import java.util.Optional;

/** OFFSET and LIMIT, in rows, each a number or a parameter. Applied after filter and sort. */
public record Window(Optional<Operand> offset, Optional<Operand> limit) {
    /** All rows. */
    public static final Window ALL = new Window(Optional.empty(), Optional.empty());

    /** Whether every row is inside. */
    public boolean isAll() {
        return offset.isEmpty() && limit.isEmpty();
    }

    /** Rows to skip. The window must be bound. */
    public long offsetRows() {
        return offset.map(Window::number).orElse(0L);
    }

    /** The most rows to return, {@link Long#MAX_VALUE} for all. The window must be bound. */
    public long limitRows() {
        return limit.map(Window::number).orElse(Long.MAX_VALUE);
    }

    private static long number(Operand operand) {
        return (Long) ((Operand.Literal) operand).value();
    }

    @Override
    public String toString() {
        return offset.map(o -> "OFFSET " + o).orElse("")
                + (offset.isPresent() && limit.isPresent() ? " " : "")
                + limit.map(l -> "LIMIT " + l).orElse("");
    }
}
