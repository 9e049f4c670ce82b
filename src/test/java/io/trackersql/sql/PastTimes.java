package io.trackersql.sql;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/** Times that break naive code, and some that do not. */
final class PastTimes {
    private static final List<Instant> EDGES = List.of(
            Instant.parse("1990-01-01T00:00:00Z"),
            Instant.parse("2012-01-02T13:59:59.999Z"),
            Instant.parse("2024-03-10T06:59:59.999Z"),
            Instant.parse("2024-03-10T07:00:00Z"),
            Instant.parse("2024-11-03T04:59:59.999Z"),
            Instant.parse("2024-11-03T05:00:00Z"),
            Instant.parse("2024-11-03T06:59:59.999Z"),
            Instant.parse("2024-11-03T07:00:00Z"),
            Instant.parse("2025-03-09T06:59:59.999Z"),
            Instant.parse("2025-03-09T07:00:00Z"),
            Instant.parse("2100-01-01T00:00:00Z"));
    private static final int MILLISECOND = 1_000_000;

    private final Random random;
    private final ZoneId zone;

    /** @param zone the tracker's clock, which some trackers are asked in: what it shows twice cannot be asked */
    PastTimes(Random random, ZoneId zone) {
        this.random = random;
        this.zone = zone;
    }

    /** A time at which something happened to one of the rows, or nearly, or nothing did. */
    LocalDateTime of(List<ExpectedVersion> rows) {
        LocalDateTime time = any(rows);
        while (zone.getRules()
                        .getValidOffsets(LocalDateTime.ofInstant(time.toInstant(ZoneOffset.UTC), zone))
                        .size()
                > 1) {
            time = any(rows);
        }
        return time;
    }

    private LocalDateTime any(List<ExpectedVersion> rows) {
        ExpectedVersion row = rows.get(random.nextInt(rows.size()));
        LocalDateTime change = ExpectedVersion.shown(
                random.nextInt(3) > 0 || row.to().equals(ExpectedVersion.NEVER) ? row.from() : row.to());
        return switch (random.nextInt(8)) {
            case 0 -> ExpectedVersion.shown(EDGES.get(random.nextInt(EDGES.size())));
            case 1 -> change.minusNanos(MILLISECOND);
            case 2 -> change.plusNanos(MILLISECOND);
            case 3 -> change.truncatedTo(ChronoUnit.DAYS);
            case 4 -> change.plusDays(random.nextInt(90)).minusSeconds(random.nextInt(86_400));
            default -> change;
        };
    }
}
