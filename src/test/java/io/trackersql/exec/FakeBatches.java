package io.trackersql.exec;

import io.trackersql.backend.AsOf;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.backend.SnapshotBatches;
import io.trackersql.backend.Snapshots;
import io.trackersql.model.Cancellation;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import java.util.Iterator;
import java.util.List;

/** How a {@link FakeTracker} answers about several times at once. */
record FakeBatches(FakeTracker tracker) implements SnapshotBatches {
    @Override
    public int timesMost(NativeQuery query) {
        return tracker.timesMost;
    }

    @Override
    public NativeRequest render(NativeQuery query, List<AsOf> times, int rows) {
        return NativeRequest.get(query.table().name() + "@" + times);
    }

    @Override
    public Snapshots fetch(NativeQuery query, List<AsOf> times, int rows, RequestScope scope) {
        scope.cancellation().check();
        scope.budget().take();
        if (times.isEmpty() || times.size() > tracker.timesMost) {
            throw new AssertionError("asked about " + times.size() + " times");
        }
        tracker.batches.add(times.stream().map(AsOf::time).toList());
        return new FakeSnapshots(tracker, query, times, rows, scope.cancellation());
    }

    private static final class FakeSnapshots implements Snapshots {
        private final FakeTracker tracker;
        private final NativeQuery query;
        private final Iterator<AsOf> times;
        private final int rows;
        private final int number;
        private final Cancellation cancellation;
        private Page page;
        private int given;

        FakeSnapshots(FakeTracker tracker, NativeQuery query, List<AsOf> times, int rows, Cancellation cancellation) {
            this.tracker = tracker;
            this.query = query;
            this.times = times.iterator();
            this.rows = rows;
            this.number = tracker.batches.size() - 1;
            this.cancellation = cancellation;
            tracker.openPages.incrementAndGet();
        }

        @Override
        public void nextTime() {
            closePage();
            page = tracker.pageOfBatch(query.withAsOf(times.next()), new PageWindow(0, rows, false), cancellation);
        }

        @Override
        public Object[] next() {
            tracker.batchFault.before(number, given++);
            return page.next();
        }

        @Override
        public String key() {
            return page.key();
        }

        @Override
        public void close() {
            closePage();
            tracker.openPages.decrementAndGet();
        }

        private void closePage() {
            if (page != null) {
                page.close();
            }
        }
    }
}
