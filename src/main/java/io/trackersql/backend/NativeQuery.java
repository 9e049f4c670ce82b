package io.trackersql.backend;

import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.Find;
import io.trackersql.query.Predicate;
import io.trackersql.query.SortKey;
import io.trackersql.query.Tense;
import java.util.List;
import java.util.Optional;

/**
 * The part of a query that goes to the tracker. Everything in it is pushable by the backend's own {@link PushDown}.
 *
 * @param scope which part of the tracker's data is read
 * @param asOf the time whose state is asked for; empty for the present, or for all versions if the table holds those
 * @param columns what to select, in the order of the rows that come back; may be empty
 * @param filter conjuncts of the shapes that {@link Decision#pushed} gave, within AND and OR
 * @param sort the user's keys without the key that breaks ties, which the renderer adds
 */
public record NativeQuery(
        EntityTable table,
        DataScope scope,
        Optional<AsOf> asOf,
        List<Column> columns,
        Optional<Find> find,
        List<Predicate> filter,
        List<SortKey> sort) {
    /** A page of more values than this is slow to compute for a server and to repeat for us. */
    private static final int PAGE_VALUES_MAX = 200_000;

    private static final int PAGE_ROWS_MIN = 100;

    public NativeQuery {
        columns = List.copyOf(columns);
        filter = List.copyOf(filter);
        sort = List.copyOf(sort);
    }

    /** A query of the present, or of all versions if the table holds those. */
    public NativeQuery(
            EntityTable table,
            DataScope scope,
            List<Column> columns,
            Optional<Find> find,
            List<Predicate> filter,
            List<SortKey> sort) {
        this(table, scope, Optional.empty(), columns, find, filter, sort);
    }

    /** The same of another time. */
    public NativeQuery withAsOf(AsOf newAsOf) {
        return new NativeQuery(table, scope, Optional.of(newAsOf), columns, find, filter, sort);
    }

    /** Which versions of assets it is about. */
    public Tense tense() {
        return asOf.isPresent() ? Tense.PAST : table.tense();
    }

    /** Rows of a page: those that are wanted, but fewer if there are many columns. */
    public int pageRows(int wanted) {
        return Math.min(wanted, Math.max(PAGE_ROWS_MIN, PAGE_VALUES_MAX / Math.max(1, columns.size())));
    }
}
