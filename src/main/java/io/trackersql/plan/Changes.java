package io.trackersql.plan;

import io.trackersql.model.Failure;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.query.MultiValue;
import io.trackersql.write.Change;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes changes of the values that a statement gives to columns. */
final class Changes {
    private Changes() {}

    /** Whether a column shows all values of an attribute as one text. */
    static boolean isMulti(Column column) {
        return column.cardinality() == Column.Cardinality.JOINED;
    }

    /** The change of a new asset. */
    static Change ofNew(Column column, Object value, String where) {
        if (!isMulti(column)) {
            return new Change.Assign(column, value);
        }
        List<Object> values = values(column, value, where);
        return new Change.Members(column, values, List.of(), Optional.of(values));
    }

    /**
     * The change of an existing asset; empty if a list already has these values.
     *
     * @param present the values that the asset has, if the column is a multi-valued one
     */
    static Optional<Change> ofExisting(Column column, Object value, List<Object> present, String where) {
        if (!isMulti(column)) {
            return Optional.of(new Change.Assign(column, value));
        }
        Change.Members change = difference(column, value, present, where);
        return change.added().isEmpty() && change.removed().isEmpty() ? Optional.empty() : Optional.of(change);
    }

    /** The change of a list, even if it is none. */
    static Change.Members difference(Column column, Object value, List<Object> present, String where) {
        List<Object> wanted = values(column, value, where);
        return new Change.Members(column, without(wanted, present), without(present, wanted), Optional.of(wanted));
    }

    private static List<Object> without(List<Object> values, List<Object> others) {
        Set<Object> left = new LinkedHashSet<>(values);
        others.forEach(left::remove);
        return List.copyOf(left);
    }

    /** The values of a text such as {@code Member:20, Member:21}, each once. */
    static List<Object> values(Column column, Object text, String where) {
        Set<Object> values = new LinkedHashSet<>();
        for (String value : MultiValue.split((String) text)) {
            if (value.isEmpty()) {
                throw Failure.BAD_VALUE.with(where + " cannot be '" + text
                        + "': a value between two commas is empty. Separate values by a comma and a blank.");
            }
            values.add(element(column, value, where));
        }
        return new ArrayList<>(values);
    }

    private static Object element(Column column, String value, String where) {
        if (column.elementType() != ValueType.BIGINT) {
            return value;
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw Failure.BAD_VALUE.with(
                    where + " cannot have '" + value
                            + "' as a value: it takes whole numbers, separated by a comma and a blank.",
                    e);
        }
    }
}
