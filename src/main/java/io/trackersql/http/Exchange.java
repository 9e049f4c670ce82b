package io.trackersql.http;

import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestLog;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Call;
import okhttp3.Response;

/**
 * One request on the wire: sent once, read once, logged once. What goes wrong after the first byte of a write has left, and before its
 * answer is there as a whole, is UNKNOWN_OUTCOME.
 */
final class Exchange {
    /** Enough of an error's body for its message; the rest is not read. */
    static final int ERROR_BODY_BYTES_MAX = 64 * 1024;

    private final TransportConfig config;
    private final Troubles troubles;
    private final Permits permits;
    private final Ask ask;
    private final Departure departure;
    private final RequestScope scope;
    private final int attempt;
    private final Call call;
    private final Instant startedAt = Instant.now();
    private final long startedNanos = System.nanoTime();

    /** @param call has a {@link Departure} as its tag */
    Exchange(Transport transport, Call call, Ask ask, RequestScope scope, int attempt) {
        this.config = transport.config();
        this.troubles = transport.troubles();
        this.permits = transport.permits();
        this.call = call;
        this.ask = ask;
        this.departure = call.request().tag(Departure.class);
        this.scope = scope;
        this.attempt = attempt;
    }

    /** Sends the request and waits for the answer's headers, with a permit, which {@link #body} then has. */
    Response send() throws IOException {
        permits.acquire(scope.cancellation());
        boolean isAnswered = false;
        try {
            scope.cancellation().check();
            Response response = call.execute();
            isAnswered = true;
            return response;
        } finally {
            if (!isAnswered) {
                permits.release();
            }
        }
    }

    NativeRequest request() {
        return ask.request();
    }

    /** Whether nothing of the request has left, or it is a read. */
    boolean isHarmless() {
        return ask.isRead() || !departure.wasSent();
    }

    /** The failure to report for one that struck the request or its answer. */
    TrackerException failure(TrackerException found) {
        return isHarmless() || found.failure() == Failure.UNKNOWN_OUTCOME
                ? found
                : Failure.UNKNOWN_OUTCOME.with(
                        found.getMessage() + " " + request().withoutParameters()
                                + " had been sent, and whether the tracker has done it is not known: look before you"
                                + " repeat it.",
                        found);
    }

    RequestScope scope() {
        return scope;
    }

    String host() {
        return config.base().getHost();
    }

    void cancel() {
        call.cancel();
    }

    Cancellation.Registration cancelOnStop() {
        return scope.cancellation().onStop(call::cancel);
    }

    /** The answer's body, for once. */
    BodyStream body(Response response) {
        Wire wire = new Wire(response.body().byteStream(), permits);
        boolean isZipped = "gzip".equalsIgnoreCase(response.header("Content-Encoding"));
        return new BodyStream(wire, isZipped, e -> failure(troubles.inAnswer(e, scope.cancellation())));
    }

    /** Reads an error's body, as far as it is of use, and ends the exchange. */
    Refusal refusal(Response response) {
        BodyStream body = body(response);
        String text = "";
        try {
            text = new String(body.readNBytes(ERROR_BODY_BYTES_MAX), StandardCharsets.UTF_8);
            if (body.read() >= 0) {
                call.cancel();
            }
        } catch (TrackerException e) {
            // The status says more than an error text that breaks off; of a write it must be told in any case.
            if (ask.isRead()) {
                scope.cancellation().check();
            }
        } catch (IOException e) {
            throw new AssertionError("a body stream has only failures of its own", e);
        } finally {
            response.close();
            body.wire().end();
            log(response.code(), 0, body.wire().bytes());
        }
        return new Refusal(request(), response.code(), response.header("Content-Type", ""), text, elapsed());
    }

    void log(int status, long rows, long bytes) {
        long millis = elapsed().toMillis();
        scope.log()
                .add(new RequestLog.Entry(
                        startedAt, config.tracker(), request(), status, rows, bytes, millis, attempt));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}
