package io.trackersql.rally;

import io.trackersql.backend.Decision;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.query.Column;
import io.trackersql.query.LikePattern;
import io.trackersql.query.Predicate.Operator;
import java.util.List;

/** Types that the tracker is not known to compare, sort or test for null. */
final class OpaqueRules extends ColumnRules {
    OpaqueRules(Column column) {
        super(column, Encoder.LANGUAGE);
    }

    private Decision unknown() {
        return Decision.none("conditions on " + column().nativeType() + " are not documented");
    }

    @Override
    public Decision compare(Operator operator, Object value) {
        return unknown();
    }

    @Override
    public Decision in(List<Object> values) {
        return unknown();
    }

    @Override
    public Decision notIn(List<Object> values) {
        return unknown();
    }

    @Override
    public Decision like(LikePattern pattern) {
        return unknown();
    }

    @Override
    public Decision notLike(LikePattern pattern) {
        return unknown();
    }

    @Override
    public Decision isNull() {
        return unknown();
    }

    @Override
    public Decision isNotNull() {
        return unknown();
    }

    @Override
    public Decision sort(boolean trackerText) {
        return Decision.none("how the tracker sorts " + column().nativeType() + " is unknown");
    }
}
