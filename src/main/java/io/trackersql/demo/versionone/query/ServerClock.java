package io.trackersql.demo.versionone.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the times of {@code asof}: {@code yyyy-MM-dd'T'HH:mm:ss[.fff]} or a day, which means its first instant, on the server's clock.
 *
 * @param standardTime of the two instants that an hour told twice has, true for the later one, as .NET has it, false for the earlier
 */
public record ServerClock(ZoneId zone, boolean standardTime) {
    private static final Pattern FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?)?");
    private static final int DAY_LENGTH = 10;

    /** Refuses what has another form, and times that the clock skipped. */
    public Instant read(String text) {
        if (!FORM.matcher(text).matches()) {
            throw refusal(text);
        }
        try {
            if (text.length() == DAY_LENGTH) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            LocalDateTime time = LocalDateTime.parse(text);
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
            if (offsets.isEmpty()) {
                throw refusal(text);
            }
            return time.toInstant(offsets.get(standardTime ? offsets.size() - 1 : 0));
        } catch (DateTimeParseException e) {
            throw refusal(text);
        }
    }

    private static Refusal refusal(String text) {
        return Refusal.invalid("Invalid ASOF parameter", "Invalid value: " + text);
    }
}
