package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The time behind AS OF as a parameter, in all the classes that programs have for it. */
class PastParametersTest {
    private static final String SQL =
            "SELECT COUNT(*) FROM Story FOR SYSTEM_TIME AS OF ? AS s WHERE s.Timebox_Name = 'Sprint 31'";
    private static final String BEFORE = "2024-10-01T00:00:00Z";
    private static final String WITHIN = "2024-10-25T00:00:00Z";

    private Connection connection;
    private PreparedStatement statement;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:tracker:demo:versionone");
        statement = connection.prepareStatement(SQL);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private long count() throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private long countAt(Object time) throws SQLException {
        statement.setObject(1, time);
        return count();
    }

    @Test
    void eachExecutionAsksForItsOwnTime() throws SQLException {
        assertThat(countAt(Instant.parse(BEFORE))).isZero();
        assertThat(countAt(Instant.parse(WITHIN))).isPositive();
        assertThat(countAt(Instant.parse(BEFORE))).isZero();
    }

    @Test
    void everyClassOfATimeNamesTheSameInstant() throws SQLException {
        Instant instant = Instant.parse(WITHIN);
        long expected = countAt(instant);
        statement.setTimestamp(1, Timestamp.from(instant), Calendar.getInstance(TimeZone.getTimeZone("UTC")));
        assertThat(count()).isEqualTo(expected);
        List<Object> times = List.of(
                instant.atOffset(ZoneOffset.UTC),
                instant.atOffset(ZoneOffset.ofHours(5)),
                instant.atZone(ZoneOffset.ofHours(-8)),
                LocalDateTime.ofInstant(instant, ZoneOffset.UTC),
                LocalDate.parse("2024-10-25"),
                "2024-10-25",
                "2024-10-25 00:00:00",
                "2024-10-25T02:00:00+02:00",
                Timestamp.valueOf(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)));
        for (Object time : times) {
            assertThat(countAt(time)).as("%s %s", time.getClass(), time).isEqualTo(expected);
        }
    }

    @Test
    void noTimeGivesNoRows() throws SQLException {
        statement.setNull(1, Types.TIMESTAMP);
        assertThat(count()).isZero();
    }

    @Test
    void whatIsNoTimeIsAnErrorOfItsOwn() throws SQLException {
        assertThatThrownBy(() -> countAt(5)).isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                .isEqualTo("22018"));
        assertThatThrownBy(() -> countAt("yesterday"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22007"));
    }

    @Test
    void theParameterIsATimestamp() throws SQLException {
        assertThat(statement.getParameterMetaData().getParameterType(1)).isEqualTo(Types.TIMESTAMP);
    }
}
