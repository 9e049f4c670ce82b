package io.trackersql.jdbc;

import io.trackersql.model.Failure;
import io.trackersql.plan.ResultColumn;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.UUID;

/**
 * What a caller binds, as a row value of the parameter's type.
 *
 * <p>Nothing is lost on the way: a number that does not fit, a fraction for an integer, a time of day for a date fail. The one
 * exception is a fraction of a second finer than a millisecond, which is cut as CAST to TIMESTAMP(3) does. An instant becomes
 * the wall clock of UTC, in which trackers keep their true instants.
 */
final class ParameterValues {
    private ParameterValues() {}

    /**
     * Converts a value.
     *
     * @param calendar whose zone gives java.sql's times their wall clock; null for the zone of this process
     * @return null for null
     */
    static Object toRowValue(Object value, Calendar calendar, Place place, ResultColumn parameter) throws SQLException {
        if (value == null) {
            return null;
        }
        Object plain = plain(value, calendar, place);
        String type = parameter.typeName();
        return switch (parameter.type()) {
            case BOOLEAN, BIT -> BooleanValues.toBoolean(plain, place);
            case TINYINT -> (byte) exact(plain, place, type, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> (short) exact(plain, place, type, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> (int) exact(plain, place, type, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> exact(plain, place, type, Long.MIN_VALUE, Long.MAX_VALUE);
            case REAL -> NumberValues.toFloat(toDouble(plain, place, type), place);
            case FLOAT, DOUBLE -> toDouble(plain, place, type);
            case DECIMAL, NUMERIC -> NumberValues.decimal(plain, place, type);
            case CHAR, VARCHAR, LONGVARCHAR, NCHAR, NVARCHAR, LONGNVARCHAR, CLOB, NCLOB -> toText(plain, place, type);
            case DATE -> (int) toDate(plain, place).toEpochDay();
            case TIME -> RowValues.millisOfTime(TimeValues.toLocalTime(plain, place));
            case TIMESTAMP, TIMESTAMP_WITH_TIMEZONE -> toTimestamp(plain, place);
            case BINARY, VARBINARY, LONGVARBINARY, BLOB -> toBytes(plain, place, type);
            case ARRAY -> toList(plain, place, RowValues.elementColumn(parameter));
            default -> natural(plain, place);
        };
    }

    /** The value as one of the plain ones of {@link RowValues}. */
    private static Object plain(Object value, Calendar calendar, Place place) throws SQLException {
        if (value instanceof java.util.Date || value instanceof Calendar) {
            return plainLegacyTime(value, calendar);
        }
        if (value instanceof Instant time) {
            return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        }
        if (value instanceof OffsetDateTime time) {
            return LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC);
        }
        if (value instanceof ZonedDateTime time) {
            return LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC);
        }
        if (value instanceof OffsetTime time) {
            return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
        }
        if (value instanceof UUID
                || value instanceof Character
                || value instanceof URL
                || value instanceof URI
                || value instanceof CharSequence) {
            return value.toString();
        }
        if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        return plainLarge(value, place);
    }

    private static Object plainLegacyTime(Object value, Calendar calendar) {
        if (value instanceof Date date) {
            return LegacyTimes.ofDate(date, calendar);
        }
        if (value instanceof Time time) {
            return LegacyTimes.ofTime(time, calendar);
        }
        if (value instanceof Timestamp timestamp) {
            return LegacyTimes.ofTimestamp(timestamp, calendar);
        }
        long millis = value instanceof Calendar own ? own.getTimeInMillis() : ((java.util.Date) value).getTime();
        return LegacyTimes.ofTimestamp(new Timestamp(millis), calendar);
    }

    private static Object plainLarge(Object value, Place place) throws SQLException {
        if (value instanceof Clob clob) {
            return clob.getSubString(1, (int) clob.length());
        }
        if (value instanceof Blob blob) {
            return blob.getBytes(1, (int) blob.length());
        }
        try {
            if (value instanceof Reader reader) {
                StringWriter text = new StringWriter();
                reader.transferTo(text);
                return text.toString();
            }
            if (value instanceof InputStream stream) {
                return stream.readAllBytes();
            }
        } catch (IOException e) {
            throw Failure.BAD_VALUE.with("The stream for " + place.name() + " cannot be read: " + e.getMessage(), e);
        }
        if (value instanceof TrackerArray array) {
            return array.rowValues();
        }
        if (value instanceof Array array) {
            return Arrays.asList((Object[]) array.getArray());
        }
        return value instanceof Object[] elements ? Arrays.asList(elements) : value;
    }

    private static long exact(Object plain, Place place, String type, long min, long max) {
        BigDecimal decimal = NumberValues.decimal(plain, place, type);
        if (decimal.compareTo(BigDecimal.valueOf(min)) < 0 || decimal.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw place.outOfRange(plain, type);
        }
        try {
            return decimal.longValueExact();
        } catch (ArithmeticException e) {
            throw place.outOfRange(plain, type);
        }
    }

    private static Double toDouble(Object plain, Place place, String type) {
        if (plain instanceof Double exact) {
            return exact;
        }
        if (plain instanceof Float exact) {
            return exact.doubleValue();
        }
        BigDecimal decimal = NumberValues.decimal(plain, place, type);
        double converted = decimal.doubleValue();
        if (Double.isInfinite(converted)) {
            throw place.outOfRange(plain, type);
        }
        // A whole number beyond 2^53 would silently become its neighbour.
        boolean whole = plain instanceof Long || plain instanceof Integer;
        if (whole && new BigDecimal(converted).compareTo(decimal) != 0) {
            throw place.outOfRange(plain, type);
        }
        return converted;
    }

    private static String toText(Object plain, Place place, String type) {
        if (plain instanceof byte[] || plain instanceof List<?> || !isPlain(plain)) {
            throw place.badCast(plain, type);
        }
        return TextValues.toText(plain, place);
    }

    private static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof LocalDate
                || value instanceof LocalTime
                || value instanceof LocalDateTime;
    }

    private static LocalDate toDate(Object plain, Place place) {
        LocalDateTime time = plain instanceof LocalTime ? null : TimeValues.toLocalDateTime(plain, place);
        if (time == null || !time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw place.badDateTime(plain, "date without a time of day");
        }
        return time.toLocalDate();
    }

    private static long toTimestamp(Object plain, Place place) {
        try {
            return RowValues.millisOfTimestamp(TimeValues.toLocalDateTime(plain, place));
        } catch (ArithmeticException e) {
            throw place.badDateTime(plain, "timestamp");
        }
    }

    private static byte[] toBytes(Object plain, Place place, String type) {
        if (plain instanceof byte[] bytes) {
            return bytes.clone();
        }
        throw place.badCast(plain, type);
    }

    private static List<Object> toList(Object plain, Place place, ResultColumn element) throws SQLException {
        if (!(plain instanceof List<?> list)) {
            throw place.badCast(plain, "ARRAY");
        }
        List<Object> raw = new ArrayList<>();
        for (Object item : list) {
            raw.add(toRowValue(item, null, place, element));
        }
        return raw;
    }

    /** Where the statement does not say a type, the value's own decides. */
    private static Object natural(Object plain, Place place) {
        if (plain instanceof LocalDate date) {
            return (int) date.toEpochDay();
        }
        if (plain instanceof LocalTime time) {
            return RowValues.millisOfTime(time);
        }
        if (plain instanceof LocalDateTime) {
            return toTimestamp(plain, place);
        }
        if (isPlain(plain) || plain instanceof byte[] || plain instanceof List<?>) {
            return plain;
        }
        throw place.badCast(plain, "a value of SQL");
    }
}
