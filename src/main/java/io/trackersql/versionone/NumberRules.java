package io.trackersql.versionone;

import io.trackersql.backend.Decision;
import io.trackersql.backend.Verdict;
import io.trackersql.backend.rules.RangeRules;
import io.trackersql.query.Column;
import io.trackersql.query.Predicate;

/** Numbers, points in time and days. The tracker sorts them with NULL first. */
final class NumberRules extends RangeRules {
    private final Verdict verdict;

    NumberRules(Column column, Verdict verdict) {
        super(column, Encoder.LANGUAGE, verdict);
        this.verdict = verdict;
    }

    @Override
    public Decision isNull() {
        return Decision.exact(new Predicate.IsNull(column()), "the tracker knows NULL");
    }

    @Override
    public Decision isNotNull() {
        return Decision.exact(notNull(), "the tracker knows NULL");
    }

    @Override
    public Decision sort(boolean trackerText) {
        return verdict == Verdict.EXACT
                ? always("the tracker sorts by value, NULL first")
                : Decision.none("how the tracker sorts " + column().path() + " is not documented");
    }
}
