package io.trackersql.demo;

import java.net.URI;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Something that goes wrong with one exchange. */
public sealed interface Fault {
    /** The connection breaks before the request is served, so that nothing of it happens. */
    record Unserved() implements Fault {}

    /** The request is served, then the connection breaks after some bytes of the answer's body; at -1 before the headers. */
    record Cut(long afterBytes) implements Fault {}

    /** The request is served, then the answer stops after some bytes of the body until the gate is released; at -1 before the headers. */
    record Stall(long afterBytes, FaultGate gate) implements Fault {}

    /** The body comes in small pieces, each of which needs a permit of the gate. */
    record Trickle(int pieceBytes, FaultGate gate) implements Fault {}

    /** Another answer to a request that is not served. */
    record Answer(int status, String contentType, String body, Map<String, String> headers) implements Fault {}

    /** The request is served, and another answer takes the place of the real one, as from a proxy that did not wait for it. */
    record Replaced(Answer answer) implements Fault {}

    /** The real body, changed. */
    record Rewrite(UnaryOperator<String> change) implements Fault {}

    /** The rows of the page before the one that is asked for. */
    record DuplicatePage() implements Fault {}

    /** Something that happens just before the request is served, such as the removal of an attribute. */
    record Before(Runnable action) implements Fault {}

    /** An HTML page with status 200, as a proxy or a log-in page sends it. */
    static Fault html() {
        return new Answer(
                200, "text/html", "<!DOCTYPE html><html><body><h1>Please log in</h1></body></html>", Map.of());
    }

    /** A status with an HTML body, as IIS sends it. */
    static Fault status(int status) {
        String body = "<html><head><title>" + status + "</title></head><body>Server Error</body></html>";
        return new Answer(status, "text/html", body, Map.of());
    }

    /** Too many requests, with the seconds to wait in the body, as hosted servers do since 24.3. */
    static Fault quotaExceeded(int retryAfterSeconds) {
        String message = " API request quota exceeded. Maximum of 20 errors per 60 second(s)";
        String body = "{\"Message\":\"" + message + "\",\"RetryAfter\":\"" + retryAfterSeconds + "\"}";
        return new Answer(429, "application/json", body, Map.of());
    }

    /** Too many requests, with the seconds to wait in a header. */
    static Fault retryAfter(int status, int seconds) {
        return new Answer(status, "text/plain", "", Map.of("Retry-After", Integer.toString(seconds)));
    }

    /** A redirect. */
    static Fault redirect(URI target) {
        return new Answer(302, "text/html", "", Map.of("Location", target.toString()));
    }

    /** A body that ends early, although the exchange ends well. */
    static Fault truncated(int characters) {
        return new Rewrite(body -> body.substring(0, Math.min(characters, body.length())));
    }

    /** A body that is not well-formed: the last closing bracket is wrong. */
    static Fault malformed() {
        return new Rewrite(body -> body.substring(0, body.length() - 1) + "?");
    }

    /** An object where JSON rows should have a text or number: every value of an attribute in rest-1.v1, query.v1 or Rally's answers. */
    static Fault wrongType(String attribute) {
        String rest = "(\"name\":\"" + attribute + "\",\"value\":)(\"(?:[^\"\\\\]|\\\\.)*\"|[-0-9.a-z]+)";
        String query = "(\"" + attribute + "\":)(\"(?:[^\"\\\\]|\\\\.)*\"|[-0-9.a-z]+)";
        return new Rewrite(
                body -> body.replaceAll(rest, "$1{\"unexpected\":[1]}").replaceAll(query, "$1{\"unexpected\":[1]}"));
    }
}
