package io.trackersql.exec;

import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.WriteOptions;
import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestBudget;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.query.EntityTable;
import io.trackersql.query.Operand;
import io.trackersql.query.TrackerQuery;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
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
    /** The most different times at which one part of a statement may read a table; each is a query of the tracker. */
    public static final int TIMES_MOST = 1000;

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

    /** Whether the caller will ask for the keys of what the statement creates. */
    public boolean wantsKeys() {
        return execution.wantsKeys();
    }

    /** How the statement writes to a tracker. */
    public WriteOptions writeOptions(Tracker tracker, boolean wantsNumbers) {
        Settings.Writes writes = settings.writes();
        return new WriteOptions(
                settings.scope(tracker), writes.comment(), writes.createContext(), writes.batchRows(), wantsNumbers);
    }

    /** Fails with READ_ONLY if the session may not write. */
    public void requireWritable() {
        if (settings.writes().readOnly()) {
            throw Failure.READ_ONLY.with(
                    "The connection is read-only, so nothing was sent. setReadOnly(false) or SET readOnly = false"
                            + " lifts that, unless the connection was opened with readOnly=true.");
        }
    }

    /** Warns the user, once of the same thing. */
    public void warn(String message) {
        if (warned.add(message)) {
            execution.warnings().accept(message);
        }
    }

    /** A query that the statement will ask a tracker. */
    public record Read(Tracker tracker, TrackerQuery query) {}

    /** Warns of what the whole statement cannot know; comes before its scans. */
    public void warnOfPast(List<Read> reads) {
        PastRules.notKeptWarning(reads).ifPresent(this::warn);
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
        warnOf(plan);
        if (plan.countMode() == ScanPlan.CountMode.TOTAL) {
            OptionalLong total = fetchTotal(tracker, plan, scope);
            if (total.isPresent()) {
                return FixedCursor.of(new Object[] {counted(plan, total.getAsLong())});
            }
        }
        boolean wantsTotal = plan.countMode() != ScanPlan.CountMode.TOTAL;
        Cursor rows = open(tracker, plan, wantsTotal);
        return query.count() ? new CountCursor(rows) : rows;
    }

    /**
     * Reads a query at several times, whatever time it names itself. Rows have the time before their columns; a query that counts gives
     * a time and a BIGINT, and may leave out times without rows. The rows of different times come in no order that can be relied on.
     *
     * @param times as row values, in any order and repeated as often as they like; fails with TOO_MANY_TIMES if there are more than
     *     {@link #TIMES_MOST} different ones
     */
    public Cursor snapshots(Tracker tracker, TrackerQuery query, Object[] parameters, Iterator<Long> times) {
        cancellation().check();
        Set<Long> different = different(times, query);
        List<SnapshotCursor.Snapshot> snapshots = different.stream()
                .map(time -> {
                    TrackerQuery bound = Binding.bind(query.withAsOf(new Operand.Literal(time)), parameters);
                    return new SnapshotCursor.Snapshot(time, ScanPlan.of(bound, tracker, settings));
                })
                .toList();
        if (snapshots.isEmpty() || snapshots.get(0).plan().isEmpty()) {
            return FixedCursor.empty();
        }
        warnOf(snapshots.get(0).plan());
        Part part = part();
        FirstPages pages = firstPages(
                tracker, snapshots.stream().map(SnapshotCursor.Snapshot::plan).toList(), part.scope());
        SnapshotOpening opening = new SnapshotOpening(tracker, part.scope());
        return new SnapshotCursor(snapshots, pages, opening, part.cancellation(), part.onEnd()).start();
    }

    private FirstPages firstPages(Tracker tracker, List<ScanPlan> plans, RequestScope partScope) {
        ScanPlan plan = plans.get(0);
        int timesMost = plan.timesPerRequest(tracker.backend());
        return timesMost > 1 && plans.size() > 1
                ? new FirstPagesByBatch(tracker.backend().snapshotBatches().orElseThrow(), plans, timesMost, partScope)
                : new FirstPagesAhead(tracker.backend(), plans, partScope, readAheadPool);
    }

    private static Set<Long> different(Iterator<Long> times, TrackerQuery query) {
        Set<Long> different = new LinkedHashSet<>();
        while (times.hasNext()) {
            different.add(times.next());
            if (different.size() > TIMES_MOST) {
                throw Failure.TOO_MANY_TIMES.with(
                        "The statement reads " + query.table().name()
                                + " as of more than " + TIMES_MOST
                                + " different times, each of which is a query of the tracker. Restrict the times, or round them,"
                                + " for example to days.");
            }
        }
        return different;
    }

    private void warnOf(ScanPlan plan) {
        if (settings.pushDown() && plan.isFullRead()) {
            warnOfFullRead(plan);
        }
        plan.costWarning().ifPresent(this::warn);
    }

    private static long counted(ScanPlan plan, long total) {
        return Math.min(Math.max(0, total - plan.offset()), plan.limit());
    }

    /**
     * A part of the run that can be stopped alone.
     *
     * @param onEnd to run when it has ended, perhaps more than once
     */
    private record Part(Cancellation cancellation, RequestScope scope, Runnable onEnd) {}

    private Part part() {
        Cancellation part = new Cancellation();
        Cancellation.Registration registration = cancellation().stopsAlso(part);
        open.add(part);
        Runnable onEnd = () -> {
            registration.close();
            open.remove(part);
        };
        if (isClosed) {
            stop(part);
        }
        return new Part(part, new RequestScope(part, scope.log(), scope.budget(), scope.warnings()), onEnd);
    }

    private Cursor open(Tracker tracker, ScanPlan plan, boolean wantsTotal) {
        Part part = part();
        RowReader pages =
                new RangeReader(plan.ranges(), r -> reader(tracker, plan, r.query(), wantsTotal, part.scope()));
        RowSource source = new RowSource(plan, ended(plan, pages), part.cancellation());
        try {
            part.cancellation().check();
            source.open();
        } catch (RuntimeException | Error e) {
            part.onEnd().run();
            throw e;
        }
        int rowsMost = ReadAheadCursor.rowsMost(plan.nativeQuery().columns());
        return new ReadAheadCursor(source, part.cancellation(), readAheadPool, rowsMost, part.onEnd()).start();
    }

    /** Reads the rows of one of several times; what orders or cuts rows never comes below several times. */
    private final class SnapshotOpening implements SnapshotCursor.Opening {
        private final Tracker tracker;
        private final RequestScope partScope;

        SnapshotOpening(Tracker tracker, RequestScope partScope) {
            this.tracker = tracker;
            this.partScope = partScope;
        }

        @Override
        public SnapshotCursor.Reader reader(ScanPlan plan, Page first, boolean isOfBatch) {
            return reading(
                    plan,
                    StatementRun.this
                            .reader(tracker, plan, plan.nativeQuery(), true, partScope)
                            .startingWith(first, isOfBatch));
        }

        @Override
        public SnapshotCursor.Reader counter(ScanPlan plan) {
            return reading(plan, StatementRun.this.reader(tracker, plan, plan.nativeQuery(), false, partScope));
        }

        private SnapshotCursor.Reader reading(ScanPlan plan, PageReader pages) {
            return new SnapshotCursor.Reader(new RowSource(plan, pages, partScope.cancellation()), pages);
        }

        @Override
        public OptionalLong total(ScanPlan plan, Page first) {
            OptionalLong total;
            try (first) {
                total = totalOf(plan, first);
            } catch (TrackerException e) {
                if (e.failure() != Failure.CONNECTION_BROKEN) {
                    throw e;
                }
                total = fetchTotal(tracker, plan, partScope);
            }
            return total.isPresent() ? OptionalLong.of(counted(plan, total.getAsLong())) : total;
        }
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

    private PageReader reader(
            Tracker tracker, ScanPlan plan, NativeQuery query, boolean wantsTotal, RequestScope partScope) {
        PagesAhead ahead = new PagesAhead(tracker, plan, query, partScope, readAheadPool);
        return new PageReader(tracker, plan, query, wantsTotal, ahead, partScope, rowBudget);
    }

    private static void stop(Cancellation part) {
        part.stop(Failure.OBJECT_CLOSED, "The statement is closed, and its results with it.");
    }

    private OptionalLong fetchTotal(Tracker tracker, ScanPlan plan, RequestScope partScope) {
        for (int i = 0; ; i++) {
            try (Page page = tracker.backend().fetchPage(plan.nativeQuery(), plan.firstWindow(), partScope)) {
                return totalOf(plan, page);
            } catch (TrackerException e) {
                if (e.failure() != Failure.CONNECTION_BROKEN || i == PageReader.RESUMES_MAX) {
                    throw e;
                }
                partScope.cancellation().check();
            }
        }
    }

    private static OptionalLong totalOf(ScanPlan plan, Page page) {
        // a tracker that cannot give no row gives one; the total may stand behind it
        for (int rows = 0; page.next() != null; rows++) {
            if (rows == 1) {
                throw Failure.BAD_ANSWER.with("The tracker gave rows of "
                        + plan.query().table().name() + " when it was asked only how many there are."
                        + " Ask its administrator whether a proxy changes requests.");
            }
        }
        return page.total();
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
