package io.trackersql.exec;

/**
 * Rows, one after the other. Not thread-safe, but {@link #close} may come from another thread.
 *
 * <p>Values are as {@link io.trackersql.model.ValueType} and Calcite's runtime have them: String, Boolean, Byte, Short, Integer,
 * Long, Float, Double, {@link java.math.BigDecimal}, {@code byte[]}; DATE as Integer days since 1970-01-01; TIME as Integer milliseconds of the day;
 * TIMESTAMP as Long milliseconds since 1970-01-01 00:00:00; year-month intervals as Integer or Long months, other intervals as
 * Long milliseconds; arrays and multisets as {@link java.util.List}. Failures are {@link io.trackersql.model.TrackerException}.
 */
public interface Cursor extends AutoCloseable {
    /** The next row, or null at the end; the array belongs to the caller. */
    Object[] next();

    /** Stops all reading for this cursor at once. May be called twice. */
    @Override
    void close();
}
