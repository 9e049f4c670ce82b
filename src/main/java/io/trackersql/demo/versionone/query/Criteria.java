package io.trackersql.demo.versionone.query;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which rows of a type are asked for, and in which order.
 *
 * @param text    everything that tells this question from others on the same type, to find its answer again
 * @param filter  empty if every row counts
 * @param sort    empty for key order
 * @param deleted whether deleted assets are among the rows
 */
public record Criteria(String text, Optional<Predicate<Row>> filter, List<SortKey> sort, boolean deleted) {
    /** One sort key; a relation was replaced by the attribute that orders it. */
    public record SortKey(Path path, boolean descending) {}
}
