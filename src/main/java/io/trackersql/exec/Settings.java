package io.trackersql.exec;

import io.trackersql.backend.DataScope;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What a session lets its statements do: a snapshot, taken when a statement starts.
 *
 * @param pushDown whether filters, sorts, windows and counts may go to trackers
 * @param trackerTextOrder whether ORDER BY on text may be the tracker's own order
 * @param pageRows rows of a page to ask for, at least 1; a tracker may allow fewer
 * @param maxRequests the most requests of one statement, 0 for no limit; more is an error
 * @param maxRows the most rows that one statement may read from trackers, 0 for no limit; more is an error
 * @param timeZone the zone of the trackers' own clocks, where the user says it
 * @param scopes which part of its data each tracker shows, by the name of the tracker; one that is not named shows what it was
 *     opened with
 */
public record Settings(
        boolean pushDown,
        boolean trackerTextOrder,
        int pageRows,
        long maxRequests,
        long maxRows,
        Optional<ZoneId> timeZone,
        Map<String, DataScope> scopes) {
    public Settings {
        scopes = Map.copyOf(scopes);
        if (pageRows < 1 || maxRequests < 0 || maxRows < 0) {
            throw new IllegalArgumentException(
                    "pageRows=" + pageRows + ", maxRequests=" + maxRequests + ", maxRows=" + maxRows);
        }
    }

    /** Rows of a page when nobody says otherwise; no tracker documents a best size. */
    public static final int PAGE_ROWS_STANDARD = 2000;

    /** Which part of its data a tracker shows. */
    public DataScope scope(Tracker tracker) {
        return scopes.getOrDefault(tracker.name(), tracker.scope());
    }

    /** Everything pushed down that can be, no limits. */
    public static Settings standard() {
        return new Settings(true, true, PAGE_ROWS_STANDARD, 0, 0, Optional.empty(), Map.of());
    }
}
