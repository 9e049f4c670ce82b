package io.trackersql.http;

import io.trackersql.model.NativeRequest;
import java.util.Optional;

/**
 * One question to a tracker, or one write.
 *
 * @param request its method is GET, POST, PUT or DELETE
 * @param format what the answer must be; also sent as the Accept header
 * @param bodyType what the text of the body is
 * @param upload what is sent as the body instead of the text, which then only describes it
 * @param secret a parameter that is sent behind those of the target and shown nowhere
 * @param isRead whether the request changes nothing, so that it may be sent again
 * @param refusals explains answers with an error status
 */
public record Ask(
        NativeRequest request,
        Format format,
        BodyType bodyType,
        Optional<Upload> upload,
        Optional<Secret> secret,
        boolean isRead,
        Refusals refusals) {
    /** A question without a secret parameter. */
    public Ask(
            NativeRequest request,
            Format format,
            BodyType bodyType,
            Optional<Upload> upload,
            boolean isRead,
            Refusals refusals) {
        this(request, format, bodyType, upload, Optional.empty(), isRead, refusals);
    }

    /** A question whose body, if it has one, is JSON. */
    public Ask(NativeRequest request, Format format, boolean isRead, Refusals refusals) {
        this(request, format, BodyType.JSON, isRead, refusals);
    }

    /** A question whose body is text. */
    public Ask(NativeRequest request, Format format, BodyType bodyType, boolean isRead, Refusals refusals) {
        this(request, format, bodyType, Optional.empty(), isRead, refusals);
    }

    /** A parameter that proves something; {@code toString} hides its value. */
    public record Secret(String name, String value) {
        String parameter() {
            return name + "=" + UrlText.percent(value);
        }

        @Override
        public String toString() {
            return name + "=***";
        }
    }

    /** What a body is written in. */
    public enum BodyType {
        JSON("application/json"),
        XML("text/xml; charset=utf-8"),
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
        XML("text/xml"),
        /** Anything, such as the content of a file, and perhaps nothing. */
        ANY("*/*");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }
}
