package io.trackersql.rally;

import io.trackersql.backend.Decision;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.query.Column;
import io.trackersql.query.Predicate.Operator;
import java.util.List;
import java.util.function.Predicate;

/** True and false. Any condition is turned into the list of values that satisfy it, so that {@code !=} is never needed. */
final class BooleanRules extends ColumnRules {
    private static final String UNKNOWN = "how the tracker compares a boolean with null is unknown";

    BooleanRules(Column column) {
        super(column, Encoder.LANGUAGE);
    }

    @Override
    public Decision compare(Operator operator, Object value) {
        return satisfying(v -> operator.holds(v.compareTo((Boolean) value)));
    }

    @Override
    public Decision in(List<Object> values) {
        return satisfying(values::contains);
    }

    @Override
    public Decision notIn(List<Object> values) {
        return satisfying(v -> !values.contains(v));
    }

    private Decision satisfying(Predicate<Boolean> condition) {
        List<Object> wanted = List.of(false, true).stream()
                .filter(condition)
                .map(v -> (Object) v)
                .toList();
        return wanted.isEmpty()
                ? never("no value satisfies it")
                : Decision.exact(equalTo(wanted), "booleans are compared exactly");
    }

    @Override
    public Decision isNull() {
        return Decision.none(UNKNOWN);
    }

    @Override
    public Decision isNotNull() {
        return Decision.none(UNKNOWN);
    }

    @Override
    public Decision sort(boolean trackerText) {
        return Decision.none("how the tracker sorts booleans is unknown");
    }
}
