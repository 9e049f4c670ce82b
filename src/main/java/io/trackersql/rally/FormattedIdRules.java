package io.trackersql.rally;

import io.trackersql.backend.Decision;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.query.Column;
import io.trackersql.query.Predicate.Operator;
import java.util.List;

/**
 * The number that people use, {@code US12}. The tracker compares the number and ignores the prefix, so that it finds {@code DE12} as well.
 */
final class FormattedIdRules extends ColumnRules {
    private static final String NUMBER = "the tracker compares the number and ignores the prefix";

    FormattedIdRules(Column column) {
        super(column, Encoder.LANGUAGE);
    }

    @Override
    public Decision compare(Operator operator, Object value) {
        return operator == Operator.EQ ? in(List.of(value)) : unasked(NUMBER);
    }

    @Override
    public Decision in(List<Object> values) {
        List<Object> distinct = values.stream().distinct().toList();
        return areEncodable(distinct)
                ? Decision.superset(equalTo(distinct), NUMBER)
                : unasked("a value is no prefix with a number");
    }

    @Override
    public Decision notIn(List<Object> values) {
        return unasked(NUMBER);
    }

    @Override
    public Decision isNull() {
        return Decision.none("how the tracker compares a number with a prefix with null is unknown");
    }

    @Override
    public Decision isNotNull() {
        return isNull();
    }

    @Override
    public Decision sort(boolean trackerText) {
        return Decision.none("the tracker sorts by the number without the prefix");
    }
}
