package io.trackersql.demo.rally.write;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.demo.rally.query.Data;
import io.trackersql.demo.rally.query.Instants;
import io.trackersql.demo.rally.query.References;
import io.trackersql.demo.rally.query.Refusal;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyAttribute;
import io.trackersql.demo.store.RallyType;
import io.trackersql.demo.store.WebLink;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the values of a body, and refuses those that an attribute does not take.
 *
 * @param user     whose eyes find what references lead to
 * @param bytesMax bytes in a file at most
 */
record ValueReader(Data data, Instants instants, Asset user, int bytesMax) {
    private static final String NONE = "None";
    private static final Pattern SCRIPT =
            Pattern.compile("<\\s*(script|iframe|object|embed)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,2})?");

    /** The value of an attribute; null for none. */
    Object read(RallyType type, RallyAttribute attribute, JsonNode node) {
        Object value = node.isNull() ? cleared(attribute) : given(type, attribute, node);
        boolean empty = value == null || (attribute.type() != RallyAttribute.AttributeType.TEXT && value.equals(""));
        if (attribute.required() && empty) {
            throw isNull(type, attribute);
        }
        return value;
    }

    static Refusal isNull(RallyType type, RallyAttribute attribute) {
        return invalid(type, attribute, " should not be null");
    }

    static Refusal invalid(RallyType type, RallyAttribute attribute, String reason) {
        return Refusal.operation("Validation error: " + type.elementName() + "." + attribute.label() + reason);
    }

    private static Object cleared(RallyAttribute attribute) {
        return switch (attribute.type()) {
            case RATING -> NONE;
            case TEXT -> attribute.custom() || attribute.required() ? null : "";
            case COLLECTION -> throw unfit(attribute, "null");
            default -> null;
        };
    }

    private Object given(RallyType type, RallyAttribute attribute, JsonNode node) {
        return switch (attribute.type()) {
            case BOOLEAN -> truth(attribute, node);
            case INTEGER -> whole(attribute, node);
            case DECIMAL, QUANTITY -> number(attribute, node);
            case DATE -> time(attribute, node);
            case OBJECT -> object(attribute, node);
            case COLLECTION -> collection(attribute, node);
            case WEB_LINK -> link(attribute, node);
            case BINARY_DATA -> bytes(type, attribute, node);
            case RATING, STATE, STRING, TEXT -> text(type, attribute, node);
        };
    }

    private static Refusal unfit(RallyAttribute attribute, String value) {
        return Refusal.operation("Could not convert: Cannot convert \"" + value + "\" of " + attribute.name()
                + " to type " + attribute.type());
    }

    private static String scalar(RallyAttribute attribute, JsonNode node) {
        if (!node.isValueNode()) {
            throw unfit(attribute, node.toString());
        }
        return node.asText();
    }

    private static Boolean truth(RallyAttribute attribute, JsonNode node) {
        String text = scalar(attribute, node).toLowerCase(Locale.ROOT);
        if (!Set.of("true", "false").contains(text)) {
            throw unfit(attribute, text);
        }
        return Boolean.valueOf(text);
    }

    private static BigDecimal number(RallyAttribute attribute, JsonNode node) {
        String text = scalar(attribute, node);
        if (!NUMBER.matcher(text).matches()) {
            throw unfit(attribute, text);
        }
        return new BigDecimal(text);
    }

    private static Long whole(RallyAttribute attribute, JsonNode node) {
        try {
            return number(attribute, node).longValueExact();
        } catch (ArithmeticException e) {
            throw unfit(attribute, node.asText());
        }
    }

    private Instant time(RallyAttribute attribute, JsonNode node) {
        String text = scalar(attribute, node);
        boolean literal = !text.isEmpty() && Character.isDigit(text.charAt(0));
        return Optional.of(text)
                .filter(each -> literal)
                .flatMap(instants::range)
                .map(range -> Instant.ofEpochMilli(range.from()))
                .orElseThrow(() -> unfit(attribute, text));
    }

    private static String text(RallyType type, RallyAttribute attribute, JsonNode node) {
        if (!node.isTextual()) {
            throw unfit(attribute, node.toString());
        }
        String text = node.asText();
        if (attribute.constrained()) {
            return choice(type, attribute, text);
        }
        if (attribute.maxLength() >= 0 && text.length() > attribute.maxLength()) {
            throw invalid(type, attribute, " exceeds the maximum length of " + attribute.maxLength() + " characters");
        }
        if (attribute.type() == RallyAttribute.AttributeType.TEXT
                && SCRIPT.matcher(text).find()) {
            throw invalid(
                    type,
                    attribute,
                    " contained invalid input. Search 'HTML Whitelist' at help.rallydev.com for details.");
        }
        return text;
    }

    /** No entry is "None" in a rating, and null in another drop-down. */
    private static String choice(RallyType type, RallyAttribute attribute, String text) {
        boolean rating = attribute.type() == RallyAttribute.AttributeType.RATING;
        if (text.isEmpty() || (rating && text.equals(NONE))) {
            return rating ? NONE : null;
        }
        if (!attribute.choices().contains(text)) {
            throw invalid(type, attribute, " has no allowed value \"" + text + "\"");
        }
        return text;
    }

    private static WebLink link(RallyAttribute attribute, JsonNode node) {
        if (!node.isObject()) {
            throw unfit(attribute, node.toString());
        }
        // Sources differ in the case of the last letter.
        String id = node.path("LinkID").asText(node.path("LinkId").asText(""));
        return new WebLink(id, node.path("DisplayString").asText(""));
    }

    private byte[] bytes(RallyType type, RallyAttribute attribute, JsonNode node) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(scalar(attribute, node));
        } catch (IllegalArgumentException e) {
            throw unfit(attribute, "text that is not Base64");
        }
        if (bytes.length > bytesMax) {
            throw invalid(type, attribute, " exceeds the maximum size of " + bytesMax + " bytes");
        }
        return bytes;
    }

    /** What a reference, or an object with one, leads to. */
    private Asset object(RallyAttribute attribute, JsonNode node) {
        JsonNode reference = node.isObject() ? node.path("_ref") : node;
        if (!reference.isTextual()) {
            throw unfit(attribute, node.toString());
        }
        return refer(attribute, reference.asText());
    }

    /** The object that a reference leads to. */
    Asset reach(String reference) {
        if (!References.isReference(reference)) {
            throw Refusal.operation("Could not convert: Cannot parse object reference from \"" + reference + "\"");
        }
        return References.find(data, reference)
                .filter(each -> data.store().sees(user, each))
                .orElseThrow(() -> Refusal.operation("Could not read: Could not read referenced object " + reference));
    }

    /** The object that a reference leads to, if the attribute takes it. */
    Asset refer(RallyAttribute attribute, String reference) {
        Asset found = reach(reference);
        boolean fits = attribute
                .target()
                .flatMap(data.store().model()::type)
                .filter(target -> data.type(found).isA(target))
                .isPresent();
        if (!fits || (attribute.multiValue() && !isChoice(attribute, found))) {
            throw unfit(attribute, reference);
        }
        return found;
    }

    private boolean isChoice(RallyAttribute attribute, Asset value) {
        return data.value(value, "AttributeDefinition") instanceof Asset definition
                && definition.id() == attribute.definition();
    }

    private Asset[] collection(RallyAttribute attribute, JsonNode node) {
        if (!node.isArray()) {
            throw unfit(attribute, node.toString());
        }
        Set<Asset> items = new LinkedHashSet<>();
        node.forEach(item -> items.add(object(attribute, item)));
        return items.toArray(Asset[]::new);
    }
}
