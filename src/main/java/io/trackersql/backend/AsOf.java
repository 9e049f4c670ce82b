package io.trackersql.backend;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * The time whose state a query asks for.
 *
 * @param time in whole milliseconds
 * @param trackerZone the zone of the tracker's own clock, for trackers that read times in it; empty if the user does not say
 */
public record AsOf(Instant time, Optional<ZoneId> trackerZone) {
    public AsOf {
        Objects.requireNonNull(time);
        Objects.requireNonNull(trackerZone);
    }

    @Override
    public String toString() {
        return time.toString();
    }
}
