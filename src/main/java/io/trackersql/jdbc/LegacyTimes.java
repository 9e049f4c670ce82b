package io.trackersql.jdbc;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.GregorianCalendar;

/**
 * Between java.time's wall clocks and java.sql's Date, Time and Timestamp, which are instants in the zone of a Calendar or of
 * this Java process.
 *
 * <p>A wall clock that daylight saving skips moves forward by the gap, as GregorianCalendar and Timestamp do it: 02:30 becomes
 * 03:30, and a day whose midnight is skipped begins at 01:00.
 */
final class LegacyTimes {
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int MILLIS_PER_SECOND = 1000;

    private LegacyTimes() {}

    static Date toDate(Object value, Place place) {
        return Date.valueOf(TimeValues.toLocalDate(value, place));
    }

    static Date toDate(Object value, Place place, Calendar calendar) {
        return calendar == null
                ? toDate(value, place)
                : new Date(millis(TimeValues.toLocalDate(value, place).atStartOfDay(), calendar));
    }

    static Time toTime(Object value, Place place) {
        LocalTime time = TimeValues.toLocalTime(value, place);
        return new Time(Time.valueOf(time).getTime() + time.getNano() / NANOS_PER_MILLI);
    }

    static Time toTime(Object value, Place place, Calendar calendar) {
        return calendar == null
                ? toTime(value, place)
                : new Time(millis(TimeValues.toLocalTime(value, place).atDate(LocalDate.EPOCH), calendar));
    }

    static Timestamp toTimestamp(Object value, Place place) {
        return Timestamp.valueOf(TimeValues.toLocalDateTime(value, place));
    }

    static Timestamp toTimestamp(Object value, Place place, Calendar calendar) {
        if (calendar == null) {
            return toTimestamp(value, place);
        }
        LocalDateTime time = TimeValues.toLocalDateTime(value, place);
        Timestamp timestamp = new Timestamp(millis(time, calendar));
        timestamp.setNanos(time.getNano());
        return timestamp;
    }

    static LocalDate ofDate(Date date, Calendar calendar) {
        return calendar == null
                ? date.toLocalDate()
                : clock(date.getTime(), calendar).toLocalDate();
    }

    /** Keeps the milliseconds, which Time's own conversion drops. */
    static LocalTime ofTime(Time time, Calendar calendar) {
        return calendar == null
                ? time.toLocalTime()
                        .withNano((int) Math.floorMod(time.getTime(), (long) MILLIS_PER_SECOND) * NANOS_PER_MILLI)
                : clock(time.getTime(), calendar).toLocalTime();
    }

    static LocalDateTime ofTimestamp(Timestamp timestamp, Calendar calendar) {
        return calendar == null
                ? timestamp.toLocalDateTime()
                : clock(timestamp.getTime(), calendar).withNano(timestamp.getNanos());
    }

    /** Only the zone of the caller's calendar counts; the calendar itself is left as it is. */
    private static long millis(LocalDateTime time, Calendar calendar) {
        Calendar fields = new GregorianCalendar(calendar.getTimeZone());
        fields.clear();
        fields.set(
                time.getYear(),
                time.getMonthValue() - 1,
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
        fields.set(Calendar.MILLISECOND, time.getNano() / NANOS_PER_MILLI);
        return fields.getTimeInMillis();
    }

    private static LocalDateTime clock(long millis, Calendar calendar) {
        Calendar fields = new GregorianCalendar(calendar.getTimeZone());
        fields.setTimeInMillis(millis);
        int year = fields.get(Calendar.YEAR);
        return LocalDateTime.of(
                fields.get(Calendar.ERA) == GregorianCalendar.BC ? 1 - year : year,
                fields.get(Calendar.MONTH) + 1,
                fields.get(Calendar.DAY_OF_MONTH),
                fields.get(Calendar.HOUR_OF_DAY),
                fields.get(Calendar.MINUTE),
                fields.get(Calendar.SECOND),
                fields.get(Calendar.MILLISECOND) * NANOS_PER_MILLI);
    }
}
