package io.trackersql.plan;

import io.trackersql.exec.Cursor;
import io.trackersql.exec.Execution;
import io.trackersql.exec.ScanPlan;
import io.trackersql.exec.Session;
import io.trackersql.exec.StatementRun;
import io.trackersql.query.Operand;
import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;

/**
 * What a query would ask and do, without asking: for each scan the first native request, what is pushed, what is tested again and
 * why, and how many requests to expect; for a plan that runs here also its operators.
 */
final class ExplainStatement implements Prepared {
    private static final List<ResultColumn> COLUMNS =
            List.of(new ResultColumn("PLAN", "", "", "PLAN", JDBCType.VARCHAR, "VARCHAR", 0, 0, false, false));

    private final QueryStatement query;
    private final Session session;

    ExplainStatement(QueryStatement query, Session session) {
        this.query = query;
        this.session = session;
    }

    @Override
    public List<ResultColumn> columns() {
        return COLUMNS;
    }

    @Override
    public List<ResultColumn> parameters() {
        return query.parameters();
    }

    @Override
    public Outcome execute(Object[] parameters, Execution execution) {
        try (StatementRun run = new StatementRun(session, execution)) {
            StatementContext context = query.context(parameters, run);
            List<Object[]> lines = new ArrayList<>();
            query.direct().ifPresent(call -> explain(call, context, "", lines));
            query.local().ifPresent(plan -> explain(plan, context, lines));
            Cursor cursor = new CommandStatement.ListCursor(lines);
            return new Outcome.Rows(cursor);
        } catch (RuntimeException e) {
            throw PlanErrors.running(e);
        }
    }

    private void explain(ScanCall call, StatementContext context, String indent, List<Object[]> lines) {
        ScanPlan plan = ScanPlan.of(call.bind(context), call.tracker(), session.settings());
        line(lines, indent + "TrackerScan " + call.tracker().backend().product() + " " + call.query());
        plan.explain().forEach(text -> line(lines, indent + "  " + text));
    }

    /** The times are known when the statement runs only, so the request is shown for the present one. */
    private void explainSnapshots(ScanCall call, StatementContext context, String indent, List<Object[]> lines) {
        Operand now = new Operand.Literal(DataContext.Variable.UTC_TIMESTAMP.<Long>get(context));
        ScanPlan plan = ScanPlan.of(call.bind(context).withAsOf(now), call.tracker(), session.settings());
        line(lines, indent + "SnapshotJoin " + call.tracker().backend().product() + " " + call.query());
        plan.explainSnapshots(call.tracker().backend()).forEach(text -> line(lines, indent + "  " + text));
    }

    private void explain(LocalPlan plan, StatementContext context, List<Object[]> lines) {
        for (LocalPlan.PlanLine line : plan.lines()) {
            String indent = "  ".repeat(line.depth());
            if (line.isSnapshots()) {
                explainSnapshots(line.scan().orElseThrow(), context, indent, lines);
            } else if (line.scan().isPresent()) {
                explain(line.scan().get(), context, indent, lines);
            } else {
                line(lines, indent + line.text());
            }
        }
    }

    private static void line(List<Object[]> lines, String text) {
        lines.add(new Object[] {text});
    }
}
