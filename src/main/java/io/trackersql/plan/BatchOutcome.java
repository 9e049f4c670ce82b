package io.trackersql.plan;

import io.trackersql.model.TrackerException;
import java.util.Optional;

/**
 * What became of a batch.
 *
 * @param counts how many rows each entry changed; {@link #FAILED} for one that failed, was made in part, or was not run
 * @param keys of what was created, in the order of the entries
 * @param failure what went wrong; empty if nothing did
 */
public record BatchOutcome(long[] counts, GeneratedKeys keys, Optional<TrackerException> failure) {
    /** In the place of a count, as JDBC has it. */
    public static final long FAILED = -3;
}
