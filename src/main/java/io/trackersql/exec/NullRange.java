package io.trackersql.exec;

import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.PushDown;
import io.trackersql.query.Predicate;
import io.trackersql.query.SortKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A native query, perhaps for only those rows whose first sort key is NULL, or those where it is not. A tracker of which it is unknown
 * where it sorts NULL is asked for both, one after the other. What it is asked may give rows of the other range; those are left out
 * here.
 *
 * @param query what to ask
 * @param key where the rows hold the first sort key; -1 if all rows belong to the range
 * @param wantsNull whether rows with NULL there belong to it, or the others
 */
record NullRange(NativeQuery query, int key, boolean wantsNull) {

    /** All rows of the query. */
    static NullRange whole(NativeQuery query) {
        return new NullRange(query, -1, false);
    }

    /** Both ranges in the order of their rows: NULL is lower than every value. */
    static List<NullRange> both(NativeQuery query, PushDown pushDown) {
        SortKey first = query.sort().get(0);
        int key = query.columns().indexOf(first.column());
        List<SortKey> rest = query.sort().subList(1, query.sort().size());
        Predicate isNull = new Predicate.IsNull(first.column());
        NullRange nulls = new NullRange(restricted(query, isNull, rest, pushDown), key, true);
        NullRange others =
                new NullRange(restricted(query, new Predicate.Not(isNull), query.sort(), pushDown), key, false);
        return first.descending() ? List.of(others, nulls) : List.of(nulls, others);
    }

    /** Whether a row of the query belongs to the range. */
    boolean holds(Object[] row) {
        return key < 0 || (row[key] == null) == wantsNull;
    }

    private static NativeQuery restricted(
            NativeQuery query, Predicate condition, List<SortKey> sort, PushDown pushDown) {
        List<Predicate> filter = new ArrayList<>(query.filter());
        // what cannot be asked is left out here, so this only saves rows
        pushDown.filter(condition).pushed().ifPresent(filter::add);
        return new NativeQuery(query.table(), query.scope(), query.asOf(), query.columns(), query.find(), filter, sort);
    }
}
