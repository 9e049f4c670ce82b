package io.trackersql.rally;

import io.trackersql.backend.Decision;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.query.Column;
import io.trackersql.query.Predicate.Operator;
import java.util.List;

/** Text of snapshots. Whether the Lookback API regards case is not known, so what it finds is tested again; it knows no LIKE for certain. */
final class StoredTextRules extends ColumnRules {
    private static final String CASE = "whether the tracker regards case is unknown";

    StoredTextRules(Column column) {
        super(column, JsonEncoder.LANGUAGE);
    }

    @Override
    public Decision compare(Operator operator, Object value) {
        return switch (operator) {
            case EQ -> in(List.of(value));
            case NE -> notIn(List.of(value));
            case LT, LE, GT, GE -> unasked("the tracker orders text by its own rules");
        };
    }

    @Override
    public Decision in(List<Object> values) {
        List<Object> distinct = values.stream().distinct().toList();
        return areEncodable(distinct)
                ? Decision.superset(equalTo(distinct), CASE)
                : unasked("what the tracker makes of such a text is unknown");
    }

    @Override
    public Decision notIn(List<Object> values) {
        return unasked(CASE);
    }

    @Override
    public Decision isNull() {
        throw new AssertionError("answered by StoredRules");
    }

    @Override
    public Decision isNotNull() {
        return isNull();
    }

    @Override
    public Decision sort(boolean trackerText) {
        return Decision.none("how the tracker sorts past text is unknown");
    }
}
