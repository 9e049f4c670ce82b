package io.trackersql.versionone;

import io.trackersql.backend.AsOf;
import io.trackersql.http.WireTimes;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestScope;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The times of {@code asof}, which VersionOne reads on its own clock: {@code yyyy-MM-dd'T'HH:mm:ss.fff} without a zone, as the vendor's
 * pages and SDKs write them. The API does not tell which clock that is.
 */
final class LocalTimes {
    private static final String ZONE_UNKNOWN =
            "VersionOne reads the time of FOR SYSTEM_TIME AS OF on its own clock, whose zone is not known here, so it was sent in UTC."
                    + " Set the property timeZone to the zone of the tracker, such as America/New_York.";

    private LocalTimes() {}

    /** Warns if nobody said which clock the tracker's is. */
    static void warnIfUncertain(AsOf asOf, RequestScope scope) {
        if (asOf.trackerZone().isEmpty()) {
            scope.warnings().accept(ZONE_UNKNOWN);
        }
    }

    /** Fails with BAD_DATE_TIME if the clock shows the time twice, or cannot show it. */
    static String text(AsOf asOf) {
        ZoneId zone = asOf.trackerZone().orElse(ZoneOffset.UTC);
        LocalDateTime local = LocalDateTime.ofInstant(asOf.time(), zone);
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        long millis = local.toInstant(ZoneOffset.UTC).toEpochMilli();
        String text = IsoTimes.time(millis);
        if (!IsoTimes.isSendableDay(Math.floorDiv(millis, WireTimes.DAY_MILLIS))) {
            throw Failure.BAD_DATE_TIME.with("VersionOne cannot be asked for " + asOf.time()
                    + ": it knows times of the years from 1753 to 9999. Ask for a time of these.");
        } else if (offsets.size() > 1) {
            String instants = offsets.stream()
                    .map(local::toInstant)
                    .map(Instant::toString)
                    .collect(Collectors.joining(" and "));
            throw Failure.BAD_DATE_TIME.with(
                    "VersionOne cannot be asked for " + asOf.time() + ": it reads times on its own clock, and "
                            + text + " in " + zone + " means two instants, " + instants
                            + ", as clocks are set back then. Ask for a time before or after that hour.");
        }
        return text;
    }
}
