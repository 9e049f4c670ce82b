package io.trackersql.model;

/**
 * The SQL type of a column, with the Java class in which a row carries its values.
 *
 * <p>Row values are those of Calcite's runtime, so that a row can go straight to a {@code ResultSet} or through
 * generated code without conversion: a timestamp is milliseconds since 1970-01-01 00:00:00 of its own wall clock, a date
 * is days since 1970-01-01. {@code null} is SQL NULL. The one exception is {@link #VARBINARY}, see there.
 */
public enum ValueType {
    BOOLEAN(Boolean.class),
    SMALLINT(Short.class),
    BIGINT(Long.class),
    DOUBLE(Double.class),
    /** Text of any length; a column's precision says the most characters, 0 for no limit. */
    VARCHAR(String.class),
    /** Days since 1970-01-01. */
    DATE(Integer.class),
    /** Milliseconds since 1970-01-01 00:00:00, as written by the tracker: a wall clock without zone. */
    TIMESTAMP(Long.class),
    /** Milliseconds since 1970-01-01 00:00:00 UTC: a true instant, shown as a timestamp in UTC. */
    TIMESTAMP_UTC(Long.class),
    /** Bytes; planner code converts to and from Calcite's ByteString at its own border. */
    VARBINARY(byte[].class);

    private final Class<?> rowClass;

    ValueType(Class<?> rowClass) {
        this.rowClass = rowClass;
    }

    /** The class of a non-null value of this type in a row. */
    public Class<?> rowClass() {
        return rowClass;
    }

    /** Whether values are text, which trackers compare by a collation of their own. */
    public boolean isText() {
        return this == VARCHAR;
    }

    /** Whether values are points in time with a time of day. */
    public boolean isTimestamp() {
        return this == TIMESTAMP || this == TIMESTAMP_UTC;
    }

    /** Whether values are numbers. */
    public boolean isNumeric() {
        return this == SMALLINT || this == BIGINT || this == DOUBLE;
    }
}
