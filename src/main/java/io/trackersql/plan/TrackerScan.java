package io.trackersql.plan;

import io.trackersql.query.Column;
import io.trackersql.query.TrackerQuery;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A scan of one tracker's table that has absorbed whatever of the plan above it is a {@link TrackerQuery}: the only operator that
 * talks to a tracker. It is both what the logical plan holds and what runs.
 */
public final class TrackerScan extends TableScan implements EnumerableRel {
    private final TrackerTable trackerTable;
    private final TrackerQuery query;
    private final List<ConstantExpression> operands;

    /** A scan; {@code operands} are what the query's {@code Parameter}s stand for, by index. */
    TrackerScan(
            RelOptCluster cluster,
            RelOptTable table,
            TrackerTable trackerTable,
            TrackerQuery query,
            List<ConstantExpression> operands) {
        super(cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE), List.of(), table);
        this.trackerTable = trackerTable;
        this.query = query;
        this.operands = List.copyOf(operands);
    }

    /** The same scan of another query. */
    TrackerScan with(TrackerQuery newQuery, List<ConstantExpression> newOperands) {
        return new TrackerScan(getCluster(), table, trackerTable, newQuery, newOperands);
    }

    TrackerTable trackerTable() {
        return trackerTable;
    }

    TrackerQuery query() {
        return query;
    }

    List<ConstantExpression> operands() {
        return operands;
    }

    ScanCall call() {
        return new ScanCall(trackerTable.tracker(), query, operands);
    }

    @Override
    public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
        return this;
    }

    @Override
    public RelDataType deriveRowType() {
        if (query.count()) {
            return getCluster()
                    .getTypeFactory()
                    .builder()
                    .add("COUNT", SqlTypeName.BIGINT)
                    .build();
        }
        RelDataType all = table.getRowType();
        if (query.columns().equals(trackerTable.table().columns())) {
            return all;
        }
        var builder = getCluster().getTypeFactory().builder();
        for (Column column : query.columns()) {
            builder.add(all.getFieldList().get(trackerTable.table().columns().indexOf(column)));
        }
        return builder.uniquify().build();
    }

    /** Volcano merges scans that print alike, so everything that decides the rows is printed. */
    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item("query", query.toString())
                .itemIf("operands", operands.toString(), !operands.isEmpty());
    }

    /** Each absorbed filter is taken to leave a quarter of the rows; what is absorbed must look cheaper than what is not. */
    @Override
    public double estimateRowCount(RelMetadataQuery mq) {
        if (query.count()) {
            return 1;
        }
        double rows = TrackerTable.ROWS_ASSUMED
                * Math.pow(0.25, query.filter().size() + (query.find().isPresent() ? 1 : 0));
        return Math.max(1, query.window().limit().isPresent() ? Math.min(rows, TrackerTable.ROWS_ASSUMED / 100) : rows);
    }

    /** Rows and columns that come over the network; a sort costs the tracker, not us. */
    @Override
    public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery mq) {
        double rows = mq.getRowCount(this);
        double width = 1 + query.columns().size() / 100d;
        return planner.getCostFactory().makeCost(rows * width, rows * width, rows * width);
    }

    @Override
    public void register(RelOptPlanner planner) {
        FoldRules.ALL.forEach(planner::addRule);
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
        PhysType physType = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), prefer.preferArray());
        return implementor.result(
                physType,
                Blocks.toBlock(Expressions.call(
                        ScanCall.class,
                        "enumerate",
                        implementor.getRootExpression(),
                        implementor.stash(call(), ScanCall.class))));
    }
}
