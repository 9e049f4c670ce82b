package io.trackersql.jdbc;

import io.trackersql.model.Failure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A column's value as the object that JDBC prescribes for its type, or as an object of the class that the caller names. */
final class ObjectValues {
    private static final Map<Class<?>, Getter<?>> BY_CLASS = byClass();

    private ObjectValues() {}

    /** A conversion of plain values that are not null. */
    interface Getter<T> {
        T get(Object value, Place place);
    }

    /** The object of {@code getObject(int)}; its class is what {@link TypeFacts#className} says. */
    static Object natural(ColumnReader reader, Object raw) {
        return switch (reader.column().type()) {
            case TINYINT, SMALLINT, INTEGER -> NumberValues.toInt(raw, reader.place());
            case DATE -> LegacyTimes.toDate(reader.plain(raw), reader.place());
            case TIME -> LegacyTimes.toTime(reader.plain(raw), reader.place());
            case TIMESTAMP, TIMESTAMP_WITH_TIMEZONE -> LegacyTimes.toTimestamp(reader.plain(raw), reader.place());
            case FLOAT -> NumberValues.toDouble(raw, reader.place());
            case ARRAY -> array(reader, raw);
            case BINARY, VARBINARY, LONGVARBINARY -> TextValues.toBytes(raw, reader.place());
            default -> reader.plain(raw);
        };
    }

    /** The value as an object of that class; UNSUPPORTED for a class that no conversion leads to. */
    static <T> T ofClass(ColumnReader reader, Object raw, Class<T> type) {
        if (type == Object.class) {
            return type.cast(natural(reader, raw));
        }
        if (type == Array.class) {
            return type.cast(array(reader, raw));
        }
        if (type == List.class) {
            Object plain = reader.plain(raw);
            if (!(plain instanceof List<?>)) {
                throw reader.place().badCast(plain, "List");
            }
            return type.cast(plain);
        }
        Getter<?> getter = BY_CLASS.get(type);
        if (getter == null) {
            throw Failure.UNSUPPORTED.with("Nothing converts " + reader.place().name() + " of type "
                    + reader.column().typeName() + " to " + type.getName() + ".");
        }
        @SuppressWarnings("unchecked") // the map holds a getter of T under Class<T>; a primitive class is its box
        T value = (T) getter.get(reader.plain(raw), reader.place());
        return value;
    }

    static Array array(ColumnReader reader, Object raw) {
        if (!(raw instanceof List<?> elements)) {
            throw reader.place().badCast(reader.plain(raw), "Array");
        }
        return new TrackerArray(RowValues.elementColumn(reader.column()), elements);
    }

    private static Map<Class<?>, Getter<?>> byClass() {
        Map<Class<?>, Getter<?>> getters = new LinkedHashMap<>();
        putNumbers(getters);
        putTimes(getters);
        put(getters, String.class, TextValues::toText);
        put(getters, CharSequence.class, TextValues::toText);
        put(getters, byte[].class, TextValues::toBytes);
        put(getters, Clob.class, TextValues::toClob);
        put(getters, NClob.class, TextValues::toClob);
        put(getters, Blob.class, TextValues::toBlob);
        put(getters, UUID.class, TextValues::toUuid);
        put(getters, URL.class, TextValues::toUrl);
        put(getters, URI.class, TextValues::toUri);
        return Map.copyOf(getters);
    }

    private static void putNumbers(Map<Class<?>, Getter<?>> getters) {
        put(getters, Boolean.class, BooleanValues::toBoolean);
        put(getters, boolean.class, BooleanValues::toBoolean);
        put(getters, Byte.class, NumberValues::toByte);
        put(getters, byte.class, NumberValues::toByte);
        put(getters, Short.class, NumberValues::toShort);
        put(getters, short.class, NumberValues::toShort);
        put(getters, Integer.class, NumberValues::toInt);
        put(getters, int.class, NumberValues::toInt);
        put(getters, Long.class, NumberValues::toLong);
        put(getters, long.class, NumberValues::toLong);
        put(getters, Float.class, NumberValues::toFloat);
        put(getters, float.class, NumberValues::toFloat);
        put(getters, Double.class, NumberValues::toDouble);
        put(getters, double.class, NumberValues::toDouble);
        put(getters, BigDecimal.class, NumberValues::toBigDecimal);
        put(getters, Number.class, NumberValues::toBigDecimal);
        put(getters, BigInteger.class, NumberValues::toBigInteger);
    }

    private static void putTimes(Map<Class<?>, Getter<?>> getters) {
        put(getters, LocalDate.class, TimeValues::toLocalDate);
        put(getters, LocalTime.class, TimeValues::toLocalTime);
        put(getters, LocalDateTime.class, TimeValues::toLocalDateTime);
        put(getters, Instant.class, TimeValues::toInstant);
        put(getters, OffsetDateTime.class, TimeValues::toOffsetDateTime);
        put(getters, ZonedDateTime.class, TimeValues::toZonedDateTime);
        put(getters, Date.class, LegacyTimes::toDate);
        put(getters, Time.class, LegacyTimes::toTime);
        put(getters, Timestamp.class, LegacyTimes::toTimestamp);
        put(getters, java.util.Date.class, LegacyTimes::toTimestamp);
    }

    private static <T> void put(Map<Class<?>, Getter<?>> getters, Class<T> type, Getter<? extends T> getter) {
        getters.put(type, getter);
    }
}
