package io.trackersql.rally;

import io.trackersql.backend.Decision;
import io.trackersql.backend.Verdict;
import io.trackersql.backend.rules.RangeRules;
import io.trackersql.query.Column;
import io.trackersql.query.Predicate;

/** Numbers and points in time. Where the tracker sorts NULL nobody has said. */
final class NumberRules extends RangeRules {
    private static final String NULL_KNOWN = "the tracker knows null";

    NumberRules(Column column) {
        super(column, Encoder.LANGUAGE, Verdict.EXACT);
    }

    @Override
    public Decision isNull() {
        return Decision.superset(new Predicate.IsNull(column()), NULL_KNOWN);
    }

    @Override
    public Decision isNotNull() {
        return Decision.superset(notNull(), NULL_KNOWN);
    }

    @Override
    public Decision sort(boolean trackerText) {
        return Decision.superset(
                new Predicate.Constant(Predicate.Truth.TRUE),
                "the tracker sorts by value, but where it puts NULL is unknown");
    }
}
