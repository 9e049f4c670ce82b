package io.trackersql.plan;

import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import io.trackersql.query.LikePattern;
import io.trackersql.query.MultiValue;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/** What the driver's own functions compute. Public since generated code calls it; NULL in is NULL out. */
public final class FunctionCode {
    private static final int KEY_DIGITS = 20;

    private FunctionCode() {}

    /** FIND is answered by a tracker or not at all. */
    public static Boolean find(String column, String text) {
        throw findRefused();
    }

    static TrackerException findRefused() {
        return Failure.UNSUPPORTED.with(
                "FIND is a search that only the tracker can do. It works as a condition of WHERE, joined to"
                        + " the others by AND, on a text column of one tracker table, and once per table.");
    }

    /** See {@link MultiValue#has}. */
    public static Boolean has(String values, String value) {
        return (values == null || value == null) ? null : (Boolean) MultiValue.has(values, value);
    }

    /** LIKE without an escape character; see {@link LikePattern}. */
    public static Boolean likeMatch(String text, String pattern) {
        return (text == null || pattern == null)
                ? null
                : (Boolean)
                        LikePattern.parse(pattern, Optional.empty()).matcher().matches(text);
    }

    /** LIKE with an escape character. */
    public static Boolean likeMatchEscaped(String text, String pattern, String escape) {
        if (text == null || pattern == null || escape == null) {
            return null;
        } else if (escape.length() != 1) {
            throw Failure.BAD_VALUE.with("ESCAPE takes one character, not '" + escape + "'.");
        }
        return LikePattern.parse(pattern, Optional.of(escape.charAt(0)))
                .matcher()
                .matches(text);
    }

    /** Text without regard to case and without blanks at the end, as a server's case-insensitive collation compares. */
    public static String collationKey(String text) {
        if (text == null) {
            return null;
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        // upper case first: letters that only differ in lower case, such as the two sigmas, become one
        return text.substring(0, end).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** {@code Story:1005} as text that sorts by number, then by type; negative numbers come first. Other text sorts after keys. */
    public static String keyOrder(String key) {
        if (key == null) {
            return null;
        }
        int colon = key.lastIndexOf(':');
        String digits = key.substring(colon + 1);
        boolean negative = digits.startsWith("-");
        String magnitude = negative ? digits.substring(1) : digits;
        if (colon < 1
                || magnitude.isEmpty()
                || magnitude.length() > KEY_DIGITS
                || !magnitude.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return "9" + key;
        }
        String padded = "0".repeat(KEY_DIGITS - magnitude.length()) + magnitude;
        return (negative ? "0" + complement(padded) : "1" + padded) + key.substring(0, colon);
    }

    private static String complement(String digits) {
        StringBuilder complement = new StringBuilder(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            complement.append((char) ('0' + '9' - digits.charAt(i)));
        }
        return complement.toString();
    }

    /** The start of the unit that the time lies in, as PostgreSQL has it; a week begins on Monday. */
    public static Long dateTrunc(String unit, Long millis) {
        if (unit == null || millis == null) {
            return null;
        }
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
        LocalDateTime start =
                switch (unit.toLowerCase(Locale.ROOT)) {
                    case "millisecond", "milliseconds" -> time;
                    case "second" -> time.truncatedTo(ChronoUnit.SECONDS);
                    case "minute" -> time.truncatedTo(ChronoUnit.MINUTES);
                    case "hour" -> time.truncatedTo(ChronoUnit.HOURS);
                    case "day" -> day;
                    case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case "month" -> day.withDayOfMonth(1);
                    case "quarter" -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
                    case "year" -> day.withDayOfYear(1);
                    case "decade" -> day.withDayOfYear(1).withYear(Math.floorDiv(day.getYear(), 10) * 10);
                    // as the first century, 1 to 100, has it: 2001 begins one, 2000 does not
                    case "century" -> day.withDayOfYear(1).withYear(Math.floorDiv(day.getYear() - 1, 100) * 100 + 1);
                    case "millennium" ->
                        day.withDayOfYear(1).withYear(Math.floorDiv(day.getYear() - 1, 1000) * 1000 + 1);
                    default ->
                        throw Failure.BAD_VALUE.with("DATE_TRUNC does not know the unit '" + unit
                                + "'. Use second, minute, hour, day, week, month, quarter or year.");
                };
        return start.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
