package io.trackersql.plan;

import java.util.Optional;
import org.apache.calcite.rel.RelNode;

/**
 * Folds a plan of projections, filters, sorts and counts over one scan into that scan, without a planner. What folds completely
 * needs neither rules nor generated code; that is most statements.
 */
final class DirectPath {
    private DirectPath() {}

    /** The one scan that answers the whole plan, if there is one. */
    static Optional<TrackerScan> of(RelNode rel) {
        return rel instanceof TrackerScan scan ? Optional.of(scan) : folded(rel);
    }

    private static Optional<TrackerScan> folded(RelNode rel) {
        if (rel.getInputs().size() != 1) {
            return Optional.empty();
        }
        Optional<TrackerScan> input = of(rel.getInput(0));
        if (input.isEmpty()) {
            return Optional.empty();
        }
        Optional<RelNode> folded = FoldRules.fold(rel, input.get());
        if (folded.isEmpty()) {
            return isIdentity(rel, input.get()) ? input : Optional.empty();
        }
        return folded.get() instanceof TrackerScan scan ? Optional.of(scan) : Optional.empty();
    }

    /** A projection that renames at most changes no row, and names are taken from the validated statement. */
    private static boolean isIdentity(RelNode rel, TrackerScan input) {
        return rel instanceof org.apache.calcite.rel.core.Project project
                && org.apache.calcite.rex.RexUtil.isIdentity(project.getProjects(), input.getRowType());
    }
}
