package io.trackersql.demo.rally.lookback;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What documents hold and conditions name: null, Boolean, numbers, String, Instant, List, Map; compared as MongoDB does.
 *
 * <p>{@link #ABSENT} stands for a field that is not there.
 */
final class Values {
    /** The value of a field that a document does not have. */
    static final Object ABSENT = new Object() {
        @Override
        public String toString() {
            return "absent";
        }
    };

    /** The order of sorts: values of different kinds by kind, nothing first. */
    static final Comparator<Object> ORDER = Values::order;

    private static final int TYPE_DOUBLE = 1;
    private static final int TYPE_STRING = 2;
    private static final int TYPE_OBJECT = 3;
    private static final int TYPE_ARRAY = 4;
    private static final int TYPE_BOOLEAN = 8;
    private static final int TYPE_DATE = 9;
    private static final int TYPE_NULL = 10;
    private static final int TYPE_LONG = 18;

    private Values() {}

    static boolean isNothing(Object value) {
        return value == null || value == ABSENT;
    }

    /** True if both are the same number, text, truth or time; nothing equals nothing. */
    static boolean same(Object one, Object other) {
        if (isNothing(one) || isNothing(other)) {
            return isNothing(one) && isNothing(other);
        }
        if (one instanceof List<?> list && other instanceof List<?> second) {
            return list.size() == second.size()
                    && IntStream.range(0, list.size()).allMatch(i -> same(list.get(i), second.get(i)));
        }
        return alike(one, other) ? compare(one, other) == 0 : Objects.equals(one, other);
    }

    /** True if two values can be ordered by a range. */
    static boolean alike(Object one, Object other) {
        return kind(one) == kind(other) && !(one instanceof List) && !(one instanceof Map) && !isNothing(one);
    }

    /** Compares values that are alike. */
    static int compare(Object one, Object other) {
        if (one instanceof Number) {
            return number(one).compareTo(number(other));
        }
        if (one instanceof Instant time) {
            return time.compareTo((Instant) other);
        }
        return one instanceof Boolean truth
                ? truth.compareTo((Boolean) other)
                : ((String) one).compareTo((String) other);
    }

    static BigDecimal number(Object value) {
        return new BigDecimal(value.toString());
    }

    /** MongoDB's number of a value's type. */
    static int type(Object value) {
        if (value instanceof Number) {
            return value instanceof Long || value instanceof Integer ? TYPE_LONG : TYPE_DOUBLE;
        }
        if (value instanceof String) {
            return TYPE_STRING;
        }
        if (value instanceof Boolean) {
            return TYPE_BOOLEAN;
        }
        if (value instanceof Instant) {
            return TYPE_DATE;
        }
        return value instanceof List ? TYPE_ARRAY : value instanceof Map ? TYPE_OBJECT : TYPE_NULL;
    }

    private static int kind(Object value) {
        if (isNothing(value)) {
            return 0;
        }
        return value instanceof Number ? 1 : type(value) + 1;
    }

    private static int order(Object one, Object other) {
        Object first = least(one);
        Object second = least(other);
        return alike(first, second) ? compare(first, second) : Integer.compare(kind(first), kind(second));
    }

    /** An array stands where its least item would. */
    private static Object least(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object.class::cast).min(ORDER).orElse(null)
                : value;
    }
}
