package io.trackersql.plan;

import io.trackersql.query.TrackerQuery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.Mappings;

/**
 * Folds an operator into the scan of a {@link SnapshotJoin} below it, as {@link FoldRules} do where the scan is alone, so that what is
 * asked at each time is as narrow. What looks at the time itself stays above.
 */
final class SnapshotFolds {
    static final RelOptRule FILTER =
            new FoldConfig<>(LogicalFilter.class, SnapshotJoin.class, SnapshotFolds::filter).toRule();
    static final RelOptRule PROJECT =
            new FoldConfig<>(LogicalProject.class, SnapshotJoin.class, SnapshotFolds::project).toRule();
    static final RelOptRule COUNT =
            new FoldConfig<>(LogicalAggregate.class, SnapshotJoin.class, SnapshotFolds::count).toRule();

    private SnapshotFolds() {}

    private static Optional<RelNode> filter(RelNode operator, SnapshotJoin join) {
        LogicalFilter filter = (LogicalFilter) operator;
        List<RexNode> ofTable = new ArrayList<>();
        List<RexNode> above = new ArrayList<>();
        for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
            boolean isOfTable = !RelOptUtil.InputFinder.bits(conjunct).get(0);
            (isOfTable ? ofTable : above).add(conjunct);
        }
        RexBuilder rexBuilder = join.getCluster().getRexBuilder();
        RexNode condition = RexUtil.composeConjunction(rexBuilder, RexUtil.shift(ofTable, -1));
        LogicalFilter overScan = LogicalFilter.create(join.scan(), condition);
        Optional<RelNode> folded = FoldRules.fold(overScan, join.scan());
        if (ofTable.isEmpty() || folded.isEmpty()) {
            return Optional.empty();
        }
        RelNode scan = folded.get();
        if (scan instanceof LogicalFilter residual) {
            above.add(RexUtil.shift(residual.getCondition(), 1));
            scan = residual.getInput();
        }
        RelNode joined = join.with((TrackerScan) scan);
        return Optional.of(
                above.isEmpty() ? joined : LogicalFilter.create(joined, RexUtil.composeConjunction(rexBuilder, above)));
    }

    /** Narrows the scan to the columns that are read; the time is always there, and the key costs nothing. */
    private static Optional<RelNode> project(RelNode operator, SnapshotJoin join) {
        LogicalProject project = (LogicalProject) operator;
        TrackerQuery query = join.scan().query();
        if (query.count() || project.containsOver()) {
            return Optional.empty();
        }
        ImmutableBitSet used = RelOptUtil.InputFinder.bits(project.getProjects(), null)
                .except(ImmutableBitSet.of(0))
                .shift(-1);
        ImmutableBitSet kept = used.isEmpty() ? ImmutableBitSet.of(FoldRules.keyPosition(query)) : used;
        int width = query.columns().size();
        if (kept.cardinality() == width) {
            return Optional.empty();
        }
        TrackerScan scan = join.scan()
                .with(
                        query.withColumns(
                                kept.asList().stream().map(query.columns()::get).toList()),
                        join.scan().operands());
        var mapping = Mappings.target(
                i -> i == 0 ? 0 : kept.get(i - 1) ? kept.indexOf(i - 1) + 1 : -1, width + 1, kept.cardinality() + 1);
        return Optional.of(project.copy(
                project.getTraitSet(),
                join.with(scan),
                RexUtil.apply(mapping, project.getProjects()),
                project.getRowType()));
    }

    /**
     * How many rows there are at each time, if the tracker tells that with a request for each; where one request can ask about several
     * times, reading their keys costs fewer.
     */
    private static Optional<RelNode> count(RelNode operator, SnapshotJoin join) {
        LogicalAggregate aggregate = (LogicalAggregate) operator;
        TrackerScan scan = join.scan();
        boolean isPerTime = aggregate.getGroupSet().equals(ImmutableBitSet.of(0))
                && aggregate.getGroupSets().size() == 1
                && aggregate.getAggCallList().size() == 1;
        if (!isPerTime
                || scan.query().count()
                || !PlanSettings.of(scan).pushDown()
                || scan.trackerTable().tracker().backend().snapshotBatches().isPresent()) {
            return Optional.empty();
        }
        AggregateCall call = aggregate.getAggCallList().get(0);
        boolean counts = call.getAggregation().getKind() == SqlKind.COUNT
                && !call.isDistinct()
                && !call.hasFilter()
                && call.getArgList().stream()
                        .noneMatch(
                                i -> i == 0 || scan.query().columns().get(i - 1).isNullable());
        if (!counts) {
            return Optional.empty();
        }
        SnapshotJoin counted = join.with(scan.with(scan.query().counted(), scan.operands()));
        RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
        List<RexNode> fields = List.of(rexBuilder.makeInputRef(counted, 0), rexBuilder.makeInputRef(counted, 1));
        // a time without rows is no group
        RexNode isGroup = rexBuilder.makeCall(
                SqlStdOperatorTable.GREATER_THAN, fields.get(1), rexBuilder.makeBigintLiteral(BigDecimal.ZERO));
        return Optional.of(LogicalProject.create(
                LogicalFilter.create(counted, isGroup),
                List.of(),
                fields,
                aggregate.getRowType().getFieldNames(),
                Set.of()));
    }
}
