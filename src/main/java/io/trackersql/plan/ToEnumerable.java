package io.trackersql.plan;

import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.convert.ConverterRule;

/** Lets an operator of ours that implements itself run under Calcite's enumerable runtime, with its input. */
final class ToEnumerable extends ConverterRule {
    private ToEnumerable(Config config) {
        super(config);
    }

    /** The rule for one class of operators. */
    static RelOptRule rule(Class<? extends SingleRel> operator) {
        return Config.INSTANCE
                .withConversion(
                        operator,
                        Convention.NONE,
                        EnumerableConvention.INSTANCE,
                        operator.getSimpleName() + "ToEnumerable")
                .withRuleFactory(ToEnumerable::new)
                .toRule(ToEnumerable.class);
    }

    @Override
    public RelNode convert(RelNode rel) {
        RelNode input = rel.getInput(0);
        RelTraitSet traits = input.getTraitSet().replace(EnumerableConvention.INSTANCE);
        return rel.copy(rel.getTraitSet().replace(EnumerableConvention.INSTANCE), List.of(convert(input, traits)));
    }
}
