package io.trackersql.http;

import io.trackersql.model.NativeRequest;
import java.time.Duration;

/**
 * An answer with an error status.
 *
 * @param contentType as sent, empty if none
 * @param body decoded as UTF-8, cut after {@link Exchange#ERROR_BODY_BYTES_MAX} bytes
 * @param elapsed from the sending of the request to the end of the body
 */
public record Refusal(NativeRequest request, int status, String contentType, String body, Duration elapsed) {
    /** The beginning of the body on one line, harmless to print. */
    public String excerpt() {
        return Excerpts.of(body);
    }
}
