package io.trackersql.query;

/** One key of an ORDER BY. NULL is lower than every value: first ascending, last descending. */
public record SortKey(Column column, boolean descending) {
    @Override
    public String toString() {
        return column + (descending ? " DESC" : "");
    }
}
