package io.trackersql.jdbc;

import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;

/**
 * Where a value stands, so that a failed conversion can name it.
 *
 * @param name as a message says it: {@code column "Estimate"} or {@code parameter 3}
 * @param utc whether a timestamp there is a true instant
 */
record Place(String name, boolean utc) {
    /** Longer values are cut in messages. */
    private static final int SHOWN_MAX = 100;

    static Place ofColumn(String label, boolean utc) {
        return new Place("column \"" + label + "\"", utc);
    }

    static Place ofParameter(int index, boolean utc) {
        return new Place("parameter " + index, utc);
    }

    /** The value cannot be understood as that type. */
    TrackerException badCast(Object value, String wanted) {
        return Failure.BAD_CAST.with("Cannot convert " + shown(value) + " in " + name + " to " + wanted + ".");
    }

    /** The value is a number that the type cannot hold. */
    TrackerException outOfRange(Object value, String wanted) {
        return Failure.NUMBER_OUT_OF_RANGE.with(
                "The value " + shown(value) + " in " + name + " does not fit into " + wanted + ".");
    }

    /** The value is text that is not a date or time of that type. */
    TrackerException badDateTime(Object value, String wanted) {
        return Failure.BAD_DATE_TIME.with("The value " + shown(value) + " in " + name + " is not a " + wanted + ".");
    }

    private static String shown(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.length + " bytes";
        }
        String text = String.valueOf(value);
        String cut = text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "..." : text;
        return value instanceof Number || value instanceof Boolean ? cut : "'" + cut + "'";
    }
}
