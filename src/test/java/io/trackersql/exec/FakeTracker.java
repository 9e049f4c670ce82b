package io.trackersql.exec;

import io.trackersql.backend.Backend;
import io.trackersql.backend.DataScope;
import io.trackersql.backend.MutationWriter;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.backend.PushDown;
import io.trackersql.backend.SnapshotBatches;
import io.trackersql.backend.Total;
import io.trackersql.model.Cancellation;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import io.trackersql.model.Usage;
import io.trackersql.query.Column;
import io.trackersql.query.Predicate;
import io.trackersql.query.PredicateEvaluator;
import io.trackersql.query.Tense;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * A tracker in memory that answers strictly by the contract of {@link Backend} and complains when it is used against it. What it
 * is asked is recorded; how it misbehaves is set in its fields before use.
 */
final class FakeTracker implements Backend {
    /** Rows by position, in the order of {@link Rows#COLUMNS}; changed by tests between pages if they like. */
    IntFunction<Object[]> rowAt;

    volatile int rowCount;

    /** If set, the rows; a page gives those that were there when it was asked for. */
    volatile List<Object[]> rowsNow;

    PushDown pushDown = new FakePushDown();

    /** The rows as of a time, if that is asked for. */
    Function<Instant, List<Object[]>> past = time -> List.of();

    /** The columns of which the past holds no value. */
    final Set<Column> notKept = new HashSet<>();

    /** How many times one request may ask about; 0 if one request cannot ask about several. */
    int timesMost;

    /** What happens before the row with that index of the batch with that number, both from 0. */
    Fault batchFault = (batch, row) -> {};

    /** The times of each batch that was asked for. */
    final List<List<Instant>> batches = new ArrayList<>();

    /** The most rows that a page has, whatever was asked for. */
    int cap = Integer.MAX_VALUE;

    boolean claimsTotal = true;

    /** What it claims of the total, if it claims one. */
    Total total = Total.EXACT;

    boolean sendsTotal = true;

    /** Whether the total stands before the rows of a page. */
    boolean sendsTotalFirst;

    /** By how much the total is too large. */
    int overcount;

    boolean ignoresStart;
    boolean ignoresRows;

    /** Cannot give a page without rows, so that a request for the total alone is answered with a row. */
    boolean givesRowWithTotal;

    int pageRowsMost = Integer.MAX_VALUE;
    int maxInFlight = 6;

    /** What happens before the row with that index of the page request with that number, both from 0. */
    Fault fault = (request, row) -> {};

    /** Happens when the page request with that number is answered. */
    IntConsumer onRequest = request -> {};

    /** Happens before a page with that window is answered, whatever its number; may block as a server does. */
    BiConsumer<PageWindow, Cancellation> onWindow = (window, cancellation) -> {};

    final List<PageWindow> windows = new ArrayList<>();
    final List<NativeQuery> queries = new ArrayList<>();
    final AtomicInteger openPages = new AtomicInteger();
    final AtomicInteger rowsDecoded = new AtomicInteger();
    final List<Thread> readers = new ArrayList<>();

    /** Something that goes wrong, or just happens, while a page is read. */
    interface Fault {
        void before(int request, int row);
    }

    FakeTracker(int rowCount, IntFunction<Object[]> rowAt) {
        this.rowCount = rowCount;
        this.rowAt = rowAt;
    }

    /** A tracker with that many plain rows. */
    static FakeTracker ofRows(int rowCount) {
        return new FakeTracker(rowCount, Rows::plain);
    }

    /** A tracker with these rows. */
    static FakeTracker of(List<Object[]> rows) {
        return new FakeTracker(rows.size(), rows::get);
    }

    /** Breaks each of the first page requests, up to that number of times, before the row with that index. */
    FakeTracker breakingAt(int row, int times) {
        AtomicInteger left = new AtomicInteger(times);
        fault = (request, r) -> {
            if (r == row && left.getAndDecrement() > 0) {
                throw Failure.CONNECTION_BROKEN.with("broken at row " + r);
            }
        };
        return this;
    }

    synchronized List<PageWindow> windows() {
        return List.copyOf(windows);
    }

    synchronized NativeQuery query(int request) {
        return queries.get(request);
    }

    @Override
    public String product() {
        return "fake";
    }

    @Override
    public String server() {
        return "fake";
    }

    @Override
    public String fetchUser(RequestScope scope) {
        throw new AssertionError("nobody asks this");
    }

    @Override
    public DataScope fetchDataScope(DataScope.Wanted wanted, RequestScope scope) {
        return DataScope.ALL;
    }

    @Override
    public List<DataScope.Listed> fetchPlaces(DataScope present, RequestScope scope) {
        return List.of();
    }

    @Override
    public Map<String, List<Usage.AllowedValue>> fetchAllowedValues(
            Set<String> valueLists, DataScope present, RequestScope scope) {
        return Map.of();
    }

    @Override
    public int rowsPerFurtherRequest(NativeQuery query) {
        return 0;
    }

    @Override
    public EntityModel fetchModel(Optional<EntityModel> known, RequestScope scope) {
        throw new AssertionError("nobody asks this");
    }

    @Override
    public void useModel(EntityModel model) {
        throw new AssertionError("nobody says this");
    }

    @Override
    public PushDown pushDown(Tense tense) {
        return pushDown;
    }

    @Override
    public boolean isKept(Column column) {
        return !notKept.contains(column);
    }

    @Override
    public Optional<SnapshotBatches> snapshotBatches() {
        return timesMost == 0 ? Optional.empty() : Optional.of(new FakeBatches(this));
    }

    @Override
    public int pageRows(NativeQuery query, int pageRowsWanted) {
        return Math.min(pageRowsMost, pageRowsWanted);
    }

    @Override
    public Total total(NativeQuery query) {
        return claimsTotal ? total : Total.UNTOLD;
    }

    @Override
    public int maxInFlight() {
        return maxInFlight;
    }

    @Override
    public NativeRequest render(NativeQuery query, PageWindow window) {
        return NativeRequest.get(query.table().name() + "?sel="
                + query.columns().stream().map(c -> c.name()).collect(Collectors.joining(","))
                + "&where=" + query.filter() + "&page=" + window.rows() + "," + window.start());
    }

    @Override
    public Page fetchPage(NativeQuery query, PageWindow window, RequestScope scope) {
        scope.cancellation().check();
        scope.budget().take();
        int request;
        synchronized (this) {
            request = windows.size();
            windows.add(window);
            queries.add(query);
            readers.add(Thread.currentThread());
        }
        if (window.wantTotal() && !claimsTotal) {
            throw new AssertionError("a total was asked for although none can be told");
        }
        if (window.rows() == 0 && !window.wantTotal()) {
            throw new AssertionError("nothing was asked for");
        }
        onRequest.accept(request);
        onWindow.accept(window, scope.cancellation());
        return new FakePage(query, window, request, scope.cancellation());
    }

    /** A page of which no request is told. */
    Page pageOfBatch(NativeQuery query, PageWindow window, Cancellation cancellation) {
        return new FakePage(query, window, Integer.MAX_VALUE, cancellation);
    }

    @Override
    public Optional<MutationWriter> writer() {
        return Optional.empty();
    }

    @Override
    public void close() {}

    /** Blocks until released or until the execution is stopped, as a socket does. */
    static final class Stall {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch released = new CountDownLatch(1);

        void await(Cancellation cancellation) {
            reached.countDown();
            try (Cancellation.Registration unused = cancellation.onStop(released::countDown)) {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failure.CANCELLED.with("interrupted", e);
            }
            cancellation.check();
        }
    }

    /** A stall in which the page read by that execution hangs before the row with that index of that request. */
    Stall stallAt(int request, int row) {
        Stall stall = new Stall();
        stalls.add(new StallAt(request, row, stall));
        return stall;
    }

    private record StallAt(int request, int row, Stall stall) {}

    private final List<StallAt> stalls = new ArrayList<>();

    private final class FakePage implements Page {
        private final NativeQuery query;
        private final PageWindow window;
        private final int request;
        private final Cancellation cancellation;
        private final AtomicBoolean isInUse = new AtomicBoolean();
        private final Optional<List<Object[]>> sorted;
        private final Optional<PredicateEvaluator> filter;
        private final int[] layout;
        private final List<Object[]> seen;
        private int position;
        private int matched;
        private int given;
        private String key;
        private boolean isClosed;
        private boolean isAtEnd;

        FakePage(NativeQuery query, PageWindow window, int request, Cancellation cancellation) {
            this.query = query;
            this.window = window;
            this.request = request;
            this.cancellation = cancellation;
            seen = query.asOf().map(time -> past.apply(time.time())).orElse(rowsNow);
            filter = query.filter().isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            PredicateEvaluator.of(query.filter(), query.table().columns()));
            List<Column> columns = query.table().columns();
            // what only a version says of itself stands behind the columns
            layout = query.columns().stream()
                    .mapToInt(c -> columns.contains(c) ? columns.indexOf(c) : columns.size())
                    .toArray();
            sorted = query.sort().isEmpty() ? Optional.empty() : Optional.of(sorted(query));
            openPages.incrementAndGet();
        }

        private List<Object[]> sorted(NativeQuery query) {
            List<Object[]> rows = new ArrayList<>();
            for (int i = 0; i < count(); i++) {
                rows.add(row(i));
            }
            // the most significant key comes last; sorting is stable
            for (int i = query.sort().size() - 1; i >= 0; i--) {
                rows.sort(Rows.order(query.sort().get(i), query.table()));
            }
            return rows;
        }

        @Override
        public Object[] next() {
            enter();
            try {
                cancellation.check();
                if (isClosed || isAtEnd) {
                    throw new AssertionError("read after the end: closed=" + isClosed);
                }
                fault.before(request, given);
                for (StallAt stall : stalls) {
                    if (stall.request() == request && stall.row() == given) {
                        stall.stall().await(cancellation);
                    }
                }
                Object[] row = find();
                if (row == null) {
                    isAtEnd = true;
                    return null;
                }
                given++;
                rowsDecoded.incrementAndGet();
                key = key(row);
                return project(row);
            } finally {
                isInUse.set(false);
            }
        }

        /** A version has a key of its own. */
        private String key(Object[] row) {
            return query.table().versions().isPresent()
                    ? row[query.table().position("ID")] + ":"
                            + row[query.table().position("Version")]
                    : (String) row[0];
        }

        private Object[] find() {
            int asked = givesRowWithTotal ? Math.max(1, window.rows()) : window.rows();
            int rows = ignoresRows ? Integer.MAX_VALUE : Math.min(cap, asked);
            long start = ignoresStart ? 0 : window.start();
            while (given < rows && position < count()) {
                Object[] row = sorted.isPresent() ? sorted.get().get(position) : row(position);
                position++;
                if (matches(row) && matched++ >= start) {
                    return row;
                }
            }
            return null;
        }

        private int count() {
            return seen == null ? rowCount : seen.size();
        }

        private Object[] row(int position) {
            return seen == null ? rowAt.apply(position) : seen.get(position);
        }

        private boolean matches(Object[] row) {
            return filter.isEmpty() || filter.get().evaluate(row) == Predicate.Truth.TRUE;
        }

        private Object[] project(Object[] row) {
            Object[] projected = new Object[layout.length];
            for (int i = 0; i < layout.length; i++) {
                projected[i] = row[layout[i]];
            }
            return projected;
        }

        @Override
        public String key() {
            if (key == null) {
                throw new AssertionError("there was no row yet");
            }
            return key;
        }

        @Override
        public OptionalLong total() {
            boolean isSent = sendsTotal && window.wantTotal() && (isAtEnd || sendsTotalFirst);
            if (!isSent) {
                return OptionalLong.empty();
            }
            long total = overcount;
            for (int i = 0; i < count(); i++) {
                total += matches(row(i)) ? 1 : 0;
            }
            return OptionalLong.of(total);
        }

        @Override
        public void close() {
            enter();
            if (!isClosed) {
                isClosed = true;
                openPages.decrementAndGet();
            }
            isInUse.set(false);
        }

        private void enter() {
            if (!isInUse.compareAndSet(false, true)) {
                throw new AssertionError("two threads use one page of " + query.table());
            }
        }
    }
}
