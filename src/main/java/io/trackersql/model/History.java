package io.trackersql.model;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/**
 * What a tracker says of the versions of an asset type's assets beside their attributes. Each names, by its
 * {@link Attribute#name}, how the tracker's past spells it.
 *
 * @param validFrom the time from which a version held, inclusive
 * @param validTo the time until which it held, exclusive; empty where a version says nothing of its end, which then is the start of
 *     the asset's next version
 * @param version a whole number that grows with the versions of an asset
 * @param changedBy who made the version
 * @param deletion a Boolean that is true of a version that only says that the asset was deleted; empty where deletions are no
 *     versions
 */
public record History(
        Attribute validFrom,
        Optional<Attribute> validTo,
        Attribute version,
        Attribute changedBy,
        Optional<Attribute> deletion) {
    /** The end that a version which still holds is shown with: later than all times, yet one that clients can show. */
    public static final long NEVER =
            LocalDate.of(9999, 12, 31).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();

    public History {
        Objects.requireNonNull(validFrom);
        Objects.requireNonNull(validTo);
        Objects.requireNonNull(version);
        Objects.requireNonNull(changedBy);
        Objects.requireNonNull(deletion);
    }
}
