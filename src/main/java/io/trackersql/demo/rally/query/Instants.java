package io.trackersql.demo.rally.query;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the time values of a query stand for: literals, and the variables of "Using queries" in the vendor's help.
 *
 * @param clock     gives the current time
 * @param workspace the time zone of the workspace
 * @param user      the time zone of the user's account, in which {@code today} alone is taken
 */
public record Instants(Clock clock, ZoneId workspace, ZoneId user) {
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern SHIFTED = Pattern.compile("today\\s*([+-])\\s*(\\d{1,5})");
    private static final Map<String, Integer> DAYS = Map.of("week", 7, "month", 30, "quarter", 90, "year", 365);
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd'T'HH:mm[:ss][.SSS]")
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    /** Half-open, in milliseconds since 1970 UTC; a literal is one millisecond long. */
    public record Range(long from, long until) {}

    /** What a value stands for, or empty if it is no time. */
    public Optional<Range> range(String text) {
        String lower = text.trim().toLowerCase(Locale.ROOT);
        Optional<Range> variable = variable(lower);
        return variable.isPresent() ? variable : literal(text.trim());
    }

    private Optional<Range> variable(String lower) {
        Range named =
                switch (lower) {
                    case "today" -> days(today(user), 0, 0, user);
                    case "yesterday" -> days(today(workspace), -1, -1, workspace);
                    case "tomorrow" -> days(today(workspace), 1, 1, workspace);
                    default -> null;
                };
        if (named != null) {
            return Optional.of(named);
        }
        Matcher shifted = SHIFTED.matcher(lower);
        if (shifted.matches()) {
            int shift = Integer.parseInt(shifted.group(1) + shifted.group(2));
            return Optional.of(days(today(workspace), Math.min(shift, 0), Math.max(shift, 0), workspace));
        }
        if (lower.startsWith("last") || lower.startsWith("next")) {
            return Optional.ofNullable(DAYS.get(lower.substring(4)))
                    .map(count -> lower.startsWith("last")
                            ? days(today(workspace), -count, 0, workspace)
                            : days(today(workspace), 0, count, workspace));
        }
        return Optional.empty();
    }

    private Optional<Range> literal(String text) {
        try {
            Instant time = DAY.matcher(text).matches()
                    ? LocalDate.parse(text).atStartOfDay(workspace).toInstant()
                    : OffsetDateTime.parse(text, TIME).toInstant();
            return Optional.of(new Range(time.toEpochMilli(), time.toEpochMilli() + 1));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private LocalDate today(ZoneId zone) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /** From the start of one day to the end of another, both counted from today. */
    private static Range days(LocalDate today, int first, int last, ZoneId zone) {
        return new Range(start(today.plusDays(first), zone), start(today.plusDays(last + 1L), zone));
    }

    private static long start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
