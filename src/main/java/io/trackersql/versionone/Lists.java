package io.trackersql.versionone;

import io.trackersql.query.MultiValue;
import java.util.Arrays;
import java.util.Comparator;

/** Brings the values of multi-valued attributes into the order in which columns show them. */
final class Lists {
    private Lists() {}

    /**
     * The values in the order of the keys, which is numeric; without keys, ascending. If there are not as many keys as values, the
     * tracker's order stays, since nobody knows what belongs together.
     */
    static Object[] ordered(Object[] values, Object[] keys) {
        if (values == null) {
            return new Object[0];
        } else if (values.length < 2 || (keys != null && keys.length != values.length)) {
            return values;
        }
        if (keys == null) {
            Object[] sorted = values.clone();
            Arrays.sort(sorted, Comparator.nullsFirst(Lists::compare));
            return sorted;
        }
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparing(i -> (String) keys[i], Comparator.nullsFirst(Oids::compare)));
        Object[] sorted = new Object[values.length];
        Arrays.setAll(sorted, i -> values[order[i]]);
        return sorted;
    }

    @SuppressWarnings("unchecked") // all values of one attribute are of one class, which is comparable
    private static int compare(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    /** The text of a column; a value that is absent, such as a name that the user may not see, keeps its place as empty text. */
    static String joined(Object[] values) {
        String text = MultiValue.join(
                Arrays.stream(values).map(v -> v == null ? "" : v.toString()).toList());
        return text == null || text.isEmpty() ? null : text;
    }
}
