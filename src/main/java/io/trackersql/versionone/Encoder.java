package io.trackersql.versionone;

import io.trackersql.backend.rules.Language;
import io.trackersql.backend.rules.PlainText;
import io.trackersql.http.WireTimes;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
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
