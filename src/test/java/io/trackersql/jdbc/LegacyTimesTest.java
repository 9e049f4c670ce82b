package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wall clocks and java.sql's times in zones with daylight saving. */
class LegacyTimesTest {
    private static final Place PLACE = Place.ofColumn("c", false);

    private static Calendar in(String zone) {
        return new GregorianCalendar(TimeZone.getTimeZone(zone));
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 2012-10-10T08:00, 2012-10-10T08:00:00Z",
        "America/New_York, 2012-10-10T08:00, 2012-10-10T12:00:00Z",
        "America/New_York, 2012-01-10T08:00, 2012-01-10T13:00:00Z",
        // 02:30 does not exist on the day when clocks go forward: it is 03:30.
        "America/New_York, 2012-03-11T02:30, 2012-03-11T07:30:00Z",
        "Europe/Berlin, 2012-03-25T02:30, 2012-03-25T01:30:00Z",
        // Lord Howe Island moves by half an hour.
        "Australia/Lord_Howe, 2012-10-07T02:15, 2012-10-06T15:45:00Z",
        "Asia/Kathmandu, 2012-10-10T08:00, 2012-10-10T02:15:00Z"
    })
    void aTimestampWithCalendarIsTheInstantInItsZone(String zone, LocalDateTime clock, Instant instant) {
        assertThat(LegacyTimes.toTimestamp(clock, PLACE, in(zone)).toInstant()).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 2012-10-10, 2012-10-10T00:00:00Z",
        "America/New_York, 2012-03-11, 2012-03-11T05:00:00Z",
        // Midnight does not exist: the day begins at 01:00.
        "America/Sao_Paulo, 2012-10-21, 2012-10-21T03:00:00Z",
        "Asia/Beirut, 2012-03-25, 2012-03-24T22:00:00Z"
    })
    void aDateWithCalendarIsTheBeginningOfTheDayInItsZone(String zone, LocalDate date, Instant instant) {
        assertThat(LegacyTimes.toDate(date, PLACE, in(zone)).getTime()).isEqualTo(instant.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu"})
    void whatIsReadInAZoneIsBoundInItAgain(String zone) {
        for (LocalDateTime clock = LocalDateTime.of(2012, 1, 1, 0, 30, 0, 123_000_000);
                clock.getYear() < 2013;
                clock = clock.plusHours(7)) {
            Timestamp timestamp = LegacyTimes.toTimestamp(clock, PLACE, in(zone));
            LocalDateTime back = LegacyTimes.ofTimestamp(timestamp, in(zone));
            // A clock in a gap has moved forward, by an hour at most.
            assertThat(back).isBetween(clock, clock.plusHours(1));
            assertThat(LegacyTimes.toTimestamp(back, PLACE, in(zone))).isEqualTo(timestamp);
            assertThat(LegacyTimes.ofDate(LegacyTimes.toDate(clock, PLACE, in(zone)), in(zone)))
                    .isEqualTo(clock.toLocalDate());
            assertThat(LegacyTimes.ofTime(LegacyTimes.toTime(clock, PLACE, in(zone)), in(zone)))
                    .isEqualTo(clock.toLocalTime());
        }
    }

    @Test
    void theCallersCalendarIsLeftAlone() {
        Calendar calendar = in("Europe/Berlin");
        calendar.setTimeInMillis(42);
        LegacyTimes.toTimestamp(LocalDateTime.of(2012, 10, 10, 8, 0), PLACE, calendar);
        assertThat(calendar.getTimeInMillis()).isEqualTo(42);
    }

    @Test
    void theZoneOfTheProcessCountsWithoutCalendar() {
        LocalDateTime clock = LocalDateTime.of(2012, 10, 10, 8, 9, 10, 123_000_000);
        assertThat(LegacyTimes.toTimestamp(clock, PLACE)).isEqualTo(Timestamp.valueOf("2012-10-10 08:09:10.123"));
        assertThat(LegacyTimes.toDate(clock, PLACE)).isEqualTo(Date.valueOf("2012-10-10"));
        Time time = LegacyTimes.toTime(clock, PLACE);
        assertThat(time).hasToString("08:09:10");
        assertThat(LegacyTimes.ofTime(time, null)).isEqualTo(LocalTime.of(8, 9, 10, 123_000_000));
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 2012-03-11T02:30, 2012-03-11 02:30:00.0 2012-03-11 1331433000000",
        "America/New_York, 2012-03-11T02:30, 2012-03-11 03:30:00.0 2012-03-11 1331451000000",
        "Europe/Berlin, 2012-03-25T02:30, 2012-03-25 03:30:00.0 2012-03-25 1332639000000",
        "America/Sao_Paulo, 2012-10-21T00:00, 2012-10-21 01:00:00.0 2012-10-21 1350788400000",
        "Asia/Kathmandu, 2012-10-10T08:00, 2012-10-10 08:00:00.0 2012-10-10 1349835300000"
    })
    void everyDefaultZoneKeepsDateAndClock(String zone, String clock, String expected) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.timezone=" + zone,
                        "-cp",
                        System.getProperty("java.class.path"),
                        InOwnProcess.class.getName(),
                        clock))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(said.trim()).isEqualTo(expected);
    }

    /** Reads one wall clock in the default zone of its own Java process. */
    static final class InOwnProcess {
        private InOwnProcess() {}

        public static void main(String[] args) {
            LocalDateTime clock = LocalDateTime.parse(args[0]);
            Timestamp timestamp = LegacyTimes.toTimestamp(clock, PLACE);
            Date date = LegacyTimes.toDate(clock, PLACE);
            System.out.println(timestamp + " " + date + " " + timestamp.getTime());
        }
    }
}
