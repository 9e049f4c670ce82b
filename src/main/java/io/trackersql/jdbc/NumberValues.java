package io.trackersql.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Plain values as numbers.
 *
 * <p>Reading an integer cuts a fraction towards zero and never wraps: what does not fit fails with 22003. Booleans are 1 and 0.
 */
final class NumberValues {
    /** Digits before the point beyond which nobody means a number; guards against {@code 1e999999999} filling the memory. */
    private static final int DIGITS_MAX = 10_000;

    /** Digits of Long.MAX_VALUE. */
    private static final int LONG_DIGITS = 19;

    private NumberValues() {}

    static Long toLong(Object value, Place place) {
        return value instanceof Long exact
                ? exact
                : (Long) integer(value, place, "long", Long.MIN_VALUE, Long.MAX_VALUE);
    }

    static Integer toInt(Object value, Place place) {
        return (int) integer(value, place, "int", Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static Short toShort(Object value, Place place) {
        return (short) integer(value, place, "short", Short.MIN_VALUE, Short.MAX_VALUE);
    }

    static Byte toByte(Object value, Place place) {
        return (byte) integer(value, place, "byte", Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    static Double toDouble(Object value, Place place) {
        if (value instanceof Double exact) {
            return exact;
        }
        if (value instanceof Float || isInteger(value)) {
            return ((Number) value).doubleValue();
        }
        double converted = decimal(value, place, "double").doubleValue();
        if (Double.isInfinite(converted)) {
            throw place.outOfRange(value, "double");
        }
        return converted;
    }

    static Float toFloat(Object value, Place place) {
        if (value instanceof Float exact) {
            return exact;
        }
        double wide = toDouble(value, place);
        float converted = (float) wide;
        if (Float.isInfinite(converted) && !Double.isInfinite(wide)) {
            throw place.outOfRange(value, "float");
        }
        return converted;
    }

    static BigDecimal toBigDecimal(Object value, Place place) {
        return decimal(value, place, "BigDecimal");
    }

    static BigInteger toBigInteger(Object value, Place place) {
        BigDecimal decimal = decimal(value, place, "BigInteger");
        if (digitsBeforePoint(decimal) > DIGITS_MAX) {
            throw place.outOfRange(value, "BigInteger");
        }
        return decimal.toBigInteger();
    }

    /** The number exactly, whatever it is. */
    static BigDecimal decimal(Object value, Place place, String wanted) {
        if (value instanceof BigDecimal exact) {
            return exact;
        }
        if (isInteger(value)) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        if (value instanceof BigInteger exact) {
            return new BigDecimal(exact);
        }
        if (value instanceof Boolean bool) {
            return bool ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof Double || value instanceof Float) {
            if (!Double.isFinite(((Number) value).doubleValue())) {
                throw place.outOfRange(value, wanted);
            }
            return new BigDecimal(value.toString());
        }
        if (value instanceof String || value instanceof Number) {
            try {
                return new BigDecimal(value.toString().trim());
            } catch (NumberFormatException e) {
                throw place.badCast(value, wanted);
            }
        }
        throw place.badCast(value, wanted);
    }

    /** The value without its fraction, if it lies in the range. */
    private static long integer(Object value, Place place, String wanted, long min, long max) {
        long converted;
        if (isInteger(value)) {
            converted = ((Number) value).longValue();
        } else {
            BigDecimal decimal = decimal(value, place, wanted);
            if (digitsBeforePoint(decimal) > LONG_DIGITS) {
                throw place.outOfRange(value, wanted);
            }
            BigInteger whole = decimal.toBigInteger();
            if (whole.bitLength() >= Long.SIZE) {
                throw place.outOfRange(value, wanted);
            }
            converted = whole.longValue();
        }
        if (converted < min || converted > max) {
            throw place.outOfRange(value, wanted);
        }
        return converted;
    }

    private static long digitsBeforePoint(BigDecimal decimal) {
        return decimal.signum() == 0 ? 0 : (long) decimal.precision() - decimal.scale();
    }

    private static boolean isInteger(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }
}
