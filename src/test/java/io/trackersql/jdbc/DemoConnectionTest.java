package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The java.sql classes over the real database of the embedded demo. */
class DemoConnectionTest {
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:tracker:demo:");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static ResultSet query(String sql) throws SQLException {
        Statement statement = connection.createStatement();
        statement.closeOnCompletion();
        ResultSet rows = statement.executeQuery(sql);
        assertThat(rows.next()).isTrue();
        return rows;
    }

    private static long count(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    @Test
    void theConnectionKnowsItsTracker() throws SQLException {
        assertThat(connection.isValid(5)).isTrue();
        assertThat(connection.getSchema()).isEqualTo("versionone");
        DatabaseMetaData metaData = connection.getMetaData();
        assertThat(metaData.getUserName()).isNotEmpty();
        assertThat(metaData.getURL()).isEqualTo("jdbc:tracker:demo:");
        assertThat(metaData.getDatabaseMajorVersion()).isPositive();
    }

    @Test
    void aStorysColumnsHaveRealTypes() throws SQLException {
        try (ResultSet row = query("SELECT ID, Estimate, \"Order\", ChangeDateUTC, AssetState, Name FROM Story"
                + " WHERE Estimate IS NOT NULL AND \"Order\" IS NOT NULL")) {
            ResultSetMetaData metaData = row.getMetaData();
            int[] types = {Types.VARCHAR, Types.DOUBLE, Types.BIGINT, Types.TIMESTAMP, Types.SMALLINT, Types.VARCHAR};
            for (int i = 1; i <= types.length; i++) {
                assertThat(metaData.getColumnType(i)).isEqualTo(types[i - 1]);
                assertThat(row.getObject(i).getClass().getName()).isEqualTo(metaData.getColumnClassName(i));
                assertThat(metaData.getTableName(i)).isEqualTo("Story");
                assertThat(metaData.getSchemaName(i)).isEqualTo("versionone");
            }
            LocalDateTime clock = row.getObject("ChangeDateUTC", LocalDateTime.class);
            assertThat(row.getObject("ChangeDateUTC", Instant.class)).isEqualTo(clock.toInstant(ZoneOffset.UTC));
            assertThat(row.getTimestamp("ChangeDateUTC")).isEqualTo(Timestamp.valueOf(clock));
        }
    }

    @Test
    void whatIsReadCanBeBoundAgain() throws SQLException {
        Instant changed;
        String key;
        try (ResultSet row = query("SELECT ID, ChangeDateUTC FROM Story ORDER BY ID LIMIT 1")) {
            key = row.getString(1);
            changed = row.getObject(2, Instant.class);
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT ID FROM Story WHERE ID = ? AND ChangeDateUTC = ?")) {
            statement.setString(1, key);
            statement.setObject(2, changed);
            ResultSet rows = statement.executeQuery();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo(key);
            assertThat(rows.next()).isFalse();
            statement.setObject(2, changed.plusSeconds(1));
            assertThat(statement.executeQuery().next()).isFalse();
        }
    }

    @Test
    void parametersTakeTheTypesThatLibrariesSend() throws SQLException {
        try (PreparedStatement limited = connection.prepareStatement("SELECT ID FROM Story LIMIT ?")) {
            limited.setLong(1, 2L);
            ResultSet rows = limited.executeQuery();
            assertThat(rows.next()).isTrue();
            assertThat(rows.next()).isTrue();
            assertThat(rows.next()).isFalse();
        }
        try (PreparedStatement asText = connection.prepareStatement("SELECT COUNT(*) FROM Story WHERE Estimate > ?");
                PreparedStatement asNumber =
                        connection.prepareStatement("SELECT COUNT(*) FROM Story WHERE Estimate > 2")) {
            asText.setString(1, "2");
            long expected = count(asNumber);
            assertThat(count(asText)).isEqualTo(expected).isPositive();
            asText.setInt(1, 2);
            assertThat(count(asText)).isEqualTo(expected);
            assertThatThrownBy(() -> asText.setString(1, "two"))
                    .isInstanceOf(SQLDataException.class)
                    .hasMessage("Cannot convert 'two' in parameter 1 to DOUBLE.");
        }
    }

    @Test
    void valuesComputedHereAreReadLikeThoseOfTheTracker() throws SQLException {
        try (ResultSet row = query("SELECT DATE '2012-10-10', TIME '12:00:01', TIMESTAMP '2012-10-10 12:00:00',"
                + " ARRAY[DATE '2012-10-10'], 1.50, X'00ff', TRUE, INTERVAL '1-2' YEAR TO MONTH,"
                + " INTERVAL '1 02:03:04.5' DAY TO SECOND, CAST(NULL AS BIGINT), CAST(3 AS TINYINT)")) {
            assertThat(row.getObject(1, LocalDate.class)).isEqualTo("2012-10-10");
            assertThat(row.getObject(2, LocalTime.class)).isEqualTo("12:00:01");
            assertThat(row.getObject(3, LocalDateTime.class)).isEqualTo("2012-10-10T12:00:00");
            Array array = row.getArray(4);
            assertThat(array.getBaseTypeName()).isEqualTo("DATE");
            assertThat((Object[]) array.getArray()).containsExactly(Date.valueOf("2012-10-10"));
            assertThat(row.getBigDecimal(5)).isEqualByComparingTo("1.5");
            assertThat(row.getBytes(6)).containsExactly(0, 0xff);
            assertThat(row.getBoolean(7)).isTrue();
            assertThat(row.getString(8)).isEqualTo("1-02");
            assertThat(row.getString(9)).isEqualTo("1 02:03:04.500");
            assertThat(row.getLong(10)).isZero();
            assertThat(row.wasNull()).isTrue();
            assertThat(row.getObject(11)).isEqualTo(3);
        }
    }

    @Test
    void mistakesAreOneClearExceptionAndTheConnectionStaysUsable() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT Nam FROM Story"))
                    .isInstanceOf(SQLSyntaxErrorException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "42S22");
            assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM Storie"))
                    .hasFieldOrPropertyWithValue("SQLState", "42S02");
            assertThatThrownBy(() -> statement.executeQuery("SELECT 1 / 0").next())
                    .isInstanceOf(SQLDataException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "22012");
            assertThatThrownBy(() -> {
                        try (ResultSet rows = statement.executeQuery("SELECT CAST(Name AS INTEGER) FROM Story")) {
                            while (rows.next()) {
                                rows.getInt(1);
                            }
                        }
                    })
                    .isInstanceOf(SQLDataException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "22018");
            assertThat(statement.executeQuery("SELECT ID FROM Story").next()).isTrue();
        }
    }

    @Test
    void theProcedureIsCalledThroughEveryKindOfStatement() throws SQLException {
        for (String call : List.of("CALL system.refresh_metadata()", "{call system.refresh_metadata()}")) {
            try (Statement statement = connection.createStatement();
                    PreparedStatement prepared = connection.prepareStatement(call);
                    PreparedStatement callable = connection.prepareCall(call)) {
                assertThat(statement.execute(call)).isFalse();
                assertThat(prepared.executeUpdate()).isZero();
                assertThat(callable.execute()).isFalse();
            }
        }
    }

    @Test
    void toolsFindKeysReferencesAndColumns() throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        try (ResultSet keys = metaData.getPrimaryKeys(null, "versionone", "Story")) {
            assertThat(keys.next()).isTrue();
            assertThat(keys.getString("COLUMN_NAME")).isEqualTo("ID");
        }
        boolean found = false;
        try (ResultSet imported = metaData.getImportedKeys(null, "versionone", "Story")) {
            while (imported.next()) {
                found |= imported.getString("FKCOLUMN_NAME").equals("Scope")
                        && imported.getString("PKTABLE_NAME").equals("Scope")
                        && imported.getString("PKCOLUMN_NAME").equals("ID");
            }
        }
        assertThat(found).isTrue();
        try (ResultSet exported = metaData.getExportedKeys(null, "versionone", "Scope")) {
            assertThat(exported.next()).isTrue();
        }
        try (ResultSet row = metaData.getBestRowIdentifier(null, "versionone", "Story", 2, false)) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("TYPE_NAME")).isEqualTo("VARCHAR");
        }
    }

    @Test
    void catalogueAndResultDescribeAColumnAlike() throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery("SELECT * FROM Story WHERE 1 = 0");
                ResultSet columns = connection.getMetaData().getColumns(null, "versionone", "Story", "%")) {
            ResultSetMetaData described = rows.getMetaData();
            for (int i = 1; i <= described.getColumnCount(); i++) {
                assertThat(columns.next()).isTrue();
                assertThat(columns.getInt("ORDINAL_POSITION")).isEqualTo(i);
                assertThat(columns.getString("COLUMN_NAME")).isEqualTo(described.getColumnName(i));
                assertThat(columns.getInt("DATA_TYPE")).isEqualTo(described.getColumnType(i));
                assertThat(columns.getString("TYPE_NAME")).isEqualTo(described.getColumnTypeName(i));
                assertThat(columns.getInt("COLUMN_SIZE")).isEqualTo(described.getPrecision(i));
                assertThat(columns.getString("TYPE_NAME"))
                        .isEqualTo(JDBCType.valueOf(columns.getInt("DATA_TYPE")).getName());
            }
            assertThat(columns.next()).isFalse();
        }
    }

    @Test
    void aProgramThatForgetsToCloseStillEnds() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forgetful.class.getName())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Reads one row with a time limit and leaves everything open. */
    static final class Forgetful {
        private Forgetful() {}

        public static void main(String[] args) throws SQLException {
            Statement statement =
                    DriverManager.getConnection("jdbc:tracker:demo:").createStatement();
            statement.setQueryTimeout(3600);
            if (!statement.executeQuery("SELECT ID FROM Story").next()) {
                throw new AssertionError("no rows");
            }
        }
    }
}
