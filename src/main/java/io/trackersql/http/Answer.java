package io.trackersql.http;

import com.fasterxml.jackson.core.io.JsonEOFException;
import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.Response;

/**
 * A tracker's answer with status 200 while it arrives. Not thread-safe, but {@link #close} may come from any thread; closing
 * early breaks the connection off at once. The request is logged when the answer is closed.
 */
public final class Answer implements AutoCloseable {
    private static final int PEEK_BYTES = 512;

    private final Exchange exchange;
    private final Response response;
    private final Cancellation.Registration registration;
    private final BodyStream body;
    private long rows;
    private volatile boolean isComplete;
    private boolean isClosed;

    Answer(Exchange exchange, Response response, Cancellation.Registration registration) {
        this.exchange = exchange;
        this.response = response;
        this.registration = registration;
        this.body = exchange.body(response);
    }

    /** The body. Its failures are {@link TrackerException}. */
    public InputStream body() {
        return body;
    }

    /** Counts one decoded row, for the request log. */
    public void addRow() {
        rows++;
    }

    /** Tells the user of something that is not as it should be, but no failure; a statement shows the same text once. */
    public void warn(String message) {
        exchange.scope().warnings().accept(message);
    }

    /** Says that nothing more will come, so that the connection can serve another request. Call after the end of the body was read. */
    public void complete() {
        isComplete = true;
    }

    /** The failure of an answer that is no {@code expected}; that of a write does not tell what became of it. */
    public TrackerException malformed(String expected, String found) {
        return exchange.failure(Failure.BAD_ANSWER.with(
                "The answer of " + exchange.host() + " to " + exchange.request().method() + " "
                        + Excerpts.of(exchange.request().target()) + " is not " + expected + ": " + found + "."));
    }

    /** The failure of an answer that a parser could not read any further. */
    public TrackerException unreadable(IOException e) {
        Optional<TrackerException> stop = exchange.scope().cancellation().reason();
        if (stop.isPresent()) {
            return exchange.failure(stop.get());
        } else if (e instanceof JsonEOFException) {
            return exchange.failure(Failure.CONNECTION_BROKEN.with(
                    "The answer of " + exchange.host() + " ended early, after "
                            + body.wire().bytes() + " bytes.",
                    e));
        }
        return malformed("well-formed", Excerpts.of(String.valueOf(e.getMessage())));
    }

    /** Fails if the answer is a page for people, or nothing at all. */
    void check(Ask.Format format) {
        if (format == Ask.Format.ANY) {
            return;
        }
        String contentType = response.header("Content-Type", "");
        byte[] head = body.peek(PEEK_BYTES);
        String text = new String(head, StandardCharsets.UTF_8);
        String start = text.replace("\uFEFF", "").stripLeading();
        boolean isHtml = contentType.contains("html")
                || start.regionMatches(true, 0, "<!doctype html", 0, 14)
                || start.regionMatches(true, 0, "<html", 0, 5);
        if (isHtml) {
            throw malformed(
                    format.name(),
                    "it is an HTML page, such as a login page or a proxy's message. It begins with \""
                            + Excerpts.of(start) + "\". Check the URL, the credentials and the proxy");
        }
        boolean fits =
                format == Ask.Format.XML ? start.startsWith("<") : start.startsWith("{") || start.startsWith("[");
        if (!fits) {
            throw malformed(
                    format.name(), start.isEmpty() ? "it is empty" : "it begins with \"" + Excerpts.of(start) + "\"");
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
        }
        registration.close();
        if (!isComplete) {
            // Before close(): OkHttp would otherwise wait for the rest of a half-read body, in the hope of reusing the
            // connection.
            exchange.cancel();
        }
        body.wire().end();
        if (body.wire().isBeingRead()) {
            // by another thread, which must not be waited for
            exchange.cancel();
        }
        body.wire().whileNobodyReads(response::close);
        exchange.log(response.code(), rows, body.wire().bytes());
    }
}
