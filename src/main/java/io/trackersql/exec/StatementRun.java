package io.trackersql.exec;

import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestBudget;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.query.EntityTable;
import io.trackersql.query.TrackerQuery;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * One execution of a statement: what may stop it, what it may cost, what it warns of, and the scans that it has open. Thread-safe;
 * the budgets hold for all its scans together.
 */
public final class StatementRun implements AutoCloseable {
    private final Settings settings;
    private final Execution execution;
    private final RequestScope scope;
    private final RowBudget rowBudget;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final Set<Cancellation> open = ConcurrentHashMap.newKeySet();
    private final Executor readAheadPool;
    private volatile boolean isClosed;

    public StatementRun(Session session, Execution execution) {
        this(session, execution, ReadAheadPool.shared());
    }

    StatementRun(Session session, Execution execution, Executor readAheadPool) {
        this.readAheadPool = readAheadPool;
        this.settings = session.settings();
        this.execution = execution;
        scope = new RequestScope(
                execution.cancellation(), session.log(), new RequestBudget(settings.maxRequests()), this::warn);
        rowBudget = new RowBudget(settings.maxRows());
    }

    /** The settings as they were when the execution began. */
    public Settings settings() {
        return settings;
    }

    /** What stops the execution. */
    public Cancellation cancellation() {
        return execution.cancellation();
    }

    /** Warns the user, once of the same thing. */
    public void warn(String message) {
        if (warned.add(message)) {
            execution.warnings().accept(message);
        }
    }

    /** What requests that are made beside scans belong to. */
    public RequestScope requestScope() {
        return scope;
    }

    /**
     * Reads a query whose rows are the rows of the result: no more than {@link Execution#rowsMax} are given.
     *
     * <p>The first page's request has been sent when this returns, so that what is wrong with it is raised here. A query that counts
     * gives one row with a BIGINT.
     *
     * @param parameters a row value for each parameter of the query, at its index
     */
    public Cursor scan(Tracker tracker, TrackerQuery query, Object[] parameters) {
        return scan(tracker, query, parameters, new ScanPlan.Demand(execution.rowsMax(), execution.fetchRows()));
    }

    /** Reads a query whose rows are joined, filtered or grouped before they are the result: all of them may be needed. */
    public Cursor scanPart(Tracker tracker, TrackerQuery query, Object[] parameters) {
        return scan(tracker, query, parameters, new ScanPlan.Demand(0, execution.fetchRows()));
    }

    /** Ends all scans. May be called twice. */
    @Override
    public void close() {
        isClosed = true;
        open.forEach(StatementRun::stop);
    }

    private Cursor scan(Tracker tracker, TrackerQuery query, Object[] parameters, ScanPlan.Demand demand) {
        cancellation().check();
        ScanPlan plan = ScanPlan.of(Binding.bind(query, parameters), tracker, settings, demand);
        if (plan.isEmpty()) {
            return query.count() ? FixedCursor.of(new Object[] {0L}) : FixedCursor.empty();
        }
        if (settings.pushDown() && plan.isFullRead()) {
            warnOfFullRead(plan);
        }
        plan.costWarning().ifPresent(this::warn);
        PastRules.notKeptWarning(plan.query(), tracker.backend()).ifPresent(this::warn);
        if (plan.countMode() == ScanPlan.CountMode.TOTAL) {
            OptionalLong total = fetchTotal(tracker, plan);
            if (total.isPresent()) {
                long rows = Math.max(0, total.getAsLong() - plan.offset());
                return FixedCursor.of(new Object[] {Math.min(rows, plan.limit())});
            }
        }
        boolean wantsTotal = plan.countMode() != ScanPlan.CountMode.TOTAL;
        Cursor rows = open(tracker, plan, wantsTotal);
        return query.count() ? new CountCursor(rows) : rows;
    }

    private Cursor open(Tracker tracker, ScanPlan plan, boolean wantsTotal) {
        Cancellation part = new Cancellation();
        Cancellation.Registration registration = cancellation().stopsAlso(part);
        open.add(part);
        Runnable onEnd = () -> {
            registration.close();
            open.remove(part);
        };
        RequestScope partScope = new RequestScope(part, scope.log(), scope.budget(), scope.warnings());
        RowReader pages = new RangeReader(plan.ranges(), r -> reader(tracker, plan, r.query(), wantsTotal, partScope));
        RowSource source = new RowSource(plan, ended(plan, pages), part);
        if (isClosed) {
            stop(part);
        }
        try {
            part.check();
            source.open();
        } catch (RuntimeException | Error e) {
            onEnd.run();
            throw e;
        }
        int rowsMost = ReadAheadCursor.rowsMost(plan.nativeQuery().columns());
        return new ReadAheadCursor(source, part, readAheadPool, rowsMost, onEnd).start();
    }

    private static RowReader ended(ScanPlan plan, RowReader pages) {
        if (!plan.query().needsEnds()) {
            return pages;
        }
        EntityTable table = plan.query().table();
        return new VersionEnds(
                pages,
                table.name(),
                table.versions().orElseThrow(),
                table.key(),
                plan.nativeQuery().columns());
    }

    private RowReader reader(
            Tracker tracker, ScanPlan plan, NativeQuery query, boolean wantsTotal, RequestScope partScope) {
        PagesAhead ahead = new PagesAhead(tracker, plan, query, partScope, readAheadPool);
        return new PageReader(tracker, plan, query, wantsTotal, ahead, partScope, rowBudget);
    }

    private static void stop(Cancellation part) {
        part.stop(Failure.OBJECT_CLOSED, "The statement is closed, and its results with it.");
    }

    private OptionalLong fetchTotal(Tracker tracker, ScanPlan plan) {
        for (int i = 0; ; i++) {
            try (Page page = tracker.backend().fetchPage(plan.nativeQuery(), plan.firstWindow(), scope)) {
                // a tracker that cannot give no row gives one; the total may stand behind it
                for (int rows = 0; page.next() != null; rows++) {
                    if (rows == 1) {
                        throw Failure.BAD_ANSWER.with("The tracker gave rows of "
                                + plan.query().table().name() + " when it was asked only how many there are."
                                + " Ask its administrator whether a proxy changes requests.");
                    }
                }
                return page.total();
            } catch (TrackerException e) {
                if (e.failure() != Failure.CONNECTION_BROKEN || i == PageReader.RESUMES_MAX) {
                    throw e;
                }
                cancellation().check();
            }
        }
    }

    private void warnOfFullRead(ScanPlan plan) {
        String conditions = plan.decisions().stream()
                .filter(ConjunctDecision::isRechecked)
                .map(d -> d.predicate() + " (" + d.reason() + ")")
                .collect(Collectors.joining(", "));
        warn("All rows of " + plan.query().table().name() + " are read and tested here, since the tracker cannot test: "
                + conditions + ".");
    }
}
