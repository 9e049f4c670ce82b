package io.trackersql.versionone;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.http.WireValues;
import io.trackersql.model.ValueType;
import java.io.IOException;

/**
 * Decoders of the values that are VersionOne's own, beside {@link WireValues}. Each takes what rest-1.v1 and query.v1 are known to write: numbers and booleans as such or as text,
 * relations as objects with {@code idref} or {@code _oid}. Empty text is NULL, since the tracker does not tell the two apart.
 */
final class Values {
    /** Few enough for a short; a longer number is no state. */
    private static final int STATE_DIGITS_MAX = 4;

    private Values() {}

    static WireValues.Decoder decoder(NativeType nativeType, ValueType type) {
        if (nativeType == NativeType.RELATION) {
            return new Relations();
        }
        return switch (type) {
            case BOOLEAN -> WireValues::bool;
            case SMALLINT -> Values::state;
            case BIGINT -> WireValues::integer;
            case DOUBLE -> WireValues::number;
            case VARCHAR -> Values::text;
            case DATE -> WireValues::day;
            case TIMESTAMP, TIMESTAMP_UTC -> WireValues::time;
            case VARBINARY -> WireValues::bytes;
        };
    }

    static Object text(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        } else if (!token.isScalarValue()) {
            throw WireValues.misfit(json);
        }
        String text = json.getText();
        return text.isEmpty() ? null : text;
    }

    private static Object state(JsonParser json) throws IOException {
        if (WireValues.isNull(json)) {
            return null;
        }
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getTextLength() <= STATE_DIGITS_MAX) {
            return json.getShortValue();
        }
        Short code = AssetState.codeOf(WireValues.scalarText(json));
        if (code == null) {
            throw WireValues.misfit(json);
        }
        return code;
    }

    /**
     * Keys of related assets, without the moment that history adds. Remembers some: many rows point to the same asset, and a text that is
     * there already need not be made again.
     */
    private static final class Relations implements WireValues.Decoder {
        private static final int REMEMBERED = 256;

        private final String[] remembered = new String[REMEMBERED];

        @Override
        public Object decode(JsonParser json) throws IOException {
            JsonToken token = json.currentToken();
            if (token == JsonToken.VALUE_STRING) {
                return oid(json);
            } else if (token == JsonToken.VALUE_NULL) {
                return null;
            } else if (token != JsonToken.START_OBJECT) {
                throw WireValues.misfit(json);
            }
            Object key = null;
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                if (value == JsonToken.VALUE_STRING && (field.equals("idref") || field.equals("_oid"))) {
                    key = oid(json);
                } else {
                    json.skipChildren();
                }
            }
            return key;
        }

        /** query.v1 spells the absent asset as {@code NULL}. */
        private String oid(JsonParser json) throws IOException {
            char[] text = json.getTextCharacters();
            int start = json.getTextOffset();
            int length = Oids.lengthWithoutMoment(text, start, json.getTextLength());
            int hash = 0;
            for (int i = 0; i < length; i++) {
                hash = 31 * hash + text[start + i];
            }
            int place = hash & (REMEMBERED - 1);
            String known = remembered[place];
            if (known != null && isText(known, text, start, length)) {
                return known;
            }
            String oid = new String(text, start, length);
            if (oid.isEmpty() || oid.equals("NULL")) {
                return null;
            }
            remembered[place] = oid;
            return oid;
        }

        private static boolean isText(String known, char[] text, int start, int length) {
            if (known.length() != length) {
                return false;
            }
            for (int i = length - 1; i >= 0; i--) {
                if (known.charAt(i) != text[start + i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
