package io.trackersql.rally;

import io.trackersql.backend.Decision;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.query.Column;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import java.util.List;

/**
 * States, ratings and drop-downs of snapshots, which hold the ObjectIDs of their texts. The Lookback API looks a text up, in the lists of
 * all types at once, and finds nothing for one that is in none; it orders by the place in the list.
 */
final class CodedRules extends ColumnRules {
    private static final String LIST_ORDER = "the tracker orders by the place in the list of values";
    private static final String LOOKED_UP = "the tracker looks the text up in the lists of all types";
    private static final String NO_ENTRY = "how snapshots hold no entry is unknown";

    private final NativeType type;

    CodedRules(Column column) {
        super(column, JsonEncoder.LANGUAGE);
        this.type = NativeType.of(column.nativeType());
    }

    @Override
    public Decision compare(Operator operator, Object value) {
        return switch (operator) {
            case EQ -> in(List.of(value));
            case NE -> notIn(List.of(value));
            case LT, LE, GT, GE -> unasked(LIST_ORDER);
        };
    }

    @Override
    public Decision in(List<Object> values) {
        List<Object> distinct = values.stream().distinct().toList();
        if (!areEncodable(distinct)) {
            return unasked("what the tracker makes of such a text is unknown");
        } else if (type == NativeType.RATING && distinct.contains(FilterRenderer.NO_RATING)) {
            return Decision.none(NO_ENTRY);
        }
        return Decision.superset(equalTo(distinct), LOOKED_UP);
    }

    @Override
    public Decision notIn(List<Object> values) {
        return unasked("the tracker may take other texts for different");
    }

    @Override
    public Decision isNull() {
        return switch (type) {
            case RATING -> never("a rating without entry reads " + FilterRenderer.NO_RATING);
            case STATE -> Decision.superset(new Predicate.IsNull(column()), "null finds what snapshots do not hold");
            default -> Decision.none(NO_ENTRY);
        };
    }

    @Override
    public Decision isNotNull() {
        return type == NativeType.RATING
                ? always("a rating without entry reads " + FilterRenderer.NO_RATING)
                : Decision.superset(notNull(), NO_ENTRY);
    }

    @Override
    public Decision sort(boolean trackerText) {
        return Decision.none(LIST_ORDER);
    }
}
