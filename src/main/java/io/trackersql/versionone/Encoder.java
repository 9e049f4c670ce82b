package io.trackersql.versionone;

import io.trackersql.backend.rules.Language;
import io.trackersql.backend.rules.PlainText;
import io.trackersql.http.WireTimes;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The one place that turns row values into text of VersionOne's query languages. What it cannot turn is not asked for.
 *
 * <p>The official grammar (V1Query.g) quotes every value with {@code '} or {@code "} and has no escape: a quoted value holds
 * anything but its own quote. A value with both kinds can only be sent as a variable of query.v1.
 */
final class Encoder {
    /** What rules have to know of it. */
    static final Language LANGUAGE =
            new Language((column, value) -> encode(column, value).isPresent(), true);

    private Encoder() {}

    /** The value as the tracker spells it, without quotes; empty if it cannot be sent. */
    static Optional<String> encode(Column column, Object value) {
        Optional<String> text = spell(column, value);
        return text.filter(PlainText::isSendable);
    }

    private static Optional<String> spell(Column column, Object value) {
        NativeType nativeType = NativeType.of(column.nativeType());
        ValueType type = column.elementType();
        if (value instanceof Boolean || (value instanceof Long && !type.isTimestamp())) {
            return Optional.of(value.toString());
        } else if (value instanceof Double number) {
            return PlainText.number(number);
        } else if (value instanceof Long millis) {
            boolean isSendable = IsoTimes.isSendableDay(Math.floorDiv(millis, WireTimes.DAY_MILLIS));
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

    /**
     * The value as a write sends it: in the notation in which the tracker tells values of the attribute, a day where the time is midnight, as
     * the vendor's SDKs do. Fails with BAD_VALUE, and with INVALID_RELATION if what should be a key of an asset is none.
     */
    static String written(Column column, Object value) {
        if (NativeType.of(column.nativeType()) == NativeType.RELATION) {
            return key(column.name(), value);
        } else if (value instanceof String text) {
            if (!isWritable(text)) {
                throw unwritable(column, "holds characters that no document can hold, such as control characters");
            }
            return text;
        } else if (value instanceof Long millis && column.elementType().isTimestamp()) {
            boolean isMidnight = Math.floorMod(millis, WireTimes.DAY_MILLIS) == 0;
            long day = Math.floorDiv(millis, WireTimes.DAY_MILLIS);
            return isMidnight && IsoTimes.isSendableDay(day) ? IsoTimes.day(day) : spelled(column, value);
        }
        return spelled(column, value);
    }

    private static String spelled(Column column, Object value) {
        return spell(column, value)
                .orElseThrow(() -> unwritable(
                        column,
                        "is outside what VersionOne takes: numbers below 1e15 with at most 12 decimals, times of the"
                                + " years from 1753 to 9999"));
    }

    private static TrackerException unwritable(Column column, String why) {
        return Failure.BAD_VALUE.with("The value for column " + column.name() + " " + why + ".");
    }

    /** The key of an asset, as a write sends it. */
    static String key(String name, Object value) {
        if (value instanceof String key && (Oids.isCanonical(key) || Oids.isProvisional(key))) {
            return key;
        }
        throw Failure.INVALID_RELATION.with("The value '" + value + "' for " + name
                + " is no key of an asset. A key is a type and a number, such as Member:20.");
    }

    /** XML has no way to write other characters, and JSON need not have more. */
    private static boolean isWritable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isControl = Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
            if (isControl || c == '\uFFFE' || c == '\uFFFF') {
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
}
