package io.trackersql.jdbc;

import io.trackersql.plan.ResultColumn;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What JDBC's metadata says about a type: class, sizes, signs. The same answer for results, parameters and the catalogue. */
final class TypeFacts {
    /** What JDBC drivers say of text without a limit. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int DATE_SIZE = 10;
    private static final int TIME_SIZE = 8;
    private static final int TIMESTAMP_SIZE = 19;

    private TypeFacts() {}

    /** The class of what {@code getObject} returns. */
    static String className(JDBCType type) {
        return switch (type) {
            case BOOLEAN, BIT -> Boolean.class.getName();
            case TINYINT, SMALLINT, INTEGER -> Integer.class.getName();
            case BIGINT -> Long.class.getName();
            case REAL -> Float.class.getName();
            case FLOAT, DOUBLE -> Double.class.getName();
            case DECIMAL, NUMERIC -> BigDecimal.class.getName();
            case DATE -> Date.class.getName();
            case TIME -> Time.class.getName();
            case TIMESTAMP, TIMESTAMP_WITH_TIMEZONE -> Timestamp.class.getName();
            case BINARY, VARBINARY, LONGVARBINARY -> byte[].class.getName();
            case ARRAY -> Array.class.getName();
            case CHAR, VARCHAR, LONGVARCHAR, NCHAR, NVARCHAR, LONGNVARCHAR -> String.class.getName();
            default -> Object.class.getName();
        };
    }

    /** As {@link #className(JDBCType)}; an interval is text. */
    static String className(ResultColumn column) {
        return column.typeName().startsWith("INTERVAL") ? String.class.getName() : className(column.type());
    }

    /** COLUMN_SIZE and precision: digits, characters or bytes. */
    static int size(ResultColumn column) {
        return switch (column.type()) {
            case BOOLEAN, BIT -> 1;
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            case BIGINT -> 19;
            case REAL -> 7;
            case FLOAT, DOUBLE -> 15;
            case DATE -> DATE_SIZE;
            case TIME -> withFraction(TIME_SIZE, column.scale());
            case TIMESTAMP, TIMESTAMP_WITH_TIMEZONE -> withFraction(TIMESTAMP_SIZE, column.scale());
            case DECIMAL, NUMERIC -> Math.max(column.precision(), 1);
            default -> column.precision() > 0 ? column.precision() : UNLIMITED;
        };
    }

    /** The most characters that a value needs when shown. */
    static int displaySize(ResultColumn column) {
        int size = size(column);
        return switch (column.type()) {
            case BOOLEAN, BIT -> "false".length();
            case TINYINT, SMALLINT, INTEGER, BIGINT -> size + 1;
            case REAL -> 15;
            case FLOAT, DOUBLE -> 25;
            case DECIMAL, NUMERIC -> size + 2;
            case BINARY, VARBINARY, LONGVARBINARY -> size > UNLIMITED / 2 ? UNLIMITED : 2 * size;
            default -> size;
        };
    }

    /** DECIMAL_DIGITS: digits after the point or of a second's fraction; empty where the type has none. */
    static OptionalInt decimalDigits(ResultColumn column) {
        return switch (column.type()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT -> OptionalInt.of(0);
            case DECIMAL, NUMERIC, TIME, TIMESTAMP, TIMESTAMP_WITH_TIMEZONE -> OptionalInt.of(column.scale());
            default -> OptionalInt.empty();
        };
    }

    /** Bytes of a text or binary value at most: UTF-8 takes up to four per character. */
    static OptionalInt octetLength(ResultColumn column) {
        int size = size(column);
        if (isText(column.type())) {
            return OptionalInt.of(size > UNLIMITED / 4 ? UNLIMITED : 4 * size);
        }
        return isBinary(column.type()) ? OptionalInt.of(size) : OptionalInt.empty();
    }

    static boolean isNumeric(JDBCType type) {
        return switch (type) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, REAL, FLOAT, DOUBLE, DECIMAL, NUMERIC -> true;
            default -> false;
        };
    }

    static boolean isText(JDBCType type) {
        return switch (type) {
            case CHAR, VARCHAR, LONGVARCHAR, NCHAR, NVARCHAR, LONGNVARCHAR, CLOB, NCLOB -> true;
            default -> false;
        };
    }

    static boolean isBinary(JDBCType type) {
        return switch (type) {
            case BINARY, VARBINARY, LONGVARBINARY, BLOB -> true;
            default -> false;
        };
    }

    static boolean isTime(JDBCType type) {
        return switch (type) {
            case DATE, TIME, TIMESTAMP, TIMESTAMP_WITH_TIMEZONE -> true;
            default -> false;
        };
    }

    /** The type that SQL calls by that name. */
    static Optional<JDBCType> byName(String name) {
        String wanted = name.trim().toUpperCase(Locale.ROOT);
        for (JDBCType type : JDBCType.values()) {
            if (type.getName().equals(wanted)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private static int withFraction(int size, int digits) {
        return digits > 0 ? size + 1 + digits : size;
    }
}
