package io.trackersql.versionone;

import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The one place that turns row values into text of VersionOne's query languages. What it cannot turn is not asked for.
 *
 * <p>The official grammar (V1Query.g) quotes every value with {@code '} or {@code "} and has no escape: a quoted value holds
 * anything but its own quote. A value with both kinds can only be sent as a variable of query.v1.
 */
final class Encoder {
    /** Numbers beyond may be rounded by the server's decimal type, or refused. */
    private static final double NUMBER_MAX = 1e15;

    private static final int FRACTION_DIGITS_MAX = 12;

    private Encoder() {}

    /** The value as the tracker spells it, without quotes; empty if it cannot be sent. */
    static Optional<String> encode(Column column, Object value) {
        Optional<String> text = spell(column, value);
        return text.filter(Encoder::isSendable);
    }

    private static Optional<String> spell(Column column, Object value) {
        NativeType nativeType = NativeType.of(column.nativeType());
        ValueType type = column.elementType();
        if (value instanceof Boolean || (value instanceof Long && !type.isTimestamp())) {
            return Optional.of(value.toString());
        } else if (value instanceof Double number) {
            return number(number);
        } else if (value instanceof Long millis) {
            boolean isSendable = IsoTimes.isSendableDay(Math.floorDiv(millis, IsoTimes.DAY_MILLIS));
            return isSendable ? Optional.of(IsoTimes.time(millis)) : Optional.empty();
        } else if (value instanceof Integer day && type == ValueType.DATE) {
            return IsoTimes.isSendableDay(day) ? Optional.of(IsoTimes.day(day)) : Optional.empty();
        } else if (value instanceof Short code && nativeType == NativeType.STATE) {
            return state(code);
        } else if (value instanceof String text) {
            return nativeType == NativeType.STATE_NAME ? stateName(text) : Optional.of(text);
        }
        return Optional.empty();
    }

    private static Optional<String> number(double number) {
        if (!(Math.abs(number) < NUMBER_MAX)) {
            return Optional.empty();
        }
        BigDecimal decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        return decimal.scale() > FRACTION_DIGITS_MAX ? Optional.empty() : Optional.of(decimal.toPlainString());
    }

    private static Optional<String> state(Short code) {
        for (AssetState state : AssetState.values()) {
            if (state.code().equals(code)) {
                return Optional.of(state.filterName());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> stateName(String name) {
        for (AssetState state : AssetState.values()) {
            if (state.displayName().equals(name)) {
                return Optional.of(state.filterName());
            }
        }
        return Optional.empty();
    }

    /** Control characters are undefined in the grammar, and half a surrogate pair has no UTF-8. */
    private static boolean isSendable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return false;
            }
        }
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Whether the text fits between quotes. */
    static boolean isQuotable(String text) {
        return text.indexOf('\'') < 0 || text.indexOf('"') < 0;
    }

    /** The text between the quotes that it does not hold. */
    static String quote(String text) {
        if (!isQuotable(text)) {
            throw new AssertionError("no quotes fit around the text");
        }
        char quote = text.indexOf('\'') < 0 ? '\'' : '"';
        return quote + text + quote;
    }

    /** Percent-encodes a value of a URL's query string; only what needs it, so that people can read the rest. */
    static String percent(String text) {
        StringBuilder result = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean isPlain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._~,:;()=!@/".indexOf(c) >= 0;
            if (isPlain) {
                result.append(c);
            } else {
                result.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return result.toString();
    }
}
