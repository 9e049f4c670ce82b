package io.trackersql.rally;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.backend.DataScope;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.http.Answer;
import io.trackersql.http.Json;
import io.trackersql.http.Upload;
import io.trackersql.http.UrlText;
import io.trackersql.model.NativeRequest;
import io.trackersql.query.Column;
import io.trackersql.write.Mutation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The bytes of attachments. The service keeps them in assets of a type of its own, AttachmentContent, which no query finds: they are made before
 * the attachment that refers to them, and read one by one.
 */
final class Contents {
    /** What clients of Rally hold to be the most bytes of an attachment. */
    static final int BYTES_MAX = 50_000_000;

    static final String SIZE = "Size";
    static final String USER = "User";

    private static final String ATTACHMENT = "Attachment";
    private static final String ATTRIBUTE = "Content";
    private static final String TYPE = "AttachmentContent";

    private Contents() {}

    /** Whether the attribute of a type only refers to bytes. */
    static boolean isContent(String typePath, String attribute) {
        return typePath.equals(ATTACHMENT) && attribute.equals(ATTRIBUTE);
    }

    /** Whether a column holds such bytes. */
    static boolean isContent(Column column) {
        return NativeType.of(column.nativeType()) == NativeType.CONTENT;
    }

    /** The bytes that a new asset shall have. */
    static Optional<byte[]> of(Mutation mutation) {
        return mutation instanceof Mutation.Create
                ? mutation.changes().stream()
                        .filter(change -> isContent(change.column()))
                        .flatMap(change -> change.values().stream())
                        .map(byte[].class::cast)
                        .findFirst()
                : Optional.empty();
    }

    /** What stands for the key of a new asset's bytes until they are stored. */
    static Object key(Mutation mutation) {
        return "content of " + mutation.key();
    }

    /** The address of bytes that are stored. */
    static String address(Object key) {
        return "/" + Addresses.path(TYPE, key);
    }

    /** The request that stores bytes, as people see it. */
    static WriteStep step(byte[] bytes) {
        return WriteStep.post(
                Addresses.path(TYPE, "create"),
                Map.of(TYPE, Map.of(ATTRIBUTE, "(" + bytes.length + " bytes in base64)")));
    }

    /** What it really sends. */
    static Upload upload(byte[] bytes) {
        byte[] head = ("{\"" + TYPE + "\":{\"" + ATTRIBUTE + "\":\"").getBytes(StandardCharsets.US_ASCII);
        byte[] text = Base64.getEncoder().encode(bytes);
        byte[] tail = "\"}}".getBytes(StandardCharsets.US_ASCII);
        byte[] body = Arrays.copyOf(head, head.length + text.length + tail.length);
        System.arraycopy(text, 0, body, head.length, text.length);
        System.arraycopy(tail, 0, body, head.length + text.length, tail.length);
        return new Upload("application/json", body);
    }

    /** The places of bytes in the rows of a query. */
    static int[] places(NativeQuery query) {
        List<Column> columns = query.columns();
        return IntStream.range(0, columns.size())
                .filter(i -> isContent(columns.get(i)))
                .toArray();
    }

    /** The request for bytes. */
    static NativeRequest request(String key, DataScope scope) {
        String workspace = scope.workspace()
                .map(w -> "&workspace=" + UrlText.percent(Encoder.workspace(w)))
                .orElse("");
        return NativeRequest.get(QueryRenderer.PATH + Addresses.path(TYPE, key) + "?fetch=" + ATTRIBUTE + workspace);
    }

    /** The bytes in an answer, {@code {"AttachmentContent":{"Content":"...","Errors":[],"Warnings":[]}}}; null if there are none. */
    static byte[] read(Answer answer, Envelope envelope) {
        byte[] content = null;
        try (JsonParser json = Json.parser(answer)) {
            json.nextToken();
            Json.expect(json, JsonToken.START_OBJECT, answer);
            for (String root = json.nextFieldName(); root != null; root = json.nextFieldName()) {
                json.nextToken();
                Json.expect(json, JsonToken.START_OBJECT, answer);
                for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                    JsonToken token = json.nextToken();
                    if (field.equals(ATTRIBUTE) && token == JsonToken.VALUE_STRING) {
                        content = json.getBinaryValue();
                    } else if (!envelope.takes(field, json)) {
                        json.skipChildren();
                    }
                }
            }
            answer.addRow();
            answer.complete();
        } catch (IOException e) {
            throw answer.unreadable(e);
        }
        return content;
    }

    /** Rows whose addresses of bytes are replaced by the bytes, each as it is read: ahead of the reader they would fill the memory. */
    static final class Rows implements Page {
        private final Page assets;
        private final int[] places;
        private final Function<String, byte[]> fetch;

        Rows(Page assets, int[] places, Function<String, byte[]> fetch) {
            this.assets = assets;
            this.places = places;
            this.fetch = fetch;
        }

        @Override
        public Object[] next() {
            Object[] row = assets.next();
            if (row != null && row[places[0]] != null) {
                byte[] content = fetch.apply((String) row[places[0]]);
                for (int place : places) {
                    row[place] = content;
                }
            }
            return row;
        }

        @Override
        public String key() {
            return assets.key();
        }

        @Override
        public OptionalLong total() {
            return assets.total();
        }

        @Override
        public void close() {
            assets.close();
        }
    }
}
