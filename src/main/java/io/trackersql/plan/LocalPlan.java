package io.trackersql.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableInterpretable;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.adapter.enumerable.EnumerableLimitSort;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.JaninoRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.metadata.RelMetadataQueryBase;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.tools.Programs;
import org.apache.calcite.tools.RelBuilder;

/**
 * A plan that Calcite's runtime executes here over the scans in it: joins, aggregates, expressions, whatever no tracker computes.
 * It keeps nothing of the planner, whose search graph takes megabytes.
 *
 * @param stash objects that generated code asks the statement's context for
 * @param lines the operators for EXPLAIN, from the root down
 * @param limitParameters the parameters that a LIMIT or OFFSET takes, which generated code wants as Integer
 */
record LocalPlan(Bindable<?> bindable, Map<String, Object> stash, List<PlanLine> lines, Set<Integer> limitParameters) {
    /** One operator: its text, or the scan that it is, or makes at several times. */
    record PlanLine(int depth, String text, Optional<ScanCall> scan, boolean isSnapshots) {}

    private static final List<RelOptRule> SUB_QUERIES = List.of(
            CoreRules.FILTER_SUB_QUERY_TO_CORRELATE,
            CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE,
            CoreRules.JOIN_SUB_QUERY_TO_CORRELATE,
            CoreRules.PROJECT_OVER_SUM_TO_SUM0_RULE);

    /** Bring filters down to the scans and into them before columns are trimmed, so that what only they name is not read. */
    private static final List<RelOptRule> FILTERS_DOWN = List.of(
            FoldRules.FILTER,
            SnapshotFolds.FILTER,
            CoreRules.FILTER_INTO_JOIN,
            CoreRules.FILTER_CORRELATE,
            CoreRules.JOIN_CONDITION_PUSH,
            CoreRules.FILTER_PROJECT_TRANSPOSE,
            CoreRules.FILTER_AGGREGATE_TRANSPOSE,
            CoreRules.FILTER_SET_OP_TRANSPOSE,
            CoreRules.FILTER_MERGE,
            CoreRules.PROJECT_MERGE);

    /** Narrow the scans first: a sort that has come down between projection and scan would keep all columns. */
    private static final List<RelOptRule> FOLD_ROWS = List.of(
            FoldRules.FILTER,
            FoldRules.PROJECT,
            SnapshotFolds.FILTER,
            SnapshotFolds.PROJECT,
            CoreRules.PROJECT_MERGE,
            CoreRules.PROJECT_REMOVE);

    private static final List<RelOptRule> FOLD_COUNTS = List.of(SnapshotFolds.COUNT, CoreRules.AGGREGATE_PROJECT_MERGE);

    private static final List<RelOptRule> FOLD_ALL = foldRules();

    /** Plans for Calcite's enumerable runtime and compiles the plan. */
    static LocalPlan of(RelNode logical, PlanSettings settings) {
        logical.getCluster().setMetadataQuerySupplier(RelMetadataQuery::instance);
        logical.getCluster().invalidateMetadataQuery();
        RelMetadataQueryBase.THREAD_PROVIDERS.set(JaninoRelMetadataProvider.of(DefaultRelMetadataProvider.INSTANCE));
        try {
            RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(logical.getCluster(), null);
            RelNode rel = hep(logical, SUB_QUERIES).accept(new SureLaterals());
            rel = withoutSnapshots(rel, builder);
            rel = RelDecorrelator.decorrelateQuery(rel, builder);
            PastConditions.requireKept(rel);
            rel = hep(rel, FILTERS_DOWN);
            rel = new FieldTrimmer(builder).trim(rel);
            rel = hep(rel, FOLD_ROWS);
            rel = hep(rel, FOLD_ALL);
            rel = hep(rel, FOLD_COUNTS);
            rel = rel.accept(new TextOrder(settings)).accept(new HugeCounts()).accept(new LikeMatching());
            EnumerableRel physical = enumerable(rel);
            requireFindsByTracker(physical);
            Map<String, Object> stash = new HashMap<>();
            Bindable<?> bindable =
                    EnumerableInterpretable.toBindable(stash, null, physical, EnumerableRel.Prefer.ARRAY);
            return new LocalPlan(bindable, Map.copyOf(stash), lines(physical), limitParameters(physical));
        } finally {
            RelMetadataQueryBase.THREAD_PROVIDERS.remove();
        }
    }

    /**
     * The left sides of times are filtered and narrowed first, since they will be shared as they are. What the rewriting leaves of a time
     * may hold a subquery.
     */
    private static RelNode withoutSnapshots(RelNode rel, RelBuilder builder) {
        RelNode narrow = SnapshotRewrite.namesColumns(rel)
                ? hep(new FieldTrimmer(builder).trim(hep(rel, FILTERS_DOWN)), FOLD_ROWS)
                : rel;
        RelNode rewritten = new SnapshotRewrite(builder).rewrite(narrow);
        return rewritten.equals(rel) ? rel : hep(rewritten, SUB_QUERIES);
    }

    /** Else the statement would ask the tracker for rows before it finds out that it cannot run. */
    private static void requireFindsByTracker(RelNode root) {
        new RelVisitor() {
            @Override
            public void visit(RelNode node, int ordinal, RelNode parent) {
                node.accept(new RexShuttle() {
                    @Override
                    public RexNode visitCall(RexCall call) {
                        if (call.getOperator().equals(TrackerFunctions.FIND)) {
                            throw FunctionCode.findRefused();
                        }
                        return super.visitCall(call);
                    }
                });
                super.visit(node, ordinal, parent);
            }
        }.go(root);
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

    private static List<PlanLine> lines(RelNode root) {
        List<PlanLine> lines = new ArrayList<>();
        new RelVisitor() {
            private int depth;

            @Override
            public void visit(RelNode node, int ordinal, RelNode parent) {
                Optional<ScanCall> scan = Optional.empty();
                if (node instanceof TrackerScan alone) {
                    scan = Optional.of(alone.call());
                } else if (node instanceof SnapshotJoin join) {
                    scan = Optional.of(join.scan().call());
                }
                lines.add(new PlanLine(
                        depth, scan.isPresent() ? "" : OperatorText.of(node), scan, node instanceof SnapshotJoin));
                depth++;
                super.visit(node, ordinal, parent);
                depth--;
            }
        }.go(root);
        return lines;
    }

    private static Set<Integer> limitParameters(RelNode root) {
        Set<Integer> indexes = new HashSet<>();
        new RelVisitor() {
            @Override
            public void visit(RelNode node, int ordinal, RelNode parent) {
                if (node instanceof EnumerableLimit limit) {
                    add(limit.offset);
                    add(limit.fetch);
                } else if (node instanceof EnumerableLimitSort sort) {
                    add(sort.offset);
                    add(sort.fetch);
                }
                super.visit(node, ordinal, parent);
            }

            private void add(RexNode count) {
                if (count instanceof RexDynamicParam parameter) {
                    indexes.add(parameter.getIndex());
                }
            }
        }.go(root);
        return indexes;
    }
}
