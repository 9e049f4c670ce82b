package io.trackersql.demo;

import java.util.Map;

/**
 * One request as a server received it, and how much it answered so far.
 *
 * @param target        path and query as sent, still percent-encoded
 * @param body          the request's body read as UTF-8, empty for none
 * @param status        0 before the answer has begun
 * @param rowsSent      assets in the answer, nested ones not counted
 * @param bytesSent     bytes of the answer's body, after compression
 * @param authorization scheme of the Authorization header only, or empty
 * @param headers       User-Agent, Accept, Accept-Encoding, Content-Type and those that name an integration as sent; Cookie and
 *     ZSESSIONID with {@code present} in place of their values
 */
public record Exchange(
        String method,
        String target,
        String body,
        int status,
        long rowsSent,
        long bytesSent,
        String authorization,
        Map<String, String> headers) {
    /** Copies the headers. */
    public Exchange {
        headers = Map.copyOf(headers);
    }
}
