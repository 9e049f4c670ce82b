package io.trackersql.jdbc;

import io.trackersql.plan.ResultColumn;
import java.sql.JDBCType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Between row values as {@link io.trackersql.exec.Cursor} describes them and plain Java values that say what they are.
 *
 * <p>A plain value is a String, Boolean, Number, byte[], LocalDate, LocalTime, LocalDateTime or a List of these; the
 * conversions of this package work on plain values only, so none of them needs to know a column's type.
 */
final class RowValues {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long MILLIS_PER_SECOND = 1000L;
    private static final long MILLIS_PER_DAY = 86_400_000L;

    private RowValues() {}

    /** How values of the column become plain ones; chosen once per column. Takes no null. */
    static UnaryOperator<Object> decoder(ResultColumn column) {
        return switch (column.type()) {
            case DATE -> raw -> LocalDate.ofEpochDay(((Number) raw).longValue());
            case TIME -> raw -> timeOfMillis(((Number) raw).longValue());
            case TIMESTAMP, TIMESTAMP_WITH_TIMEZONE -> raw -> timestampOfMillis(((Number) raw).longValue());
            case ARRAY -> listDecoder(elementColumn(column));
            default -> column.typeName().startsWith("INTERVAL") ? intervalDecoder(column.typeName()) : raw -> raw;
        };
    }

    /** The column that an array's elements would make. */
    static ResultColumn elementColumn(ResultColumn array) {
        String name = array.typeName();
        int end = name.lastIndexOf(' ');
        String element = end < 0 ? "" : name.substring(0, end);
        JDBCType type = TypeFacts.byName(element).orElse(JDBCType.OTHER);
        return new ResultColumn(
                array.label(),
                "",
                "",
                array.label(),
                type,
                element.isEmpty() ? "OTHER" : element,
                array.precision(),
                array.scale(),
                true,
                array.utc());
    }

    static LocalDateTime timestampOfMillis(long millis) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, MILLIS_PER_SECOND),
                (int) (Math.floorMod(millis, MILLIS_PER_SECOND) * NANOS_PER_MILLI),
                ZoneOffset.UTC);
    }

    /** A finer fraction is cut, as CAST to TIMESTAMP(3) does. */
    static long millisOfTimestamp(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC) * MILLIS_PER_SECOND + time.getNano() / NANOS_PER_MILLI;
    }

    private static LocalTime timeOfMillis(long millis) {
        return LocalTime.ofNanoOfDay(Math.floorMod(millis, MILLIS_PER_DAY) * NANOS_PER_MILLI);
    }

    static int millisOfTime(LocalTime time) {
        return (int) (time.toNanoOfDay() / NANOS_PER_MILLI);
    }

    private static UnaryOperator<Object> listDecoder(ResultColumn element) {
        UnaryOperator<Object> one = decoder(element);
        return raw -> {
            List<Object> plain = new ArrayList<>();
            for (Object item : (List<?>) raw) {
                plain.add(item == null ? null : one.apply(item));
            }
            return plain;
        };
    }

    /** Intervals are read as SQL writes them between quotes: {@code 1-02} and {@code 3 04:05:06.789}. */
    private static UnaryOperator<Object> intervalDecoder(String typeName) {
        boolean months = typeName.contains("YEAR") || typeName.contains("MONTH");
        return raw -> months ? monthsText(((Number) raw).longValue()) : millisText(((Number) raw).longValue());
    }

    private static String monthsText(long months) {
        long size = Math.abs(months);
        return String.format("%s%d-%02d", months < 0 ? "-" : "", size / 12, size % 12);
    }

    private static String millisText(long millis) {
        long size = Math.abs(millis);
        LocalTime rest = timeOfMillis(size);
        return String.format(
                "%s%d %02d:%02d:%02d.%03d",
                millis < 0 ? "-" : "",
                size / MILLIS_PER_DAY,
                rest.getHour(),
                rest.getMinute(),
                rest.getSecond(),
                rest.getNano() / NANOS_PER_MILLI);
    }
}
