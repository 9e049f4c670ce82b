package io.trackersql.demo.rally.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.rally.query.Instants.Range;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clock stands at 3 in the morning of 10 March 2024 in UTC: 9 March in New York, whose clocks go forward that night. */
class InstantsTest {
    private final Instants instants = new Instants(
            Clock.fixed(Instant.parse("2024-03-10T03:00:00Z"), ZoneOffset.UTC),
            ZoneId.of("America/New_York"),
            ZoneId.of("Europe/London"));

    @ParameterizedTest
    @CsvSource({
        "today, 2024-03-10T00:00:00Z, 2024-03-11T00:00:00Z",
        "Yesterday, 2024-03-08T05:00:00Z, 2024-03-09T05:00:00Z",
        "tomorrow, 2024-03-10T05:00:00Z, 2024-03-11T04:00:00Z",
        "today+0, 2024-03-09T05:00:00Z, 2024-03-10T05:00:00Z",
        "today-1, 2024-03-08T05:00:00Z, 2024-03-10T05:00:00Z",
        "today + 2, 2024-03-09T05:00:00Z, 2024-03-12T04:00:00Z",
        "lastweek, 2024-03-02T05:00:00Z, 2024-03-10T05:00:00Z",
        "nextmonth, 2024-03-09T05:00:00Z, 2024-04-09T04:00:00Z",
        "lastquarter, 2023-12-10T05:00:00Z, 2024-03-10T05:00:00Z"
    })
    void variablesAreRangesOfDays(String variable, Instant from, Instant until) {
        assertThat(instants.range(variable)).contains(new Range(from.toEpochMilli(), until.toEpochMilli()));
    }

    @ParameterizedTest
    @CsvSource({
        "2012-08-24T19:10:09.154Z, 2012-08-24T19:10:09.154Z",
        "2014-01-01T10:00-0700, 2014-01-01T17:00:00Z",
        "2014-01-01T10:00:30+01:00, 2014-01-01T09:00:30Z",
        "2013-09-01, 2013-09-01T04:00:00Z"
    })
    void literalsAreOneMillisecondLong(String literal, Instant time) {
        assertThat(instants.range(literal)).contains(new Range(time.toEpochMilli(), time.toEpochMilli() + 1));
    }

    @Test
    void otherTextIsNoTime() {
        assertThat(instants.range("2013-13-01")).isEmpty();
        assertThat(instants.range("lastfortnight")).isEmpty();
        assertThat(instants.range("2014-01-01T10:00")).isEmpty();
    }
}
