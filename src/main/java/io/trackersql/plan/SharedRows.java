package io.trackersql.plan;

import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;

/**
 * Rows that a plan needs in several places and computes once: the first place that asks for them has them kept in memory for the
 * others. The columns never change, so that all places see the same rows.
 */
public final class SharedRows extends SingleRel implements EnumerableRel {
    private static final RelOptRule RULE = ToEnumerable.rule(SharedRows.class);

    private final int number;

    /** What all places with that number share; {@code input} must be the same in all of them. */
    SharedRows(RelTraitSet traits, RelNode input, int number) {
        super(input.getCluster(), traits, input);
        this.number = number;
    }

    @Override
    public RelNode copy(RelTraitSet newTraits, List<RelNode> inputs) {
        return new SharedRows(newTraits, sole(inputs), number);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("number", number);
    }

    @Override
    public void register(RelOptPlanner planner) {
        planner.addRule(RULE);
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
        BlockBuilder block = new BlockBuilder();
        Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), Prefer.ARRAY);
        // whoever takes the rows must find them in one shape, whatever the places prefer
        PhysType shape = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
        var given = block.append("rows", rows.block);
        var shaped = rows.physType.getFormat() == shape.getFormat()
                ? given
                : rows.physType.convertTo(given, shape.getFormat());
        block.add(Expressions.call(
                SharedRows.class, "once", implementor.getRootExpression(), Expressions.constant(number), shaped));
        return implementor.result(shape, block.toBlock());
    }

    /** The rows, computed when one execution first enumerates them. Called by generated code. */
    public static Enumerable<Object> once(DataContext context, int id, Enumerable<Object> rows) {
        return StatementContext.shared(context, id, rows);
    }
}
