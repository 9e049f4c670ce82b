package io.trackersql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/**
 * Makes a lateral join with an aggregate of all rows an outer join. Such an aggregate gives a row even of no rows, so nothing changes;
 * but Calcite's decorrelation, which then groups those rows, forgets it for an inner join and loses rows of the left side.
 */
final class SureLaterals extends RelHomogeneousShuttle {
    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other);
        return visited instanceof LogicalCorrelate correlate
                        && correlate.getJoinType() == JoinRelType.INNER
                        && isOneRow(correlate.getRight())
                ? outer(correlate)
                : visited;
    }

    private static boolean isOneRow(RelNode rel) {
        return rel instanceof Project
                ? isOneRow(rel.getInput(0))
                : rel instanceof Aggregate a
                        && a.getGroupCount() == 0
                        && a.getGroupSets().size() == 1;
    }

    private static RelNode outer(LogicalCorrelate inner) {
        RelNode outer = inner.copy(
                inner.getTraitSet(),
                inner.getLeft(),
                inner.getRight(),
                inner.getCorrelationId(),
                inner.getRequiredColumns(),
                JoinRelType.LEFT);
        RexBuilder rexBuilder = inner.getCluster().getRexBuilder();
        List<RexNode> fields = new ArrayList<>();
        for (int i = 0; i < inner.getRowType().getFieldCount(); i++) {
            RexNode field = rexBuilder.makeInputRef(outer, i);
            boolean isNull = inner.getRowType().getFieldList().get(i).getType().isNullable();
            fields.add(isNull ? field : rexBuilder.makeNotNull(field));
        }
        return LogicalProject.create(
                outer, List.of(), fields, inner.getRowType().getFieldNames(), Set.of());
    }
}
