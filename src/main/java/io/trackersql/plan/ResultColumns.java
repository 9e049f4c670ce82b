package io.trackersql.plan;

import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import java.sql.JDBCType;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/** Describes rows of Calcite's types, and tables' columns, as JDBC does. */
public final class ResultColumns {
    /** The factory of the types in which tables describe themselves here. */
    public static final RelDataTypeFactory TYPES = TypeSystem.FACTORY;

    private ResultColumns() {}

    /** The nullable SQL type of values of that type, without a limit of length. */
    public static RelDataType sqlType(ValueType type, RelDataTypeFactory factory) {
        return TypeSystem.of(type, 0, true, factory);
    }

    /** The columns of a validated statement; origins are schema, table and column of those that come unchanged from a table. */
    static List<ResultColumn> of(RelDataType rowType, List<List<String>> origins, CalciteCatalogReader catalog) {
        List<ResultColumn> columns = new ArrayList<>();
        for (RelDataTypeField field : rowType.getFieldList()) {
            List<String> origin = origins.isEmpty() ? List.of() : origins.get(field.getIndex());
            columns.add(of(field.getName(), field.getType(), origin, catalog));
        }
        return columns;
    }

    private static ResultColumn of(String label, RelDataType type, List<String> origin, CalciteCatalogReader catalog) {
        if (origin.size() < 3) {
            return column(label, "", "", label, type, false);
        }
        List<String> path = origin.subList(0, origin.size() - 1);
        String column = origin.get(origin.size() - 1);
        boolean utc = entityColumn(path, column, catalog)
                .map(c -> c.type() == ValueType.TIMESTAMP_UTC)
                .orElse(false);
        return column(label, path.get(path.size() - 2), path.get(path.size() - 1), column, type, utc);
    }

    private static Optional<Column> entityColumn(List<String> path, String column, CalciteCatalogReader catalog) {
        Prepare.PreparingTable table = catalog.getTable(path);
        TrackerTable tracker = table == null ? null : table.unwrap(TrackerTable.class);
        if (tracker == null) {
            return Optional.empty();
        }
        int position = tracker.table().position(column);
        return position < 0
                ? Optional.empty()
                : Optional.of(tracker.table().columns().get(position));
    }

    /** The parameters of a statement. */
    static List<ResultColumn> parameters(RelDataType parameterRowType) {
        return parameterRowType.getFieldList().stream()
                .map(f -> column("", "", "", "", f.getType(), false))
                .toList();
    }

    /** A parameter that has a name. */
    static ResultColumn parameter(String name, ValueType type, boolean nullable) {
        RelDataType sqlType = TYPES.createTypeWithNullability(sqlType(type, TYPES), nullable);
        return column(name, "", "", name, sqlType, type == ValueType.TIMESTAMP_UTC);
    }

    /** A column of a tracker's table; nullable as the tracker accepts it. */
    public static ResultColumn of(String schema, EntityTable table, Column column) {
        ResultColumn described = column(
                column.name(),
                schema,
                table.name(),
                column.name(),
                TypeSystem.of(column),
                column.type() == ValueType.TIMESTAMP_UTC);
        return new ResultColumn(
                described.label(),
                schema,
                table.name(),
                column.name(),
                described.type(),
                described.typeName(),
                described.precision(),
                described.scale(),
                column.isNullable() && !column.required(),
                described.utc());
    }

    /** A column of some other table. */
    public static ResultColumn of(String schema, String table, String column, RelDataType type) {
        return column(column, schema, table, column, type, false);
    }

    private static ResultColumn column(
            String label, String schema, String table, String column, RelDataType type, boolean utc) {
        SqlTypeName name = type.getSqlTypeName();
        return new ResultColumn(
                label,
                schema,
                table,
                column,
                jdbcType(name),
                typeName(type),
                Math.max(0, precision(type)),
                name.allowsScale() && type.getScale() != RelDataType.SCALE_NOT_SPECIFIED
                        ? type.getScale()
                        : name == SqlTypeName.TIMESTAMP || name == SqlTypeName.TIME
                                ? Math.max(0, type.getPrecision())
                                : 0,
                type.isNullable(),
                utc);
    }

    /** An array says what it is an array of, so that JDBC can read its elements. */
    private static String typeName(RelDataType type) {
        String name = type.getSqlTypeName().getName().replace('_', ' ');
        return type.getComponentType() == null ? name : typeName(type.getComponentType()) + " " + name;
    }

    private static int precision(RelDataType type) {
        int precision = type.getPrecision();
        return precision == RelDataType.PRECISION_NOT_SPECIFIED || precision == Integer.MAX_VALUE ? 0 : precision;
    }

    private static JDBCType jdbcType(SqlTypeName name) {
        return switch (name.getJdbcOrdinal()) {
            case Types.BOOLEAN -> JDBCType.BOOLEAN;
            case Types.NULL -> JDBCType.NULL;
            default ->
                SqlTypeName.INTERVAL_TYPES.contains(name) || !isJdbc(name.getJdbcOrdinal())
                        ? JDBCType.OTHER
                        : JDBCType.valueOf(name.getJdbcOrdinal());
        };
    }

    private static boolean isJdbc(int ordinal) {
        for (JDBCType type : JDBCType.values()) {
            if (type.getVendorTypeNumber() == ordinal) {
                return true;
            }
        }
        return false;
    }
}
