package io.trackersql.plan;

import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.SqlCollation;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** The SQL types of the planner: what a {@link ValueType} is to Calcite, and the rules by which types combine. */
final class TypeSystem {
    /** The one factory: types are interned, so one shared instance makes comparing them cheap. Thread-safe. */
    static final Factory FACTORY = new Factory();

    private TypeSystem() {}

    /** The SQL type of a column. */
    static RelDataType of(Column column) {
        return of(column.type(), column.lengthMax(), column.isNullable(), FACTORY);
    }

    /** The SQL type of a value type; a length of 0 is no limit. */
    static RelDataType of(ValueType type, int lengthMax, boolean nullable, RelDataTypeFactory factory) {
        RelDataType sqlType =
                switch (type) {
                    case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
                    case SMALLINT -> factory.createSqlType(SqlTypeName.SMALLINT);
                    case BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
                    case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
                    case VARCHAR ->
                        lengthMax == 0
                                ? factory.createSqlType(SqlTypeName.VARCHAR)
                                : factory.createSqlType(SqlTypeName.VARCHAR, lengthMax);
                    case DATE -> factory.createSqlType(SqlTypeName.DATE);
                    case TIMESTAMP, TIMESTAMP_UTC -> factory.createSqlType(SqlTypeName.TIMESTAMP, 3);
                    case VARBINARY -> factory.createSqlType(SqlTypeName.VARBINARY);
                };
        return factory.createTypeWithNullability(sqlType, nullable);
    }

    /** Types in UTF-8, whose unions never pad text with blanks. */
    static final class Factory extends JavaTypeFactoryImpl {
        private Factory() {
            super(new Rules());
        }

        @Override
        public Charset getDefaultCharset() {
            return StandardCharsets.UTF_8;
        }

        /** Text columns of other schemas come with another character set; comparing them with ours must not fail. */
        @Override
        public RelDataType copyType(RelDataType type) {
            if (type.isStruct()) {
                Builder fields = builder().kind(type.getStructKind());
                type.getFieldList().forEach(field -> fields.add(field.getName(), copyType(field.getType())));
                return createTypeWithNullability(fields.build(), type.isNullable());
            }
            RelDataType copied = super.copyType(type);
            if (SqlTypeUtil.inCharFamily(copied) && !StandardCharsets.UTF_8.equals(copied.getCharset())) {
                return createTypeWithNullability(
                        createTypeWithCharsetAndCollation(copied, StandardCharsets.UTF_8, SqlCollation.IMPLICIT),
                        copied.isNullable());
            }
            return copied;
        }
    }

    private static final class Rules extends RelDataTypeSystemImpl {
        private static final int DECIMAL_DIGITS = 38;
        private static final int TIME_DIGITS = 3;

        /** Else CASE and VALUES over 'ab' and 'abc' make CHAR(3) and pad, and comparisons answer wrongly. */
        @Override
        public boolean shouldConvertRaggedUnionTypesToVarying() {
            return true;
        }

        /** Times have milliseconds; without a precision a cast must not lose them. */
        @Override
        public int getDefaultPrecision(SqlTypeName typeName) {
            return typeName == SqlTypeName.TIMESTAMP ? TIME_DIGITS : super.getDefaultPrecision(typeName);
        }

        @Override
        public int getMaxPrecision(SqlTypeName typeName) {
            return typeName == SqlTypeName.DECIMAL ? DECIMAL_DIGITS : super.getMaxPrecision(typeName);
        }

        @Override
        public int getMaxScale(SqlTypeName typeName) {
            return typeName == SqlTypeName.DECIMAL ? DECIMAL_DIGITS : super.getMaxScale(typeName);
        }
    }
}
