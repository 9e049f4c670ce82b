package io.trackersql.demo.versionone.query;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which rows of a type are asked for, and in which order.
 *
 * @param text     everything that tells this question from others on the same type and versions, to find its answer again
 * @param versions which versions of each asset count
 * @param filter   empty if every row counts
 * @param sort     empty if no order is asked for
 * @param byMoment the order without sort keys: true for that of moments, false for that of keys
 * @param deleted  whether deleted assets are among the rows
 */
public record Criteria(
        String text,
        Versions versions,
        Optional<Predicate<Row>> filter,
        List<SortKey> sort,
        boolean byMoment,
        boolean deleted) {
    /** One sort key; a relation was replaced by the attribute that orders it. */
    public record SortKey(Path path, boolean descending) {}
}
