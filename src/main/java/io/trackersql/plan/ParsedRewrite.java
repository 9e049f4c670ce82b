package io.trackersql.plan;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;

/** Rewrites what other dialects call by another name, after parsing and before validation. */
final class ParsedRewrite extends SqlShuttle {
    @Override
    public SqlNode visit(SqlCall call) {
        SqlNode known = OtherDialects.known(call).orElse(call);
        return known instanceof SqlCall knownCall ? super.visit(knownCall) : known;
    }

    @Override
    public SqlNode visit(SqlDataTypeSpec type) {
        return OtherDialects.known(type);
    }
}
