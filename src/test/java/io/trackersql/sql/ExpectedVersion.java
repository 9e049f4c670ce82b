package io.trackersql.sql;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * An asset as it was for some time: a row of a history table, or a part of one in which nothing changes that a row shows.
 *
 * @param asset     the asset's key
 * @param from      since when it was so
 * @param to        when it was so no more; {@link #NEVER} if it still is
 * @param number    what the tracker calls the version by
 * @param changedBy key of who made it
 * @param stored    what the demo's store keeps of it
 */
record ExpectedVersion(Object asset, Instant from, Instant to, long number, Object changedBy, Object stored) {
    /** The end of what still holds. */
    static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    boolean holds(Instant time) {
        return !from.isAfter(time) && time.isBefore(to);
    }

    /** A time as clients are shown it. */
    static LocalDateTime shown(Instant time) {
        return LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }
}
