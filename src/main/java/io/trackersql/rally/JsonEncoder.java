package io.trackersql.rally;

import io.trackersql.backend.rules.Language;
import io.trackersql.backend.rules.PlainText;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one place that turns row values into JSON values of the Lookback API's conditions. What it cannot turn is not asked for.
 *
 * <p>JSON can spell every text, but text that looks like a time is not sent, since the service makes times of such text.
 */
final class JsonEncoder {
    /** What rules have to know of it. */
    static final Language LANGUAGE =
            new Language((column, value) -> encode(column, value).isPresent(), false);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern LIKE_A_TIME = Pattern.compile("\\s*\\d{4}-\\d{1,2}.*", Pattern.DOTALL);

    private JsonEncoder() {}

    /** A Boolean, Long, BigDecimal or String; empty if the value cannot be sent. */
    static Optional<Object> encode(Column column, Object value) {
        if (value instanceof String text && column.elementType() == ValueType.VARCHAR) {
            return NativeType.of(column.nativeType()) == NativeType.FORMATTED_ID
                    ? Encoder.encode(column, text).map(JsonEncoder::number)
                    : Optional.<Object>of(text).filter(t -> isSendable(text));
        }
        Optional<String> text = Encoder.encode(column, value);
        if (value instanceof Double) {
            return text.map(BigDecimal::new);
        }
        boolean isTime = column.elementType().isTimestamp();
        return text.map(t -> isTime ? t : value);
    }

    /** The number behind the prefix of a FormattedID. */
    private static Object number(String formattedId) {
        return Long.valueOf(formattedId.replaceFirst("[A-Za-z]+", ""));
    }

    /** Blanks at the ends are not sent: whether the tracker keeps them is unknown. */
    private static boolean isSendable(String text) {
        return !text.isEmpty()
                && text.equals(text.strip())
                && PlainText.isSendable(text)
                && !LIKE_A_TIME.matcher(text).matches();
    }

    /** A time whose state is asked for; the latest ones would be later than the stored end of what still holds. */
    static String time(Instant time) {
        Instant latest = Instant.ofEpochMilli(Snapshots.OPEN_END - 1);
        return TIME.format(time.isAfter(latest) ? latest : time);
    }
}
