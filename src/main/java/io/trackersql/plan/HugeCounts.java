package io.trackersql.plan;

import java.math.BigDecimal;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Cuts what LIMIT and OFFSET say to what Calcite's runtime can count, which is an int. More rows than that never fit into memory here,
 * so no answer changes.
 */
final class HugeCounts extends RelHomogeneousShuttle {
    private static final BigDecimal ROWS_MAX = BigDecimal.valueOf(Integer.MAX_VALUE);

    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other);
        if (visited instanceof LogicalSort sort && (isHuge(sort.offset) || isHuge(sort.fetch))) {
            return LogicalSort.create(
                    sort.getInput(), sort.getCollation(), cut(sort, sort.offset), cut(sort, sort.fetch));
        }
        return visited;
    }

    private static RexNode cut(LogicalSort sort, RexNode count) {
        return isHuge(count)
                ? sort.getCluster()
                        .getRexBuilder()
                        .makeLiteral(
                                ROWS_MAX, sort.getCluster().getTypeFactory().createSqlType(SqlTypeName.INTEGER), false)
                : count;
    }

    private static boolean isHuge(RexNode count) {
        return count instanceof RexLiteral literal
                && literal.getValueAs(BigDecimal.class).compareTo(ROWS_MAX) > 0;
    }
}
