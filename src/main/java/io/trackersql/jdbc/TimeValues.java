package io.trackersql.jdbc;

import io.trackersql.model.Failure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * Plain values as java.time values.
 *
 * <p>A timestamp is a wall clock; only where the place is in UTC does it stand for an instant. Text with an offset is an
 * instant too, and as a wall clock it is the one of UTC.
 */
final class TimeValues {
    private static final int DATE_LENGTH = 10;

    private TimeValues() {}

    static LocalDate toLocalDate(Object value, Place place) {
        if (value instanceof LocalDate date) {
            return date;
        }
        if (value instanceof LocalDateTime time) {
            return time.toLocalDate();
        }
        if (value instanceof String text) {
            return parseTimestamp(text, place, "date").toLocalDate();
        }
        throw place.badCast(value, "date");
    }

    static LocalTime toLocalTime(Object value, Place place) {
        if (value instanceof LocalTime time) {
            return time;
        }
        if (value instanceof LocalDateTime time) {
            return time.toLocalTime();
        }
        if (value instanceof String text) {
            String trimmed = text.trim();
            if (trimmed.length() >= DATE_LENGTH && trimmed.charAt(4) == '-') {
                return parseTimestamp(text, place, "time").toLocalTime();
            }
            try {
                return LocalTime.parse(trimmed);
            } catch (DateTimeException e) {
                throw place.badDateTime(value, "time");
            }
        }
        throw place.badCast(value, "time");
    }

    /** A date is its midnight; a time of day is on 1970-01-01, as JDBC has it. */
    static LocalDateTime toLocalDateTime(Object value, Place place) {
        if (value instanceof LocalDateTime time) {
            return time;
        }
        if (value instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        if (value instanceof LocalTime time) {
            return time.atDate(LocalDate.EPOCH);
        }
        if (value instanceof String text) {
            return parseTimestamp(text, place, "timestamp");
        }
        throw place.badCast(value, "timestamp");
    }

    static Instant toInstant(Object value, Place place) {
        return toOffsetDateTime(value, place).toInstant();
    }

    /** The true instant at offset zero; fails where the wall clock's zone is not known. */
    static OffsetDateTime toOffsetDateTime(Object value, Place place) {
        if (value instanceof LocalDateTime time) {
            if (!place.utc()) {
                throw Failure.BAD_CAST.with("The timestamp in " + place.name()
                        + " is a wall clock without time zone, so it is no instant. Read it as LocalDateTime, or take the"
                        + " column's UTC twin.");
            }
            return time.atOffset(ZoneOffset.UTC);
        }
        if (value instanceof String text) {
            try {
                return OffsetDateTime.parse(isoText(text)).withOffsetSameInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                throw place.badDateTime(value, "timestamp with an offset such as 2012-10-10T08:00:00Z");
            }
        }
        throw place.badCast(value, "an instant");
    }

    static ZonedDateTime toZonedDateTime(Object value, Place place) {
        return toOffsetDateTime(value, place).toZonedDateTime();
    }

    private static LocalDateTime parseTimestamp(String text, Place place, String wanted) {
        String iso = isoText(text);
        try {
            if (iso.length() <= DATE_LENGTH) {
                return LocalDate.parse(iso).atStartOfDay();
            }
            boolean offset =
                    iso.endsWith("Z") || iso.indexOf('+', DATE_LENGTH) > 0 || iso.indexOf('-', DATE_LENGTH) > 0;
            return offset
                    ? OffsetDateTime.parse(iso)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDateTime()
                    : LocalDateTime.parse(iso);
        } catch (DateTimeException e) {
            throw place.badDateTime(text, wanted);
        }
    }

    /** SQL writes a blank where ISO 8601 has a T. */
    private static String isoText(String text) {
        String trimmed = text.trim();
        return trimmed.length() > DATE_LENGTH && trimmed.charAt(DATE_LENGTH) == ' '
                ? trimmed.substring(0, DATE_LENGTH) + "T" + trimmed.substring(DATE_LENGTH + 1)
                : trimmed;
    }
}
