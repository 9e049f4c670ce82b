package io.trackersql.plan;

import io.trackersql.exec.Cursor;
import io.trackersql.exec.Execution;
import io.trackersql.exec.Session;
import io.trackersql.exec.StatementRun;
import io.trackersql.model.Failure;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;

/** A planned query: one scan that answers it alone, or a plan that Calcite's runtime executes. Immutable. */
final class QueryStatement implements Prepared {
    private final List<ResultColumn> columns;
    private final List<ResultColumn> parameters;
    private final Optional<ScanCall> direct;
    private final Optional<LocalPlan> local;
    private final CalciteSchema root;
    private final Session session;
    private final Clock clock;

    private QueryStatement(
            List<ResultColumn> columns,
            List<ResultColumn> parameters,
            Optional<ScanCall> direct,
            Optional<LocalPlan> local,
            CalciteSchema root,
            Session session,
            Clock clock) {
        this.columns = columns;
        this.parameters = parameters;
        this.direct = direct;
        this.local = local;
        this.root = root;
        this.session = session;
        this.clock = clock;
    }

    static QueryStatement of(
            QueryPlanner.Converted converted,
            CalciteCatalogReader catalog,
            CalciteSchema root,
            Session session,
            PlanSettings settings,
            Clock clock) {
        return new QueryStatement(
                ResultColumns.of(converted.rowType(), converted.origins(), catalog),
                ResultColumns.parameters(converted.parameterRowType()),
                converted.single().map(TrackerScan::call),
                converted.single().isPresent()
                        ? Optional.empty()
                        : Optional.of(LocalPlan.of(converted.rel(), settings)),
                root,
                session,
                clock);
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public List<ResultColumn> parameters() {
        return parameters;
    }

    Optional<ScanCall> direct() {
        return direct;
    }

    Optional<LocalPlan> local() {
        return local;
    }

    private Stream<ScanCall> scans() {
        return Stream.concat(
                direct.stream(),
                local.stream().flatMap(plan -> plan.lines().stream()).flatMap(line -> line.scan().stream()));
    }

    @Override
    public Outcome execute(Object[] values, Execution execution) {
        StatementRun run = new StatementRun(session, execution);
        try {
            return new Outcome.Rows(new RunCursor(open(values, run), run));
        } catch (RuntimeException | Error e) {
            run.close();
            throw PlanErrors.running(e);
        }
    }

    /** Its rows as a part of a run; what goes wrong while they are read is for the caller to translate. */
    Cursor open(Object[] values, StatementRun run) {
        StatementContext context = context(values, run);
        run.warnOfPast(scans().map(scan -> new StatementRun.Read(scan.tracker(), scan.query()))
                .toList());
        return direct.isPresent()
                ? direct.get().open(run, context)
                : new LocalCursor(local.orElseThrow().bindable().bind(context).enumerator(), run);
    }

    /** The context in which constant expressions and generated code find the values of parameters. */
    StatementContext context(Object[] values, StatementRun run) {
        if (values.length != parameters.size()) {
            throw Failure.PARAMETER_UNBOUND.with("The statement has " + parameters.size() + " parameters, but "
                    + values.length + " values were bound.");
        }
        Object[] bound = values.clone();
        for (int i : local.map(LocalPlan::limitParameters).orElse(Set.of())) {
            bound[i] = limitValue(bound[i]);
        }
        Map<String, Object> stash = local.map(LocalPlan::stash).orElse(Map.of());
        return new StatementContext(root.plus(), stash, bound, run, clock);
    }

    /** Calcite's runtime counts rows with int. */
    private static Object limitValue(Object value) {
        if (value instanceof Number number && number.longValue() >= 0) {
            return (int) Math.min(number.longValue(), Integer.MAX_VALUE);
        }
        throw PlanErrors.badCount("LIMIT or OFFSET", String.valueOf(value));
    }

    /** Ends the run with the rows, and lets nothing but our own failures out. */
    private static final class RunCursor implements Cursor {
        private final Cursor rows;
        private final StatementRun run;

        RunCursor(Cursor rows, StatementRun run) {
            this.rows = rows;
            this.run = run;
        }

        @Override
        public Object[] next() {
            try {
                return rows.next();
            } catch (RuntimeException | Error e) {
                run.close();
                throw PlanErrors.running(e);
            }
        }

        @Override
        public void close() {
            try {
                rows.close();
            } finally {
                run.close();
            }
        }
    }
}
