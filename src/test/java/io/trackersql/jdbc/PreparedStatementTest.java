package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.plan.Prepared;
import io.trackersql.plan.ResultColumn;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Parameters and everything else that PreparedStatement adds. */
class PreparedStatementTest {
    private static final long NOON = Instant.parse("2012-10-10T12:00:00Z").toEpochMilli();
    private static final int DAY = (int) LocalDate.of(2012, 10, 10).toEpochDay();

    private final FakeDatabase database = new FakeDatabase();

    private FakeDatabase.FakeStatement query(JDBCType... parameters) {
        List<ResultColumn> types =
                Stream.of(parameters).map(type -> FakeDatabase.column("", type)).toList();
        return database.when(
                "q",
                List.of(FakeDatabase.column("Name", JDBCType.VARCHAR)),
                types,
                (values, execution) -> new Prepared.Outcome.Rows(
                        new FakeDatabase.ListCursor(List.of(new Object[] {"a"}, new Object[] {"b"}))));
    }

    private record Bound(JDBCType type, Object value, Object expected) {}

    /** Type of the parameter, what the caller sets, and the row value or the SQLSTATE that comes of it. */
    private static final List<Bound> MATRIX = List.of(
            new Bound(JDBCType.BIGINT, "12", 12L),
            new Bound(JDBCType.BIGINT, " 12 ", 12L),
            new Bound(JDBCType.BIGINT, 12, 12L),
            new Bound(JDBCType.BIGINT, 12.0, 12L),
            new Bound(JDBCType.BIGINT, BigInteger.TEN, 10L),
            new Bound(JDBCType.BIGINT, true, 1L),
            new Bound(JDBCType.BIGINT, 12.5, "22003"),
            new Bound(JDBCType.BIGINT, "9223372036854775808", "22003"),
            new Bound(JDBCType.BIGINT, "abc", "22018"),
            new Bound(JDBCType.BIGINT, LocalDate.EPOCH, "22018"),
            new Bound(JDBCType.INTEGER, 12L, 12),
            new Bound(JDBCType.INTEGER, 3000000000L, "22003"),
            new Bound(JDBCType.SMALLINT, 64, (short) 64),
            new Bound(JDBCType.TINYINT, 300, "22003"),
            new Bound(JDBCType.DOUBLE, 3, 3.0),
            new Bound(JDBCType.DOUBLE, "3.5", 3.5),
            new Bound(JDBCType.DOUBLE, new BigDecimal("0.1"), 0.1),
            new Bound(JDBCType.DOUBLE, 9007199254740993L, "22003"),
            new Bound(JDBCType.DOUBLE, Long.MAX_VALUE, "22003"),
            new Bound(JDBCType.DOUBLE, "1e999", "22003"),
            new Bound(JDBCType.REAL, 0.5, 0.5f),
            new Bound(JDBCType.DECIMAL, 3.25, new BigDecimal("3.25")),
            new Bound(JDBCType.DECIMAL, "x", "22018"),
            new Bound(JDBCType.BOOLEAN, 1, true),
            new Bound(JDBCType.BOOLEAN, "f", false),
            new Bound(JDBCType.BOOLEAN, 2, "22018"),
            new Bound(JDBCType.VARCHAR, "a", "a"),
            new Bound(JDBCType.VARCHAR, 12, "12"),
            new Bound(JDBCType.VARCHAR, 'c', "c"),
            new Bound(JDBCType.VARCHAR, LocalDate.of(2012, 10, 10), "2012-10-10"),
            new Bound(
                    JDBCType.VARCHAR,
                    UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
                    "123e4567-e89b-12d3-a456-426614174000"),
            new Bound(JDBCType.VARCHAR, new byte[] {1}, "22018"),
            new Bound(JDBCType.VARCHAR, new Thread(), "22018"),
            new Bound(JDBCType.DATE, LocalDate.of(2012, 10, 10), DAY),
            new Bound(JDBCType.DATE, Date.valueOf("2012-10-10"), DAY),
            new Bound(JDBCType.DATE, "2012-10-10", DAY),
            new Bound(JDBCType.DATE, LocalDateTime.of(2012, 10, 10, 0, 0), DAY),
            new Bound(JDBCType.DATE, LocalDateTime.of(2012, 10, 10, 12, 0), "22007"),
            new Bound(JDBCType.DATE, "tomorrow", "22007"),
            new Bound(JDBCType.DATE, 12, "22018"),
            new Bound(JDBCType.TIME, LocalTime.of(0, 0, 1), 1000),
            new Bound(JDBCType.TIME, Time.valueOf("00:00:01"), 1000),
            new Bound(JDBCType.TIME, "00:00:01", 1000),
            new Bound(JDBCType.TIMESTAMP, LocalDateTime.of(2012, 10, 10, 12, 0), NOON),
            new Bound(JDBCType.TIMESTAMP, LocalDateTime.of(2012, 10, 10, 12, 0, 0, 999_999), NOON),
            new Bound(JDBCType.TIMESTAMP, LocalDate.of(1970, 1, 2), 86_400_000L),
            new Bound(JDBCType.TIMESTAMP, Timestamp.valueOf("2012-10-10 12:00:00"), NOON),
            new Bound(JDBCType.TIMESTAMP, Date.valueOf("1970-01-02"), 86_400_000L),
            new Bound(JDBCType.TIMESTAMP, "2012-10-10 12:00:00", NOON),
            new Bound(JDBCType.TIMESTAMP, "2012-10-10T14:00:00+02:00", NOON),
            new Bound(JDBCType.TIMESTAMP, Instant.ofEpochMilli(NOON), NOON),
            new Bound(JDBCType.TIMESTAMP, OffsetDateTime.parse("2012-10-10T14:00:00+02:00"), NOON),
            new Bound(
                    JDBCType.TIMESTAMP,
                    ZonedDateTime.of(2012, 10, 10, 8, 0, 0, 0, ZoneId.of("America/New_York")),
                    NOON),
            new Bound(JDBCType.TIMESTAMP, "yesterday", "22007"),
            new Bound(JDBCType.TIMESTAMP, 12L, "22018"),
            new Bound(JDBCType.VARBINARY, new byte[] {1, 2}, new byte[] {1, 2}),
            new Bound(JDBCType.VARBINARY, "ab", "22018"),
            new Bound(JDBCType.OTHER, LocalDate.of(2012, 10, 10), DAY),
            new Bound(JDBCType.OTHER, 12, 12),
            new Bound(JDBCType.NULL, "a", "a"));

    @TestFactory
    Stream<DynamicTest> everyValueIsConvertedToTheParametersTypeOrRefused() {
        return MATRIX.stream()
                .map(bound -> DynamicTest.dynamicTest(bound.type() + " " + bound.value(), () -> {
                    FakeDatabase.FakeStatement query = query(bound.type());
                    try (PreparedStatement statement = database.connect().prepareStatement("q")) {
                        Object found;
                        try {
                            statement.setObject(1, bound.value());
                            statement.executeQuery();
                            found = query.bound().get(0)[0];
                        } catch (SQLException e) {
                            assertThat(e.getMessage()).contains("parameter 1");
                            found = e.getSQLState();
                        }
                        assertThat(found).isEqualTo(bound.expected());
                    }
                }));
    }

    @Test
    void everySetterBinds() throws Exception {
        JDBCType text = JDBCType.VARCHAR;
        FakeDatabase.FakeStatement query =
                query(text, text, text, text, text, text, text, text, JDBCType.VARBINARY, JDBCType.VARBINARY, text);
        TrackerConnection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement("q");
        Clob clob = connection.createClob();
        clob.setString(1, "clob");
        statement.setString(1, "a");
        statement.setNString(2, "b");
        statement.setClob(3, clob);
        statement.setClob(4, new StringReader("reader"));
        statement.setCharacterStream(5, new StringReader("reader"), 4);
        statement.setAsciiStream(6, new ByteArrayInputStream("ascii".getBytes(StandardCharsets.US_ASCII)));
        statement.setInt(7, 7);
        statement.setNull(8, Types.VARCHAR);
        statement.setBytes(9, new byte[] {1});
        statement.setBinaryStream(10, new ByteArrayInputStream(new byte[] {1, 2, 3}), 2);
        statement.setBigDecimal(11, new BigDecimal("1.50"));
        statement.executeQuery();
        assertThat(query.bound().get(0))
                .containsExactly(
                        "a",
                        "b",
                        "clob",
                        "reader",
                        "read",
                        "ascii",
                        "7",
                        null,
                        new byte[] {1},
                        new byte[] {1, 2},
                        "1.50");
        statement.setObject(1, new BigDecimal("1.255"), Types.DECIMAL, 2);
        statement.setObject(2, 5, JDBCType.BIGINT);
        statement.setBoolean(3, true);
        statement.setDate(4, Date.valueOf("2012-10-10"));
        statement.executeQuery();
        assertThat(query.bound().get(1)).startsWith("1.26", "5", "true", "2012-10-10");
        assertThatThrownBy(() -> statement.setSQLXML(1, null)).isInstanceOf(SQLFeatureNotSupportedException.class);
    }

    @Test
    void aCalendarGivesTheZoneOfTimesThatAreBound() throws SQLException {
        FakeDatabase.FakeStatement query = query(JDBCType.TIMESTAMP, JDBCType.DATE, JDBCType.TIME);
        PreparedStatement statement = database.connect().prepareStatement("q");
        Calendar kathmandu = new GregorianCalendar(TimeZone.getTimeZone("Asia/Kathmandu"));
        statement.setTimestamp(1, new Timestamp(NOON), kathmandu);
        statement.setDate(2, new Date(NOON), kathmandu);
        statement.setTime(3, new Time(0), kathmandu);
        statement.executeQuery();
        // Kathmandu was at +05:30 in 1970 and is at +05:45 since 1986.
        assertThat(query.bound().get(0)).containsExactly(NOON + 345 * 60_000L, DAY, 330 * 60_000);
    }

    @Test
    void arraysAreBoundAsListsOfRowValues() throws SQLException {
        ResultColumn parameter = new ResultColumn("", "", "", "", JDBCType.ARRAY, "DATE ARRAY", 0, 0, true, false);
        FakeDatabase.FakeStatement query =
                database.when("q", List.of(), List.of(parameter), (values, execution) -> new Prepared.Outcome.Done(0));
        TrackerConnection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement("q");
        statement.setArray(1, connection.createArrayOf("VARCHAR", new Object[] {"2012-10-10", null}));
        statement.execute();
        statement.setObject(1, new Object[] {LocalDate.of(2012, 10, 10)});
        statement.execute();
        assertThat(query.bound().get(0)[0]).isEqualTo(Arrays.asList(DAY, null));
        assertThat(query.bound().get(1)[0]).isEqualTo(List.of(DAY));
    }

    @Test
    void aStatementIsRunAgainAndAgain() throws SQLException {
        FakeDatabase.FakeStatement query = query(JDBCType.BIGINT, JDBCType.VARCHAR);
        PreparedStatement statement = database.connect().prepareStatement("q");
        statement.setLong(1, 1);
        statement.setString(2, "a");
        statement.executeQuery();
        statement.setLong(1, 2);
        statement.executeQuery();
        assertThat(query.bound().get(0)).containsExactly(1L, "a");
        assertThat(query.bound().get(1)).containsExactly(2L, "a");
        statement.clearParameters();
        statement.setLong(1, 3);
        assertThatThrownBy(statement::executeQuery)
                .hasFieldOrPropertyWithValue("SQLState", "07001")
                .hasMessage("Parameter 2 of 2 has no value. Set it before executing.");
        assertThatThrownBy(() -> statement.setLong(3, 1))
                .hasFieldOrPropertyWithValue("SQLState", "07009")
                .hasMessage("There is no parameter 3; the statement has 2 parameters, counted from 1.");
    }

    @Test
    void maxRowsIsKept() throws SQLException {
        query();
        PreparedStatement statement = database.connect().prepareStatement("q");
        statement.setMaxRows(1);
        ResultSet rows = statement.executeQuery();
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isFalse();
    }

    @Test
    void metadataIsKnownBeforeExecuting() throws SQLException {
        FakeDatabase.FakeStatement query = query(JDBCType.BIGINT);
        PreparedStatement statement = database.connect().prepareStatement("q");
        assertThat(statement.getMetaData().getColumnLabel(1)).isEqualTo("Name");
        ParameterMetaData parameters = statement.getParameterMetaData();
        assertThat(parameters.getParameterCount()).isEqualTo(1);
        assertThat(parameters.getParameterType(1)).isEqualTo(Types.BIGINT);
        assertThat(parameters.getParameterTypeName(1)).isEqualTo("BIGINT");
        assertThat(parameters.getParameterClassName(1)).isEqualTo("java.lang.Long");
        assertThat(parameters.getParameterMode(1)).isEqualTo(ParameterMetaData.parameterModeIn);
        assertThat(parameters.isSigned(1)).isTrue();
        assertThatThrownBy(() -> parameters.getParameterType(2)).hasFieldOrPropertyWithValue("SQLState", "07009");
        assertThat(query.executions()).isZero();
        database.count("u", 1);
        assertThat(database.connect().prepareStatement("u").getMetaData()).isNull();
    }

    @Test
    void batchesRunEachSetOfValues() throws SQLException {
        FakeDatabase.FakeStatement update = database.when(
                "u",
                List.of(),
                List.of(FakeDatabase.column("", JDBCType.BIGINT)),
                (values, execution) -> new Prepared.Outcome.Done((Long) values[0]));
        PreparedStatement statement = database.connect().prepareStatement("u", Statement.RETURN_GENERATED_KEYS);
        statement.setInt(1, 1);
        statement.addBatch();
        statement.setInt(1, 2);
        statement.addBatch();
        assertThat(statement.executeBatch()).containsExactly(1, 2);
        assertThat(statement.executeLargeBatch()).isEmpty();
        assertThat(update.executions()).isEqualTo(2);
        assertThat(statement.getGeneratedKeys().next()).isFalse();
        statement.clearParameters();
        assertThatThrownBy(statement::addBatch).hasFieldOrPropertyWithValue("SQLState", "07001");
        query();
        PreparedStatement rows = database.connect().prepareStatement("q");
        rows.addBatch();
        assertThatThrownBy(rows::executeBatch).isInstanceOf(BatchUpdateException.class);
    }

    @Test
    void sqlTextIsRefused() throws SQLException {
        query();
        PreparedStatement statement = database.connect().prepareStatement("q");
        assertThatThrownBy(() -> statement.executeQuery("q")).hasFieldOrPropertyWithValue("SQLState", "HY010");
        assertThatThrownBy(() -> statement.execute("q")).hasFieldOrPropertyWithValue("SQLState", "HY010");
        assertThatThrownBy(() -> statement.executeUpdate("q", 1)).hasFieldOrPropertyWithValue("SQLState", "HY010");
        assertThatThrownBy(() -> statement.addBatch("q")).hasFieldOrPropertyWithValue("SQLState", "HY010");
    }

    @Test
    void aCallRunsThroughEveryKindOfStatement() throws SQLException {
        String call = "CALL system.refresh_metadata()";
        FakeDatabase.FakeStatement refresh = database.count(call, 0);
        TrackerConnection connection = database.connect();
        assertThat(connection.createStatement().execute(call)).isFalse();
        assertThat(connection.prepareStatement(call).executeUpdate()).isZero();
        try (CallableStatement statement = connection.prepareCall(call)) {
            assertThat(statement.execute()).isFalse();
            assertThatThrownBy(() -> statement.registerOutParameter(1, Types.INTEGER))
                    .isInstanceOf(SQLFeatureNotSupportedException.class);
            assertThatThrownBy(() -> statement.setString("name", "x"))
                    .isInstanceOf(SQLFeatureNotSupportedException.class);
        }
        assertThat(refresh.executions()).isEqualTo(3);
    }
}
