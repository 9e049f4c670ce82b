package io.trackersql.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.NClob;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;

/** Plain values as text, as bytes, and as the views of both that JDBC has. Every type can be read as text. */
final class TextValues {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private TextValues() {}

    static String toText(Object value, Place place) {
        return text(value);
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof LocalDate date) {
            return date.toString();
        }
        if (value instanceof LocalTime time) {
            return TIME.format(time);
        }
        if (value instanceof LocalDateTime time) {
            return time.toLocalDate() + " " + TIME.format(time.toLocalTime());
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof List<?> list) {
            StringJoiner joined = new StringJoiner(", ", "[", "]");
            for (Object item : list) {
                joined.add(item == null ? "null" : text(item));
            }
            return joined.toString();
        }
        return value.toString();
    }

    /** Bytes as they are; text in UTF-8. */
    static byte[] toBytes(Object value, Place place) {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw place.badCast(value, "byte[]");
    }

    static Reader toReader(Object value, Place place) {
        return new StringReader(text(value));
    }

    static NClob toClob(Object value, Place place) {
        return new MemoryClob(text(value));
    }

    static Blob toBlob(Object value, Place place) {
        return new MemoryBlob(toBytes(value, place));
    }

    static InputStream toBinaryStream(Object value, Place place) {
        return new ByteArrayInputStream(toBytes(value, place));
    }

    /** What ASCII does not have becomes a question mark, as JDBC leaves no other way. */
    static InputStream toAsciiStream(Object value, Place place) {
        return new ByteArrayInputStream(text(value).getBytes(StandardCharsets.US_ASCII));
    }

    static InputStream toUnicodeStream(Object value, Place place) {
        return new ByteArrayInputStream(text(value).getBytes(StandardCharsets.UTF_8));
    }

    static URL toUrl(Object value, Place place) {
        try {
            return new URL(text(value).trim());
        } catch (MalformedURLException e) {
            throw place.badCast(value, "URL");
        }
    }

    static URI toUri(Object value, Place place) {
        try {
            return new URI(text(value).trim());
        } catch (URISyntaxException e) {
            throw place.badCast(value, "URI");
        }
    }

    static UUID toUuid(Object value, Place place) {
        try {
            return UUID.fromString(text(value).trim());
        } catch (IllegalArgumentException e) {
            throw place.badCast(value, "UUID");
        }
    }
}
