package io.trackersql.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Predicate;
import io.trackersql.query.TrackerQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** One query at several times: each time once, none lost, none twice, with as few requests as the tracker allows. */
class SnapshotsTest {
    /** At time t there are t rows, numbered from 1000 * t. */
    private static FakeTracker tracker() {
        FakeTracker fake = FakeTracker.ofRows(0);
        fake.past = time -> {
            List<Object[]> rows = new ArrayList<>();
            for (int i = 0; i < time.toEpochMilli(); i++) {
                rows.add(Rows.plain((int) (1000 * time.toEpochMilli()) + i));
            }
            return rows;
        };
        return fake;
    }

    private static FakeTracker batching(int timesMost) {
        FakeTracker fake = tracker();
        fake.timesMost = timesMost;
        return fake;
    }

    private static Cursor open(Runs runs, TrackerQuery query, long... times) {
        return runs.run()
                .snapshots(
                        runs.tracker, query, new Object[0], Arrays.stream(times).iterator());
    }

    private static List<String> read(Runs runs, TrackerQuery query, long... times) {
        try (Cursor cursor = open(runs, query, times)) {
            return Runs.drain(cursor).stream()
                    .map(row -> Arrays.stream(row).map(String::valueOf).collect(Collectors.joining(" ")))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> expected(long... times) {
        return Arrays.stream(times)
                .boxed()
                .flatMap(t -> LongStream.range(0, t).mapToObj(i -> t + " " + (1000 * t + i)))
                .sorted()
                .toList();
    }

    private static List<Instant> instants(long... times) {
        return Arrays.stream(times).mapToObj(Instant::ofEpochMilli).toList();
    }

    @Test
    void eachDifferentTimeIsAskedOnce() {
        FakeTracker fake = tracker();

        assertThat(read(Runs.over(fake), Runs.stories(), 3, 2, 3, 0, 2)).isEqualTo(expected(0, 2, 3));
        assertThat(fake.windows()).hasSize(3);
        assertThat(fake.openPages).hasValue(0);
    }

    @Test
    void noTimeAsksNothing() {
        FakeTracker fake = tracker();

        assertThat(read(Runs.over(fake), Runs.stories())).isEmpty();
        assertThat(fake.windows()).isEmpty();
    }

    @Test
    void moreTimesThanTheLimitAskNothing() {
        FakeTracker fake = batching(100);

        assertThatThrownBy(() -> open(
                        Runs.over(fake),
                        Runs.stories(),
                        LongStream.rangeClosed(0, StatementRun.TIMES_MOST).toArray()))
                .isInstanceOfSatisfying(
                        TrackerException.class,
                        e -> assertThat(e.failure().sqlState()).isEqualTo("54001"))
                .hasMessageContaining("Story as of more than 1000 different times");
        assertThat(fake.batches).isEmpty();
    }

    @Test
    void timesAreUnderWayTogether() throws InterruptedException {
        FakeTracker fake = tracker();
        CountDownLatch together = new CountDownLatch(4);
        fake.onWindow = (window, cancellation) -> {
            together.countDown();
            try {
                together.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };

        assertThat(read(Runs.over(fake), Runs.stories(), 1, 2, 3, 4, 5, 6)).isEqualTo(expected(1, 2, 3, 4, 5, 6));
    }

    @Test
    void pagesThatMayBeLargeButAreNotComeTogetherOnceThatIsKnown() {
        FakeTracker fake = tracker();
        CountDownLatch together = new CountDownLatch(6);
        fake.onWindow = (window, cancellation) -> {
            together.countDown();
            if (together.getCount() < 4) {
                try {
                    together.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };

        assertThat(read(Runs.over(fake).pageRows(1_000_000), Runs.stories(), 1, 2, 3, 4, 5, 6, 7, 8))
                .isEqualTo(expected(1, 2, 3, 4, 5, 6, 7, 8));
    }

    @Test
    void atOnePermitTimesComeOneAfterTheOther() {
        FakeTracker fake = tracker();
        fake.maxInFlight = 1;

        assertThat(read(Runs.over(fake), Runs.stories(), 1, 2, 3)).isEqualTo(expected(1, 2, 3));
        assertThat(fake.readers).containsOnly(Thread.currentThread());
    }

    @Test
    void aTimeOfSeveralPagesIsReadToItsEnd() {
        for (int timesMost : new int[] {0, 2}) {
            FakeTracker fake = batching(timesMost);

            assertThat(read(Runs.over(fake).pageRows(4), Runs.stories(), 3, 4, 9, 30, 8))
                    .as("batches of " + timesMost)
                    .isEqualTo(expected(3, 4, 8, 9, 30));
            assertThat(fake.openPages).hasValue(0);
        }
    }

    @Test
    void aBatchAsksAboutAsManyTimesAsItMay() {
        FakeTracker fake = batching(3);

        assertThat(read(Runs.over(fake).pageRows(100), Runs.stories(), 1, 2, 3, 4, 5))
                .isEqualTo(expected(1, 2, 3, 4, 5));
        assertThat(fake.batches).containsExactly(instants(1, 2, 3), instants(4, 5));
        // one for each batch: nothing else shows that the server did not cut the longest answer
        assertThat(Runs.over(fake).pages()).containsExactly("3+100!", "5+100!");
    }

    @Test
    void timesOfTheSameLengthAreConfirmedByOneOfThem() {
        FakeTracker fake = batching(10);
        fake.past = time -> List.<Object[]>of(Rows.plain(1), Rows.plain(2));

        assertThat(read(Runs.over(fake).pageRows(100), Runs.stories(), 1, 2, 3, 4, 5))
                .hasSize(10);
        assertThat(fake.windows()).hasSize(1);
    }

    @Test
    void afterAFullPageNothingNeedsToBeConfirmed() {
        FakeTracker fake = batching(10);
        Runs runs = Runs.over(fake).pageRows(6);

        assertThat(read(runs, Runs.stories(), 1, 7, 5)).isEqualTo(expected(1, 5, 7));
        assertThat(runs.pages()).containsExactly("6+6!");
        assertThat(read(runs, Runs.stories(), 2, 5)).isEqualTo(expected(2, 5));
        assertThat(runs.pages()).hasSize(1);
    }

    @Test
    void aServerThatCutsPagesLosesNoRow() {
        FakeTracker fake = batching(10);
        fake.cap = 4;

        assertThat(read(Runs.over(fake).pageRows(100), Runs.stories(), 1, 9, 4, 3, 13))
                .isEqualTo(expected(1, 3, 4, 9, 13));
    }

    @Test
    void aBatchThatBreaksGoesOnWithoutLosingOrRepeatingARow() {
        for (int row = 0; row < 15; row++) {
            FakeTracker fake = batching(10);
            int broken = row;
            fake.batchFault = (batch, r) -> {
                if (batch == 0 && r == broken) {
                    throw Failure.CONNECTION_BROKEN.with("broken");
                }
            };

            assertThat(read(Runs.over(fake).pageRows(100), Runs.stories(), 4, 3, 2, 1))
                    .as("broken at " + row)
                    .isEqualTo(expected(1, 2, 3, 4));
            assertThat(fake.openPages).hasValue(0);
        }
    }

    @Test
    void aPageAheadThatBreaksIsReadAgain() {
        for (int times = 1; times < 3; times++) {
            assertThat(read(Runs.over(tracker().breakingAt(2, times)), Runs.stories(), 4, 3, 2, 1))
                    .isEqualTo(expected(1, 2, 3, 4));
        }
    }

    @Test
    void whatIsRecheckedIsTestedAtEachTime() {
        TrackerQuery query = Runs.stories(Rows.like(Rows.NAME, "%1"));

        for (int timesMost : new int[] {0, 5}) {
            assertThat(read(Runs.over(batching(timesMost)).pushDownOff(), query, 1, 2, 3, 12))
                    .containsExactly("12 12001", "12 12011", "2 2001", "3 3001");
        }
    }

    @Test
    void rowsAreCountedByTheTrackerOrHere() {
        TrackerQuery count = Runs.stories().counted();
        FakeTracker fake = tracker();

        assertThat(read(Runs.over(fake), count, 1, 0, 30)).containsExactly("0 0", "1 1", "30 30");
        assertThat(Runs.over(fake).pages()).containsExactly("0+0!", "0+0!", "0+0!");
        fake.sendsTotal = false;
        assertThat(read(Runs.over(fake), count, 1, 30)).containsExactly("1 1", "30 30");
        FakeTracker batching = batching(5);
        batching.claimsTotal = false;
        assertThat(read(Runs.over(batching), count, 1, 0, 30)).containsExactly("0 0", "1 1", "30 30");
    }

    @Test
    void linksAreReadAtEachTime() {
        FakeTracker fake = batching(3);
        fake.past = time -> List.<Object[]>of(Rows.owners(2), Rows.owners((int) time.toEpochMilli()));

        assertThat(read(Runs.over(fake), TrackerQuery.all(Rows.OWNERS), 1, 4))
                .containsExactly(
                        "1 Story:1 Member:1",
                        "1 Story:2 Member:2",
                        "1 Story:2 Member:3",
                        "4 Story:2 Member:2",
                        "4 Story:2 Member:3",
                        "4 Story:4 Member:4");
    }

    @Test
    void whatCanNeverBeTrueAsksNothing() {
        FakeTracker fake = batching(3);

        assertThat(read(Runs.over(fake), Runs.stories(new Predicate.Constant(Predicate.Truth.FALSE)), 1, 4))
                .isEmpty();
        assertThat(fake.batches).isEmpty();
    }

    @Test
    void budgetsHoldForAllTimesTogether() {
        FakeTracker fake = tracker();
        Settings twoRequests = new Settings(true, true, 10, 2, 0, Optional.empty(), java.util.Map.of());
        Settings fiveRows = new Settings(true, true, 10, 0, 5, Optional.empty(), java.util.Map.of());

        assertThat(read(Runs.over(fake).with(twoRequests), Runs.stories(), 1, 2))
                .isEqualTo(expected(1, 2));
        assertThatThrownBy(() -> read(Runs.over(fake).with(twoRequests), Runs.stories(), 1, 2, 3))
                .hasMessageContaining("maxRequests");
        assertThatThrownBy(() -> read(Runs.over(fake).with(fiveRows), Runs.stories(), 1, 2, 3))
                .hasMessageContaining("maxRows");
        assertThat(fake.openPages).hasValue(0);
    }

    @Test
    void closingBreaksOffWhatIsUnderWay() {
        for (int timesMost : new int[] {0, 5}) {
            FakeTracker fake = batching(timesMost);
            Runs runs = Runs.over(fake);
            Cursor cursor = open(runs, Runs.stories(), 5, 6, 7, 8);
            cursor.next();
            cursor.close();
            cursor.close();

            assertThatThrownBy(cursor::next).isInstanceOf(TrackerException.class);
            if (timesMost > 0) {
                assertThat(fake.openPages).hasValue(0);
            }
        }
    }

    @Test
    void cancellingEndsAReadThatHangs() throws InterruptedException {
        FakeTracker fake = tracker();
        fake.maxInFlight = 1;
        FakeTracker.Stall stall = fake.stallAt(1, 0);
        Runs runs = Runs.over(fake);
        Thread canceller = new Thread(() -> {
            try {
                stall.reached.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            runs.cancellation.stop(Failure.CANCELLED, "enough");
        });
        canceller.start();

        assertThatThrownBy(() -> read(runs, Runs.stories(), 1, 2, 3)).hasMessageContaining("enough");
        canceller.join();
        assertThat(fake.openPages).hasValue(0);
    }
}
