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
        if (call.getOperator() instanceof SqlFunction function
                && call.operandCount() == 0
                && NOW.contains(function.getName().toUpperCase(java.util.Locale.ROOT))) {
            return SqlStdOperatorTable.CURRENT_TIMESTAMP.createCall(call.getParserPosition());
        }
        return super.visit(call);
    }
}
