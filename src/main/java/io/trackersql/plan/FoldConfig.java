package io.trackersql.plan;

import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;

/**
 * A rule that matches one operator right above another that may absorb it.
 *
 * @param function the plan without the operator, or with less of it; empty for no change
 */
record FoldConfig<T extends RelNode>(
        Class<? extends RelNode> operator, Class<T> below, BiFunction<RelNode, T, Optional<RelNode>> function)
        implements RelRule.Config {
    @Override
    public RelRule<FoldConfig<T>> toRule() {
        return new FoldRule<>(this);
    }

    @Override
    public RelRule.OperandTransform operandSupplier() {
        return b -> b.operand(operator).oneInput(s -> s.operand(below).anyInputs());
    }

    @Override
    public RelRule.Config withOperandSupplier(RelRule.OperandTransform transform) {
        throw new UnsupportedOperationException("the operands are fixed");
    }

    @Override
    public org.apache.calcite.tools.RelBuilderFactory relBuilderFactory() {
        return org.apache.calcite.rel.core.RelFactories.LOGICAL_BUILDER;
    }

    @Override
    public RelRule.Config withRelBuilderFactory(org.apache.calcite.tools.RelBuilderFactory factory) {
        return this;
    }

    @Override
    public String description() {
        return "Fold" + operator.getSimpleName() + "Into" + below.getSimpleName();
    }

    @Override
    public RelRule.Config withDescription(String description) {
        return this;
    }

    private static final class FoldRule<T extends RelNode> extends RelRule<FoldConfig<T>> {
        FoldRule(FoldConfig<T> config) {
            super(config);
        }

        @Override
        public void onMatch(RelOptRuleCall call) {
            config.function().apply(call.rel(0), call.rel(1)).ifPresent(call::transformTo);
        }
    }
}
