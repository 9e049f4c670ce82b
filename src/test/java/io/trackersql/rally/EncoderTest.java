package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EncoderTest {
    private static Optional<String> encode(String column, Object value) {
        return Encoder.encode(Sample.column(column), value);
    }

    @Test
    void numbersAreWrittenPlainlyOrNotAtAll() {
        assertThat(encode("PlanEstimate", 3.0)).contains("3");
        assertThat(encode("PlanEstimate", -0.5)).contains("-0.5");
        assertThat(encode("PlanEstimate", 1e7)).contains("10000000");
        assertThat(encode("PlanEstimate", 1e15)).isEmpty();
        assertThat(encode("PlanEstimate", Double.NEGATIVE_INFINITY)).isEmpty();
        assertThat(encode("Rank", Long.MAX_VALUE)).contains("9223372036854775807");
    }

    @Test
    void timesAreWrittenInFullAndInUtc() {
        assertThat(encode("CreationDate", 1_345_835_409_154L)).contains("2012-08-24T19:10:09.154Z");
        assertThat(encode("CreationDate", -1L)).contains("1969-12-31T23:59:59.999Z");
        assertThat(encode("CreationDate", 253_402_300_799_999L)).contains("9999-12-31T23:59:59.999Z");
        assertThat(encode("CreationDate", 253_402_300_800_000L)).isEmpty();
        assertThat(encode("CreationDate", Long.MIN_VALUE)).isEmpty();
    }

    @Test
    void textIsQuotedUnlessTheTrackerWouldReadSomethingElse() {
        assertThat(encode("Name", "a ) b (")).contains("\"a ) b (\"");
        assertThat(encode("Name", "a\"b")).isEmpty();
        assertThat(encode("Name", "a\\b")).isEmpty();
        assertThat(encode("Name", "a\nb")).isEmpty();
        assertThat(encode("Name", " a")).isEmpty();
        assertThat(encode("Name", "")).isEmpty();
        assertThat(encode("Name", "NULL")).isEmpty();
        assertThat(encode("Name", "CurrentUser")).isEmpty();
        assertThat(encode("Name", "a\uD800b")).isEmpty();
        assertThat(encode("Name", "a\uD83D\uDE00b")).contains("\"a\uD83D\uDE00b\"");
    }

    @Test
    void aFormattedIdIsAPrefixAndANumber() {
        assertThat(encode("FormattedID", "DE12")).contains("DE12");
        assertThat(encode("FormattedID", "12")).isEmpty();
        assertThat(encode("FormattedID", "DE")).isEmpty();
        assertThat(encode("FormattedID", "DE12)")).isEmpty();
        assertThat(encode("FormattedID", "DE1234567890123456789")).isEmpty();
    }
}
