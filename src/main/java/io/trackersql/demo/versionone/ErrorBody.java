package io.trackersql.demo.versionone;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trackersql.demo.Reply;
import io.trackersql.demo.versionone.query.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes refusals in the two forms that the vendor's SDKs parse. */
final class ErrorBody {
    private static final JsonMapper JSON = new JsonMapper();

    private ErrorBody() {}

    static void send(Reply reply, Refusal refusal, boolean json, String path) throws IOException {
        if (json) {
            String message =
                    refusal.detail().isEmpty() ? refusal.getMessage() : refusal.getMessage() + ": " + refusal.detail();
            byte[] body = JSON.writeValueAsBytes(Map.of("exceptions", List.of(Map.of("message", message))));
            reply.send(refusal.status(), "application/json; charset=utf-8", body);
            return;
        }
        XmlOut xml = XmlOut.lines();
        xml.open("Error").attribute("href", path);
        xml.open("Message").text(refusal.getMessage()).close();
        if (!refusal.detail().isEmpty()) {
            xml.open("Exception").attribute("class", "VersionOne.DataException");
            xml.open("Message").text(refusal.detail()).close();
            xml.close();
        }
        xml.close();
        reply.send(refusal.status(), "text/xml; charset=utf-8", xml.toString());
    }
}
