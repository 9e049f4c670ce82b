package io.trackersql.rally;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trackersql.http.Refusal;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.TrackerException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes failures of Rally's errors, which mostly come with status 200. A type or attribute that the server does not know becomes
 * UNKNOWN_TABLE or UNKNOWN_COLUMN, so that the caller can read the schema again. What the service says is quoted as it is.
 */
final class ErrorReader {
    /** Rally ends requests after five minutes with 502 or 524; a quicker one of these has another cause. */
    private static final Duration SERVER_LIMIT = Duration.ofSeconds(285);

    /** What the service says of an object that is not there, or that the user may not see. */
    private static final String GONE = "Cannot find object to read";

    /** What to do where there is no Lookback API. */
    static final String NO_PAST =
            "The past comes from Rally's Lookback API, which Rally's own service has, but no sandbox, demo or on-premises server."
                    + " Only present rows can be read here.";

    private final String server;

    ErrorReader(String server) {
        this.server = server;
    }

    /** How messages begin. */
    String start() {
        return "Rally at " + server;
    }

    /** The failure of an answer with errors in it. */
    TrackerException explain(NativeRequest request, List<String> errors) {
        String said = String.join("; ", errors);
        return failure(said).with(start() + " refused " + request.withoutParameters() + ": " + said + stop(said));
    }

    /** Whether a failure says that the object that was asked for is not there. */
    static boolean saysGone(TrackerException failure) {
        return failure.failure() == Failure.REFUSED && failure.getMessage().contains(GONE);
    }

    static Failure failure(String said) {
        String text = said.toLowerCase(Locale.ROOT);
        if (text.contains("requested type name")) {
            return Failure.UNKNOWN_TABLE;
        } else if (text.contains("unknown attribute")
                || (text.contains("could not parse") && text.contains("attribute"))) {
            return Failure.UNKNOWN_COLUMN;
        } else if (text.contains("invalid key")) {
            return Failure.AUTHENTICATION;
        } else if (text.contains("not authorized") || text.contains("unauthorized")) {
            return Failure.PERMISSION;
        } else if (text.contains("error parsing expression") || text.contains("unknown operator")) {
            // our query is at fault
            return Failure.INTERNAL;
        }
        return Failure.REFUSED;
    }

    /** The failure of an answer with an error status. */
    TrackerException explain(Refusal refusal) {
        int status = refusal.status();
        if ((status == 502 || status == 524) && refusal.elapsed().compareTo(SERVER_LIMIT) >= 0) {
            return Failure.TIMEOUT.with(
                    "Rally at " + server + " ended " + refusal.request().withoutParameters() + " with status " + status
                            + " after " + refusal.elapsed().toSeconds()
                            + " s: it ends all requests that take five minutes. Narrow the statement: fewer columns, a condition, a project,"
                            + " or a smaller pageRows.");
        }
        List<String> errors = errors(refusal.body());
        String said = errors.isEmpty() ? refusal.excerpt() : String.join("; ", errors);
        String text = "Rally at " + server + " refused " + refusal.request().withoutParameters() + " with status "
                + status + (said.isEmpty() ? "." : ": " + said + stop(said));
        if (status >= 500) {
            return Failure.SERVER_ERROR.with(text);
        } else if (status == 403) {
            return Failure.PERMISSION.with(text);
        } else if (!errors.isEmpty()) {
            return failure(said).with(text);
        } else if (status == 404 || status == 405) {
            return Failure.BAD_URL.with(text + " Check the address in the URL, such as https://rally1.rallydev.com.");
        }
        return Failure.REFUSED.with(text);
    }

    /** The failure of a write with an error status. */
    TrackerException explainWrite(Refusal refusal) {
        return refusal.status() == 405
                ? Failure.NOT_WRITABLE.with(start() + " does not take "
                        + refusal.request().withoutParameters() + ": it knows no such write of this type (status 405).")
                : explain(refusal);
    }

    /** The failure of an answer of the Lookback API with an error status. */
    TrackerException explainPast(Refusal refusal) {
        String text = "Rally at " + server + " refused " + refusal.request().withoutParameters() + " with status "
                + refusal.status() + ". ";
        return switch (refusal.status()) {
            case 403 ->
                Failure.PERMISSION.with(text
                        + "This user may not read the past of the workspace. Ask its administrator for access to the"
                        + " workspace and to the Lookback API, or read present rows.");
            case 404, 405, 501 -> Failure.UNSUPPORTED.with(text + NO_PAST);
            default -> explain(refusal);
        };
    }

    /** The errors of an envelope; none if the body is something else, such as a page for people. */
    private static List<String> errors(String body) {
        List<String> errors = new ArrayList<>();
        if (!body.stripLeading().startsWith("{")) {
            return errors;
        }
        try {
            JsonNode root = new ObjectMapper().readTree(body);
            root.path("Errors").forEach(error -> errors.add(error.asText()));
            for (JsonNode envelope : root) {
                envelope.path("Errors").forEach(error -> errors.add(error.asText()));
            }
        } catch (IOException e) {
            return errors; // cut: what was read until here is all there is
        }
        return errors;
    }

    /** What ends a sentence that a quotation may have ended already. */
    static String stop(String said) {
        return said.endsWith(".") ? "" : ".";
    }
}
