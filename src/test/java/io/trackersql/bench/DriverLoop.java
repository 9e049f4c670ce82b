package io.trackersql.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;

/** The same values as {@link HandLoop}, through the typed getters of a ResultSet. */
final class DriverLoop {
    static final String SQL =
            "SELECT ID, Name, Number, Estimate, AssetState, CreateDateUTC, Scope, Scope_Name FROM Story";

    private final PreparedStatement statement;

    DriverLoop(Connection connection) throws SQLException {
        statement = connection.prepareStatement(SQL);
    }

    Checksum readAll() throws SQLException {
        Checksum sum = new Checksum();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                add(rows, sum);
            }
        }
        return sum;
    }

    /** Reads the first row; the rest is given up after the time was taken. */
    ResultSet readFirst(Checksum sum) throws SQLException {
        ResultSet rows = statement.executeQuery();
        rows.next();
        add(rows, sum);
        return rows;
    }

    static void add(ResultSet rows, Checksum sum) throws SQLException {
        sum.add(rows.getString(1), rows.getString(2), rows.getString(3));
        double estimate = rows.getDouble(4);
        sum.add(rows.wasNull() ? -1 : estimate, rows.getShort(5));
        sum.add(rows.getObject(6, LocalDateTime.class));
        sum.add(rows.getString(7), rows.getString(8), "");
    }
}
