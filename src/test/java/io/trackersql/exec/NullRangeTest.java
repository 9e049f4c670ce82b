package io.trackersql.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.backend.Decision;
import io.trackersql.backend.PushDown;
import io.trackersql.query.Column;
import io.trackersql.query.Find;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.SortKey;
import io.trackersql.query.TrackerQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Orders by a key of which it is unknown where the tracker puts NULL. */
class NullRangeTest {
    private static final TrackerQuery BY_SIZE = TrackerQuery.all(Rows.STORY).withColumns(List.of(Rows.ID, Rows.SIZE));

    private final FakeTracker fake = FakeTracker.ofRows(50);

    NullRangeTest() {
        fake.pushDown = new NullsUnknown(Conditions.ALWAYS);
    }

    /** Gives orders of which the place of NULL is unknown; answers IS NULL and its opposite with what it is told to, or as asked. */
    private record NullsUnknown(Predicate pushed) implements PushDown {
        @Override
        public Decision filter(Predicate leaf) {
            return Decision.superset(pushed == null ? leaf : pushed, "roughly");
        }

        @Override
        public Decision sort(List<SortKey> keys, boolean trackerText) {
            return Decision.superset(Conditions.ALWAYS, "but for NULL");
        }

        @Override
        public Decision find(Find find) {
            return Decision.none("no");
        }

        @Override
        public List<OperatorVerdict> verdicts(Column column) {
            return List.of();
        }
    }

    @Test
    void rowsWithNullComeFirstAscendingAndLastDescending() {
        for (boolean descending : new boolean[] {false, true}) {
            List<Object[]> rows = Runs.over(fake).read(sorted(descending));
            assertThat(sizes(rows)).isEqualTo(expected(descending)).hasSize(50);
        }
    }

    @Test
    void aLimitThatTheFirstRangeMeetsNeverAsksForTheSecond() {
        fake.pushDown = new NullsUnknown(null);
        Runs runs = Runs.over(fake);
        List<Object[]> rows = runs.read(sorted(false).withWindow(Runs.limit(3)));
        assertThat(sizes(rows)).isEqualTo(expected(false).subList(0, 3));
        assertThat(runs.pages()).hasSize(1);
    }

    @Test
    void aLimitMayReachIntoTheSecondRange() {
        List<Object[]> rows = Runs.over(fake).read(sorted(false).withWindow(Runs.limit(20)));
        assertThat(sizes(rows)).isEqualTo(expected(false).subList(0, 20));
    }

    @Test
    void aConditionThatNoNullSatisfiesLeavesOneRange() {
        TrackerQuery positive = sorted(false)
                .withFilter(
                        List.of(new Predicate.Comparison(Rows.SIZE, Predicate.Operator.GT, new Operand.Literal(1.0))));
        ScanPlan plan = ScanPlan.of(positive, new Tracker("t", fake), Runs.SETTINGS);
        assertThat(plan.ranges()).hasSize(1);
        assertThat(sizes(Runs.over(fake).read(positive)))
                .isEqualTo(expected(false).stream()
                        .filter(size -> size != null && size > 1.0)
                        .toList());
    }

    @Test
    void theColumnThatIsSortedByNeedNotBeAskedForByTheUser() {
        List<Object[]> rows = Runs.over(fake).read(sorted(false).withColumns(List.of(Rows.ID)));
        assertThat(rows).hasSize(50).allSatisfy(row -> assertThat(row).hasSize(1));
        assertThat(rows.get(0)[0]).isEqualTo("Story:0");
    }

    private static TrackerQuery sorted(boolean descending) {
        return BY_SIZE.withSort(List.of(new SortKey(Rows.SIZE, descending)));
    }

    private static List<Double> sizes(List<Object[]> rows) {
        return new ArrayList<>(rows.stream().map(row -> (Double) row[1]).toList());
    }

    private static List<Double> expected(boolean descending) {
        Comparator<Double> order = Comparator.nullsFirst(Comparator.naturalOrder());
        return new ArrayList<>(IntStream.range(0, 50)
                .mapToObj(n -> (Double) Rows.plain(n)[2])
                .sorted(descending ? order.reversed() : order)
                .toList());
    }
}
