package io.trackersql.catalog;

import io.trackersql.plan.ResultColumn;
import java.util.List;
import java.util.function.Supplier;

/**
 * One table as DatabaseMetaData and information_schema describe it.
 *
 * @param type {@code TABLE}, {@code VIEW} or {@code SYSTEM TABLE}
 * @param primaryKey names of the key's columns in order; empty if none
 * @param details columns and references, worked out only when asked for
 */
public record TableInfo(
        String schema, String name, String type, String remarks, List<String> primaryKey, Supplier<Details> details) {
    /** The parts that need the table's columns. */
    public record Details(List<ColumnInfo> columns, List<ForeignKey> foreignKeys) {}

    /**
     * One column.
     *
     * @param column its name and type; {@code nullable} says whether the tracker accepts NULL
     * @param isUpdatable whether UPDATE may set it
     * @param isGenerated whether a new row gets its value from the tracker, as keys do
     */
    public record ColumnInfo(ResultColumn column, String remarks, boolean isUpdatable, boolean isGenerated) {
        /** A column that nobody writes. */
        ColumnInfo(ResultColumn column, String remarks) {
            this(column, remarks, false, false);
        }
    }

    /** A column that holds keys of another table. */
    public record ForeignKey(String column, String targetSchema, String targetTable, String targetColumn) {}
}
