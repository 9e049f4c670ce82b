package io.trackersql.query;

/** The tracker's own full-text search in one column. It defines rows: nothing but the tracker can answer it. */
public record Find(Column column, Operand text) {
    @Override
    public String toString() {
        return "FIND(" + column + ", " + text + ")";
    }
}
