package io.trackersql.plan;

import io.trackersql.backend.Backend;
import io.trackersql.exec.PastRules;
import io.trackersql.query.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexNode;

/**
 * Refuses conditions and orders over values that the past does not hold, wherever in a plan they are computed: of a join, of groups, above
 * an outer join. They would take NULL for the value and give other rows than there were.
 */
final class PastConditions {
    /** A column of a table in the past that holds nothing there. */
    private record Unknown(TrackerScan scan, Column column) {}

    private PastConditions() {}

    /** Fails with UNSUPPORTED if a condition or an order of the plan depends on a column that the past does not hold. */
    static void requireKept(RelNode root) {
        fields(root);
    }

    /** For each field of an operator what is not known of it. */
    private static List<Set<Unknown>> fields(RelNode rel) {
        if (rel instanceof TrackerScan scan) {
            return scanned(scan);
        }
        List<Set<Unknown>> inputs = new ArrayList<>();
        if (rel instanceof SetOp) {
            return united(rel);
        }
        rel.getInputs().forEach(input -> inputs.addAll(fields(input)));
        if (rel instanceof SnapshotJoin join) {
            inputs.addAll(scanned(join.scan()));
        } else if (rel instanceof Project project) {
            return project.getProjects().stream().map(e -> of(e, inputs)).toList();
        } else if (rel instanceof Filter filter) {
            refuse(of(filter.getCondition(), inputs));
        } else if (rel instanceof Join join) {
            refuse(of(join.getCondition(), inputs));
        } else if (rel instanceof Sort sort) {
            refuse(of(sort.getCollation().getKeys(), inputs));
        } else if (rel instanceof Aggregate aggregate) {
            return aggregated(aggregate, inputs);
        } else if (rel.getInputs().size() != 1 && !(rel instanceof Correlate)) {
            return known(rel.getRowType().getFieldCount());
        }
        List<Set<Unknown>> fields = new ArrayList<>(inputs);
        fields.addAll(known(Math.max(0, rel.getRowType().getFieldCount() - fields.size())));
        return fields.subList(0, rel.getRowType().getFieldCount());
    }

    private static List<Set<Unknown>> scanned(TrackerScan scan) {
        Backend backend = scan.trackerTable().tracker().backend();
        return scan.getRowType().getFieldCount() != scan.query().columns().size()
                ? known(scan.getRowType().getFieldCount())
                : scan.query().columns().stream()
                        .map(column -> PastRules.notKept(scan.query(), List.of(column), backend).stream()
                                .map(c -> new Unknown(scan, c))
                                .collect(Collectors.toSet()))
                        .toList();
    }

    private static List<Set<Unknown>> united(RelNode setOp) {
        List<Set<Unknown>> fields = known(setOp.getRowType().getFieldCount());
        for (RelNode input : setOp.getInputs()) {
            List<Set<Unknown>> each = fields(input);
            for (int i = 0; i < fields.size(); i++) {
                fields.get(i).addAll(each.get(i));
            }
        }
        if (!(setOp instanceof Union)) {
            // INTERSECT and EXCEPT compare whole rows
            fields.forEach(PastConditions::refuse);
        }
        return fields;
    }

    private static List<Set<Unknown>> aggregated(Aggregate aggregate, List<Set<Unknown>> input) {
        List<Set<Unknown>> fields = new ArrayList<>();
        aggregate.getGroupSet().forEach(i -> fields.add(input.get(i)));
        for (AggregateCall call : aggregate.getAggCallList()) {
            if (call.hasFilter()) {
                refuse(input.get(call.filterArg));
            }
            fields.add(of(call.getArgList(), input));
        }
        return fields;
    }

    private static List<Set<Unknown>> known(int count) {
        List<Set<Unknown>> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fields.add(new HashSet<>());
        }
        return fields;
    }

    private static Set<Unknown> of(RexNode expression, List<Set<Unknown>> fields) {
        return of(RelOptUtil.InputFinder.bits(expression).asList(), fields);
    }

    private static Set<Unknown> of(List<Integer> used, List<Set<Unknown>> fields) {
        Set<Unknown> all = new LinkedHashSet<>();
        used.forEach(i -> all.addAll(fields.get(i)));
        return all;
    }

    private static void refuse(Set<Unknown> used) {
        for (Unknown unknown : used) {
            TrackerScan scan = unknown.scan();
            Backend backend = scan.trackerTable().tracker().backend();
            PastRules.requireKept(scan.query(), Set.of(unknown.column()), backend);
        }
    }
}
