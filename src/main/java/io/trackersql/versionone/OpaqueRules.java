package io.trackersql.versionone;

import io.trackersql.backend.Decision;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.query.Column;
import io.trackersql.query.LikePattern;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import java.util.List;

/** Types whose values the tracker is not known to compare, but which it can sort or test for NULL. */
final class OpaqueRules extends ColumnRules {
    private final boolean isSorted;
    private final boolean knowsNull;

    OpaqueRules(Column column, boolean isSorted, boolean knowsNull) {
        super(column, Encoder.LANGUAGE);
        this.isSorted = isSorted;
        this.knowsNull = knowsNull;
    }

    private Decision notComparable() {
        String reason = "comparing " + column().nativeType() + " is not documented";
        return knowsNull ? unasked(reason) : Decision.none(reason);
    }

    @Override
    public Decision compare(Operator operator, Object value) {
        return notComparable();
    }

    @Override
    public Decision in(List<Object> values) {
        return notComparable();
    }

    @Override
    public Decision notIn(List<Object> values) {
        return notComparable();
    }

    @Override
    public Decision like(LikePattern pattern) {
        return notComparable();
    }

    @Override
    public Decision notLike(LikePattern pattern) {
        return notComparable();
    }

    @Override
    public Decision isNull() {
        return knowsNull
                ? Decision.exact(new Predicate.IsNull(column()), "the tracker knows NULL")
                : Decision.none("testing " + column().nativeType() + " for NULL is not documented");
    }

    @Override
    public Decision isNotNull() {
        return knowsNull
                ? Decision.exact(notNull(), "the tracker knows NULL")
                : Decision.none("testing " + column().nativeType() + " for NULL is not documented");
    }

    @Override
    public Decision sort(boolean trackerText) {
        return isSorted
                ? always("the tracker sorts by value, NULL first")
                : Decision.none("how the tracker sorts " + column().nativeType() + " is unknown");
    }
}
