package io.trackersql.jdbc;

import io.trackersql.exec.Cursor;
import io.trackersql.plan.ResultColumn;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The columns of a result that this package makes itself, and results over rows in memory. */
record MetaLayout(List<ResultColumn> columns) {
    MetaLayout {
        columns = List.copyOf(columns);
    }

    static MetaLayout of(ResultColumn... columns) {
        return new MetaLayout(List.of(columns));
    }

    /**
     * A layout from words such as {@code TABLE_NAME} for text and {@code DATA_TYPE:int} for other types: {@code int},
     * {@code short}, {@code long}, {@code boolean}.
     */
    static MetaLayout parse(String words) {
        List<ResultColumn> columns = new ArrayList<>();
        for (String word : words.trim().split("\\s+", -1)) {
            int colon = word.indexOf(':');
            columns.add(
                    colon < 0
                            ? column(word, JDBCType.VARCHAR)
                            : column(word.substring(0, colon), type(word.substring(colon + 1))));
        }
        return new MetaLayout(columns);
    }

    static ResultColumn column(String label, JDBCType type) {
        return new ResultColumn(label, "", "", label, type, type.getName(), 0, 0, true, false);
    }

    /**
     * A result over these rows, which are taken from the iterator one by one.
     *
     * @param connection closes the result when it is closed itself; may be null
     */
    ResultSet open(TrackerConnection connection, Iterator<Object[]> rows) throws SQLException {
        return open(connection, null, rows);
    }

    /** The same, as a result of a statement. */
    TrackerResultSet open(TrackerConnection connection, TrackerStatement statement, Iterator<Object[]> rows)
            throws SQLException {
        Cursor cursor = new Cursor() {
            @Override
            public Object[] next() {
                return rows.hasNext() ? rows.next() : null;
            }

            @Override
            public void close() {
                // Rows in memory hold nothing that must be given back.
            }
        };
        return new TrackerResultSet(connection, statement, columns, cursor, Run.unlimited(), 0);
    }

    private static JDBCType type(String word) {
        return switch (word) {
            case "int" -> JDBCType.INTEGER;
            case "short" -> JDBCType.SMALLINT;
            case "long" -> JDBCType.BIGINT;
            case "boolean" -> JDBCType.BOOLEAN;
            default -> throw new AssertionError(word);
        };
    }
}
