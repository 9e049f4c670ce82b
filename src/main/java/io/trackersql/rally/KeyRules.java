package io.trackersql.rally;

import io.trackersql.backend.Decision;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.query.Column;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import java.util.List;

/** The asset's own ObjectID and those of related assets. A relation is compared by the ObjectID at its end. */
final class KeyRules extends ColumnRules {
    private static final String EXACTLY = "keys are compared exactly";

    KeyRules(Column column) {
        super(column, Encoder.LANGUAGE);
    }

    @Override
    public Decision compare(Operator operator, Object value) {
        return switch (operator) {
            case EQ -> in(List.of(value));
            case NE -> notIn(List.of(value));
            case LT, LE, GT, GE ->
                column().isKey()
                        ? Decision.exact(comparison(operator, value), EXACTLY)
                        : unasked("whether the tracker orders related assets is unknown");
        };
    }

    @Override
    public Decision in(List<Object> values) {
        List<Object> distinct = values.stream().distinct().toList();
        return areEncodable(distinct) ? Decision.exact(equalTo(distinct), EXACTLY) : tooMany();
    }

    @Override
    public Decision notIn(List<Object> values) {
        List<Object> distinct = values.stream().distinct().toList();
        return areEncodable(distinct) ? Decision.exact(differentFrom(distinct), EXACTLY) : tooMany();
    }

    private Decision tooMany() {
        return unasked("more than " + VALUES_MAX + " keys");
    }

    @Override
    public Decision isNull() {
        return column().isKey()
                ? never("a key is never NULL")
                : Decision.superset(new Predicate.IsNull(column()), "the tracker knows the absent relation");
    }

    @Override
    public Decision isNotNull() {
        return column().isKey()
                ? always("a key is never NULL")
                : Decision.superset(notNull(), "the tracker knows the absent relation");
    }

    @Override
    public Decision sort(boolean trackerText) {
        return column().isKey()
                ? always("the tracker sorts by number")
                : Decision.none("how the tracker sorts relations is unknown");
    }
}
