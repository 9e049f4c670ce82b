package io.trackersql.demo.rally.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trackersql.demo.rally.query.Refusal;
import io.trackersql.demo.store.RallyType;
import java.util.Map;
import java.util.Optional;

/**
 * The only key of a body and what stands below it; its name is free.
 *
 * @param name  as sent
 * @param value an object or a list
 */
public record Element(String name, JsonNode value) {
    // An attachment of 50 MB is a text of 67 million characters.
    private static final int TEXT_CHARS_MAX = 100_000_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(TEXT_CHARS_MAX)
                        .build());
    }

    /** The JSON of a body. */
    public static JsonNode parse(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            if (root.isObject() || root.isArray()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            throw unreadable(e.getOriginalMessage());
        }
        throw unreadable("it is neither an object nor a list");
    }

    private static Refusal unreadable(String reason) {
        return Refusal.operation("Cannot parse input stream due to I/O error as JSON document: " + reason);
    }

    /** The object that a body describes: below its only key, or below the one that is the type's name in any case. */
    public static Element ofObject(String body, RallyType type) {
        JsonNode root = parse(body);
        Optional<Map.Entry<String, JsonNode>> found = root.size() == 1
                ? root.properties().stream().findFirst()
                : root.properties().stream()
                        .filter(each -> each.getKey().equalsIgnoreCase(type.elementName())
                                || each.getKey().equalsIgnoreCase(type.typePath()))
                        .findFirst();
        return found.filter(each -> each.getValue().isObject())
                .map(each -> new Element(each.getKey(), each.getValue()))
                .orElseThrow(() -> unreadable("there is no object below a single key"));
    }

    /** The list that a body holds below its only key. */
    static Element ofList(String body) {
        JsonNode root = parse(body);
        return root.properties().stream()
                .filter(each -> root.size() == 1 && each.getValue().isArray())
                .findFirst()
                .map(each -> new Element(each.getKey(), each.getValue()))
                .orElseThrow(() -> unreadable("there is no list below a single key"));
    }
}
