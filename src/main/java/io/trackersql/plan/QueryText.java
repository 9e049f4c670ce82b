package io.trackersql.plan;

import io.trackersql.exec.ScanPlan;
import io.trackersql.exec.StatementRun;
import io.trackersql.query.Operand;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;

/**
 * What a query would ask and do, without asking: for each scan the first native request, what is pushed, what is tested again and
 * why, and how many requests to expect; for a plan that runs here also its operators.
 */
final class QueryText {
    private final Object[] values;
    private final StatementRun run;

    QueryText(Object[] values, StatementRun run) {
        this.values = values;
        this.run = run;
    }

    /** The lines for a query. */
    List<String> of(QueryStatement query) {
        StatementContext context = query.context(values, run);
        List<String> lines = new ArrayList<>();
        query.direct().ifPresent(call -> explain(call, context, "", lines));
        query.local().ifPresent(plan -> explain(plan, context, lines));
        return lines;
    }

    private void explain(ScanCall call, StatementContext context, String indent, List<String> lines) {
        ScanPlan plan = ScanPlan.of(call.bind(context), call.tracker(), run.settings());
        lines.add(indent + "TrackerScan " + call.tracker().backend().product() + " " + call.query());
        plan.explain().forEach(text -> lines.add(indent + "  " + text));
    }

    /** The times are known when the statement runs only, so the request is shown for the present one. */
    private void explainSnapshots(ScanCall call, StatementContext context, String indent, List<String> lines) {
        Operand now = new Operand.Literal(DataContext.Variable.UTC_TIMESTAMP.<Long>get(context));
        ScanPlan plan = ScanPlan.of(call.bind(context).withAsOf(now), call.tracker(), run.settings());
        lines.add(indent + "SnapshotJoin " + call.tracker().backend().product() + " " + call.query());
        plan.explainSnapshots(call.tracker().backend()).forEach(text -> lines.add(indent + "  " + text));
    }

    private void explain(LocalPlan plan, StatementContext context, List<String> lines) {
        for (LocalPlan.PlanLine line : plan.lines()) {
            String indent = "  ".repeat(line.depth());
            if (line.isSnapshots()) {
                explainSnapshots(line.scan().orElseThrow(), context, indent, lines);
            } else if (line.scan().isPresent()) {
                explain(line.scan().get(), context, indent, lines);
            } else {
                lines.add(indent + line.text());
            }
        }
    }
}
