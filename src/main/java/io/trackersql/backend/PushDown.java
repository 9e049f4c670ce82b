package io.trackersql.backend;

import io.trackersql.query.Column;
import io.trackersql.query.Find;
import io.trackersql.query.Predicate;
import io.trackersql.query.SortKey;
import java.util.List;

/** What a tracker can compute, from one table of verdicts per product. Pure functions without requests. */
public interface PushDown {
    /**
     * What becomes of a leaf condition: a comparison, IN, IS NULL, LIKE or HAS, or a NOT directly around one of IN, IS NULL, LIKE
     * and HAS. Operands are bound, and a bound NULL never comes here. AND, OR and other NOTs are taken apart by the caller.
     */
    Decision filter(Predicate leaf);

    /**
     * Whether the tracker sorts by these keys as SQL does, NULL being the lowest value: EXACT; SUPERSET if it does but for the place of
     * NULL in the first key, whose rows must then be read apart; NONE and the reason. {@code trackerText} allows its own order of text.
     */
    Decision sort(List<SortKey> keys, boolean trackerText);

    /** Whether the tracker can search the column's text: EXACT, since the search itself defines the rows, or NONE and the reason. */
    Decision find(Find find);

    /** One row per operator for a column, for {@code system.pushdown}. */
    List<OperatorVerdict> verdicts(Column column);

    /** The verdict of one operator on one column, for typical values. */
    record OperatorVerdict(String operator, Verdict verdict, String reason) {}
}
