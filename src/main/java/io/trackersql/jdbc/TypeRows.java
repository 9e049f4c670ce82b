package io.trackersql.jdbc;

import io.trackersql.plan.ResultColumn;
import java.sql.DatabaseMetaData;
import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** The types that columns have or CAST can give, as rows of getTypeInfo. */
final class TypeRows {
    private static final List<JDBCType> TYPES = List.of(
            JDBCType.TINYINT,
            JDBCType.BIGINT,
            JDBCType.VARBINARY,
            JDBCType.BINARY,
            JDBCType.CHAR,
            JDBCType.DECIMAL,
            JDBCType.INTEGER,
            JDBCType.SMALLINT,
            JDBCType.FLOAT,
            JDBCType.REAL,
            JDBCType.DOUBLE,
            JDBCType.VARCHAR,
            JDBCType.BOOLEAN,
            JDBCType.DATE,
            JDBCType.TIME,
            JDBCType.TIMESTAMP);

    /** Digits of a DECIMAL, as in Calcite's default type system. */
    private static final int DECIMAL_PRECISION = 19;

    private static final int FRACTION_DIGITS = 3;

    private TypeRows() {}

    /** Ordered by type number, as JDBC demands. */
    static Iterator<Object[]> all() {
        List<Object[]> rows = new ArrayList<>();
        TYPES.stream()
                .sorted(Comparator.comparing(JDBCType::getVendorTypeNumber))
                .forEach(type -> rows.add(row(type)));
        return rows.iterator();
    }

    private static Object[] row(JDBCType type) {
        boolean numeric = TypeFacts.isNumeric(type);
        boolean quoted = TypeFacts.isText(type) || TypeFacts.isTime(type) || TypeFacts.isBinary(type);
        boolean decimal = type == JDBCType.DECIMAL;
        boolean fraction = type == JDBCType.TIME || type == JDBCType.TIMESTAMP;
        ResultColumn example = new ResultColumn(
                "",
                "",
                "",
                "",
                type,
                type.getName(),
                decimal ? DECIMAL_PRECISION : 0,
                fraction ? FRACTION_DIGITS : 0,
                true,
                false);
        return new Object[] {
            type.getName(),
            type.getVendorTypeNumber(),
            TypeFacts.size(example),
            quoted ? prefix(type) : null,
            quoted ? "'" : null,
            createParameters(type),
            (short) DatabaseMetaData.typeNullable,
            TypeFacts.isText(type),
            (short) (TypeFacts.isText(type) ? DatabaseMetaData.typeSearchable : DatabaseMetaData.typePredBasic),
            !numeric,
            decimal,
            false,
            null,
            (short) 0,
            (short) (decimal ? DECIMAL_PRECISION : fraction ? FRACTION_DIGITS : 0),
            null,
            null,
            numeric ? (Object) 10 : null
        };
    }

    private static String prefix(JDBCType type) {
        if (TypeFacts.isBinary(type)) {
            return "X'";
        }
        return TypeFacts.isText(type) ? "'" : type.getName() + " '";
    }

    private static String createParameters(JDBCType type) {
        return switch (type) {
            case CHAR, VARCHAR, BINARY, VARBINARY -> "length";
            case DECIMAL -> "precision,scale";
            case TIME, TIMESTAMP -> "precision";
            default -> null;
        };
    }
}
