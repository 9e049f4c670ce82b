package io.trackersql.plan;

import java.util.List;

/**
 * Keys of the assets that a statement created: for each the key, and the number by which people call it if its type has one. In a
 * transaction keys are provisional and numbers NULL.
 */
public record GeneratedKeys(List<ResultColumn> columns, List<Object[]> rows) {
    /** Nothing was created. */
    public static final GeneratedKeys NONE = new GeneratedKeys(List.of(), List.of());

    public GeneratedKeys {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
