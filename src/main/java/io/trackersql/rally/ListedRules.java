package io.trackersql.rally;

import io.trackersql.backend.Decision;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.model.Usage.AllowedValue;
import io.trackersql.query.Column;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import java.util.List;

/**
 * States, ratings and drop-downs: text out of a list. Equality with a value of the list is exact; the order of the list, by which the
 * tracker compares and sorts, is not that of the text. A rating without entry reads {@code None}, never NULL.
 */
final class ListedRules extends ColumnRules {
    private static final String LIST_ORDER = "the tracker orders by the place in the list of values";
    private static final String DIFFERENT = "what the tracker takes for different from a value of a list is unknown";
    private static final String NO_ENTRY = "the tracker may store null or empty text for no entry";

    private final NativeType type;

    ListedRules(Column column) {
        super(column, Encoder.LANGUAGE);
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
            return unasked("a value cannot be written in the tracker's language");
        } else if (isRatingWithoutEntry(distinct)) {
            return Decision.superset(equalTo(distinct), NO_ENTRY);
        }
        return distinct.stream().allMatch(this::isOwnEntry)
                ? Decision.exact(equalTo(distinct), "values of the list are compared exactly")
                : Decision.superset(equalTo(distinct), "what the tracker finds for a value out of the list is unknown");
    }

    private boolean isRatingWithoutEntry(List<Object> values) {
        return type == NativeType.RATING && values.contains(FilterRenderer.NO_RATING);
    }

    /** Whether the value is in the list, and no other that differs in case only. */
    private boolean isOwnEntry(Object value) {
        List<String> alike = column().usage().allowedValues().stream()
                .map(AllowedValue::value)
                .filter(v -> v.strip().equalsIgnoreCase((String) value))
                .toList();
        return alike.equals(List.of(value));
    }

    @Override
    public Decision notIn(List<Object> values) {
        return unasked(DIFFERENT);
    }

    @Override
    public Decision isNull() {
        return type == NativeType.RATING
                ? Decision.none(NO_ENTRY)
                : Decision.superset(new Predicate.IsNull(column()), NO_ENTRY);
    }

    @Override
    public Decision isNotNull() {
        return type == NativeType.DROP_DOWN ? Decision.superset(notNull(), NO_ENTRY) : Decision.none(NO_ENTRY);
    }

    @Override
    public Decision sort(boolean trackerText) {
        return Decision.none(LIST_ORDER);
    }
}
