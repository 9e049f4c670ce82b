package io.trackersql.plan;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Has LIKE mean the same in generated code as in scans: Calcite's own, a regular expression, lets {@code _} stand for no line break,
 * and tries patterns with many {@code %} in all ways.
 */
final class LikeMatching extends RelHomogeneousShuttle {
    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other);
        return visited.accept(new Calls(visited.getCluster().getRexBuilder()));
    }

    private static final class Calls extends RexShuttle {
        private final RexBuilder rexBuilder;

        Calls(RexBuilder rexBuilder) {
            this.rexBuilder = rexBuilder;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            RexNode visited = super.visitCall(call);
            if (visited instanceof RexCall like && like.getOperator().equals(SqlStdOperatorTable.LIKE)) {
                return rexBuilder.makeCall(
                        call.getType(),
                        like.getOperands().size() == 3
                                ? TrackerFunctions.LIKE_MATCH_ESCAPED
                                : TrackerFunctions.LIKE_MATCH,
                        like.getOperands());
            }
            return visited;
        }
    }
}
