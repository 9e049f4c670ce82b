package io.trackersql.plan;

import io.trackersql.model.ValueType;
import java.math.BigDecimal;
import org.apache.calcite.avatica.util.ByteString;

/** Makes row values, as {@link ValueType} has them, of what Calcite's runtime computes. */
final class RowValue {
    private RowValue() {}

    /** The value of that type; null stays null. Fails with ArithmeticException if a number does not fit. */
    static Object of(Object value, ValueType type) {
        if (value instanceof ByteString bytes) {
            return bytes.getBytes();
        }
        if (!(value instanceof Number number)) {
            return value;
        }
        return switch (type) {
            case SMALLINT -> new BigDecimal(number.toString()).shortValueExact();
            case BIGINT, TIMESTAMP, TIMESTAMP_UTC -> new BigDecimal(number.toString()).longValueExact();
            case DATE -> new BigDecimal(number.toString()).intValueExact();
            case DOUBLE -> number.doubleValue();
            default -> value;
        };
    }
}
