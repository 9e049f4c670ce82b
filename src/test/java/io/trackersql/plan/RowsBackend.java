package io.trackersql.plan;

import io.trackersql.backend.AsOf;
import io.trackersql.backend.Backend;
import io.trackersql.backend.DataScope;
import io.trackersql.backend.Decision;
import io.trackersql.backend.MutationWriter;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.backend.PushDown;
import io.trackersql.backend.SnapshotBatches;
import io.trackersql.backend.Snapshots;
import io.trackersql.backend.Total;
import io.trackersql.model.EntityModel;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import io.trackersql.model.Usage;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.query.Find;
import io.trackersql.query.Predicate;
import io.trackersql.query.SortKey;
import io.trackersql.query.Tense;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A tracker in memory that tests no condition, so that every folded one is tested by the driver, and sorts whatever it is asked to
 * sort, text without regard to case.
 */
final class RowsBackend implements Backend, PushDown {
    private final Map<String, List<Object[]>> rows;
    private final Function<Instant, List<Object[]>> past;

    /** How many scans have begun. */
    final AtomicInteger scans = new AtomicInteger();

    /** What was asked: a table with its columns, and the times if it was about any. */
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** The columns of which the past holds no value. */
    final Set<String> notKept = new HashSet<>();

    /** How many times one request may ask about; 0 if one request cannot ask about several. */
    int timesMost;

    /** A tracker with these rows by the name of their table, in the order of the table's columns, and the past of all tables. */
    RowsBackend(Map<String, List<Object[]>> rows, Function<Instant, List<Object[]>> past) {
        this.rows = rows;
        this.past = past;
    }

    @Override
    public String product() {
        return "rows";
    }

    @Override
    public String server() {
        return "rows";
    }

    @Override
    public String fetchUser(RequestScope scope) {
        return "somebody";
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
        return this;
    }

    @Override
    public boolean isKept(Column column) {
        return !notKept.contains(column.name());
    }

    @Override
    public Optional<SnapshotBatches> snapshotBatches() {
        return timesMost == 0 ? Optional.empty() : Optional.of(new RowsBatches());
    }

    private final class RowsBatches implements SnapshotBatches {
        @Override
        public int timesMost(NativeQuery query) {
            return timesMost;
        }

        @Override
        public NativeRequest render(NativeQuery query, List<AsOf> times, int count) {
            return NativeRequest.get(query.table().name() + "@" + times);
        }

        @Override
        public Snapshots fetch(NativeQuery query, List<AsOf> times, int count, RequestScope scope) {
            scope.budget().take();
            requests.add(query.table().name() + names(query) + "@" + times);
            Iterator<AsOf> left = times.iterator();
            return new Snapshots() {
                private Page page;

                @Override
                public void nextTime() {
                    page = page(query.withAsOf(left.next()), new PageWindow(0, count, false));
                }

                @Override
                public Object[] next() {
                    return page.next();
                }

                @Override
                public String key() {
                    return page.key();
                }

                @Override
                public void close() {}
            };
        }
    }

    private static String names(NativeQuery query) {
        return query.columns().stream().map(Column::name).toList().toString();
    }

    @Override
    public int pageRows(NativeQuery query, int pageRowsWanted) {
        return pageRowsWanted;
    }

    @Override
    public Total total(NativeQuery query) {
        return Total.EXACT;
    }

    @Override
    public int maxInFlight() {
        return 1;
    }

    @Override
    public NativeRequest render(NativeQuery query, PageWindow window) {
        return NativeRequest.get(query.table().name());
    }

    @Override
    public Page fetchPage(NativeQuery query, PageWindow window, RequestScope scope) {
        scope.budget().take();
        scans.addAndGet(window.start() == 0 ? 1 : 0);
        requests.add(query.table().name()
                + names(query)
                + query.asOf().map(time -> "@" + time).orElse("")
                + (window.rows() == 0 ? " total" : ""));
        return page(query, window);
    }

    private RowsPage page(NativeQuery query, PageWindow window) {
        List<Object[]> all = new ArrayList<>(query.asOf()
                .map(time -> past.apply(time.time()))
                .orElse(rows.get(query.table().name())));
        for (int i = query.sort().size() - 1; i >= 0; i--) {
            all.sort(order(query, query.sort().get(i)));
        }
        List<Object[]> page =
                all.stream().skip(window.start()).limit(window.rows()).toList();
        return new RowsPage(query, page, all.size());
    }

    @SuppressWarnings("unchecked") // columns that are sorted by are comparable
    private static Comparator<Object[]> order(NativeQuery query, SortKey key) {
        int index = query.table().columns().indexOf(key.column());
        Comparator<Object[]> order = Comparator.comparing(
                row -> (Comparable<Object>)
                        (row[index] instanceof String text ? (Object) text.toLowerCase(Locale.ROOT) : row[index]),
                Comparator.nullsFirst(Comparator.naturalOrder()));
        return key.descending() ? order.reversed() : order;
    }

    @Override
    public Optional<MutationWriter> writer() {
        return Optional.empty();
    }

    @Override
    public void close() {}

    @Override
    public Decision filter(Predicate leaf) {
        return Decision.none("this tracker tests nothing");
    }

    @Override
    public Decision sort(List<SortKey> keys, boolean trackerText) {
        if (keys.stream().limit(keys.size() - 1).anyMatch(k -> k.column().type() != ValueType.BIGINT)) {
            return Decision.none("the tracker compares the keys that follow too late");
        }
        return keys.stream().anyMatch(k -> k.column().type().isText()) && !trackerText
                ? Decision.none("the tracker has its own order of text")
                : Decision.exact(new Predicate.Constant(Predicate.Truth.TRUE), "the tracker sorts alike");
    }

    @Override
    public Decision find(Find find) {
        return Decision.none("this tracker searches nothing");
    }

    @Override
    public List<OperatorVerdict> verdicts(Column column) {
        return List.of();
    }

    private static final class RowsPage implements Page {
        private final NativeQuery query;
        private final List<Object[]> rows;
        private final int total;
        private int next;

        RowsPage(NativeQuery query, List<Object[]> rows, int total) {
            this.query = query;
            this.rows = rows;
            this.total = total;
        }

        @Override
        public Object[] next() {
            if (next == rows.size()) {
                return null;
            }
            Object[] row = rows.get(next++);
            return query.columns().stream()
                    .map(c -> row[query.table().columns().indexOf(c)])
                    .toArray();
        }

        @Override
        public String key() {
            return (String) rows.get(next - 1)[0];
        }

        @Override
        public OptionalLong total() {
            return OptionalLong.of(total);
        }

        @Override
        public void close() {
            next = rows.size();
        }
    }
}
