package io.trackersql.http;

import io.trackersql.model.NativeRequest;

/**
 * One question to a tracker.
 *
 * @param format what the answer must be; also sent as the Accept header
 * @param isRead whether the request changes nothing, so that it may be sent again
 * @param refusals explains answers with an error status
 */
public record Ask(NativeRequest request, Format format, boolean isRead, Refusals refusals) {
    /** What an answer is written in. */
    public enum Format {
        JSON("application/json"),
        XML("text/xml");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }
}
