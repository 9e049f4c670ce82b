package io.trackersql.model;

import java.util.List;
import java.util.Optional;

/**
 * How values of an attribute may be used, as far as the tracker's metadata says. Immutable.
 *
 * @param filterable whether a query may have a condition on it
 * @param sortable whether a query may be ordered by it
 * @param allowedValues the only values it can have, in the tracker's order; empty if it takes others or the metadata does not list them
 * @param valueList what the tracker calls the list of allowed values that the metadata does not hold; attributes may share one
 */
public record Usage(
        boolean filterable, boolean sortable, List<AllowedValue> allowedValues, Optional<String> valueList) {
    /** No restriction is known. */
    public static final Usage FREE = new Usage(true, true, List.of(), Optional.empty());

    /** Part of an answer, but not of conditions and orders. */
    public static final Usage READ_ONLY = new Usage(false, false, List.of(), Optional.empty());

    public Usage {
        allowedValues = List.copyOf(allowedValues);
    }

    /** The use of a property of a related asset, to which another attribute leads. */
    public Usage behind(Usage relation) {
        return relation.filterable ? this : new Usage(false, false, allowedValues, valueList);
    }

    /** The same with a list of values that has to be asked for. */
    public Usage withValueList(String list) {
        return new Usage(filterable, sortable, allowedValues, Optional.of(list));
    }

    /**
     * One value of a list to choose from.
     *
     * @param key what identifies it in the tracker, empty if nothing does
     * @param value as it is read; empty for "no entry"
     */
    public record AllowedValue(String key, String value) {}
}
