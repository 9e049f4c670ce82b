package io.trackersql.rally;

import io.trackersql.backend.Decision;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.query.LikePattern;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import java.util.List;

/** Values that snapshots hold as they are: what is not there is NULL, and the Lookback API finds it by null. */
final class StoredRules extends ColumnRules {
    private static final String ABSENT = "snapshots do not hold NULL, and null finds what they do not hold";
    private static final String ALWAYS = "every version has it";

    private final ColumnRules values;
    private final boolean isAlwaysThere;

    /** @param values the rules but for NULL */
    StoredRules(ColumnRules values) {
        super(values.column(), JsonEncoder.LANGUAGE);
        this.values = values;
        this.isAlwaysThere = Snapshots.isOfVersion(values.column());
    }

    @Override
    public Decision compare(Operator operator, Object value) {
        return values.compare(operator, value);
    }

    @Override
    public Decision in(List<Object> wanted) {
        return values.in(wanted);
    }

    @Override
    public Decision notIn(List<Object> unwanted) {
        return values.notIn(unwanted);
    }

    @Override
    public Decision like(LikePattern pattern) {
        return values.like(pattern);
    }

    @Override
    public Decision notLike(LikePattern pattern) {
        return values.notLike(pattern);
    }

    @Override
    public Decision isNull() {
        return isAlwaysThere ? never(ALWAYS) : Decision.exact(new Predicate.IsNull(column()), ABSENT);
    }

    @Override
    public Decision isNotNull() {
        return isAlwaysThere ? always(ALWAYS) : Decision.exact(notNull(), ABSENT);
    }

    @Override
    public Decision sort(boolean trackerText) {
        return isAlwaysThere ? always("the tracker sorts by value") : values.sort(trackerText);
    }
}
