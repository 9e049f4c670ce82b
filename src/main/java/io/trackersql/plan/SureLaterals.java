package io.trackersql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Makes a lateral join with an aggregate of all rows an outer join. Such an aggregate gives a row even of no rows, so nothing changes;
 * but Calcite's decorrelation, which then groups those rows, forgets it for an inner join and loses rows of the left side. What stands
 * above the aggregate, such as HAVING, comes to stand above the join.
 */
final class SureLaterals extends RelHomogeneousShuttle {
    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other);
        return visited instanceof LogicalCorrelate correlate
                        && correlate.getJoinType() == JoinRelType.INNER
                        && isOneRowAtMost(correlate.getRight())
                ? sure(correlate)
                : visited;
    }

    private static RelNode sure(LogicalCorrelate correlate) {
        RelNode right = correlate.getRight();
        if (isOneRow(right)) {
            return outer(correlate);
        } else if (right instanceof Filter filter) {
            RelNode below = sure(over(correlate, filter.getInput()));
            return LogicalFilter.create(below, filter.getCondition().accept(new Above(correlate, below)));
        }
        Project project = (Project) right;
        RelNode below = sure(over(correlate, project.getInput()));
        Above above = new Above(correlate, below);
        List<RexNode> fields = new ArrayList<>();
        for (int i = 0; i < correlate.getLeft().getRowType().getFieldCount(); i++) {
            fields.add(correlate.getCluster().getRexBuilder().makeInputRef(below, i));
        }
        project.getProjects().forEach(e -> fields.add(e.accept(above)));
        return LogicalProject.create(
                below, List.of(), fields, correlate.getRowType().getFieldNames(), Set.of());
    }

    private static LogicalCorrelate over(LogicalCorrelate correlate, RelNode right) {
        return correlate.copy(
                correlate.getTraitSet(),
                correlate.getLeft(),
                right,
                correlate.getCorrelationId(),
                correlate.getRequiredColumns(),
                correlate.getJoinType());
    }

    /** An expression of the right side as one over the rows of the join. */
    private static final class Above extends RexShuttle {
        private final LogicalCorrelate correlate;
        private final RelNode below;

        Above(LogicalCorrelate correlate, RelNode below) {
            this.correlate = correlate;
            this.below = below;
        }

        @Override
        public RexNode visitInputRef(RexInputRef ref) {
            return ref(correlate.getLeft().getRowType().getFieldCount() + ref.getIndex());
        }

        @Override
        public RexNode visitFieldAccess(RexFieldAccess access) {
            return access.getReferenceExpr() instanceof RexCorrelVariable variable
                            && variable.id.equals(correlate.getCorrelationId())
                    ? ref(access.getField().getIndex())
                    : super.visitFieldAccess(access);
        }

        private RexNode ref(int index) {
            return correlate.getCluster().getRexBuilder().makeInputRef(below, index);
        }
    }

    /** Whether it is an aggregate of all rows, perhaps with conditions and expressions above. */
    private static boolean isOneRowAtMost(RelNode rel) {
        boolean isAbove = rel instanceof Project || rel instanceof Filter;
        return isAbove ? isOneRowAtMost(rel.getInput(0)) : isOneRow(rel);
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
