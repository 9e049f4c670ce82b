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
 * @param writes how statements may write
 */
public record Settings(
        boolean pushDown,
        boolean trackerTextOrder,
        int pageRows,
        long maxRequests,
        long maxRows,
        Optional<ZoneId> timeZone,
        Map<String, DataScope> scopes,
        Writes writes) {
    public Settings {
        scopes = Map.copyOf(scopes);
        if (pageRows < 1 || maxRequests < 0 || maxRows < 0) {
            throw new IllegalArgumentException(
                    "pageRows=" + pageRows + ", maxRequests=" + maxRequests + ", maxRows=" + maxRows);
        }
    }

    /** Settings of a session that may write everything. */
    public Settings(
            boolean pushDown,
            boolean trackerTextOrder,
            int pageRows,
            long maxRequests,
            long maxRows,
            Optional<ZoneId> timeZone,
            Map<String, DataScope> scopes) {
        this(pushDown, trackerTextOrder, pageRows, maxRequests, maxRows, timeZone, scopes, Writes.STANDARD);
    }

    /**
     * What a session lets its statements write.
     *
     * @param readOnly whether nothing may be written
     * @param comment what the tracker notes beside each change, where it can
     * @param createContext the asset in whose context new assets are made, where the tracker knows such
     * @param dryRun whether writes are only shown
     * @param batchRows the most writes of one request, at least 1
     */
    public record Writes(
            boolean readOnly, Optional<String> comment, Optional<String> createContext, DryRun dryRun, int batchRows) {
        /** Everything may be written. */
        public static final Writes STANDARD = new Writes(false, Optional.empty(), Optional.empty(), DryRun.OFF, 500);

        public Writes {
            if (batchRows < 1) {
                throw new IllegalArgumentException("batchRows=" + batchRows);
            }
        }
    }

    /** What becomes of writes. */
    public enum DryRun {
        /** They are made. */
        OFF,
        /** Their requests are shown. */
        PLAN,
        /** Their requests are shown, and the tracker says what they would do. */
        SERVER
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
