package io.trackersql.model;

import java.util.Optional;

/**
 * One request to a tracker as people see it in EXPLAIN, in the log and in {@code system.requests}. Holds no credentials.
 *
 * @param method GET, POST, PUT or DELETE
 * @param target path and query string below the tracker's base URL, encoded as sent
 * @param body what it sends; described in words where that is bytes
 */
public record NativeRequest(String method, String target, Optional<String> body) {
    /** A GET without body. */
    public static NativeRequest get(String target) {
        return new NativeRequest("GET", target, Optional.empty());
    }

    /** A POST with a body. */
    public static NativeRequest post(String target, String body) {
        return new NativeRequest("POST", target, Optional.of(body));
    }

    /** Method and path alone, for messages: parameters may be long. */
    public String withoutParameters() {
        int end = target.indexOf('?');
        return method + " " + (end < 0 ? target : target.substring(0, end));
    }

    @Override
    public String toString() {
        return method + " " + target + body.map(text -> " " + text).orElse("");
    }
}
