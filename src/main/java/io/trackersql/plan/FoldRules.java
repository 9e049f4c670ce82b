package io.trackersql.plan;

import io.trackersql.backend.Verdict;
import io.trackersql.exec.PastRules;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.query.Find;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.SortKey;
import io.trackersql.query.Tense;
import io.trackersql.query.TrackerQuery;
import io.trackersql.query.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSnapshot;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.Mappings;

/**
 * Folds an operator into the {@link TrackerScan} below it. The legal order, from the scan up: find and filter, sort, window, then
 * projection or count; projections may stand anywhere in between, since a scan's columns do not change its rows. Each function
 * answers empty for "no change", never an equal plan.
 */
final class FoldRules {
    static final RelOptRule FILTER =
            new FoldConfig<>(LogicalFilter.class, TrackerScan.class, FoldRules::filter).toRule();
    static final RelOptRule SNAPSHOT =
            new FoldConfig<>(LogicalSnapshot.class, TrackerScan.class, FoldRules::snapshot).toRule();
    static final RelOptRule PROJECT =
            new FoldConfig<>(LogicalProject.class, TrackerScan.class, FoldRules::project).toRule();

    /** All functions as planner rules. */
    static final List<RelOptRule> ALL = List.of(
            FILTER,
            PROJECT,
            SNAPSHOT,
            new FoldConfig<>(LogicalSort.class, TrackerScan.class, FoldRules::sort).toRule(),
            new FoldConfig<>(LogicalAggregate.class, TrackerScan.class, FoldRules::aggregate).toRule());

    private FoldRules() {}

    /** Folds one operator over a scan. */
    static Optional<RelNode> fold(RelNode operator, TrackerScan scan) {
        if (operator instanceof LogicalFilter) {
            return filter(operator, scan);
        } else if (operator instanceof LogicalProject) {
            return project(operator, scan);
        } else if (operator instanceof LogicalSort) {
            return sort(operator, scan);
        } else if (operator instanceof LogicalAggregate) {
            return aggregate(operator, scan);
        } else if (operator instanceof LogicalSnapshot) {
            return snapshot(operator, scan);
        }
        return Optional.empty();
    }

    /** A filter cannot go below a window or a count. Conjuncts fold one by one; those that are no predicate stay above. */
    private static Optional<RelNode> filter(RelNode operator, TrackerScan scan) {
        LogicalFilter filter = (LogicalFilter) operator;
        TrackerQuery query = scan.query();
        if (query.count() || !query.window().isAll()) {
            return Optional.empty();
        }
        requireKept(filter.getCondition(), scan);
        boolean pushDown = PlanSettings.of(scan).pushDown();
        PredicateTranslator translator =
                new PredicateTranslator(scan.getCluster().getRexBuilder(), query.columns(), scan.operands());
        List<Predicate> folded = new ArrayList<>(query.filter());
        List<RexNode> rest = new ArrayList<>();
        Optional<Find> find = query.find();
        for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
            Optional<Find> found = find.isPresent() ? Optional.empty() : translator.find(conjunct);
            if (found.isPresent()) {
                find = found;
                continue;
            }
            Optional<Predicate> predicate = pushDown ? translator.predicate(conjunct) : Optional.empty();
            predicate.ifPresentOrElse(folded::add, () -> rest.add(conjunct));
        }
        if (folded.size() == query.filter().size() && find.equals(query.find())) {
            return Optional.empty();
        }
        TrackerQuery newQuery = query.withFilter(folded);
        if (find.isPresent()) {
            newQuery = newQuery.withFind(find.get());
        }
        RelNode newScan = scan.with(newQuery, translator.operands());
        RexNode residual = RexUtil.composeConjunction(scan.getCluster().getRexBuilder(), rest);
        return Optional.of(residual.isAlwaysTrue() ? newScan : filter.copy(filter.getTraitSet(), newScan, residual));
    }

    /** A test of a column that reads NULL for lack of a past would be a wrong answer, wherever it were computed. */
    private static void requireKept(RexNode condition, TrackerScan scan) {
        TrackerQuery query = scan.query();
        if (query.tense() == Tense.PRESENT) {
            return;
        }
        Set<Column> tested = RelOptUtil.InputFinder.bits(condition).asList().stream()
                .map(query.columns()::get)
                .collect(Collectors.toSet());
        PastRules.requireKept(query, tested, scan.trackerTable().tracker().backend());
    }

    /** A projection of columns becomes the scan's columns; one with expressions narrows the scan to the columns it reads. */
    private static Optional<RelNode> project(RelNode operator, TrackerScan scan) {
        LogicalProject project = (LogicalProject) operator;
        TrackerQuery query = scan.query();
        if (query.count() || project.containsOver()) {
            return Optional.empty();
        }
        if (project.getProjects().stream().allMatch(RexInputRef.class::isInstance)) {
            return columns(project, scan);
        }
        ImmutableBitSet used = RelOptUtil.InputFinder.bits(project.getProjects(), null);
        if (used.cardinality() == query.columns().size()) {
            return Optional.empty();
        }
        ImmutableBitSet kept = used.isEmpty() ? ImmutableBitSet.of(keyPosition(query)) : used;
        if (kept.cardinality() == query.columns().size()) {
            return Optional.empty();
        }
        List<Column> narrowed = kept.asList().stream().map(query.columns()::get).toList();
        RelNode newScan = scan.with(query.withColumns(narrowed), scan.operands());
        var mapping = Mappings.target(kept::indexOf, query.columns().size(), kept.cardinality());
        return Optional.of(project.copy(
                project.getTraitSet(), newScan, RexUtil.apply(mapping, project.getProjects()), project.getRowType()));
    }

    private static Optional<RelNode> columns(LogicalProject project, TrackerScan scan) {
        TrackerQuery query = scan.query();
        List<Column> columns = project.getProjects().stream()
                .map(e -> query.columns().get(((RexInputRef) e).getIndex()))
                .toList();
        if (columns.equals(query.columns()) || columns.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(scan.with(query.withColumns(columns), scan.operands()));
    }

    /** The key costs nothing, since every row brings it; else the first column. */
    static int keyPosition(TrackerQuery query) {
        for (int i = 0; i < query.columns().size(); i++) {
            if (query.columns().get(i).isKey()) {
                return i;
            }
        }
        return 0;
    }

    /** ORDER BY, LIMIT and OFFSET. A sort below a window must stay there; LIMIT over LIMIT stays above. */
    private static Optional<RelNode> sort(RelNode operator, TrackerScan scan) {
        LogicalSort sort = (LogicalSort) operator;
        TrackerQuery query = scan.query();
        List<RelFieldCollation> keys = sort.getCollation().getFieldCollations();
        if (query.count() || !query.window().isAll() || !PlanSettings.of(scan).pushDown()) {
            return Optional.empty();
        }
        Optional<List<SortKey>> sortKeys = keys.isEmpty() ? Optional.of(query.sort()) : sortKeys(keys, scan);
        PredicateTranslator translator =
                new PredicateTranslator(scan.getCluster().getRexBuilder(), query.columns(), scan.operands());
        Optional<Window> window = window(sort, translator);
        if (sortKeys.isEmpty() || window.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(scan.with(query.withSort(sortKeys.get()).withWindow(window.get()), translator.operands()));
    }

    private static Optional<List<SortKey>> sortKeys(List<RelFieldCollation> keys, TrackerScan scan) {
        List<SortKey> sortKeys = new ArrayList<>();
        for (RelFieldCollation key : keys) {
            if (!sortKeys.isEmpty()) {
                Column before = sortKeys.get(sortKeys.size() - 1).column();
                if (before.isKey() && scan.query().table().isRowPerAsset()) {
                    break; // the key tells all rows apart
                }
            }
            boolean descending = key.getDirection().isDescending();
            boolean nullsLow = key.nullDirection == RelFieldCollation.NullDirection.UNSPECIFIED
                    || key.nullDirection
                            == (descending
                                    ? RelFieldCollation.NullDirection.LAST
                                    : RelFieldCollation.NullDirection.FIRST);
            SortKey sortKey = new SortKey(scan.query().columns().get(key.getFieldIndex()), descending);
            if (!nullsLow && sortKey.column().isNullable()) {
                return Optional.empty();
            }
            sortKeys.add(sortKey);
        }
        boolean sorts = scan.trackerTable()
                        .tracker()
                        .backend()
                        .pushDown(scan.query().tense())
                        .sort(sortKeys, PlanSettings.of(scan).trackerTextOrder())
                        .verdict()
                != Verdict.NONE;
        return sorts && PastRules.goesWithEnds(scan.query(), sortKeys) ? Optional.of(sortKeys) : Optional.empty();
    }

    private static Optional<Window> window(LogicalSort sort, PredicateTranslator translator) {
        Optional<Operand> offset = Optional.empty();
        Optional<Operand> limit = Optional.empty();
        if (sort.offset != null) {
            offset = translator.operand(sort.offset, ValueType.BIGINT);
            if (offset.isEmpty()) {
                return Optional.empty();
            }
        }
        if (sort.fetch != null) {
            limit = translator.operand(sort.fetch, ValueType.BIGINT);
            if (limit.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(new Window(offset, limit));
    }

    /** A time without columns. It says which rows there are, so it comes before everything but the choice of columns. */
    private static Optional<RelNode> snapshot(RelNode operator, TrackerScan scan) {
        requirePast(scan);
        PredicateTranslator translator = new PredicateTranslator(
                scan.getCluster().getRexBuilder(), scan.query().columns(), scan.operands());
        return translator
                .operand(((LogicalSnapshot) operator).getPeriod(), ValueType.TIMESTAMP_UTC)
                .map(time -> scan.with(scan.query().withAsOf(time), translator.operands()));
    }

    /** Fails with UNSUPPORTED if a scan cannot be one of past rows: a query with a name is no table. */
    static void requirePast(TrackerScan scan) {
        TrackerQuery query = scan.query();
        PastRules.requireHistory(query.table(), scan.trackerTable().tracker().backend());
        boolean isTable = query.withColumns(query.table().columns()).equals(TrackerQuery.all(query.table()));
        if (!isTable) {
            throw PlanErrors.noPast("a query that has a name");
        }
    }

    /** COUNT(*), or COUNT of columns that are never NULL, over the whole input. */
    private static Optional<RelNode> aggregate(RelNode operator, TrackerScan scan) {
        LogicalAggregate aggregate = (LogicalAggregate) operator;
        if (scan.query().count()) {
            return Optional.empty();
        }
        Optional<RelNode> counted = count(aggregate, scan);
        return counted.isPresent() ? counted : keyOnly(aggregate, scan);
    }

    /** An aggregate that looks at no column, such as COUNT(*) that is computed here, still has to read rows. */
    private static Optional<RelNode> keyOnly(LogicalAggregate aggregate, TrackerScan scan) {
        boolean usesNone = aggregate.getGroupSets().stream().allMatch(ImmutableBitSet::isEmpty)
                && aggregate.getAggCallList().stream()
                        .allMatch(c -> c.getArgList().isEmpty() && !c.hasFilter());
        TrackerQuery query = scan.query();
        if (!usesNone || query.columns().size() == 1) {
            return Optional.empty();
        }
        List<Column> key = List.of(query.columns().get(keyPosition(query)));
        RelNode newScan = scan.with(query.withColumns(key), scan.operands());
        return Optional.of(aggregate.copy(aggregate.getTraitSet(), List.of(newScan)));
    }

    private static Optional<RelNode> count(LogicalAggregate aggregate, TrackerScan scan) {
        if (!PlanSettings.of(scan).pushDown()
                || !aggregate.getGroupSet().isEmpty()
                || aggregate.getGroupSets().size() != 1
                || aggregate.getAggCallList().size() != 1) {
            return Optional.empty();
        }
        AggregateCall call = aggregate.getAggCallList().get(0);
        boolean counts = call.getAggregation().getKind() == SqlKind.COUNT
                && !call.isDistinct()
                && !call.hasFilter()
                && call.getArgList().stream()
                        .noneMatch(i -> scan.query().columns().get(i).isNullable());
        return counts ? Optional.of(scan.with(scan.query().counted(), scan.operands())) : Optional.empty();
    }
}
