package io.trackersql.sql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Reads results as rows that compare alike whichever engine they come from. */
final class Rows {
    /** The order in which floating point numbers are added changes the last digits. */
    private static final MathContext SUMS = new MathContext(11);

    private Rows() {}

    /** The rows of a query with these parameters, as texts. */
    static List<String> of(Connection connection, String sql, List<?> parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return of(statement, parameters);
        }
    }

    static List<String> of(PreparedStatement statement, List<?> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
        try (ResultSet rows = statement.executeQuery()) {
            return all(rows);
        }
    }

    private static List<String> all(ResultSet rows) throws SQLException {
        List<String> result = new ArrayList<>();
        int width = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                Object value = rows.getObject(i);
                if (value instanceof Timestamp) {
                    // Some wall clocks do not exist in some zones, so the getters of old would not do.
                    value = rows.getObject(i, LocalDateTime.class);
                } else if (value instanceof Date) {
                    value = rows.getObject(i, LocalDate.class);
                }
                row.add(text(value));
            }
            result.add(row.toString());
        }
        return result;
    }

    private static String text(Object value) {
        if (value instanceof Number number) {
            BigDecimal decimal = new BigDecimal(number.toString());
            if (decimal.scale() > 0 || number instanceof Double) {
                decimal = decimal.round(SUMS);
            }
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        }
        return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
    }
}
