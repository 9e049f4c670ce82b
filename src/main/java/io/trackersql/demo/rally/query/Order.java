package io.trackersql.demo.rally.query;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyAttribute;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Sorts rows: text without regard to case, states and ratings by their position, references by name.
 *
 * @param nullsLast true if null sorts behind all values
 */
record Order(Data data, List<Order.Key> keys, boolean nullsLast) {
    /** One key of an order. */
    public record Key(Path path, boolean descending) {
        boolean identifies() {
            return path.steps().isEmpty() && path.last().name().equals("ObjectID");
        }
    }

    /**
     * Rows in order.
     *
     * @param groups where each run of rows begins that the order does not tell apart; ascending ObjectIDs inside
     */
    record Sorted(Asset[] rows, int[] groups) {}

    private record Keyed(Asset object, Object[] values) {}

    Sorted sort(Asset[] rows) {
        if (keys.isEmpty()) {
            return new Sorted(rows, rows.length == 0 ? new int[0] : new int[1]);
        }
        Keyed[] keyed = new Keyed[rows.length];
        for (int i = 0; i < rows.length; i++) {
            Object[] values = new Object[keys.size()];
            for (int k = 0; k < values.length; k++) {
                values[k] = sortable(rows[i], keys.get(k).path());
            }
            keyed[i] = new Keyed(rows[i], values);
        }
        Arrays.sort(keyed, this::compare);
        int[] groups = new int[rows.length];
        int count = 0;
        for (int i = 0; i < keyed.length; i++) {
            if (i == 0 || compare(keyed[i - 1], keyed[i]) != 0) {
                groups[count++] = i;
            }
        }
        return new Sorted(Arrays.stream(keyed).map(Keyed::object).toArray(Asset[]::new), Arrays.copyOf(groups, count));
    }

    private int compare(Keyed left, Keyed right) {
        for (int k = 0; k < keys.size(); k++) {
            int sign = compare(left.values()[k], right.values()[k]);
            if (sign != 0) {
                return keys.get(k).descending() ? -sign : sign;
            }
        }
        return 0;
    }

    @SuppressWarnings("unchecked")
    private int compare(Object left, Object right) {
        if (left == null || right == null) {
            int nullFirst = left == right ? 0 : left == null ? -1 : 1;
            return nullsLast ? -nullFirst : nullFirst;
        }
        return ((Comparable<Object>) left).compareTo(right);
    }

    private Object sortable(Asset row, Path path) {
        Object value = path.values(data, row).get(0);
        RallyAttribute attribute = path.last();
        if (value instanceof Asset object) {
            return data.name(object).map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
        }
        if (!(value instanceof String text)) {
            return value;
        }
        if (attribute.name().equals("FormattedID")) {
            return new BigDecimal(text.replaceAll("\\D", ""));
        }
        if (attribute.choices().isEmpty()) {
            return attribute.name().equals("DragAndDropRank") ? text : text.toLowerCase(Locale.ROOT);
        }
        return attribute.choices().indexOf(text);
    }
}
