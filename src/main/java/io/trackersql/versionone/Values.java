package io.trackersql.versionone;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.model.ValueType;
import java.io.IOException;
import java.util.Base64;

/**
 * Decoders of single values. Each takes what rest-1.v1 and query.v1 are known to write: numbers and booleans as such or as text,
 * relations as objects with {@code idref} or {@code _oid}. Empty text is NULL, since the tracker does not tell the two apart.
 */
final class Values {
    /** The most digits of a whole number that a double holds exactly, and that fit a long while they are read. */
    private static final int EXACT_DIGITS_MAX = 15;

    /** Few enough for a short; a longer number is no state. */
    private static final int STATE_DIGITS_MAX = 4;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Values() {}

    /** Turns the token on which the parser stands, and all that belongs to it, into a row value. */
    interface Decoder {
        Object decode(JsonParser json) throws IOException;
    }

    /** A value that does not fit its column. */
    static final class MisfitException extends IOException {
        private static final long serialVersionUID = 1L;

        MisfitException(String found) {
            super(found);
        }
    }

    static Decoder decoder(NativeType nativeType, ValueType type) {
        if (nativeType == NativeType.RELATION) {
            return new Relations();
        }
        return switch (type) {
            case BOOLEAN -> Values::bool;
            case SMALLINT -> Values::state;
            case BIGINT -> Values::integer;
            case DOUBLE -> Values::number;
            case VARCHAR -> Values::text;
            case DATE -> Values::day;
            case TIMESTAMP, TIMESTAMP_UTC -> Values::time;
            case VARBINARY -> Values::bytes;
        };
    }

    static Object text(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        } else if (!token.isScalarValue()) {
            throw misfit(json);
        }
        String text = json.getText();
        return text.isEmpty() ? null : text;
    }

    private static Object bool(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_TRUE) {
            return true;
        } else if (token == JsonToken.VALUE_FALSE) {
            return false;
        } else if (isNull(json)) {
            return null;
        }
        String text = scalarText(json);
        if (text.equalsIgnoreCase("true")) {
            return true;
        } else if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw misfit(json);
    }

    private static Object state(JsonParser json) throws IOException {
        if (isNull(json)) {
            return null;
        }
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getTextLength() <= STATE_DIGITS_MAX) {
            return json.getShortValue();
        }
        Short code = AssetState.codeOf(scalarText(json));
        if (code == null) {
            throw misfit(json);
        }
        return code;
    }

    private static Object integer(JsonParser json) throws IOException {
        if (isNull(json)) {
            return null;
        }
        requireScalar(json);
        char[] text = json.getTextCharacters();
        int at = json.getTextOffset();
        int end = at + json.getTextLength();
        boolean isNegative = text[at] == '-';
        at += isNegative ? 1 : 0;
        if (at == end || end - at > EXACT_DIGITS_MAX) {
            return longInteger(json);
        }
        long value = 0;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                throw misfit(json);
            }
            value = value * 10 + digit;
        }
        return isNegative ? -value : value;
    }

    private static Object longInteger(JsonParser json) throws IOException {
        try {
            return Long.valueOf(json.getText());
        } catch (NumberFormatException e) {
            throw misfit(json);
        }
    }

    /** Digits with at most one point, few enough to be exact, are read here; the rest is left to Java, which is slower. */
    private static Object number(JsonParser json) throws IOException {
        if (isNull(json)) {
            return null;
        }
        requireScalar(json);
        char[] text = json.getTextCharacters();
        int at = json.getTextOffset();
        int end = at + json.getTextLength();
        boolean isNegative = text[at] == '-';
        at += isNegative ? 1 : 0;
        long mantissa = 0;
        int digits = 0;
        int fractionDigits = -1;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
                digits++;
                fractionDigits += fractionDigits >= 0 ? 1 : 0;
            } else if (text[at] == '.' && fractionDigits < 0) {
                fractionDigits = 0;
            } else {
                return anyNumber(json);
            }
            if (digits > EXACT_DIGITS_MAX) {
                return anyNumber(json);
            }
        }
        if (digits == 0 || fractionDigits == 0) {
            return anyNumber(json);
        }
        double value = fractionDigits > 0 ? mantissa / POWERS_OF_TEN[fractionDigits] : mantissa;
        // Adding 0 makes -0 of no consequence: SQL knows one zero, and Double.compareTo would not.
        return (isNegative ? -value : value) + 0.0;
    }

    private static Object anyNumber(JsonParser json) throws IOException {
        String text = json.getText();
        try {
            double value = Double.parseDouble(text);
            boolean isPlain = !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
            if (isPlain && !Double.isInfinite(value)) {
                return value + 0.0;
            }
        } catch (NumberFormatException e) {
            throw misfit(json);
        }
        throw misfit(json);
    }

    private static Object time(JsonParser json) throws IOException {
        if (isNull(json)) {
            return null;
        }
        return millis(json);
    }

    /** A day may come with a time of day, which is dropped. */
    private static Object day(JsonParser json) throws IOException {
        if (isNull(json)) {
            return null;
        }
        return (int) Math.floorDiv(millis(json), IsoTimes.DAY_MILLIS);
    }

    private static long millis(JsonParser json) throws IOException {
        requireScalar(json);
        long millis = IsoTimes.parse(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        if (millis == IsoTimes.NONE) {
            throw misfit(json);
        }
        return millis;
    }

    private static Object bytes(JsonParser json) throws IOException {
        if (isNull(json)) {
            return null;
        }
        try {
            return Base64.getMimeDecoder().decode(scalarText(json));
        } catch (IllegalArgumentException e) {
            throw misfit(json);
        }
    }

    /**
     * Keys of related assets, without the moment that history adds. Remembers some: many rows point to the same asset, and a text that is
     * there already need not be made again.
     */
    private static final class Relations implements Decoder {
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
                throw misfit(json);
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
            int length = json.getTextLength();
            int hash = 0;
            for (int i = 0; i < length; i++) {
                hash = 31 * hash + text[start + i];
            }
            int place = hash & (REMEMBERED - 1);
            String known = remembered[place];
            if (known != null && isText(known, text, start, length)) {
                return known;
            }
            String oid = Oids.withoutMoment(new String(text, start, length));
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

    private static boolean isNull(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        return token == JsonToken.VALUE_NULL || (token == JsonToken.VALUE_STRING && json.getTextLength() == 0);
    }

    private static String scalarText(JsonParser json) throws IOException {
        requireScalar(json);
        return json.getText();
    }

    private static void requireScalar(JsonParser json) throws IOException {
        if (!json.currentToken().isScalarValue()) {
            throw misfit(json);
        }
    }

    private static MisfitException misfit(JsonParser json) throws IOException {
        String text = String.valueOf(json.getText());
        return new MisfitException(text.length() > 60 ? text.substring(0, 60) + "..." : text);
    }
}
