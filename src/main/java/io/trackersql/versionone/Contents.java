package io.trackersql.versionone;

import io.trackersql.http.Answer;
import io.trackersql.http.Ask;
import io.trackersql.http.Transport;
import io.trackersql.http.Upload;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import io.trackersql.write.Change.Assign;
import io.trackersql.write.Mutation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/**
 * Files, whose content has an address of its own: {@code attachment.img/1005} as the vendor's SDKs for Java and .NET have it, and
 * {@code embedded.img/1005} for pictures in rich text. Their attribute Content is empty in every answer.
 */
final class Contents {
    private static final Map<String, String> ADDRESSES =
            Map.of("Attachment", "attachment", "EmbeddedImage", "embedded");
    private static final String ATTRIBUTE = "Content";
    private static final String MEDIA_TYPE_ATTRIBUTE = "ContentType";
    private static final String MEDIA_TYPE_UNKNOWN = "application/octet-stream";

    private static final int NOT_FOUND = 404;

    private Contents() {}

    /** Whether assets of a type are files. */
    static boolean areFiles(String type) {
        return ADDRESSES.containsKey(type);
    }

    /** Whether a column is the content of such a file. */
    static boolean isContent(String type, Column column) {
        return areFiles(type) && Tokens.of(column).equals(ATTRIBUTE);
    }

    /** Where a file's content is read and written. */
    static String address(String type, String key, String dataPath) {
        String oauth = dataPath.contains(".oauth.") ? ".oauth" : "";
        return ADDRESSES.get(type) + oauth + ".img/" + key.substring(key.indexOf(':') + 1);
    }

    /** What sends a new content; empty if there is none. */
    static Optional<Step> step(Mutation mutation, String type, Assign content) {
        if (content.value() == null) {
            return Optional.empty();
        }
        String mediaType = mutation.changes().stream()
                .filter(c -> Tokens.of(c.column()).equals(MEDIA_TYPE_ATTRIBUTE) && c instanceof Assign)
                .map(c -> ((Assign) c).value())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(Contents::isMediaType)
                .findFirst()
                .orElse(MEDIA_TYPE_UNKNOWN);
        return Optional.of(
                new Step.Send((String) mutation.key(), type, new Upload(mediaType, (byte[]) content.value())));
    }

    /** The content of a file; null if it is empty, or if none was ever sent. */
    static byte[] fetch(Transport transport, String dataPath, ErrorReader errors, String key, RequestScope scope) {
        boolean[] isMissing = new boolean[1];
        NativeRequest request = NativeRequest.get(address(Oids.type(key), key, dataPath));
        Ask ask = new Ask(request, Ask.Format.ANY, true, refusal -> {
            isMissing[0] = refusal.status() == NOT_FOUND;
            return errors.explain(refusal);
        });
        try (Answer answer = transport.send(ask, scope)) {
            byte[] content = answer.body().readAllBytes();
            answer.complete();
            return content.length == 0 ? null : content;
        } catch (TrackerException e) {
            if (isMissing[0]) {
                return null;
            }
            throw e;
        } catch (IOException e) {
            throw new AssertionError("a body has only failures of its own", e);
        }
    }

    /** Reads an answer of which nothing is known but that it came. */
    static void skip(Answer answer) {
        try {
            answer.body().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw answer.unreadable(e);
        }
        answer.complete();
    }

    private static boolean isMediaType(String text) {
        return text.matches("[\\w.+-]+/[\\w.+-]+");
    }
}
