package io.trackersql.versionone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.http.Refusal;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.TrackerException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ErrorReaderTest {
    private static final NativeRequest DATA =
            NativeRequest.get("rest-1.v1/Data/Defect?sel=Category&where=Name%3D%27x%27");

    private static TrackerException explain(NativeRequest request, int status, String body) {
        return new ErrorReader("host").explain(new Refusal(request, status, "text/xml", body, Duration.ZERO));
    }

    @Test
    void theLastMessageOfXmlIsTheOneThatMatters() {
        TrackerException failure = explain(DATA, 400, """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error href="/i/rest-1.v1/Data/Defect"><Message>Invalid SEL parameter</Message>
                <Exception class="VersionOne.DataException"><Message>Unknown AttributeDefinition: Defect.Category</Message></Exception>
                </Error>""");
        assertThat(failure.failure()).isEqualTo(Failure.UNKNOWN_COLUMN);
        assertThat(failure)
                .hasMessage("VersionOne at host refused GET rest-1.v1/Data/Defect with status 400: "
                        + "Unknown AttributeDefinition: Defect.Category.");
    }

    @Test
    void messagesOfJsonAreUnderstoodToo() {
        NativeRequest query = NativeRequest.post("query.v1", "{}");
        assertThat(explain(query, 400, "{\"exceptions\":[{\"message\":\"Unknown token: Estimate\"}]}")
                        .failure())
                .isEqualTo(Failure.UNKNOWN_COLUMN);
        assertThat(explain(query, 400, "{\"exceptions\":[{\"message\":\"Unknown AssetType: Animal\"}]}")
                        .failure())
                .isEqualTo(Failure.UNKNOWN_TABLE);
        assertThat(explain(query, 400, "{\"Message\":\"no idea\"}").failure()).isEqualTo(Failure.REFUSED);
    }

    @Test
    void aMissingTypeIsNotAMissingInstance() {
        assertThat(explain(DATA, 404, "<Error><Message>Not found</Message></Error>")
                        .failure())
                .isEqualTo(Failure.UNKNOWN_TABLE);
        assertThat(explain(DATA, 404, "<html><body>404</body></html>").failure())
                .isEqualTo(Failure.BAD_URL);
        assertThat(explain(NativeRequest.get("meta.v1/"), 404, "<Error><Message>Not found</Message></Error>")
                        .failure())
                .isEqualTo(Failure.BAD_URL);
    }

    @Test
    void otherStatusesKeepTheirMeaning() {
        assertThat(explain(DATA, 403, "").failure()).isEqualTo(Failure.PERMISSION);
        assertThat(explain(DATA, 500, "<html>oops</html>").failure()).isEqualTo(Failure.SERVER_ERROR);
        assertThat(explain(DATA, 405, "plain words")).hasMessageContaining("status 405: plain words.");
    }

    @Test
    void externalEntitiesAreNotRead() {
        String body = "<!DOCTYPE e [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Error><Message>a&x;b</Message></Error>";
        assertThat(explain(DATA, 400, body).getMessage()).doesNotContain("root:");
    }
}
