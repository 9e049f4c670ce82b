package io.trackersql.backend;

import io.trackersql.model.TrackerException;
import java.util.List;

/**
 * What became of a {@link RowsWrite}.
 *
 * @param written how many assets were changed
 * @param failures for each asset that the tracker found and refused to change
 */
public record RowsOutcome(long written, List<Failed> failures) {
    public RowsOutcome {
        failures = List.copyOf(failures);
    }

    /** One asset that was not changed. */
    public record Failed(Object key, TrackerException failure) {}
}
