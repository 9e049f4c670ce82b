package io.trackersql.versionone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trackersql.http.Refusal;
import io.trackersql.http.Xml;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.TrackerException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads VersionOne's errors: XML with {@code Message} elements of which the last is the most specific, JSON with
 * {@code exceptions[].message}, or text. An attribute or type that the server does not know becomes UNKNOWN_COLUMN or UNKNOWN_TABLE, so
 * that the caller can read the metadata again.
 */
final class ErrorReader {
    /** The beginnings of the messages that known servers give for attributes that they do not know. */
    private static final List<String> UNKNOWN_ATTRIBUTE =
            List.of("unknown attributedefinition", "unknown token", "invalid queryfilter2 token");

    private static final String UNKNOWN_TYPE = "unknown assettype";

    private final String server;

    ErrorReader(String server) {
        this.server = server;
    }

    TrackerException explain(Refusal refusal) {
        Optional<String> message = message(refusal.body());
        String said = message.orElse(refusal.excerpt());
        String text =
                "VersionOne at " + server + " refused " + refusal.request().withoutParameters() + " with status "
                        + refusal.status() + (said.isEmpty() ? "" : ": " + said) + (said.endsWith(".") ? "" : ".");
        Failure failure = failure(refusal, message);
        return failure.with(
                failure == Failure.BAD_URL ? text + " Check the address of the instance in the URL." : text);
    }

    private static Failure failure(Refusal refusal, Optional<String> message) {
        String said = message.orElse("").toLowerCase(Locale.ROOT);
        int status = refusal.status();
        if (said.contains(UNKNOWN_TYPE)) {
            return Failure.UNKNOWN_TABLE;
        } else if (UNKNOWN_ATTRIBUTE.stream().anyMatch(said::contains)) {
            return Failure.UNKNOWN_COLUMN;
        } else if (status >= 500) {
            return Failure.SERVER_ERROR;
        } else if (status == 403) {
            return Failure.PERMISSION;
        } else if (status == 404) {
            boolean isTracker = message.isPresent() && !isOfEveryInstance(refusal.request());
            return isTracker ? Failure.UNKNOWN_TABLE : Failure.BAD_URL;
        }
        return Failure.REFUSED;
    }

    /** Whether each instance has what was asked for, so that its absence speaks of another address. */
    private static boolean isOfEveryInstance(NativeRequest request) {
        return request.target().startsWith("meta.v1")
                || request.withoutParameters().endsWith("/Data/Member");
    }

    /** What the server says in one of its own forms; empty for anything else, such as a page of a web server. */
    static Optional<String> message(String body) {
        String start = body.stripLeading().replace("\uFEFF", "");
        Optional<String> message = Optional.empty();
        if (start.startsWith("<")) {
            message = lastXmlMessage(start);
        } else if (start.startsWith("{")) {
            message = jsonMessage(start);
        }
        return message.map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Optional<String> lastXmlMessage(String body) {
        Optional<String> last = Optional.empty();
        try {
            XMLStreamReader xml = Xml.reader(body);
            while (xml.hasNext()) {
                xml.next();
                if (xml.isStartElement() && xml.getLocalName().equals("Message")) {
                    last = Optional.of(xml.getElementText());
                }
            }
        } catch (XMLStreamException e) {
            return last; // an HTML page, or cut: what was read until here is all there is
        }
        return last;
    }

    private static Optional<String> jsonMessage(String body) {
        try {
            JsonNode root = new ObjectMapper().readTree(body);
            JsonNode last = root.path("exceptions")
                    .path(root.path("exceptions").size() - 1)
                    .path("message");
            for (JsonNode node : List.of(last, root.path("Message"), root.path("message"))) {
                if (node.isTextual()) {
                    return Optional.of(node.textValue());
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
