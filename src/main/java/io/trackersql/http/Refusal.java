package io.trackersql.http;

import io.trackersql.model.NativeRequest;

/**
 * An answer with an error status.
 *
 * @param contentType as sent, empty if none
 * @param body decoded as UTF-8, cut after {@link Exchange#ERROR_BODY_BYTES_MAX} bytes
 */
public record Refusal(NativeRequest request, int status, String contentType, String body) {
    /** The beginning of the body on one line, harmless to print. */
    public String excerpt() {
        return Excerpts.of(body);
    }
}
