package io.trackersql.model;

import java.util.List;

/**
 * How values of an attribute may be used, as far as the tracker's metadata says. Immutable.
 *
 * @param filterable whether a query may have a condition on it
 * @param sortable whether a query may be ordered by it
 * @param allowedValues the only values it can have, in the tracker's order; empty if it takes others or the metadata does not list them
 */
public record Usage(boolean filterable, boolean sortable, List<AllowedValue> allowedValues) {
    /** No restriction is known. */
    public static final Usage FREE = new Usage(true, true, List.of());

    /** Part of an answer, but not of conditions and orders. */
    public static final Usage READ_ONLY = new Usage(false, false, List.of());

    public Usage {
        allowedValues = List.copyOf(allowedValues);
    }

    /**
     * One value of a list to choose from.
     *
     * @param key what identifies it in the tracker, empty if nothing does
     * @param value as it is read; empty for "no entry"
     */
    public record AllowedValue(String key, String value) {}
}
