package io.trackersql.demo.rally.lookback;

import java.time.Duration;

/**
 * Questions about the Lookback API that the protocol's description leaves open, as switches.
 *
 * @param service         whether there is a Lookback API at all
 * @param lag             how far behind the clock the data are complete
 * @param keepsDeletions  true if a deletion makes a snapshot of its own, which holds until 9999 or a restore; false if it only ends the
 *     last one
 * @param upperCase       true for {@code CREATE} and {@code UPDATE} as {@code _SnapshotType}, false for {@code Create} and {@code Update}
 * @param dropDownsAsIds  true if drop-downs that are neither state nor rating are kept as ObjectIDs of their allowed values, too
 * @param keepsNoRating   true if a rating without entry is kept as the allowed value without text, false if it is absent
 * @param keepsEmptyLists true if a collection without items is an empty array, false if it is absent
 * @param dropsFromPages  true if what the user may not see is taken out of a page that was cut before, and counted; false if it is taken
 *     out before
 * @param takesDoubtful   true if {@code $not}, {@code $size}, {@code $regex} and a nested {@code __At} are understood
 */
public record LookbackRules(
        Service service,
        Duration lag,
        boolean keepsDeletions,
        boolean upperCase,
        boolean dropDownsAsIds,
        boolean keepsNoRating,
        boolean keepsEmptyLists,
        boolean dropsFromPages,
        boolean takesDoubtful) {
    /** Whether there is a Lookback API. */
    public enum Service {
        AVAILABLE,
        /** As on a server of one's own: there is no such path. */
        MISSING,
        /** As for a subscription without the right to it. */
        FORBIDDEN
    }

    private static final Duration LAG = Duration.ofSeconds(30);

    /** The service at its worst. */
    public static LookbackRules standard() {
        return new LookbackRules(Service.AVAILABLE, LAG, true, true, true, false, true, true, false);
    }

    /** The opposite answer to every open question. */
    public static LookbackRules mild() {
        return new LookbackRules(Service.AVAILABLE, Duration.ZERO, false, false, false, true, false, false, true);
    }

    public LookbackRules withService(Service availability) {
        return new LookbackRules(
                availability,
                lag,
                keepsDeletions,
                upperCase,
                dropDownsAsIds,
                keepsNoRating,
                keepsEmptyLists,
                dropsFromPages,
                takesDoubtful);
    }

    public LookbackRules withLag(Duration behind) {
        return new LookbackRules(
                service,
                behind,
                keepsDeletions,
                upperCase,
                dropDownsAsIds,
                keepsNoRating,
                keepsEmptyLists,
                dropsFromPages,
                takesDoubtful);
    }
}
