package io.trackersql.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableInterpretable;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.JaninoRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.metadata.RelMetadataQueryBase;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.Programs;
import org.apache.calcite.tools.RelBuilder;

/**
 * A plan that Calcite's runtime executes here over the scans in it: joins, aggregates, expressions, whatever no tracker computes.
 *
 * @param stash objects that generated code asks the statement's context for
 */
record LocalPlan(EnumerableRel rel, Bindable<?> bindable, Map<String, Object> stash) {
    private static final List<RelOptRule> SUB_QUERIES = List.of(
            CoreRules.FILTER_SUB_QUERY_TO_CORRELATE,
            CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE,
            CoreRules.JOIN_SUB_QUERY_TO_CORRELATE,
            CoreRules.PROJECT_OVER_SUM_TO_SUM0_RULE);

    /** Bring filters down to the scans before columns are trimmed. */
    private static final List<RelOptRule> FILTERS_DOWN = List.of(
            CoreRules.FILTER_INTO_JOIN,
            CoreRules.JOIN_CONDITION_PUSH,
            CoreRules.FILTER_PROJECT_TRANSPOSE,
            CoreRules.FILTER_AGGREGATE_TRANSPOSE,
            CoreRules.FILTER_SET_OP_TRANSPOSE,
            CoreRules.FILTER_MERGE,
            CoreRules.PROJECT_MERGE);

    /** Narrow the scans first: a sort that has come down between projection and scan would keep all columns. */
    private static final List<RelOptRule> FOLD_ROWS =
            List.of(FoldRules.FILTER, FoldRules.PROJECT, CoreRules.PROJECT_MERGE, CoreRules.PROJECT_REMOVE);

    private static final List<RelOptRule> FOLD_ALL = foldRules();

    /** Plans for Calcite's enumerable runtime and compiles the plan. */
    static LocalPlan of(RelNode logical, PlanSettings settings) {
        logical.getCluster().setMetadataQuerySupplier(RelMetadataQuery::instance);
        logical.getCluster().invalidateMetadataQuery();
        RelMetadataQueryBase.THREAD_PROVIDERS.set(JaninoRelMetadataProvider.of(DefaultRelMetadataProvider.INSTANCE));
        try {
            RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(logical.getCluster(), null);
            RelNode rel = hep(logical, SUB_QUERIES);
            rel = RelDecorrelator.decorrelateQuery(rel, builder);
            rel = hep(rel, FILTERS_DOWN);
            rel = new RelFieldTrimmer(null, builder).trim(rel);
            rel = hep(rel, FOLD_ROWS);
            rel = hep(rel, FOLD_ALL);
            rel = rel.accept(new TextOrder(settings));
            EnumerableRel physical = enumerable(rel);
            Map<String, Object> stash = new HashMap<>();
            Bindable<?> bindable =
                    EnumerableInterpretable.toBindable(stash, null, physical, EnumerableRel.Prefer.ARRAY);
            return new LocalPlan(physical, bindable, stash);
        } finally {
            RelMetadataQueryBase.THREAD_PROVIDERS.remove();
        }
    }

    private static EnumerableRel enumerable(RelNode rel) {
        RelOptPlanner planner = rel.getCluster().getPlanner();
        RelOptUtil.registerDefaultRules(planner, false, false);
        planner.addRule(CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW);
        // every order that matters is a sort of its own, which this rule would drop where no trait asks for it
        planner.removeRule(CoreRules.SORT_REMOVE);
        RelTraitSet wanted = rel.getCluster().traitSetOf(EnumerableConvention.INSTANCE);
        planner.setRoot(rel.getTraitSet().equals(wanted) ? rel : planner.changeTraits(rel, wanted));
        RelNode best = planner.findBestExp();
        return (EnumerableRel)
                Programs.calc(DefaultRelMetadataProvider.INSTANCE).run(planner, best, wanted, List.of(), List.of());
    }

    private static RelNode hep(RelNode rel, List<RelOptRule> rules) {
        HepProgramBuilder program = new HepProgramBuilder().addRuleCollection(rules);
        HepPlanner planner =
                new HepPlanner(program.build(), rel.getCluster().getPlanner().getContext());
        planner.setRoot(rel);
        return planner.findBestExp();
    }

    private static List<RelOptRule> foldRules() {
        List<RelOptRule> rules = new ArrayList<>(FoldRules.ALL);
        rules.add(CoreRules.SORT_PROJECT_TRANSPOSE);
        rules.add(CoreRules.PROJECT_MERGE);
        rules.add(CoreRules.PROJECT_REMOVE);
        return rules;
    }
}
