package io.trackersql.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trackersql.model.TrackerException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Reads answers in JSON token by token, and says where in the document something is not as it should be; writes small documents. */
public final class Json {
    /** A file of 50 MB in base64 fits, and so does a rich text with pictures in it; a larger value is an attack on memory. */
    private static final int TEXT_CHARACTERS_MAX = 70_000_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(TEXT_CHARACTERS_MAX)
                    .build())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    /** Loaded only when it is needed: reading rows does without. */
    private static final class Trees {
        private static final ObjectMapper MAPPER =
                new ObjectMapper(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    private Json() {}

    /** A parser that stands before the first token and gets bytes as they arrive. */
    public static JsonParser parser(Answer answer) throws IOException {
        return FACTORY.createParser(answer.body());
    }

    /** All texts of a small answer by their place in it; a tree of nodes would load most of Jackson for one name. */
    public static Map<String, String> texts(Answer answer) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser json = parser(answer)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    texts.put(json.getParsingContext().pathAsPointer().toString(), json.getText());
                }
            }
        }
        return texts;
    }

    /** A small answer as a whole; reads it to its end and completes it. */
    public static JsonNode tree(Answer answer) {
        try {
            JsonNode root = Trees.MAPPER.readTree(answer.body());
            answer.complete();
            return root;
        } catch (IOException e) {
            throw answer.unreadable(e);
        }
    }

    /**
     * A document as text: maps by text, lists, texts, numbers, booleans and nulls, in their order. Big decimals come without exponent.
     */
    public static String text(Object document) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                write(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number.toPlainString());
        } else if (value instanceof Number number) {
            json.writeNumber(number.toString());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString((String) value);
        }
    }

    /** The text of the value on which the parser stands; leaves the parser at its end. */
    public static String copy(JsonParser parser) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator copy = FACTORY.createGenerator(text)) {
            copy.copyCurrentStructure(parser);
        }
        return text.toString();
    }

    /** Fails unless the parser stands on that token. */
    public static void expect(JsonParser parser, JsonToken token, Answer answer) throws IOException {
        if (parser.currentToken() != token) {
            throw unexpected(parser, token == JsonToken.START_ARRAY ? "an array" : "an object", answer);
        }
    }

    /** The failure of finding something else than what was expected at the parser's place. */
    public static TrackerException unexpected(JsonParser parser, String expected, Answer answer) throws IOException {
        String path = parser.getParsingContext().pathAsPointer().toString();
        String found = parser.currentToken() == null ? "the end" : Excerpts.of(String.valueOf(parser.getText()));
        return answer.malformed(
                "as expected",
                "at " + (path.isEmpty() ? "its root" : path) + " stands " + found + " instead of " + expected);
    }
}
