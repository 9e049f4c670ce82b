package io.trackersql.plan;

import io.trackersql.model.Failure;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSnapshot;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;

/** Rewrites what other dialects call by another name, after parsing and before validation. */
final class ParsedRewrite extends SqlShuttle {
    private static final int TIMESTAMP_PRECISION = 3;

    @Override
    public SqlNode visit(SqlCall call) {
        if (call instanceof SqlOrderBy orderBy) {
            requireWhole("OFFSET", orderBy.offset);
            requireWhole("LIMIT", orderBy.fetch);
        }
        if (call.getKind() == SqlKind.MATCH_RECOGNIZE) {
            throw Failure.UNSUPPORTED.with("MATCH_RECOGNIZE is not supported. Use window functions over ordered rows.");
        }
        if (call instanceof SqlSnapshot snapshot) {
            return super.visit((SqlCall) new SqlSnapshot(
                    snapshot.getParserPosition(),
                    snapshot.getTableRef(),
                    timestamp(snapshot.getPeriod().accept(new ParametersAsTimes()))));
        }
        SqlNode known = OtherDialects.known(call).orElse(call);
        return known instanceof SqlCall knownCall ? super.visit(knownCall) : known;
    }

    /** Whatever says a time may stand behind AS OF: text, a DATE, a TIMESTAMP of another precision. */
    private static SqlNode timestamp(SqlNode period) {
        SqlParserPos position = period.getParserPosition();
        return SqlStdOperatorTable.CAST.createCall(
                position,
                period,
                new SqlDataTypeSpec(
                        new SqlBasicTypeNameSpec(SqlTypeName.TIMESTAMP, TIMESTAMP_PRECISION, position), position));
    }

    /** A parameter behind AS OF is a time; nothing else would tell its type. */
    private static final class ParametersAsTimes extends SqlShuttle {
        @Override
        public SqlNode visit(SqlDynamicParam parameter) {
            return timestamp(parameter);
        }
    }

    /** The parser takes 1.5 and the runtime would cut it to 1. */
    private static void requireWhole(String clause, SqlNode count) {
        if (count instanceof SqlNumericLiteral literal
                && (!literal.isInteger() || literal.bigDecimalValue().signum() < 0)) {
            throw PlanErrors.badCount(clause, literal.toValue());
        }
    }

    @Override
    public SqlNode visit(SqlDataTypeSpec type) {
        return OtherDialects.known(type);
    }
}
