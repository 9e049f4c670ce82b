package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.http.Refusal;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.TrackerException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorReaderTest {
    private static final NativeRequest DATA = NativeRequest.get("webservice/v2.0/defect?fetch=Name&query=(Name = 1)");

    private static TrackerException explain(int status, int seconds, String body) {
        return new ErrorReader("host")
                .explain(new Refusal(DATA, status, "text/html", body, Duration.ofSeconds(seconds)));
    }

    private static Failure said(String error) {
        return new ErrorReader("host").explain(DATA, List.of(error)).failure();
    }

    @Test
    void errorsInAnswersHaveTheirMeaning() {
        assertThat(said("Cannot sort using unknown attribute Invalid")).isEqualTo(Failure.UNKNOWN_COLUMN);
        assertThat(said("Could not parse: Could not find the attribute \"Foo\" on type Defect"))
                .isEqualTo(Failure.UNKNOWN_COLUMN);
        assertThat(said("Requested type name \"pullrequest\" is unknown.")).isEqualTo(Failure.UNKNOWN_TABLE);
        assertThat(said("Not authorized to perform action: Invalid key")).isEqualTo(Failure.AUTHENTICATION);
        assertThat(said("Not authorized to read this")).isEqualTo(Failure.PERMISSION);
        assertThat(said("Could not parse: Error parsing expression -- expected \")\" but saw \"AND\" instead."))
                .isEqualTo(Failure.INTERNAL);
        assertThat(said("Cannot find object to read")).isEqualTo(Failure.REFUSED);
        assertThat(new ErrorReader("host").explain(DATA, List.of("a", "b.")))
                .hasMessage("Rally at host refused GET webservice/v2.0/defect: a; b.");
    }

    @Test
    void theEndOfFiveMinutesIsATimeout() {
        for (int status : new int[] {502, 524}) {
            assertThat(explain(status, 300, "<html>Bad Gateway</html>").failure())
                    .isEqualTo(Failure.TIMEOUT);
            assertThat(explain(status, 2, "<html>Bad Gateway</html>").failure()).isEqualTo(Failure.SERVER_ERROR);
        }
        assertThat(explain(502, 300, "")).hasMessageContaining("five minutes").hasMessageContaining("Narrow");
    }

    @Test
    void otherStatusesKeepTheirMeaning() {
        assertThat(explain(403, 0, "Forbidden").failure()).isEqualTo(Failure.PERMISSION);
        assertThat(explain(404, 0, "<html>404</html>").failure()).isEqualTo(Failure.BAD_URL);
        assertThat(explain(405, 0, "Could not find web service").failure()).isEqualTo(Failure.BAD_URL);
        assertThat(explain(500, 0, "<html>oops</html>").failure()).isEqualTo(Failure.SERVER_ERROR);
        assertThat(explain(
                        422, 0, "{\"OperationResult\":{\"Errors\":[\"Requested type name \\\"x\\\" is unknown.\"]}}"))
                .hasMessage("Rally at host refused GET webservice/v2.0/defect with status 422:"
                        + " Requested type name \"x\" is unknown.");
    }

    private static TrackerException explainPast(int status, String body) {
        return new ErrorReader("host").explainPast(new Refusal(DATA, status, "text/html", body, Duration.ofSeconds(1)));
    }

    @Test
    void aRefusedPastSaysWhatToDo() {
        assertThat(explainPast(403, "Forbidden").failure()).isEqualTo(Failure.PERMISSION);
        assertThat(explainPast(403, "Forbidden").getMessage()).contains("Ask its administrator", "Lookback API");
        for (int status : new int[] {404, 405, 501}) {
            assertThat(explainPast(status, "<html>x</html>").failure()).isEqualTo(Failure.UNSUPPORTED);
            assertThat(explainPast(status, "").getMessage()).contains("on-premises", "Only present rows");
        }
        assertThat(explainPast(500, "{\"Errors\":[\"oops\"]}").failure()).isEqualTo(Failure.SERVER_ERROR);
        assertThat(explainPast(400, "{\"Errors\":[\"oops\"]}").getMessage()).contains("oops");
    }
}
