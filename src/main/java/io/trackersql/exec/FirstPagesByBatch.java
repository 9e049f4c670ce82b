package io.trackersql.exec;

import io.trackersql.backend.AsOf;
import io.trackersql.backend.Page;
import io.trackersql.backend.SnapshotBatches;
import io.trackersql.backend.Snapshots;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import java.util.List;
import java.util.OptionalLong;

/**
 * One request for as many times as the tracker takes. A page must be read before the next one is asked for, since one answer brings
 * them all. When an answer breaks off, the time that was being read goes on with a request of its own, as every page does, and the
 * times behind it are asked for together again.
 */
final class FirstPagesByBatch implements FirstPages {
    private final SnapshotBatches batches;
    private final List<ScanPlan> plans;
    private final int timesMost;
    private final RequestScope scope;
    private Snapshots answer;
    private int taken;
    private int answerEnd;

    FirstPagesByBatch(SnapshotBatches batches, List<ScanPlan> plans, int timesMost, RequestScope scope) {
        this.batches = batches;
        this.plans = plans;
        this.timesMost = timesMost;
        this.scope = scope;
    }

    @Override
    public Page next() {
        for (int i = 0; ; i++) {
            try {
                if (isBetweenRequests()) {
                    ask();
                }
                answer.nextTime();
                taken++;
                return new TimePage(answer);
            } catch (TrackerException e) {
                close();
                if (e.failure() != Failure.CONNECTION_BROKEN || i == PageReader.RESUMES_MAX) {
                    throw e;
                }
                scope.cancellation().check();
            }
        }
    }

    private void ask() {
        close();
        answerEnd = Math.min(plans.size(), taken + timesMost);
        ScanPlan plan = plans.get(taken);
        List<AsOf> times = plans.subList(taken, answerEnd).stream()
                .map(p -> p.nativeQuery().asOf().orElseThrow())
                .toList();
        answer = batches.fetch(plan.nativeQuery(), times, plan.firstWindow().rows(), scope);
    }

    @Override
    public boolean isBetweenRequests() {
        return answer == null || taken == answerEnd;
    }

    @Override
    public void close() {
        if (answer != null) {
            answer.close();
            answer = null;
        }
    }

    /** The part of an answer that is about one time. */
    private final class TimePage implements Page {
        private final Snapshots mine;

        TimePage(Snapshots mine) {
            this.mine = mine;
        }

        @Override
        public Object[] next() {
            try {
                return mine.next();
            } catch (TrackerException e) {
                // nothing behind the break can be read either
                FirstPagesByBatch.this.close();
                throw e;
            }
        }

        @Override
        public String key() {
            return mine.key();
        }

        @Override
        public OptionalLong total() {
            return OptionalLong.empty();
        }

        /** The other times of the answer are still wanted. */
        @Override
        public void close() {}
    }
}
