package io.trackersql.jdbc;

import java.math.BigDecimal;
import java.util.Locale;

/** Plain values as truth values: numbers 1 and 0, and the words that PostgreSQL's driver knows. */
final class BooleanValues {
    private BooleanValues() {}

    static Boolean toBoolean(Object value, Place place) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof Number) {
            BigDecimal number = NumberValues.decimal(value, place, "boolean");
            if (number.compareTo(BigDecimal.ONE) == 0) {
                return true;
            }
            if (number.signum() == 0) {
                return false;
            }
            throw place.badCast(value, "boolean");
        }
        if (value instanceof String text) {
            return switch (text.trim().toLowerCase(Locale.ROOT)) {
                case "true", "t", "yes", "y", "on", "1" -> true;
                case "false", "f", "no", "n", "off", "0" -> false;
                default -> throw place.badCast(value, "boolean");
            };
        }
        throw place.badCast(value, "boolean");
    }
}
