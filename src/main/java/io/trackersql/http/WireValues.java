package io.trackersql.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Optional;

/**
 * Decoders of single values that trackers write in JSON: numbers and booleans as such or as text, times as ISO 8601 says, bytes in
 * Base64. Each takes the token on which the parser stands and gives a row value as {@link io.trackersql.model.ValueType} says. Null and
 * empty text are NULL for all of them.
 */
public final class WireValues {
    /** The most digits of a whole number that a double holds exactly, and that fit a long while they are read. */
    private static final int EXACT_DIGITS_MAX = 15;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    /** A longer number is no 64 bits, or strange. */
    private static final int INTEGER_CHARACTERS_MAX = 40;

    private static final int MISFIT_CHARACTERS_MAX = 60;

    private WireValues() {}

    /** Turns the token on which the parser stands, and all that belongs to it, into a row value. */
    public interface Decoder {
        Object decode(JsonParser json) throws IOException;
    }

    /** A value that does not fit its column. */
    public static final class MisfitException extends IOException {
        private static final long serialVersionUID = 1L;

        private MisfitException(String found) {
            super(found);
        }

        /**
         * The failure of the answer.
         *
         * @param described what tells the type of the column, such as "the schema"
         * @param key of the row, if it is known
         */
        public TrackerException malformed(Answer answer, String described, Column column, Optional<String> key) {
            return answer.malformed(
                    "as " + described + " says",
                    "column " + column.name() + " of type " + column.elementType()
                            + key.map(k -> " in row " + k).orElse("") + " has the value '" + getMessage() + "'");
        }
    }

    /** True or false, in any case. */
    public static Object bool(JsonParser json) throws IOException {
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

    /** A whole number of 64 bits. */
    public static Object integer(JsonParser json) throws IOException {
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
            return anyInteger(json);
        }
        long value = 0;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return anyInteger(json);
            }
            value = value * 10 + digit;
        }
        return isNegative ? -value : value;
    }

    /** A fraction of zeros is none: {@code 5.0}. */
    private static Object anyInteger(JsonParser json) throws IOException {
        String text = json.getText();
        try {
            if (text.length() <= INTEGER_CHARACTERS_MAX) {
                return new BigDecimal(text).longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw misfit(json);
        }
        throw misfit(json);
    }

    /** Digits with at most one point, few enough to be exact, are read here; the rest is left to Java, which is slower. */
    public static Object number(JsonParser json) throws IOException {
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

    /** Milliseconds of the wall clock that is written, see {@link WireTimes}. */
    public static Object time(JsonParser json) throws IOException {
        if (isNull(json)) {
            return null;
        }
        return millis(json);
    }

    /** A day may come with a time of day, which is dropped. */
    public static Object day(JsonParser json) throws IOException {
        if (isNull(json)) {
            return null;
        }
        return (int) Math.floorDiv(millis(json), WireTimes.DAY_MILLIS);
    }

    private static long millis(JsonParser json) throws IOException {
        requireScalar(json);
        long millis = WireTimes.parse(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        if (millis == WireTimes.NONE) {
            throw misfit(json);
        }
        return millis;
    }

    /** Base64, with or without line breaks. */
    public static Object bytes(JsonParser json) throws IOException {
        if (isNull(json)) {
            return null;
        }
        try {
            return Base64.getMimeDecoder().decode(scalarText(json));
        } catch (IllegalArgumentException e) {
            throw misfit(json);
        }
    }

    /** Whether the value is null or empty text. */
    public static boolean isNull(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        return token == JsonToken.VALUE_NULL || (token == JsonToken.VALUE_STRING && json.getTextLength() == 0);
    }

    /** The text of a value that is neither object nor array. */
    public static String scalarText(JsonParser json) throws IOException {
        requireScalar(json);
        return json.getText();
    }

    private static void requireScalar(JsonParser json) throws IOException {
        if (!json.currentToken().isScalarValue()) {
            throw misfit(json);
        }
    }

    /** The failure of the value on which the parser stands. */
    public static MisfitException misfit(JsonParser json) throws IOException {
        String text = String.valueOf(json.getText());
        return new MisfitException(
                text.length() > MISFIT_CHARACTERS_MAX ? text.substring(0, MISFIT_CHARACTERS_MAX) + "..." : text);
    }
}
