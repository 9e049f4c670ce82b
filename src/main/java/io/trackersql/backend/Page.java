package io.trackersql.backend;

import java.util.OptionalLong;

/**
 * One page of rows while it arrives. Not thread-safe; may be handed from thread to thread between calls.
 *
 * <p>A row holds the query's columns in order, as {@link io.trackersql.model.ValueType} says; the value of an
 * {@link io.trackersql.query.Column.Cardinality#UNNESTED} column is an {@code Object[]} of all its values, possibly empty.
 * Failures are {@link io.trackersql.model.TrackerException}: {@code CONNECTION_BROKEN} if the page may be asked for again,
 * any other kind if not.
 */
public interface Page extends AutoCloseable {
    /** The next row, or null after the last. Blocks until it has arrived. */
    Object[] next();

    /** The key of the row that {@link #next} gave last, as the tracker spells it; never null after a row. */
    String key();

    /** How many rows match in all, if the tracker said so by now. Always known after the last row if it says so at all. */
    OptionalLong total();

    /**
     * How many rows of the page's window the tracker counted but did not give, since the user may not see them; known after the last row.
     */
    default long withheld() {
        return 0;
    }

    /** Ends the reading; breaks off the answer at once if it has not fully arrived. */
    @Override
    void close();
}
