package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.plan.ResultColumn;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every getter on every type of column, as one table. */
class GettersTest {
    /** 2012-10-10 08:09:10.123 as a row has it. */
    private static final long MILLIS = LocalDateTime.of(2012, 10, 10, 8, 9, 10, 123_000_000)
            .toInstant(ZoneOffset.UTC)
            .toEpochMilli();

    private static final int DAY = (int) LocalDate.of(2012, 10, 10).toEpochDay();
    private static final int CLOCK = (8 * 3600 + 9 * 60 + 10) * 1000 + 123;

    /** Columns of the matrix in their order. */
    private static final String[] GETTERS = {
        "String",
        "Boolean",
        "Byte",
        "Short",
        "Int",
        "Long",
        "Float",
        "Double",
        "BigDecimal",
        "Date",
        "Time",
        "Timestamp"
    };

    /** One line per value: type, and after the bar what each getter gives, a value or an SQLSTATE. */
    private static final List<Line> MATRIX = List.of(
            line("BOOLEAN", true, "true true 1 1 1 1 1.0 1.0 1 22018 22018 22018"),
            line("BOOLEAN", false, "false false 0 0 0 0 0.0 0.0 0 22018 22018 22018"),
            line("TINYINT", (byte) 7, "7 22018 7 7 7 7 7.0 7.0 7 22018 22018 22018"),
            line("SMALLINT", (short) 300, "300 22018 22003 300 300 300 300.0 300.0 300 22018 22018 22018"),
            line("INTEGER", 70000, "70000 22018 22003 22003 70000 70000 70000.0 70000.0 70000 22018 22018 22018"),
            line(
                    "BIGINT",
                    3000000000L,
                    "3000000000 22018 22003 22003 22003 3000000000 3.0E9 3.0E9 3000000000 22018 22018 22018"),
            line("BIGINT", 1L, "1 true 1 1 1 1 1.0 1.0 1 22018 22018 22018"),
            line("DOUBLE", 3.7, "3.7 22018 3 3 3 3 3.7 3.7 3.7 22018 22018 22018"),
            line("DOUBLE", -3.7, "-3.7 22018 -3 -3 -3 -3 -3.7 -3.7 -3.7 22018 22018 22018"),
            line("DOUBLE", 1e300, "1.0E300 22018 22003 22003 22003 22003 22003 1.0E300 1.0E+300 22018 22018 22018"),
            line("DOUBLE", Double.NaN, "NaN 22003 22003 22003 22003 22003 NaN NaN 22003 22018 22018 22018"),
            line("REAL", 0.1f, "0.1 22018 0 0 0 0 0.1 " + (double) 0.1f + " 0.1 22018 22018 22018"),
            line("DECIMAL", new BigDecimal("12.50"), "12.50 22018 12 12 12 12 12.5 12.5 12.50 22018 22018 22018"),
            line("DECIMAL", new BigDecimal("1E+2"), "100 22018 100 100 100 100 100.0 100.0 1E+2 22018 22018 22018"),
            line(
                    "DECIMAL",
                    new BigDecimal("9223372036854775808"),
                    "9223372036854775808 22018 22003 22003 22003 22003 9.223372E18 9.223372036854776E18"
                            + " 9223372036854775808 22018 22018 22018"),
            line("VARCHAR", " 12 ", "' 12 ' 22018 12 12 12 12 12.0 12.0 12 22007 22007 22007"),
            line("VARCHAR", "t", "t true 22018 22018 22018 22018 22018 22018 22018 22007 22007 22007"),
            line("VARCHAR", "No", "No false 22018 22018 22018 22018 22018 22018 22018 22007 22007 22007"),
            line(
                    "VARCHAR",
                    "1e999999999",
                    "1e999999999 22018 22003 22003 22003 22003 22003 22003 1E+999999999 22007 22007 22007"),
            line(
                    "VARCHAR",
                    "2012-10-10",
                    "2012-10-10 22018 22018 22018 22018 22018 22018 22018 22018 2012-10-10 00:00:00"
                            + " '2012-10-10 00:00:00.0'"),
            line(
                    "VARCHAR",
                    "2012-10-10 08:09:10.5",
                    "'2012-10-10 08:09:10.5' 22018 22018 22018 22018 22018 22018 22018 22018 2012-10-10 08:09:10"
                            + " '2012-10-10 08:09:10.5'"),
            line(
                    "VARCHAR",
                    "08:09:10",
                    "08:09:10 22018 22018 22018 22018 22018 22018 22018 22018 22007 08:09:10 22007"),
            line(
                    "DATE",
                    DAY,
                    "2012-10-10 22018 22018 22018 22018 22018 22018 22018 22018 2012-10-10 22018"
                            + " '2012-10-10 00:00:00.0'"),
            line(
                    "TIME",
                    CLOCK,
                    "08:09:10.123 22018 22018 22018 22018 22018 22018 22018 22018 22018 08:09:10"
                            + " '1970-01-01 08:09:10.123'"),
            line(
                    "TIMESTAMP",
                    MILLIS,
                    "'2012-10-10 08:09:10.123' 22018 22018 22018 22018 22018 22018 22018 22018 2012-10-10 08:09:10"
                            + " '2012-10-10 08:09:10.123'"),
            line(
                    "TIMESTAMP",
                    -1L,
                    "'1969-12-31 23:59:59.999' 22018 22018 22018 22018 22018 22018 22018 22018 1969-12-31 23:59:59"
                            + " '1969-12-31 23:59:59.999'"),
            line(
                    "VARBINARY",
                    new byte[] {0, (byte) 0xff},
                    "00ff 22018 22018 22018 22018 22018 22018 22018 22018 22018 22018 22018"));

    private record Line(String type, Object raw, List<String> expected) {}

    private static Line line(String type, Object raw, String expected) {
        List<String> cells = new ArrayList<>();
        for (String rest = expected; !rest.isEmpty(); ) {
            boolean quoted = rest.startsWith("'");
            int end = quoted ? rest.indexOf('\'', 1) : rest.indexOf(' ');
            cells.add(rest.substring(quoted ? 1 : 0, end < 0 ? rest.length() : end));
            rest = end < 0 ? "" : rest.substring(end + 1).stripLeading();
        }
        return new Line(type, raw, cells);
    }

    @TestFactory
    Stream<DynamicTest> everyGetterConvertsEveryTypeOrSaysWhyNot() {
        return MATRIX.stream()
                .map(line -> DynamicTest.dynamicTest(
                        line.type() + " " + line.expected().get(0), () -> {
                            Map<String, String> expected = new LinkedHashMap<>();
                            Map<String, String> found = new LinkedHashMap<>();
                            for (int i = 0; i < GETTERS.length; i++) {
                                expected.put(GETTERS[i], line.expected().get(i));
                                found.put(GETTERS[i], got(line, GETTERS[i]));
                            }
                            assertThat(found).isEqualTo(expected);
                        }));
    }

    private static String got(Line line, String getter) throws SQLException {
        ResultSet row = row(FakeDatabase.column("C", JDBCType.valueOf(line.type())), line.raw());
        try {
            Object byIndex = get(row, getter, 1, null);
            assertThat(get(row, getter, 0, "c")).isEqualTo(byIndex);
            assertThat(row.wasNull()).isFalse();
            return byIndex.toString();
        } catch (SQLDataException e) {
            assertThat(e.getMessage()).contains("column \"C\"");
            return e.getSQLState();
        }
    }

    private static Object get(ResultSet row, String getter, int index, String label) throws SQLException {
        boolean byLabel = label != null;
        return switch (getter) {
            case "String" -> byLabel ? row.getString(label) : row.getString(index);
            case "Boolean" -> byLabel ? row.getBoolean(label) : row.getBoolean(index);
            case "Byte" -> byLabel ? row.getByte(label) : row.getByte(index);
            case "Short" -> byLabel ? row.getShort(label) : row.getShort(index);
            case "Int" -> byLabel ? row.getInt(label) : row.getInt(index);
            case "Long" -> byLabel ? row.getLong(label) : row.getLong(index);
            case "Float" -> byLabel ? row.getFloat(label) : row.getFloat(index);
            case "Double" -> byLabel ? row.getDouble(label) : row.getDouble(index);
            case "BigDecimal" -> byLabel ? row.getBigDecimal(label) : row.getBigDecimal(index);
            case "Date" -> byLabel ? row.getDate(label) : row.getDate(index);
            case "Time" -> byLabel ? row.getTime(label) : row.getTime(index);
            case "Timestamp" -> byLabel ? row.getTimestamp(label) : row.getTimestamp(index);
            default -> throw new AssertionError(getter);
        };
    }

    private static ResultSet row(ResultColumn column, Object raw) throws SQLException {
        FakeDatabase database = new FakeDatabase();
        database.rows("q", List.of(column), new Object[] {raw});
        ResultSet result = database.connect().createStatement().executeQuery("q");
        assertThat(result.next()).isTrue();
        return result;
    }

    private static ResultSet row(JDBCType type, Object raw) throws SQLException {
        return row(FakeDatabase.column("C", type), raw);
    }

    @Test
    void nullIsNullOrZeroAndIsTold() throws SQLException {
        ResultSet row = row(JDBCType.DOUBLE, null);
        assertThat(row.getDouble(1)).isZero();
        assertThat(row.wasNull()).isTrue();
        assertThat(row.getBoolean(1)).isFalse();
        assertThat(row.getString(1)).isNull();
        assertThat(row.getObject(1)).isNull();
        assertThat(row.getObject(1, LocalDate.class)).isNull();
        assertThat(row.getTimestamp(1)).isNull();
        assertThat(row.getArray(1)).isNull();
        assertThat(row.getClob("c")).isNull();
        assertThat(row.wasNull()).isTrue();
    }

    @Test
    void getObjectGivesTheClassThatTheMetadataNames() throws SQLException {
        Map<JDBCType, Object> samples = new LinkedHashMap<>();
        samples.put(JDBCType.BOOLEAN, true);
        samples.put(JDBCType.TINYINT, (byte) 1);
        samples.put(JDBCType.SMALLINT, (short) 1);
        samples.put(JDBCType.INTEGER, 1);
        samples.put(JDBCType.BIGINT, 1L);
        samples.put(JDBCType.REAL, 1f);
        samples.put(JDBCType.FLOAT, 1d);
        samples.put(JDBCType.DOUBLE, 1d);
        samples.put(JDBCType.DECIMAL, BigDecimal.ONE);
        samples.put(JDBCType.VARCHAR, "a");
        samples.put(JDBCType.CHAR, "a");
        samples.put(JDBCType.DATE, DAY);
        samples.put(JDBCType.TIME, CLOCK);
        samples.put(JDBCType.TIMESTAMP, MILLIS);
        samples.put(JDBCType.VARBINARY, new byte[] {1});
        for (Map.Entry<JDBCType, Object> sample : samples.entrySet()) {
            ResultSet row = row(sample.getKey(), sample.getValue());
            assertThat(row.getObject(1).getClass().getName())
                    .as(sample.getKey().getName())
                    .isEqualTo(row.getMetaData().getColumnClassName(1));
        }
        ResultSet array = row(arrayColumn("VARCHAR ARRAY"), List.of("a"));
        assertThat(array.getObject(1)).isInstanceOf(Array.class);
        assertThat(array.getMetaData().getColumnClassName(1)).isEqualTo(Array.class.getName());
    }

    @Test
    void getObjectConvertsToTheNamedClass() throws SQLException {
        ResultSet number = row(JDBCType.BIGINT, 12L);
        assertThat(number.getObject(1, Integer.class)).isEqualTo(12);
        assertThat(number.getObject(1, int.class)).isEqualTo(12);
        assertThat(number.getObject(1, BigInteger.class)).isEqualTo(BigInteger.valueOf(12));
        assertThat(number.getObject(1, BigDecimal.class)).isEqualTo(BigDecimal.valueOf(12));
        assertThat(number.getObject(1, String.class)).isEqualTo("12");
        assertThat(number.getObject("C", Object.class)).isEqualTo(12L);
        assertThatThrownBy(() -> number.getObject(1, Thread.class))
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessage("Nothing converts column \"C\" of type BIGINT to java.lang.Thread.");
        ResultSet text = row(JDBCType.VARCHAR, "123e4567-e89b-12d3-a456-426614174000");
        assertThat(text.getObject(1, UUID.class)).isEqualTo(UUID.fromString("123e4567-e89b-12d3-a456-426614174000"));
        ResultSet time = row(JDBCType.TIMESTAMP, MILLIS);
        assertThat(time.getObject(1, LocalDateTime.class)).isEqualTo("2012-10-10T08:09:10.123");
        assertThat(time.getObject(1, LocalDate.class)).isEqualTo("2012-10-10");
        assertThat(time.getObject(1, LocalTime.class)).isEqualTo("08:09:10.123");
        assertThat(time.getObject(1, Timestamp.class)).isEqualTo(Timestamp.valueOf("2012-10-10 08:09:10.123"));
        assertThat(time.getObject(1, Date.class)).isEqualTo(Date.valueOf("2012-10-10"));
        assertThat(row(JDBCType.TIME, CLOCK).getObject(1, Time.class)).hasToString("08:09:10");
        assertThat(row(JDBCType.DATE, DAY).getObject(1, LocalDateTime.class)).isEqualTo("2012-10-10T00:00");
    }

    @Test
    void aColumnInUtcGivesTheTrueInstant() throws SQLException {
        ResultSet row = row(FakeDatabase.column("ChangeDateUTC", JDBCType.TIMESTAMP, 0, 3, true), MILLIS);
        Instant instant = Instant.ofEpochMilli(MILLIS);
        assertThat(row.getObject(1, Instant.class)).isEqualTo(instant);
        assertThat(row.getObject(1, OffsetDateTime.class)).isEqualTo(instant.atOffset(ZoneOffset.UTC));
        assertThat(row.getObject(1, ZonedDateTime.class)).isEqualTo(instant.atZone(ZoneOffset.UTC));
        assertThat(row.getObject(1, LocalDateTime.class)).isEqualTo("2012-10-10T08:09:10.123");
    }

    @Test
    void aWallClockIsNoInstant() throws SQLException {
        ResultSet row = row(FakeDatabase.column("ChangeDate", JDBCType.TIMESTAMP, 0, 3, false), MILLIS);
        for (Class<?> type : List.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class)) {
            assertThatThrownBy(() -> row.getObject(1, type))
                    .isInstanceOf(SQLDataException.class)
                    .hasMessage("The timestamp in column \"ChangeDate\" is a wall clock without time zone, so it is no"
                            + " instant. Read it as LocalDateTime, or take the column's UTC twin.");
        }
        assertThat(row.getObject(1, LocalDateTime.class)).isEqualTo("2012-10-10T08:09:10.123");
    }

    @Test
    void textWithAnOffsetIsAnInstant() throws SQLException {
        ResultSet row = row(JDBCType.VARCHAR, "2012-10-10T10:00:00+02:00");
        assertThat(row.getObject(1, Instant.class)).isEqualTo("2012-10-10T08:00:00Z");
        assertThat(row.getObject(1, LocalDateTime.class)).isEqualTo("2012-10-10T08:00:00");
    }

    @Test
    void nonsenseIsNamedWithColumnValueAndWantedType() throws SQLException {
        ResultSet row = row(FakeDatabase.column("Estimate", JDBCType.VARCHAR), "abc");
        assertThatThrownBy(() -> row.getInt("Estimate"))
                .hasMessage("Cannot convert 'abc' in column \"Estimate\" to int.");
        ResultSet big = row(FakeDatabase.column("Order", JDBCType.BIGINT), 3000000000L);
        assertThatThrownBy(() -> big.getInt("Order"))
                .hasMessage("The value 3000000000 in column \"Order\" does not fit into int.");
        ResultSet time = row(FakeDatabase.column("When", JDBCType.VARCHAR), "soon");
        assertThatThrownBy(() -> time.getTimestamp("When"))
                .hasMessage("The value 'soon' in column \"When\" is not a timestamp.");
    }

    @Test
    void textAndBytesHaveTheirViews() throws Exception {
        ResultSet row = row(JDBCType.VARCHAR, "Grüße");
        Clob clob = row.getClob(1);
        assertThat(clob.getSubString(1, (int) clob.length())).isEqualTo("Grüße");
        assertThat(row.getNClob(1).position("ü", 1)).isEqualTo(3);
        assertThat(row.getNString("C")).isEqualTo("Grüße");
        try (Reader reader = row.getCharacterStream(1);
                InputStream ascii = row.getAsciiStream(1)) {
            assertThat(new BufferedReader(reader).readLine()).isEqualTo("Grüße");
            assertThat(ascii).hasContent("Gr??e");
        }
        assertThat(row.getBytes(1)).isEqualTo("Grüße".getBytes(StandardCharsets.UTF_8));
        ResultSet bytes = row(JDBCType.VARBINARY, new byte[] {1, 2, 3});
        Blob blob = bytes.getBlob(1);
        assertThat(blob.getBytes(2, 10)).containsExactly(2, 3);
        assertThat(blob.position(new byte[] {3}, 1)).isEqualTo(3);
        assertThat(bytes.getBinaryStream(1)).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(row(JDBCType.VARCHAR, "https://example.com/a").getURL(1))
                .isEqualTo(new URL("https://example.com/a"));
        assertThatThrownBy(() -> row.getURL(1)).hasFieldOrPropertyWithValue("SQLState", "22018");
    }

    @Test
    void aListIsAnArray() throws SQLException {
        ResultSet row = row(arrayColumn("DATE ARRAY"), Arrays.asList(DAY, null));
        Array array = row.getArray(1);
        assertThat(array.getBaseTypeName()).isEqualTo("DATE");
        assertThat((Object[]) array.getArray()).containsExactly(Date.valueOf("2012-10-10"), null);
        assertThat(row.getString(1)).isEqualTo("[2012-10-10, null]");
        ResultSet elements = array.getResultSet(1, 2);
        assertThat(elements.getMetaData().getColumnLabel(1)).isEqualTo("INDEX");
        assertThat(elements.next()).isTrue();
        assertThat(elements.getInt("INDEX")).isEqualTo(1);
        assertThat(elements.getObject("VALUE", LocalDate.class)).isEqualTo("2012-10-10");
        assertThat(elements.next()).isTrue();
        assertThat(elements.getDate("VALUE")).isNull();
        assertThat(elements.next()).isFalse();
        assertThatThrownBy(() -> array.getArray(2, 2)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> row(JDBCType.VARCHAR, "a").getArray(1))
                .hasFieldOrPropertyWithValue("SQLState", "22018");
    }

    @Test
    void intervalsAreReadAsSqlWritesThem() throws SQLException {
        ResultColumn months =
                new ResultColumn("m", "", "", "m", JDBCType.OTHER, "INTERVAL YEAR TO MONTH", 0, 0, true, false);
        ResultColumn days =
                new ResultColumn("d", "", "", "d", JDBCType.OTHER, "INTERVAL DAY TO SECOND", 0, 3, true, false);
        assertThat(row(months, -14).getString(1)).isEqualTo("-1-02");
        assertThat(row(days, 3 * 86_400_000L + CLOCK).getObject(1)).isEqualTo("3 08:09:10.123");
    }

    private static ResultColumn arrayColumn(String typeName) {
        return new ResultColumn("C", "", "", "C", JDBCType.ARRAY, typeName, 0, 0, true, false);
    }
}
