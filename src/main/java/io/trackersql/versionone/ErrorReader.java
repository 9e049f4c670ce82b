package io.trackersql.versionone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trackersql.http.Refusal;
import io.trackersql.http.Xml;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.Operation;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import io.trackersql.write.Mutation;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern ATTRIBUTE = Pattern.compile("\\b[A-Za-z]\\w*\\.(\\w+)");

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

    /** The failure of a write that was refused as a whole request. */
    TrackerException explain(Refusal refusal, Mutation mutation) {
        Optional<String> message = message(refusal.body());
        boolean isOfAsset = !(mutation instanceof Mutation.Create);
        if (refusal.status() == 404 && isOfAsset && message.isPresent()) {
            return missing(mutation);
        }
        boolean isReason = message.isPresent() && (refusal.status() == 400 || refusal.status() == 404);
        return isReason ? refused(message.get(), mutation) : explain(refusal);
    }

    /** The failure of a question for a template; only the context can be what is missing. */
    TrackerException explainTemplate(Refusal refusal, String context) {
        TrackerException failure = explain(refusal);
        boolean isOfContext = refusal.status() == 404
                && context != null
                && message(refusal.body()).isPresent();
        return isOfContext
                ? Failure.NO_ASSET.with(failure.getMessage() + " Check the key " + context + " of the context.")
                : failure;
    }

    /** The failure of a write that found no asset. */
    static TrackerException missing(Mutation mutation) {
        return Failure.NO_ASSET.with("VersionOne did not do " + mutation
                + ": there is no such asset, or it is deleted, or the user may not see it.");
    }

    /**
     * The failure of a write for a reason in the tracker's words. Known are {@code Violation'Invalid'Epic.Scope}, {@code Resolution'Unresolved'Test.Parent'Workitem},
     * {@code Invalid OID token: @x}, {@code Unknown AttributeDefinition: Scope.X} and {@code Unknown Operation 'Scope.X'}; how a missing or a
     * read-only value is told is not, so it is guessed after these.
     */
    TrackerException refused(String said, Mutation mutation) {
        Optional<Column> column = column(said, mutation);
        return writeFailure(said.toLowerCase(Locale.ROOT), column, mutation)
                .with("VersionOne at " + server + " refused " + mutation + ": "
                        + (said.isEmpty() ? "it gave no reason" : said)
                        + column.map(c -> " (column " + c.name() + ")").orElse("")
                        + precondition(mutation) + (said.endsWith(".") ? "" : "."));
    }

    private static Failure writeFailure(String said, Optional<Column> column, Mutation mutation) {
        boolean isRelation = column.filter(c -> c.relatedEntity().isPresent()).isPresent();
        boolean isOperation = mutation instanceof Mutation.Operate || mutation instanceof Mutation.Delete;
        if (said.contains(UNKNOWN_TYPE)) {
            return Failure.UNKNOWN_TABLE;
        } else if (UNKNOWN_ATTRIBUTE.stream().anyMatch(said::contains)) {
            return Failure.UNKNOWN_COLUMN;
        } else if (said.contains("unknown operation")) {
            return Failure.UNKNOWN_FUNCTION;
        } else if (said.contains("violation'required'")) {
            return Failure.NOT_NULL;
        } else if (said.contains("readonly") || said.contains("read-only") || said.contains("read only")) {
            return Failure.NOT_WRITABLE;
        } else if (said.contains("resolution'unresolved'")
                || said.contains("invalid oid token")
                || (said.contains("violation'invalid'") && isRelation)) {
            return Failure.INVALID_RELATION;
        }
        return said.contains("violation'") || isOperation ? Failure.RULE_VIOLATION : Failure.REFUSED;
    }

    /** What an operation waits for, which its refusal need not say. */
    private static String precondition(Mutation mutation) {
        Optional<String> attribute = mutation instanceof Mutation.Operate operate
                ? operate.operation().precondition()
                : mutation instanceof Mutation.Delete
                        ? mutation.table().entity().operations().stream()
                                .filter(o -> o.name().equals(Operations.DELETE))
                                .findFirst()
                                .flatMap(Operation::precondition)
                        : Optional.empty();
        return attribute.map(a -> " (it may run while " + a + " is TRUE)").orElse("");
    }

    /** The column whose attribute a message names as {@code Type.Attribute}. */
    private static Optional<Column> column(String said, Mutation mutation) {
        Matcher found = ATTRIBUTE.matcher(said);
        while (found.find()) {
            int position = mutation.table().position(found.group(1));
            if (position >= 0) {
                return Optional.of(mutation.table().columns().get(position));
            }
        }
        return Optional.empty();
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
