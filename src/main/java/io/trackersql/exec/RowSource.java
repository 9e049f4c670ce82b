package io.trackersql.exec;

import io.trackersql.model.Cancellation;
import io.trackersql.query.Column;
import io.trackersql.query.Predicate;
import io.trackersql.query.PredicateEvaluator;
import java.util.List;
import java.util.Optional;

/**
 * Makes the rows of a query from the rows of its pages: one row for each of several values, the tests that the tracker could not
 * do, the window over them, the columns in their order. Used by one thread at a time, {@link #readerWaits} apart.
 */
final class RowSource {
    private final RowReader pages;
    private final Cancellation cancellation;
    private final int unnested;
    private final Optional<PredicateEvaluator> recheck;
    private final Optional<int[]> columns;
    private final long limit;
    private long toSkip;
    private long delivered;
    private Object[] asset;
    private Object[] values = new Object[0];
    private int nextValue;
    private boolean isDone;

    RowSource(ScanPlan plan, RowReader pages, Cancellation cancellation) {
        this.pages = pages;
        this.cancellation = cancellation;
        List<Column> layout = plan.layout();
        unnested = plan.query().table().unnested().map(layout::indexOf).orElse(-1);
        List<Predicate> tests = plan.recheck();
        recheck = tests.isEmpty() ? Optional.empty() : Optional.of(PredicateEvaluator.of(tests, layout));
        columns = cut(plan, layout);
        limit = plan.isWindowNative() ? Long.MAX_VALUE : plan.limit();
        toSkip = plan.isWindowNative() ? 0 : plan.offset();
    }

    /** Sends the first request. */
    void open() {
        pages.open();
    }

    /**
     * The next row, or null after the last.
     *
     * @param demanded whether someone waits for the row; otherwise {@link PageReader#AT_TOTAL} may come in its place
     */
    Object[] next(boolean demanded) {
        while (!isDone) {
            cancellation.check();
            Object[] row = unnested < 0 ? pages.next(demanded) : nextOfValues(demanded);
            if (row == null || row == PageReader.AT_TOTAL) {
                isDone = row == null;
                return row;
            }
            if (recheck.isPresent() && recheck.get().evaluate(row) != Predicate.Truth.TRUE) {
                continue;
            }
            if (toSkip > 0) {
                toSkip--;
                continue;
            }
            delivered++;
            if (delivered == limit) {
                close();
            }
            return columns.isPresent() ? picked(row, columns.get()) : row;
        }
        return null;
    }

    /** Ends the reading. */
    void close() {
        isDone = true;
        pages.close();
    }

    /** Tells that the reader of the result begins to wait for rows, or has them. Thread-safe. */
    void readerWaits(boolean isWaiting) {
        pages.readerWaits(isWaiting);
    }

    private Object[] nextOfValues(boolean demanded) {
        while (nextValue == values.length) {
            Object[] row = pages.next(demanded);
            if (row == null || row == PageReader.AT_TOTAL) {
                return row;
            }
            asset = row;
            values = (Object[]) row[unnested];
            nextValue = 0;
        }
        Object[] row = asset.clone();
        row[unnested] = values[nextValue++];
        return row;
    }

    private static Optional<int[]> cut(ScanPlan plan, List<Column> layout) {
        if (plan.query().count() || plan.query().columns().equals(layout)) {
            return Optional.empty();
        }
        return Optional.of(
                plan.query().columns().stream().mapToInt(layout::indexOf).toArray());
    }

    private static Object[] picked(Object[] row, int[] columns) {
        Object[] picked = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            // a column of which the past is not known
            picked[i] = columns[i] < 0 ? null : row[columns[i]];
        }
        return picked;
    }
}
