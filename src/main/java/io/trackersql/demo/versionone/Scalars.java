package io.trackersql.demo.versionone;

import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.versionone.query.Path;
import io.trackersql.demo.versionone.query.States;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.Base64;

/** How values that are not relations are written. */
final class Scalars {
    private static final int NANOS_PER_TICK = 100;

    private Scalars() {}

    /** The text in rest-1.v1; empty text stands for no value. */
    static String rest(Path path, Object value) {
        if (value == null || path.kind() == AttributeKind.PASSWORD) {
            return "";
        }
        if (value instanceof LocalDateTime time) {
            return date(path, time);
        }
        return plain(value);
    }

    /** The text in query.v1, or null. */
    static String query(Path path, Object value) {
        if (value == null || value.equals("") || path.kind() == AttributeKind.PASSWORD) {
            return null;
        }
        if (path.kind() == AttributeKind.STATE) {
            return States.name((Long) value);
        }
        if (value instanceof Boolean truth) {
            return truth ? "True" : "False";
        }
        if (value instanceof LocalDateTime time) {
            StringBuilder text = new StringBuilder(28);
            day(text, time).append('T');
            clock(text, time);
            digits(text.append('.'), time.get(ChronoField.NANO_OF_SECOND) / NANOS_PER_TICK, 7);
            return path.leaf().name().endsWith("UTC") ? text.append('Z').toString() : text.toString();
        }
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : plain(value);
    }

    private static String plain(Object value) {
        if (value instanceof BigDecimal number) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        // Bytes of attachments are not inlined here.
        return value instanceof byte[] ? "" : value.toString();
    }

    /** Days have no time; times always have three digits of a fraction. */
    private static String date(Path path, LocalDateTime time) {
        StringBuilder text = day(new StringBuilder(23), time);
        if (!path.leaf().has(DemoAttribute.Flag.DAY)) {
            clock(text.append('T'), time);
            digits(text.append('.'), time.get(ChronoField.MILLI_OF_SECOND), 3);
        }
        return text.toString();
    }

    private static StringBuilder day(StringBuilder text, LocalDateTime time) {
        digits(text, time.getYear(), 4).append('-');
        digits(text, time.getMonthValue(), 2).append('-');
        return digits(text, time.getDayOfMonth(), 2);
    }

    private static void clock(StringBuilder text, LocalDateTime time) {
        digits(text, time.getHour(), 2).append(':');
        digits(text, time.getMinute(), 2).append(':');
        digits(text, time.getSecond(), 2);
    }

    private static StringBuilder digits(StringBuilder text, int number, int width) {
        String plain = Integer.toString(number);
        return text.append("0".repeat(Math.max(0, width - plain.length()))).append(plain);
    }
}
