package io.trackersql.plan;

import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.apache.calcite.util.DateString;

/** Lets dates be counted with as PostgreSQL does: a date and a number of days, and the days between two dates. */
final class DateArithmetic extends TypeCoercionImpl {
    private static final DateString EPOCH = new DateString(1970, 1, 1);

    DateArithmetic(RelDataTypeFactory typeFactory, SqlValidator validator) {
        super(typeFactory, validator);
    }

    @Override
    public boolean binaryArithmeticCoercion(SqlCallBinding binding) {
        SqlCall call = binding.getCall();
        SqlKind kind = call.getKind();
        if (binding.getOperandCount() == 2 && (kind == SqlKind.PLUS || kind == SqlKind.MINUS)) {
            RelDataType left = binding.getOperandType(0);
            RelDataType right = binding.getOperandType(1);
            if (isDate(left) && SqlTypeUtil.isIntType(right)) {
                replace(binding, 1, days(call.operand(1)));
                return true;
            }
            if (kind == SqlKind.PLUS && SqlTypeUtil.isIntType(left) && isDate(right)) {
                replace(binding, 0, days(call.operand(0)));
                return true;
            }
            if (kind == SqlKind.MINUS && isDate(left) && isDate(right)) {
                replace(binding, 0, dayNumber(call.operand(0)));
                replace(binding, 1, dayNumber(call.operand(1)));
                return true;
            }
        }
        return super.binaryArithmeticCoercion(binding);
    }

    private static boolean isDate(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DATE;
    }

    private void replace(SqlCallBinding binding, int operand, SqlNode with) {
        binding.getCall().setOperand(operand, with);
        binding.getValidator().deriveType(binding.getScope(), with);
    }

    private static SqlNode days(SqlNode number) {
        SqlParserPos at = number.getParserPosition();
        SqlNode day = SqlLiteral.createInterval(1, "1", new SqlIntervalQualifier(TimeUnit.DAY, null, at), at);
        return SqlStdOperatorTable.MULTIPLY.createCall(at, number, day);
    }

    private static SqlNode dayNumber(SqlNode date) {
        SqlParserPos at = date.getParserPosition();
        return SqlStdOperatorTable.TIMESTAMP_DIFF.createCall(
                at, new SqlIntervalQualifier(TimeUnit.DAY, null, at), SqlLiteral.createDate(EPOCH, at), date);
    }
}
