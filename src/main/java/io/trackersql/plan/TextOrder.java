package io.trackersql.plan;

import io.trackersql.query.Column;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Makes a local ORDER BY on text agree with the order of the tracker: the sort is by {@code COLLATION_KEY} of the text, or by
 * {@code KEY_ORDER} where the text is a key. Only ORDER BY is touched; comparisons, GROUP BY and windows stay exact.
 */
final class TextOrder extends RelHomogeneousShuttle {
    private final PlanSettings settings;

    TextOrder(PlanSettings settings) {
        this.settings = settings;
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = withoutOrder(super.visit(other));
        return settings.trackerTextOrder() && visited instanceof LogicalSort sort ? byTrackerOrder(sort) : visited;
    }

    /** What an operator above a sort says of its order is no longer true, and would have the planner sort once more. */
    private static RelNode withoutOrder(RelNode rel) {
        boolean claims = !(rel instanceof Sort)
                && rel.getTraitSet().getTraits(RelCollationTraitDef.INSTANCE).stream()
                        .anyMatch(order -> !order.getFieldCollations().isEmpty());
        return claims ? rel.copy(rel.getTraitSet().replace(RelCollations.EMPTY), rel.getInputs()) : rel;
    }

    private static RelNode byTrackerOrder(LogicalSort sort) {
        RelNode input = sort.getInput();
        RexBuilder rexBuilder = sort.getCluster().getRexBuilder();
        List<RexNode> fields = new ArrayList<>();
        List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
        for (int i = 0; i < names.size(); i++) {
            fields.add(rexBuilder.makeInputRef(input, i));
        }
        List<RelFieldCollation> keys = new ArrayList<>();
        for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
            RexNode field = fields.get(key.getFieldIndex());
            if (SqlTypeUtil.inCharFamily(field.getType())) {
                SqlOperator order =
                        isKey(input, key.getFieldIndex()) ? TrackerFunctions.KEY_ORDER : TrackerFunctions.COLLATION_KEY;
                keys.add(key.withFieldIndex(fields.size()));
                fields.add(rexBuilder.makeCall(order, field));
                names.add("ORDER$" + fields.size());
            } else {
                keys.add(key);
            }
        }
        int width = input.getRowType().getFieldCount();
        if (fields.size() == width) {
            return sort;
        }
        RelNode extended = LogicalProject.create(input, List.of(), fields, names, java.util.Set.of());
        RelNode sorted = LogicalSort.create(extended, RelCollations.of(keys), sort.offset, sort.fetch);
        return LogicalProject.create(
                sorted, List.of(), fields.subList(0, width), input.getRowType().getFieldNames(), java.util.Set.of());
    }

    /** Whether a field comes unchanged from a column that holds keys. */
    private static boolean isKey(RelNode rel, int field) {
        if (rel instanceof TrackerScan scan) {
            return !scan.query().count() && isKey(scan.query().columns().get(field));
        } else if (rel instanceof Project project) {
            return project.getProjects().get(field) instanceof RexInputRef ref
                    && isKey(project.getInput(), ref.getIndex());
        } else if (rel instanceof Aggregate aggregate) {
            return field < aggregate.getGroupCount()
                    && isKey(aggregate.getInput(), aggregate.getGroupSet().nth(field));
        } else if (rel instanceof SetOp) {
            return rel.getInputs().stream().allMatch(input -> isKey(input, field));
        } else if (rel instanceof SnapshotJoin join) {
            return field > 0 && isKey(join.scan(), field - 1);
        } else if (rel instanceof Filter || rel instanceof Sort || rel instanceof SharedRows) {
            return isKey(rel.getInput(0), field);
        } else if (rel instanceof Join join) {
            int left = join.getLeft().getRowType().getFieldCount();
            return field < left ? isKey(join.getLeft(), field) : isKey(join.getRight(), field - left);
        }
        return false;
    }

    private static boolean isKey(Column column) {
        return column.cardinality() != Column.Cardinality.JOINED
                && (column.role() == Column.Role.KEY || column.role() == Column.Role.RELATION);
    }
}
