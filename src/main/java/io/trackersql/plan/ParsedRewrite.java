package io.trackersql.plan;

import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;

/** Rewrites what other dialects call by another name, after parsing and before validation. */
final class ParsedRewrite extends SqlShuttle {
    private static final Set<String> NOW = Set.of("NOW", "GETDATE");

    @Override
    public SqlNode visit(SqlCall call) {
        if (call.operandCount() == 0 && NOW.stream().anyMatch(name -> isNamed(call, name))) {
            return SqlStdOperatorTable.CURRENT_TIMESTAMP.createCall(call.getParserPosition());
        }
        if (isNamed(call, "DATE_TRUNC") && call.operandCount() == 2) {
            // the parser takes it for BigQuery's, whose arguments are the other way round
            return super.visit(TrackerFunctions.DATE_TRUNC.createCall(call.getParserPosition(), call.getOperandList()));
        }
        return super.visit(call);
    }

    private static boolean isNamed(SqlCall call, String name) {
        return call.getOperator() instanceof SqlFunction function
                && function.getName().equalsIgnoreCase(name);
    }
}
