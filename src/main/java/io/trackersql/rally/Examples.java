package io.trackersql.rally;

import io.trackersql.model.Usage.AllowedValue;
import io.trackersql.query.Column;

/** A typical value for each type of column, to show what becomes of conditions on it. */
final class Examples {
    /** 2011-01-26. */
    private static final long TIME = 1_296_000_000_000L;

    private Examples() {}

    static Object of(Column column) {
        return switch (column.type()) {
            case BOOLEAN -> true;
            case SMALLINT -> (short) 1;
            case BIGINT -> 1000L;
            case DOUBLE -> 1.5;
            case DATE -> 15_000;
            case TIMESTAMP, TIMESTAMP_UTC -> TIME;
            case VARBINARY -> new byte[0];
            case VARCHAR -> text(column);
        };
    }

    private static String text(Column column) {
        return switch (NativeType.of(column.nativeType())) {
            case MULTI_VALUE, COLLECTION -> "1000";
            case FORMATTED_ID -> "US1000";
            case DROP_DOWN, STATE, RATING ->
                column.usage().allowedValues().stream()
                        .map(AllowedValue::value)
                        .filter(v -> !v.isEmpty() && !v.equals(FilterRenderer.NO_RATING))
                        .findFirst()
                        .orElse("A");
            default -> "A";
        };
    }
}
