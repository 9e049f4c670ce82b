package io.trackersql.demo.rally.lookback;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service's spelling of times: in UTC, cut after any part from the day on. */
public final class Times {
    /** Where a snapshot ends that no other follows. */
    static final Instant FOREVER = Instant.parse("9999-01-01T00:00:00Z");

    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})T(\\d{2})?(:\\d{2})?(:\\d{2})?(\\.\\d{3})?Z");
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    /** A time, or empty if a text is none. */
    static Optional<Instant> read(String text) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches() || leavesOut(parts)) {
            return Optional.empty();
        }
        StringBuilder whole = new StringBuilder(parts.group(1)).append('T');
        whole.append(Optional.ofNullable(parts.group(2)).orElse("00"));
        whole.append(Optional.ofNullable(parts.group(3)).orElse(":00"));
        whole.append(Optional.ofNullable(parts.group(4)).orElse(":00"));
        whole.append(Optional.ofNullable(parts.group(5)).orElse(""));
        try {
            return Optional.of(LocalDateTime.parse(whole).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** True if a part is there without the one before it. */
    private static boolean leavesOut(Matcher parts) {
        for (int part = 3; part <= 5; part++) {
            if (parts.group(part) != null && parts.group(part - 1) == null) {
                return true;
            }
        }
        return false;
    }

    /** A time in full. */
    public static String show(Instant time) {
        return SHOWN.format(time);
    }
}
