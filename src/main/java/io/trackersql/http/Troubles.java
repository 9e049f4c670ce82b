package io.trackersql.http;

import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Words for what goes wrong below HTTP. */
final class Troubles {
    private final TransportConfig config;

    Troubles(TransportConfig config) {
        this.config = config;
    }

    /** What became of a request that got no answer, and whether another attempt may succeed. */
    record Trouble(TrackerException failure, boolean isPassing) {}

    /** The trouble of a request to which no answer began. */
    Trouble beforeAnswer(IOException e, Cancellation cancellation) {
        Optional<TrackerException> stop = cancellation.reason();
        if (stop.isPresent()) {
            return new Trouble(stop.get(), false);
        }
        String host = config.base().getHost();
        if (e instanceof UnknownHostException) {
            return unsendable(config.proxy()
                    .map(p -> "The proxy's host in " + p
                            + " is not known. Check the property proxy, and this machine's network.")
                    .orElse("The host " + host
                            + " is not known. Check the host name in the URL, and this machine's network."));
        } else if (e instanceof SSLException) {
            return unsendable(
                    "No trusted TLS connection to " + host + ": " + Excerpts.of(String.valueOf(e.getMessage()))
                            + ". If the server's certificate is signed by your own authority, give a trustStore.");
        } else if (isConnecting(e)) {
            boolean refused = !(e instanceof SocketTimeoutException) && !isTimeout(e);
            return new Trouble(
                    Failure.CONNECTION_REFUSED.with(
                            host + port() + " does not accept connections ("
                                    + (refused
                                            ? "refused"
                                            : "none within "
                                                    + config.connectTimeout().toMillis() + " ms")
                                    + "). Check host and port in the URL, the proxy, and whether the server runs.",
                            e),
                    refused);
        } else if (isTimeout(e)) {
            return new Trouble(timeout(e), false);
        } else if (String.valueOf(e.getMessage()).contains("authenticate with proxy")) {
            // OkHttp's words when the tunnel to an https server is refused.
            return new Trouble(
                    Failure.AUTHENTICATION.with("The proxy before " + host
                            + " asks for a user and a password, or refuses those of the property proxy."),
                    false);
        }
        return new Trouble(
                Failure.CONNECTION_BROKEN.with(
                        "The connection to " + host + " broke before an answer came: "
                                + Excerpts.of(String.valueOf(e.getMessage())) + ".",
                        e),
                true);
    }

    private static Trouble unsendable(String message) {
        return new Trouble(Failure.CONNECTION_REFUSED.with(message), false);
    }

    /** The failure of an answer that does not arrive as a whole. */
    TrackerException inAnswer(IOException e, Cancellation cancellation) {
        Optional<TrackerException> stop = cancellation.reason();
        if (stop.isPresent()) {
            return stop.get();
        } else if (isTimeout(e)) {
            return timeout(e);
        }
        String found = e instanceof EOFException ? "it ended early" : Excerpts.of(String.valueOf(e.getMessage()));
        return Failure.CONNECTION_BROKEN.with(
                "The answer of " + config.base().getHost() + " broke off while it was read: " + found + ".", e);
    }

    private TrackerException timeout(IOException e) {
        return Failure.TIMEOUT.with(
                config.base().getHost() + " was silent for "
                        + config.requestTimeout().toMillis() + " ms. Narrow the statement, or raise requestTimeout.",
                e);
    }

    private static boolean isConnecting(IOException e) {
        return e instanceof ConnectException
                || e instanceof NoRouteToHostException
                || (isTimeout(e)
                        && String.valueOf(e.getMessage())
                                .toLowerCase(Locale.ROOT)
                                .contains("connect"));
    }

    private static boolean isTimeout(IOException e) {
        return e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException;
    }

    private String port() {
        return config.base().getPort() < 0 ? "" : ":" + config.base().getPort();
    }
}
