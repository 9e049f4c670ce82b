package io.trackersql.exec;

import io.trackersql.model.Cancellation;
import io.trackersql.model.RequestLog;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.TrackerQuery;
import io.trackersql.query.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One statement run over a fake tracker, with everything that a test may set or look at. */
final class Runs {
    static final Settings SETTINGS = new Settings(true, true, 10, 0, 0, Optional.empty(), Map.of());

    final FakeTracker fake;
    final Tracker tracker;
    final Cancellation cancellation = new Cancellation();
    final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    Settings settings = SETTINGS;
    long rowsMax;
    int fetchRows;
    Executor pool = ReadAheadPool.shared();

    private Runs(FakeTracker fake) {
        this.fake = fake;
        tracker = new Tracker("fake", fake);
    }

    static Runs over(FakeTracker fake) {
        return new Runs(fake);
    }

    Runs with(Settings newSettings) {
        settings = newSettings;
        return this;
    }

    Runs pageRows(int pageRows) {
        settings = new Settings(
                settings.pushDown(),
                true,
                pageRows,
                settings.maxRequests(),
                settings.maxRows(),
                Optional.empty(),
                Map.of());
        return this;
    }

    Runs pushDownOff() {
        settings = new Settings(
                false,
                true,
                settings.pageRows(),
                settings.maxRequests(),
                settings.maxRows(),
                Optional.empty(),
                Map.of());
        return this;
    }

    /** A new execution; each reads anew what the fields say. */
    StatementRun run() {
        Session session = new Session(settings, new RequestLog(entry -> {}));
        return new StatementRun(session, new Execution(cancellation, rowsMax, fetchRows, warnings::add), pool);
    }

    Cursor open(TrackerQuery query, Object... parameters) {
        return run().scan(tracker, query, parameters);
    }

    /** All rows. */
    List<Object[]> read(TrackerQuery query, Object... parameters) {
        try (Cursor cursor = open(query, parameters)) {
            return drain(cursor);
        }
    }

    /** The first column of all rows. */
    List<Object> firsts(TrackerQuery query, Object... parameters) {
        return read(query, parameters).stream().map(row -> row[0]).toList();
    }

    /** {@code start+rows} of the pages that were asked for, with {@code !} where a total was wanted. */
    List<String> pages() {
        return fake.windows().stream()
                .map(w -> w.start() + "+" + w.rows() + (w.wantTotal() ? "!" : ""))
                .toList();
    }

    static List<Object[]> drain(Cursor cursor) {
        List<Object[]> rows = new ArrayList<>();
        for (Object[] row = cursor.next(); row != null; row = cursor.next()) {
            rows.add(row);
        }
        return rows;
    }

    static TrackerQuery stories(Predicate... filter) {
        return TrackerQuery.all(Rows.STORY).withColumns(List.of(Rows.NUMBER)).withFilter(Arrays.asList(filter));
    }

    static Window window(long offset, long limit) {
        return new Window(Optional.of(new Operand.Literal(offset)), Optional.of(new Operand.Literal(limit)));
    }

    static Window limit(long limit) {
        return new Window(Optional.empty(), Optional.of(new Operand.Literal(limit)));
    }

    /** The numbers from one, included, to the other, excluded. */
    static List<Object> numbers(long from, long to) {
        List<Object> numbers = new ArrayList<>();
        for (long i = from; i < to; i++) {
            numbers.add(i);
        }
        return numbers;
    }
}
