package io.trackersql.exec;

import io.trackersql.backend.Backend;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.PageWindow;
import io.trackersql.backend.PushDown;
import io.trackersql.backend.Total;
import io.trackersql.backend.Verdict;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable.VersionColumns;
import io.trackersql.query.Predicate;
import io.trackersql.query.SortKey;
import io.trackersql.query.Tense;
import io.trackersql.query.TrackerQuery;
import io.trackersql.query.Window;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that is decided when a query's values are bound: what the tracker is asked and what is done here. Pure and immutable;
 * executing and explaining a statement look at the same plan.
 *
 * <p>A parameter that is still unbound, as EXPLAIN may leave it, is taken as one that cannot be pushed.
 */
public final class ScanPlan {
    private final TrackerQuery query;
    private final List<ConjunctDecision> decisions;
    private final List<NullRange> ranges;
    private final CountMode countMode;
    private final boolean isEmpty;
    private final boolean isWindowNative;
    private final Total total;
    private final int rowsPerFurtherRequest;
    private final long offset;
    private final long limit;
    private final Paging paging;
    private final List<NativeRequest> firstRequests;

    /** How the number of rows is found. */
    public enum CountMode {
        /** The rows themselves are wanted. */
        NONE,
        /** By the tracker, in one request without rows. */
        TOTAL,
        /** By reading rows with the columns that are tested and counting here. */
        ROWS
    }

    /**
     * What the reader of a result wants of it.
     *
     * @param rowsMax the most rows it will take, 0 for all
     * @param fetchRows a hint for the rows of a page, 0 for none
     */
    record Demand(long rowsMax, int fetchRows) {
        /** A hint for fewer rows would only cost requests. */
        static final int FETCH_ROWS_LEAST = 100;

        static final Demand ALL = new Demand(0, 0);

        int pageRows(Settings settings) {
            return fetchRows == 0
                    ? settings.pageRows()
                    : Math.min(settings.pageRows(), Math.max(FETCH_ROWS_LEAST, fetchRows));
        }
    }

    private ScanPlan(TrackerQuery query, Tracker tracker, Settings settings, Demand demand) {
        this.query = query;
        Backend backend = tracker.backend();
        PushDown pushDown = backend.pushDown(query.tense());
        checkFind(query, pushDown);
        checkPast(query, backend);
        decisions = new Splitter(
                        settings.pushDown() ? Optional.of(pushDown) : Optional.empty(),
                        leaf -> PastRules.whyWithheld(query, leaf))
                .split(query.filter());
        boolean isNullApart = isNullApart(query, decisions, pushDown, settings);
        List<Predicate> recheck = recheck();
        Optional<Column> unnested = query.table().unnested();
        Window window = Binding.known(query.window());
        // a row of a page is a row of the result, and comes in its turn
        boolean isOneForOne = unnested.isEmpty() && !isNullApart && !query.needsEnds();
        boolean isAnsweredByTracker = settings.pushDown() && recheck.isEmpty() && isOneForOne;
        isEmpty = window.limitRows() == 0 || isNever(query, decisions) || PastRules.isAtNoTime(query);
        NativeQuery whole = new NativeQuery(
                query.table(),
                settings.scope(tracker),
                PastRules.asOf(query, settings),
                selected(query, recheck, isNullApart, backend),
                query.find(),
                asked(decisions),
                query.sort());
        ranges = isNullApart ? NullRange.both(whole, pushDown) : List.of(NullRange.whole(whole));
        total = backend.total(whole);
        isWindowNative = isAnsweredByTracker && canSkip(total, window);
        countMode = countMode(query, isAnsweredByTracker && total == Total.EXACT);
        rowsPerFurtherRequest = backend.rowsPerFurtherRequest(whole);
        offset = window.offsetRows();
        long rowsMax = demand.rowsMax() == 0 || query.count() ? Long.MAX_VALUE : demand.rowsMax();
        limit = Math.min(window.limitRows(), rowsMax);
        int pageRows = Math.max(1, backend.pageRows(whole, demand.pageRows(settings)));
        paging = isWindowNative
                ? Paging.cutByTracker(offset, Math.min(limit, keysAsked(offset)), pageRows)
                : Paging.cutHere(saturatedSum(offset, limit), keysAsked(0), isOneForOne, pageRows);
        firstRequests = isEmpty
                ? List.of()
                : ranges.stream()
                        .map(r -> backend.render(r.query(), firstWindow()))
                        .toList();
    }

    /**
     * The plan for a query whose values are bound.
     *
     * <p>Fails with UNSUPPORTED if the tracker cannot do the query's FIND, and with INTERNAL if it was planned under other settings.
     */
    public static ScanPlan of(TrackerQuery bound, Tracker tracker, Settings settings) {
        return of(bound, tracker, settings, Demand.ALL);
    }

    static ScanPlan of(TrackerQuery bound, Tracker tracker, Settings settings, Demand demand) {
        return new ScanPlan(bound, tracker, settings, demand);
    }

    /** The query that was planned. */
    public TrackerQuery query() {
        return query;
    }

    /** What becomes of each condition that all rows must meet. */
    public List<ConjunctDecision> decisions() {
        return decisions;
    }

    /** What is tested here on each row. */
    public List<Predicate> recheck() {
        return decisions.stream()
                .filter(ConjunctDecision::isRechecked)
                .map(ConjunctDecision::predicate)
                .toList();
    }

    /** What the tracker is asked first, the window aside. */
    public NativeQuery nativeQuery() {
        return ranges.get(0).query();
    }

    /** The native query that finds exactly the rows of this one, if the tracker can find them without help. */
    public Optional<NativeQuery> exactRows() {
        boolean isExact = !isEmpty
                && recheck().isEmpty()
                && ranges.size() == 1
                && query.window().isAll()
                && query.find().isEmpty()
                && query.tense() == Tense.PRESENT
                && query.table().isRowPerAsset()
                && !query.count();
        return isExact ? Optional.of(nativeQuery()) : Optional.empty();
    }

    /** What the tracker is asked, one after the other. */
    List<NullRange> ranges() {
        return ranges;
    }

    /** Whether it is known without any request that there are no rows. */
    public boolean isEmpty() {
        return isEmpty;
    }

    /** Whether the tracker puts the rows in order. */
    public boolean isSortPushed() {
        return !query.sort().isEmpty();
    }

    /** Whether the tracker applies OFFSET and LIMIT. */
    public boolean isWindowNative() {
        return isWindowNative;
    }

    /** How rows are counted. */
    public CountMode countMode() {
        return countMode;
    }

    /** Rows to skip before the first of the result. */
    public long offset() {
        return offset;
    }

    /** The most rows of the result, or to count; {@link Long#MAX_VALUE} for all. */
    public long limit() {
        return limit;
    }

    /** Whether all rows of the table are read although there are conditions, none of which the tracker answers. */
    public boolean isFullRead() {
        return !isEmpty
                && query.find().isEmpty()
                && !decisions.isEmpty()
                && decisions.stream().anyMatch(ConjunctDecision::isRechecked)
                && decisions.stream().noneMatch(ConjunctDecision::isAsked);
    }

    /** What the user should know of the plan's price; empty if it is a usual one. */
    Optional<String> costWarning() {
        return rowsPerFurtherRequest == 1 && !isEmpty
                ? Optional.of("The tracker gives " + query.table().name()
                        + " for one asset at a time: one more request for each that has"
                        + " any. Restrict the statement to the assets that are needed.")
                : Optional.empty();
    }

    /** The requests for the first pages, or for the total; two if rows with NULL are asked apart, empty if there is none to make. */
    public List<NativeRequest> firstRequests() {
        return firstRequests;
    }

    /** How many requests a run needs, if that does not depend on the data: at most so many. */
    public OptionalLong requestsKnown() {
        if (isEmpty) {
            return OptionalLong.of(0);
        } else if (rowsPerFurtherRequest > 0) {
            return OptionalLong.empty();
        } else if (countMode == CountMode.TOTAL) {
            return OptionalLong.of(1);
        }
        return paging.rowsMost() == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(paging.requests());
    }

    /** How many requests a run needs, as a number or as a formula. */
    public String requestsExpected() {
        OptionalLong known = requestsKnown();
        if (known.isPresent()) {
            return String.valueOf(known.getAsLong());
        }
        String formula = ranges.size() + " + one per "
                + (rowsPerFurtherRequest == 1 ? "row" : paging.pageRows() + " rows")
                + (rowsPerFurtherRequest > 1
                        ? " and one per " + rowsPerFurtherRequest + " rows with something in their collection"
                        : "");
        return limit == Long.MAX_VALUE ? formula : formula + ", until " + limit + " rows have passed the tests";
    }

    /** The plan for people, line by line. */
    public List<String> explain() {
        List<String> lines = new ArrayList<>();
        nativeQuery().asOf().ifPresent(t -> lines.add("as of " + t));
        lines.addAll(explainWork());
        lines.add("requests: " + requestsExpected());
        firstRequests.forEach(r -> lines.add(r.toString()));
        return lines;
    }

    /** The plan for people if the query is asked at several times, of which its own is an example. */
    public List<String> explainSnapshots(Backend backend) {
        List<String> lines = new ArrayList<>();
        lines.add("as of each different time, at most " + StatementRun.TIMES_MOST);
        lines.addAll(explainWork());
        int timesMost = timesPerRequest(backend);
        lines.add(
                timesMost > 1
                        ? "requests: one per " + timesMost + " different times, and one per " + paging.pageRows()
                                + " further rows of a time that has more"
                        : "requests: for each different time " + requestsExpected() + "; several at a time");
        if (!isEmpty) {
            lines.add("of one time, " + nativeQuery().asOf().orElseThrow() + ": "
                    + (timesMost > 1
                            ? backend.snapshotBatches()
                                    .orElseThrow()
                                    .render(
                                            nativeQuery(),
                                            List.of(nativeQuery().asOf().orElseThrow()),
                                            firstWindow().rows())
                            : firstRequests.get(0)));
        }
        return lines;
    }

    private List<String> explainWork() {
        List<String> lines = new ArrayList<>();
        if (query.needsEnds()) {
            lines.add("ends of versions: here, each from the start of the next");
        }
        decisions.forEach(d -> lines.add("condition " + d));
        query.find().ifPresent(f -> lines.add(f + ": by the tracker"));
        if (isSortPushed()) {
            lines.add("order: by the tracker "
                    + query.sort().stream().map(SortKey::toString).collect(Collectors.joining(", "))
                    + (ranges.size() > 1 ? "; rows with NULL are asked apart, as where it sorts them is unknown" : ""));
        }
        if (!query.window().isAll()) {
            lines.add("window " + query.window() + ": " + (isWindowNative ? "by the tracker" : "here"));
        }
        switch (countMode) {
            case TOTAL -> lines.add("count: by the tracker");
            case ROWS -> lines.add("count: here");
            case NONE -> {}
        }
        Optional.of(nativeQuery().scope().toString())
                .filter(scope -> !scope.isEmpty())
                .ifPresent(scope -> lines.add("scope: " + scope));
        costWarning().ifPresent(lines::add);
        return lines;
    }

    /** How many times one request can ask this of; 1 if each takes a request of its own. */
    int timesPerRequest(Backend backend) {
        return countMode == CountMode.TOTAL
                ? 1
                : backend.snapshotBatches()
                        .map(batches -> Math.max(1, batches.timesMost(nativeQuery())))
                        .orElse(1);
    }

    Paging paging() {
        return paging;
    }

    /** Whether pages of this query can say how many rows there are. */
    boolean tellsTotal() {
        return total != Total.UNTOLD;
    }

    /** How many pages may be asked for before their turn. */
    int pagesAheadMost() {
        if (rowsPerFurtherRequest > 0) {
            // each would cost further requests, whether its rows are read or not
            return 0;
        }
        return switch (total) {
            case UNTOLD -> 0;
            // there may be fewer pages than the total says
            case ROUGH -> 1;
            case EXACT -> PagesAhead.PAGES_MOST;
        };
    }

    PageWindow firstWindow() {
        return countMode == CountMode.TOTAL
                ? new PageWindow(0, 0, true)
                : new PageWindow(paging.start(), paging.rows(0, 0), tellsTotal());
    }

    private static boolean isNever(TrackerQuery query, List<ConjunctDecision> decisions) {
        boolean findsNothing =
                query.find().filter(f -> Conditions.isNull(f.text())).isPresent();
        return findsNothing
                || decisions.stream()
                        .anyMatch(d -> d.pushed().filter(Conditions::isNever).isPresent());
    }

    /** Rows that the user may not see must not be skipped in place of others. */
    private static boolean canSkip(Total total, Window window) {
        return total != Total.ROUGH || window.offsetRows() == 0;
    }

    private static CountMode countMode(TrackerQuery query, boolean isTotal) {
        if (!query.count()) {
            return CountMode.NONE;
        }
        return isTotal ? CountMode.TOTAL : CountMode.ROWS;
    }

    private static List<Column> selected(
            TrackerQuery query, List<Predicate> recheck, boolean isNullApart, Backend backend) {
        Set<Column> columns = new LinkedHashSet<>(query.count() ? List.of() : query.columns());
        recheck.forEach(p -> columns.addAll(p.columns()));
        // without it nobody would know how many rows an asset makes
        query.table().unnested().ifPresent(columns::add);
        if (isNullApart) {
            columns.add(query.sort().get(0).column());
        }
        PastRules.notKept(query, columns, backend).forEach(columns::remove);
        if (query.needsEnds()) {
            VersionColumns versions = query.table().versions().orElseThrow();
            columns.remove(versions.end());
            columns.addAll(List.of(query.table().key(), versions.start(), versions.number()));
            versions.deletion().ifPresent(columns::add);
        }
        return List.copyOf(columns);
    }

    /** What the rows of the pages hold when the ends of versions have been found: what was asked for, and those ends last. */
    List<Column> layout() {
        List<Column> asked = nativeQuery().columns();
        if (!query.needsEnds()) {
            return asked;
        }
        List<Column> layout = new ArrayList<>(asked);
        layout.add(query.table().versions().orElseThrow().end());
        return layout;
    }

    private static void checkPast(TrackerQuery query, Backend backend) {
        if (query.tense() != Tense.PRESENT) {
            query.asOf().ifPresent(t -> PastRules.requireHistory(query.table(), backend));
            Set<Column> tested = new LinkedHashSet<>();
            query.filter().forEach(p -> tested.addAll(p.columns()));
            query.sort().forEach(key -> tested.add(key.column()));
            PastRules.requireKept(query, tested, backend);
        }
    }

    private static List<Predicate> asked(List<ConjunctDecision> decisions) {
        List<Predicate> pushed = decisions.stream()
                .filter(ConjunctDecision::isAsked)
                .map(d -> d.pushed().orElseThrow())
                .toList();
        Predicate all = Conditions.all(pushed);
        if (all instanceof Predicate.And and) {
            return and.terms();
        }
        return Conditions.isAlways(all) ? List.of() : List.of(all);
    }

    /** The most rows there can be because the tracker is asked for certain keys; so that the last of them ends the reading. */
    private long keysAsked(long offset) {
        long keys = Long.MAX_VALUE;
        if (query.table().versions().isPresent()) {
            return keys;
        }
        for (ConjunctDecision decision : decisions) {
            Predicate predicate = decision.predicate();
            if (decision.verdict() != Verdict.EXACT) {
                continue;
            }
            if (predicate instanceof Predicate.Comparison p
                    && p.column().isKey()
                    && p.operator() == Predicate.Operator.EQ) {
                keys = 1;
            } else if (predicate instanceof Predicate.In p && p.column().isKey()) {
                keys = Math.min(keys, p.operands().size());
            }
        }
        return keys == Long.MAX_VALUE ? keys : Math.max(1, keys - offset);
    }

    private static long saturatedSum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    private static void checkFind(TrackerQuery query, PushDown pushDown) {
        query.find().filter(f -> !Conditions.isNull(f.text())).ifPresent(find -> {
            var decision = pushDown.find(find);
            if (decision.verdict() == Verdict.NONE) {
                throw Failure.UNSUPPORTED.with("FIND in column " + find.column() + " of "
                        + query.table().name()
                        + " is not possible: " + decision.reason()
                        + ". Only the tracker can search; use LIKE to test the text here.");
            }
        });
    }

    /**
     * Whether rows with NULL in the first sort key must be read apart from the others. A sort that is in the query was promised to be
     * the tracker's; doing it differently here would be a wrong order.
     */
    private static boolean isNullApart(
            TrackerQuery query, List<ConjunctDecision> decisions, PushDown pushDown, Settings settings) {
        if (query.sort().isEmpty()) {
            return false;
        }
        Verdict verdict = settings.pushDown()
                ? pushDown.sort(query.sort(), settings.trackerTextOrder()).verdict()
                : Verdict.NONE;
        if (verdict == Verdict.NONE) {
            throw Failure.INTERNAL.with("The order by "
                    + query.sort().stream().map(SortKey::toString).collect(Collectors.joining(", ")) + " of "
                    + query.table().name()
                    + " was planned under other settings (pushDown, textOrder). Prepare the statement again.");
        }
        Column first = query.sort().get(0).column();
        return verdict == Verdict.SUPERSET
                && !query.count()
                && decisions.stream().noneMatch(d -> Conditions.isNeverTrueOfNull(d.predicate(), first));
    }
}
