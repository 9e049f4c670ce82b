package io.trackersql.demo.versionone;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.versionone.query.Criteria;
import io.trackersql.demo.versionone.query.Path;
import java.util.List;
import java.util.Optional;

/**
 * One query of query.v1, bound to its type.
 *
 * @param asset   the only candidate, if {@code from} names one; the inner Optional is empty if there is no such asset
 * @param columns what each row shows, in the order of the request
 * @param size    rows of the page at most
 * @param start   number of rows before the page
 */
record QueryPlan(
        DemoType type, Optional<Optional<Asset>> asset, List<Column> columns, Criteria criteria, int size, int start) {
    /** One entry of {@code select}. */
    sealed interface Column {}

    /** A selection token. */
    record Value(Path path) implements Column {}

    /**
     * A query on a relation of each row.
     *
     * @param key  its name in the result
     * @param plan never paged
     */
    record Nested(String key, Path path, QueryPlan plan) implements Column {}
}
