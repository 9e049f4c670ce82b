package io.trackersql.backend;

import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.Find;
import io.trackersql.query.Predicate;
import io.trackersql.query.SortKey;
import java.util.List;
import java.util.Optional;

/**
 * The part of a query that goes to the tracker. Everything in it is pushable by the backend's own {@link PushDown}.
 *
 * @param scope which part of the tracker's data is read
 * @param columns what to select, in the order of the rows that come back; may be empty
 * @param filter conjuncts of the shapes that {@link Decision#pushed} gave, within AND and OR
 * @param sort the user's keys without the key that breaks ties, which the renderer adds
 */
public record NativeQuery(
        EntityTable table,
        DataScope scope,
        List<Column> columns,
        Optional<Find> find,
        List<Predicate> filter,
        List<SortKey> sort) {
    public NativeQuery {
        columns = List.copyOf(columns);
        filter = List.copyOf(filter);
        sort = List.copyOf(sort);
    }
}
