package io.trackersql.plan;

import org.apache.calcite.rel.RelNode;

/**
 * The session settings that shape a plan; plans that differ in them are cached apart. Rules find them in the planner's context.
 *
 * @param pushDown whether filters, sorts, windows and counts may fold into scans
 * @param trackerTextOrder whether ORDER BY on text is the tracker's order rather than binary
 */
record PlanSettings(boolean pushDown, boolean trackerTextOrder) {
    /** Under stock Calcite, whose planner knows nothing of sessions, and in new sessions. */
    static final PlanSettings STANDARD = new PlanSettings(true, true);

    static PlanSettings of(RelNode rel) {
        return rel.getCluster()
                .getPlanner()
                .getContext()
                .maybeUnwrap(PlanSettings.class)
                .orElse(STANDARD);
    }
}
