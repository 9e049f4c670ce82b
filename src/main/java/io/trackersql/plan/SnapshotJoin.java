package io.trackersql.plan;

import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;

/**
 * The rows of one tracker's table at many times: for each different time of the input, NULL aside, the rows that the scan has as of
 * it, with the time before their columns. An input without times asks the tracker nothing.
 */
public final class SnapshotJoin extends SingleRel implements EnumerableRel {
    private static final RelOptRule RULE = ToEnumerable.rule(SnapshotJoin.class);

    /** How many different times there are supposed to be; it only has to be more than one. */
    private static final double TIMES_ASSUMED = 10;

    private final TrackerScan scan;

    /**
     * Times joined with a table.
     *
     * @param times one column, the times, as often and in what order they like
     * @param scan the table at each time, which is its operand {@link ConstantExpression#EACH_TIME}
     */
    SnapshotJoin(RelTraitSet traits, RelNode times, TrackerScan scan) {
        super(times.getCluster(), traits, times);
        this.scan = scan;
    }

    /** The table at each time. */
    TrackerScan scan() {
        return scan;
    }

    /** The same times joined with another scan. */
    SnapshotJoin with(TrackerScan newScan) {
        return new SnapshotJoin(getTraitSet(), getInput(), newScan);
    }

    @Override
    public RelNode copy(RelTraitSet newTraits, List<RelNode> inputs) {
        return new SnapshotJoin(newTraits, sole(inputs), scan);
    }

    @Override
    protected RelDataType deriveRowType() {
        return getCluster()
                .getTypeFactory()
                .builder()
                .add("AS_OF", getInput().getRowType().getFieldList().get(0).getType())
                .addAll(scan.getRowType().getFieldList())
                .uniquify()
                .build();
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item("table", scan.getTable().getQualifiedName())
                .item("query", scan.query().toString())
                .item("operands", scan.operands().toString());
    }

    @Override
    public double estimateRowCount(RelMetadataQuery mq) {
        return TIMES_ASSUMED * scan.estimateRowCount(mq);
    }

    @Override
    public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery mq) {
        return scan.computeSelfCost(planner, mq).multiplyBy(TIMES_ASSUMED);
    }

    @Override
    public void register(RelOptPlanner planner) {
        planner.addRule(RULE);
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
        BlockBuilder block = new BlockBuilder();
        Result times = implementor.visitChild(this, 0, (EnumerableRel) getInput(), Prefer.ARRAY);
        PhysType physType = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
        block.add(Expressions.call(
                ScanCall.class,
                "enumerateSnapshots",
                implementor.getRootExpression(),
                implementor.stash(scan.call(), ScanCall.class),
                block.append("times", times.block)));
        return implementor.result(physType, block.toBlock());
    }
}
