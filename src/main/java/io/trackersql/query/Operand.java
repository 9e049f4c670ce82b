package io.trackersql.query;

import io.trackersql.model.ValueType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** The side of a predicate that is no column: a value, or a parameter that is bound to one before execution. */
public sealed interface Operand {
    /** As SQL writes a value of that type, for people; times and dates are counted numbers otherwise. */
    default String text(ValueType type) {
        if (this instanceof Literal literal && literal.value() instanceof Number number) {
            if (type == ValueType.TIMESTAMP || type == ValueType.TIMESTAMP_UTC) {
                LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(number.longValue()), ZoneOffset.UTC);
                return "TIMESTAMP '" + TIME.format(time) + "'";
            } else if (type == ValueType.DATE) {
                return "DATE '" + LocalDate.ofEpochDay(number.longValue()) + "'";
            }
        }
        return toString();
    }

    /** Seconds always, their fraction if there is one. */
    DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 3, true)
            .toFormatter(Locale.ROOT);

    /** A row value of the column's type, see {@link ValueType}; null is SQL NULL. */
    record Literal(Object value) implements Operand {
        @Override
        public String toString() {
            return value instanceof String text ? "'" + text.replace("'", "''") + "'" : String.valueOf(value);
        }
    }

    /** The parameter marker with that index, counted from 0. */
    record Parameter(int index) implements Operand {
        @Override
        public String toString() {
            return "?" + index;
        }
    }
}
