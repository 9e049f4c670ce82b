package io.trackersql.rally;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.http.Json;
import io.trackersql.http.WireValues;
import io.trackersql.model.ValueType;
import java.io.IOException;

/** Decoders of the values that are Rally's own, beside {@link WireValues}. Rally tells empty text from none, but for drop-downs. */
final class Values {
    private static final String OBJECT_NAME = "_refObjectName";

    private Values() {}

    static WireValues.Decoder decoder(NativeType nativeType, ValueType type) {
        return switch (type) {
            case BOOLEAN -> WireValues::bool;
            case SMALLINT, BIGINT -> WireValues::integer;
            case DOUBLE -> WireValues::number;
            case DATE -> WireValues::day;
            case TIMESTAMP, TIMESTAMP_UTC -> WireValues::time;
            case VARBINARY -> WireValues::bytes;
            case VARCHAR -> textDecoder(nativeType);
        };
    }

    /** What reads the address of a related asset. */
    static WireValues.Decoder refDecoder(ValueType type) {
        return type == ValueType.BIGINT ? Refs::number : Refs::text;
    }

    private static WireValues.Decoder textDecoder(NativeType nativeType) {
        return switch (nativeType) {
            case RATING -> Values::rating;
            case DROP_DOWN -> Values::choice;
            case MAP, RAW, OTHER -> Values::structure;
            default -> Values::text;
        };
    }

    /** An object, as some states are, reads as its name. */
    static Object text(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        } else if (token == JsonToken.START_OBJECT) {
            return objectName(json);
        }
        return WireValues.scalarText(json);
    }

    private static Object objectName(JsonParser json) throws IOException {
        Object name = null;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            if (field.equals(OBJECT_NAME)) {
                name = text(json);
            } else {
                json.skipChildren();
            }
        }
        return name;
    }

    /** No choice is written as empty text or null. */
    private static Object choice(JsonParser json) throws IOException {
        Object text = text(json);
        return "".equals(text) ? null : text;
    }

    /** No entry is written as {@code None} or empty text. */
    private static Object rating(JsonParser json) throws IOException {
        Object text = text(json);
        return "".equals(text) ? FilterRenderer.NO_RATING : text;
    }

    private static Object structure(JsonParser json) throws IOException {
        return json.currentToken().isStructStart() ? Json.copy(json) : text(json);
    }
}
