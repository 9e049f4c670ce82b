package io.trackersql.http;

import io.trackersql.model.NativeRequest;

/**
 * One question to a tracker.
 *
 * @param format what the answer must be; also sent as the Accept header
 * @param bodyType what the body of a POST is
 * @param isRead whether the request changes nothing, so that it may be sent again
 * @param refusals explains answers with an error status
 */
public record Ask(NativeRequest request, Format format, BodyType bodyType, boolean isRead, Refusals refusals) {
    /** A question whose body, if it has one, is JSON. */
    public Ask(NativeRequest request, Format format, boolean isRead, Refusals refusals) {
        this(request, format, BodyType.JSON, isRead, refusals);
    }

    /** What a body is written in. */
    public enum BodyType {
        JSON("application/json"),
        /** Names and values as in a query string. */
        FORM("application/x-www-form-urlencoded");

        private final String mediaType;

        BodyType(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

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
