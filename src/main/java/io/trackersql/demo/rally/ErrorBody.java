package io.trackersql.demo.rally;

import io.trackersql.demo.rally.query.Refusal;
import java.io.IOException;
import java.util.List;

/** Writes refusals in the forms that the vendor's toolkits know. */
final class ErrorBody {
    private ErrorBody() {}

    /** Answers a refusal; the call is null if the request could not be read. */
    static void send(Call call, Response response, Refusal refusal) throws IOException {
        if (call == null || refusal.place() == Refusal.Place.PAGE) {
            response.page(refusal.status(), "text/plain; charset=utf-8", refusal.getMessage());
        } else if (refusal.place() == Refusal.Place.QUERY) {
            response.envelope(call, "QueryResult", json -> QueryEndpoint.refuse(json, call, refusal.getMessage()));
        } else {
            response.envelope(
                    call,
                    "OperationResult",
                    json -> Response.head(json, List.of(refusal.getMessage()), call.warnings()));
        }
    }

    /** What a request without valid credentials is told. */
    static String unauthorized(boolean tried) {
        String reason = tried
                ? "Error 401 The username or password you entered is incorrect."
                : "Error 401 An Authentication object was not found in the SecurityContext";
        return html(reason, reason);
    }

    static String html(String title, String text) {
        return "<html><head><title>" + title + "</title></head><body><h2>" + text + "</h2></body></html>";
    }
}
