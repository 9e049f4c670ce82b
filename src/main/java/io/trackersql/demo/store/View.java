package io.trackersql.demo.store;

import java.time.Instant;
import java.util.Optional;

/** The time at which a store is read: which version of each asset counts. */
@FunctionalInterface
public interface View {
    /** The present. */
    View CURRENT = asset -> Optional.of(asset.current());

    /** The version of an asset that counts, or empty if the asset did not exist yet. */
    Optional<Version> version(Asset asset);

    /** The state of all assets right after a change, by its moment. */
    static View atMoment(long moment) {
        return asset -> last(asset, moment, true);
    }

    /** The state of all assets at a time: changes at that very time have happened. */
    static View at(Instant time) {
        long ticks = Computations.ticks(time);
        return asset -> last(asset, ticks, false);
    }

    private static Optional<Version> last(Asset asset, long bound, boolean byMoment) {
        Version[] versions = asset.versions();
        for (int i = versions.length - 1; i >= 0; i--) {
            if ((byMoment ? versions[i].moment() : versions[i].ticks()) <= bound) {
                return Optional.of(versions[i]);
            }
        }
        return Optional.empty();
    }
}
