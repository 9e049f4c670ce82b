package io.trackersql.rally;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.rules.Language;
import io.trackersql.backend.rules.PlainText;
import io.trackersql.query.Column;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one place that turns row values into text of Rally's query language. What it cannot turn is not asked for.
 *
 * <p>The vendor's pages put values with blanks between double quotes and know no escape, so text with a quote or a backslash is not sent.
 * Words that mean something else even in quotes are not sent either: {@code null} is the absent value, {@code currentuser} whoever asks.
 */
final class Encoder {
    private static final Set<String> RESERVED = Set.of("null", "currentuser");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Within four digits of the year, and where no calendar reform matters. */
    private static final long TIME_MIN =
            LocalDate.of(1900, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();

    private static final long TIME_END =
            LocalDate.of(10_000, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();

    /** A prefix and a number that fits 64 bits. */
    private static final Pattern FORMATTED_ID = Pattern.compile("[A-Za-z]{1,20}[0-9]{1,18}");

    /** What rules have to know of it: IS NOT NULL is too little to ask in place of a condition, and not always right. */
    static final Language LANGUAGE =
            new Language((column, value) -> encode(column, value).isPresent(), false);

    private Encoder() {}

    /** The value as it stands in a query, quotes included; empty if it cannot be sent. */
    static Optional<String> encode(Column column, Object value) {
        if (value instanceof Boolean) {
            return Optional.of(value.toString());
        } else if (value instanceof Double number) {
            return PlainText.number(number);
        } else if (value instanceof Long number) {
            return column.elementType().isTimestamp() ? time(number) : Optional.of(number.toString());
        } else if (value instanceof String text) {
            return NativeType.of(column.nativeType()) == NativeType.FORMATTED_ID
                    ? Optional.of(text).filter(t -> FORMATTED_ID.matcher(t).matches())
                    : text(text);
        }
        return Optional.empty();
    }

    /** A time; empty if the service may not read it as it is meant. */
    static Optional<String> time(long millis) {
        boolean isSendable = millis >= TIME_MIN && millis < TIME_END;
        return isSendable ? Optional.of(TIME.format(Instant.ofEpochMilli(millis))) : Optional.empty();
    }

    /** Blanks at the ends are not sent: whether the tracker keeps them is unknown. */
    private static Optional<String> text(String text) {
        boolean isSendable = !text.isEmpty()
                && text.equals(text.strip())
                && PlainText.isSendable(text)
                && text.chars().allMatch(Encoder::isQuotable)
                && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
        return isSendable ? Optional.of('"' + text + '"') : Optional.empty();
    }

    /** Whether the character may stand between quotes. */
    static boolean isQuotable(int c) {
        return c != '"' && c != '\\';
    }

    /** A workspace as a parameter of a request. */
    static String workspace(DataScope.Place place) {
        return "workspace/" + place.key();
    }

    /** A project as a parameter of a request. */
    static String project(DataScope.Place place) {
        return "project/" + place.key();
    }
}
