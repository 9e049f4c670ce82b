package io.trackersql.versionone;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates and times as VersionOne is asked about them. */
final class IsoTimes {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);
    /** The first and the last day that SQL Server's datetime can hold; other values are never sent. */
    private static final long SENDABLE_DAY_MIN = LocalDate.of(1753, 1, 1).toEpochDay();

    private static final long SENDABLE_DAY_MAX = LocalDate.of(9999, 12, 31).toEpochDay();

    private IsoTimes() {}

    /** Whether the tracker can be asked about the day. */
    static boolean isSendableDay(long epochDay) {
        return epochDay >= SENDABLE_DAY_MIN && epochDay <= SENDABLE_DAY_MAX;
    }

    static String day(long epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }

    static String time(long epochMillis) {
        long seconds = Math.floorDiv(epochMillis, 1000L);
        int nanos = (int) Math.floorMod(epochMillis, 1000L) * 1_000_000;
        return TIME.format(LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC));
    }
}
