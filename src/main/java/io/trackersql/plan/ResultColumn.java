package io.trackersql.plan;

import java.sql.JDBCType;

/**
 * One column of a result or one parameter of a statement, as JDBC describes it.
 *
 * @param label what the query calls it; empty for a parameter
 * @param schema the schema of the table it comes from unchanged, else empty
 * @param table the table it comes from unchanged, else empty
 * @param column the table's column it comes from unchanged, else the label
 * @param typeName SQL's name of the type without precision: {@code VARCHAR}
 * @param precision characters, digits or bytes; 0 when unlimited
 * @param scale digits after the point, or of a second's fraction
 * @param utc whether a timestamp is a true instant in UTC rather than a wall clock of unknown zone
 */
public record ResultColumn(
        String label,
        String schema,
        String table,
        String column,
        JDBCType type,
        String typeName,
        int precision,
        int scale,
        boolean nullable,
        boolean utc) {}
