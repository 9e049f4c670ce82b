package io.trackersql.exec;

import static io.trackersql.exec.PagingTest.assertFails;
import static io.trackersql.exec.Runs.numbers;
import static io.trackersql.exec.Runs.stories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.backend.Total;
import io.trackersql.model.Failure;
import io.trackersql.query.Column;
import io.trackersql.query.TrackerQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages that are asked for before their turn: which, how many, and that the rows are the same as one page after the other. */
@Timeout(60)
class PagesAheadTest {
    private static final int IN_FLIGHT = 1 + PagesAhead.PAGES_MOST;

    private final ExecutorService readers = Executors.newCachedThreadPool();

    @AfterEach
    void shutDown() {
        readers.shutdownNow();
    }

    private Runs over(int rows, int pageRows) {
        FakeTracker fake = FakeTracker.ofRows(rows);
        fake.sendsTotalFirst = true;
        Runs runs = Runs.over(fake).pageRows(pageRows);
        // answers are held back here, which would block the threads of other tests
        runs.pool = readers;
        return runs;
    }

    /** Holds back the answers of all pages but the first. */
    private static final class Gate {
        final FakeTracker.Stall stall = new FakeTracker.Stall();
        final AtomicInteger inFlight = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final Set<Long> starts = ConcurrentHashMap.newKeySet();

        Gate(FakeTracker fake) {
            fake.onWindow = (window, cancellation) -> {
                most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                starts.add(window.start());
                try {
                    if (window.start() > 0) {
                        stall.await(cancellation);
                    }
                } finally {
                    inFlight.decrementAndGet();
                }
            };
        }
    }

    @Test
    void oncePagesAreWaitedForSeveralAreInFlightAndTheirRowsComeInOrder() throws Exception {
        Runs runs = over(20 * 300, 300);
        Gate gate = new Gate(runs.fake);
        Future<List<Object>> rows = readers.submit(() -> runs.firsts(stories()));
        until(() -> gate.inFlight.get() == IN_FLIGHT);
        assertThat(gate.starts).containsExactlyInAnyOrder(0L, 300L, 600L, 900L, 1200L, 1500L);
        gate.stall.released.countDown();
        assertThat(rows.get()).isEqualTo(numbers(0, 20 * 300));
        assertThat(gate.most.get()).isLessThanOrEqualTo(IN_FLIGHT);
        assertThat(runs.fake.windows())
                .as("with the one that finds no more rows")
                .hasSize(21);
        assertThat(runs.warnings).isEmpty();
        until(() -> runs.fake.openPages.get() == 0);
    }

    @Test
    void noMoreAreInFlightThanTheConnectionAllows() throws Exception {
        for (int allowed : new int[] {1, 2, 3, 5}) {
            Runs runs = over(20 * 300 - 1, 300);
            runs.fake.maxInFlight = allowed;
            Gate gate = new Gate(runs.fake);
            Future<List<Object>> rows = readers.submit(() -> runs.firsts(stories()));
            until(() -> gate.inFlight.get() == allowed);
            gate.stall.released.countDown();
            assertThat(rows.get()).isEqualTo(numbers(0, 20 * 300 - 1));
            assertThat(gate.most).hasValue(allowed);
            assertThat(runs.fake.windows()).hasSize(20);
        }
    }

    @Test
    void aReaderThatNeverWaitsHasOnePageAhead() {
        Runs runs = over(10 * 300, 300);
        ReadAheadCursorTest.ManualPool manual = new ReadAheadCursorTest.ManualPool();
        runs.pool = manual;
        Cursor cursor = runs.open(stories());
        for (int row = 0; row < 10 * 300; row++) {
            assertThat(cursor.next()).containsExactly((long) row);
            manual.runAll();
            int begun = Math.min(10, (runs.fake.rowsDecoded.get() + 299) / 300);
            assertThat(runs.fake.windows()).hasSizeLessThanOrEqualTo(begun + 1);
            if (row == 255) {
                assertThat(runs.pages()).startsWith("0+300!", "300+300!").hasSizeLessThanOrEqualTo(3);
            }
        }
        assertThat(cursor.next()).isNull();
        assertThat(runs.fake.windows()).hasSize(11);
    }

    @Test
    void nothingIsAskedForAheadOfASmallResult() {
        for (int rows : new int[] {1, 100, 255, 256}) {
            Runs runs = over(100_000, 64);
            try (Cursor cursor = runs.open(stories())) {
                for (int i = 0; i < Math.min(rows, 255); i++) {
                    cursor.next();
                }
                assertThat(runs.fake.windows()).hasSize((Math.min(rows, 255) + 63) / 64);
            }
        }
    }

    @Test
    void aLimitIsReadWithItsNumberOfRequestsAndNoMore() {
        for (int limit : new int[] {257, 512, 600, 601, 2999, 3000}) {
            for (int rows : new int[] {7 + limit, 8 + limit, 100_000}) {
                Runs runs = over(rows, 300);
                TrackerQuery query = stories().withWindow(Runs.window(7, limit));
                assertThat(runs.firsts(query)).isEqualTo(numbers(7, Math.min(rows, 7 + limit)));
                assertThat(runs.fake.windows()).hasSizeBetween((limit + 299) / 300, (limit + 299) / 300 + 1);
                long asked = runs.fake.windows().stream()
                        .mapToLong(w -> w.start() + w.rows())
                        .max()
                        .orElse(0);
                assertThat(asked).isLessThanOrEqualTo(7 + limit);
            }
        }
    }

    @Test
    void aLimitOverATestAsksAheadOnlyForWhatItNeedsInAnyCase() {
        Runs runs = over(100_000, 300);
        TrackerQuery query = stories(Rows.like(Rows.NAME, "name%")).withWindow(Runs.limit(1200));
        assertThat(runs.firsts(query)).isEqualTo(numbers(0, 1200));
        assertThat(runs.fake.windows()).hasSize(4);
    }

    @Test
    void aLimitOverSeveralRowsOfAnAssetAsksForNothingAhead() {
        FakeTracker fake = new FakeTracker(100_000, Rows::owners);
        fake.sendsTotalFirst = true;
        Runs runs = Runs.over(fake).pageRows(300);
        TrackerQuery query =
                TrackerQuery.all(Rows.OWNERS).withColumns(List.of(Rows.OWNER)).withWindow(Runs.limit(400));
        assertThat(runs.read(query)).hasSize(400);
        assertThat(fake.windows()).hasSize(2);
    }

    @Test
    void aPageThatBreaksAtAnyRowIsReadAgain() {
        for (int request = 0; request < 8; request++) {
            for (int row : new int[] {0, 1, 50, 99, 100}) {
                Runs runs = over(750, 100);
                int broken = request;
                AtomicBoolean isBroken = new AtomicBoolean();
                runs.fake.fault = (r, i) -> {
                    if (r == broken && i == row && isBroken.compareAndSet(false, true)) {
                        throw Failure.CONNECTION_BROKEN.with("broken");
                    }
                };
                assertThat(runs.firsts(stories())).isEqualTo(numbers(0, 750));
                until(() -> runs.fake.openPages.get() == 0);
            }
        }
    }

    @Test
    void aPageThatCannotBeAskedForAheadIsAskedForInItsTurn() {
        for (int request = 1; request < 8; request++) {
            int failing = request;
            Runs runs = over(750, 100);
            runs.fake.onRequest = r -> {
                if (r == failing && isAhead()) {
                    throw Failure.RATE_LIMITED.with("too many");
                }
            };
            assertThat(runs.firsts(stories())).isEqualTo(numbers(0, 750));
        }
    }

    private static boolean isAhead() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(f -> f.getClassName().equals(PageAhead.class.getName())));
    }

    @Test
    void aFailureIsRaisedAfterTheRowsBeforeIt() {
        for (int row : new int[] {0, 1, 40}) {
            Runs runs = over(20 * 100, 100);
            runs.fake.fault = (request, i) -> {
                if (runs.fake.windows().get(request).start() >= 1000 && i == row) {
                    throw Failure.BAD_ANSWER.with("not JSON");
                }
            };
            Cursor cursor = runs.open(stories());
            for (int i = 0; i < 1000 + row; i++) {
                assertThat(cursor.next()).containsExactly((long) i);
            }
            assertFails(cursor::next, Failure.BAD_ANSWER, "not JSON");
            until(() -> runs.fake.openPages.get() == 0);
        }
    }

    @Test
    void aBugInAPageIsRaisedInItsTurnAsWell() {
        Runs runs = over(20 * 100, 100);
        runs.fake.fault = (request, i) -> {
            if (runs.fake.windows().get(request).start() == 1000 && i == 3) {
                throw new IllegalStateException("a bug");
            }
        };
        Cursor cursor = runs.open(stories());
        for (int i = 0; i < 1003; i++) {
            assertThat(cursor.next()).containsExactly((long) i);
        }
        assertThatThrownBy(cursor::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
    }

    @Test
    void aServerThatCapsPagesCostsAtMostOneRequestMore() {
        for (int cap : new int[] {30, 70, 100, 260, 299}) {
            Runs runs = over(3000, 300);
            runs.fake.cap = cap;
            assertThat(runs.firsts(stories())).isEqualTo(numbers(0, 3000));
            assertThat(runs.fake.windows()).hasSizeLessThanOrEqualTo((3000 + cap - 1) / cap + 2);
            assertThat(runs.warnings).isEmpty();
        }
    }

    @Test
    void aTotalThatMayBeTooLargeCostsAtMostOneRequestMore() {
        for (int rows : new int[] {299, 300, 301, 600, 750, 900}) {
            for (int overcount : new int[] {1, 299, 1000, 100_000}) {
                Runs runs = over(rows, 300);
                runs.fake.total = Total.ROUGH;
                runs.fake.maxInFlight = 1;
                runs.fake.overcount = overcount;
                assertThat(runs.firsts(stories())).isEqualTo(numbers(0, rows));
                int sequential = runs.fake.windows().size();
                runs.fake.windows.clear();
                runs.fake.maxInFlight = 12;
                assertThat(runs.firsts(stories())).isEqualTo(numbers(0, rows));
                assertThat(runs.fake.windows()).hasSizeBetween(sequential, sequential + 1);
            }
        }
    }

    @Test
    void aPageFromBeforeAnInsertionIsNotPutBehindOneFromAfterIt() throws Exception {
        Runs runs = over(0, 300);
        runs.fake.rowsNow = plain(3000);
        CountDownLatch isOldPageThere = new CountDownLatch(1);
        AtomicBoolean isInserted = new AtomicBoolean();
        runs.fake.onWindow = (window, cancellation) -> {
            if (window.start() == 300 && isInserted.compareAndSet(false, true)) {
                await(isOldPageThere);
                List<Object[]> more = new ArrayList<>(runs.fake.rowsNow);
                more.add(0, Rows.plain(-1));
                runs.fake.rowsNow = more;
            }
        };
        runs.fake.fault = (request, row) -> {
            if (runs.fake.windows().get(request).start() == 600 && row == 299) {
                isOldPageThere.countDown();
            }
        };
        assertThat(runs.firsts(stories())).isEqualTo(numbers(0, 3000));
        assertThat(runs.warnings).singleElement().asString().contains("added or removed");
    }

    @Test
    void insertionsAtAnyTimeAndPlaceLoseNoRowAndRepeatNone() {
        long seed = Long.getLong("seed", 20_240_603);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            Runs runs = over(0, 60 + random.nextInt(100));
            List<Object[]> rows = plain(500 + random.nextInt(3000));
            runs.fake.rowsNow = rows;
            List<Integer> places =
                    random.ints(random.nextInt(4), 0, rows.size() + 1).boxed().toList();
            int spacing = 1 + random.nextInt(10);
            runs.fake.onWindow = (window, cancellation) -> insert(runs.fake, places, spacing);
            List<Object> found = runs.firsts(stories());
            assertThat(found).doesNotHaveDuplicates();
            assertThat(found.stream().filter(n -> (Long) n >= 0).toList()).isEqualTo(numbers(0, rows.size()));
        }
    }

    private static void insert(FakeTracker fake, List<Integer> places, int spacing) {
        synchronized (fake) {
            int at = fake.windows.size() / spacing;
            int done = (int) fake.rowsNow.stream().filter(r -> (Long) r[1] < 0).count();
            if (at > done && done < places.size()) {
                List<Object[]> more = new ArrayList<>(fake.rowsNow);
                more.add(places.get(done), Rows.plain(-1 - done));
                fake.rowsNow = more;
            }
        }
    }

    @Test
    void removalsAtAnyTimeRepeatNoRowAndLoseOnlyAFew() {
        long seed = Long.getLong("seed", 20_240_604);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            Runs runs = over(0, 60 + random.nextInt(100));
            List<Object[]> rows = plain(500 + random.nextInt(3000));
            runs.fake.rowsNow = rows;
            int removals = random.nextInt(4);
            int place = random.nextInt(400);
            int spacing = 1 + random.nextInt(10);
            runs.fake.onWindow = (window, cancellation) -> {
                synchronized (runs.fake) {
                    int done = rows.size() - runs.fake.rowsNow.size();
                    if (runs.fake.windows.size() / spacing > done && done < removals) {
                        List<Object[]> fewer = new ArrayList<>(runs.fake.rowsNow);
                        fewer.remove(place);
                        runs.fake.rowsNow = fewer;
                    }
                }
            };
            List<Object> found = runs.firsts(stories());
            assertThat(found).doesNotHaveDuplicates().isSorted();
            assertThat(found.size()).isGreaterThanOrEqualTo(rows.size() - 2 * removals);
            if (found.size() < rows.size() - removals) {
                assertThat(runs.warnings).isNotEmpty();
            }
        }
    }

    @Test
    void cancellingBreaksOffAllThatIsInFlight() throws Exception {
        for (boolean isClosed : List.of(true, false)) {
            Runs runs = over(20 * 300, 300);
            Gate gate = new Gate(runs.fake);
            Cursor cursor = runs.open(stories());
            Failure failure = isClosed ? Failure.OBJECT_CLOSED : Failure.CANCELLED;
            Future<?> read = readers.submit(() -> assertFails(() -> Runs.drain(cursor), failure, ""));
            until(() -> gate.inFlight.get() == IN_FLIGHT);
            if (isClosed) {
                cursor.close();
            } else {
                runs.cancellation.stop(Failure.CANCELLED, "stop");
            }
            read.get();
            until(() -> gate.inFlight.get() == 0 && runs.fake.openPages.get() == 0);
            assertThat(runs.fake.windows()).hasSize(1 + IN_FLIGHT);
        }
    }

    @Test
    void anInterruptedReaderStopsAndLeavesNothingBehind() throws Exception {
        Runs runs = over(20 * 300, 300);
        Gate gate = new Gate(runs.fake);
        List<Thread> reader = new ArrayList<>();
        Cursor cursor = runs.open(stories());
        Future<?> read = readers.submit(() -> {
            synchronized (reader) {
                reader.add(Thread.currentThread());
            }
            assertFails(() -> Runs.drain(cursor), Failure.CANCELLED, "interrupted");
        });
        until(() -> gate.inFlight.get() == IN_FLIGHT);
        synchronized (reader) {
            reader.get(0).interrupt();
        }
        read.get();
        cursor.close();
        until(() -> gate.inFlight.get() == 0 && runs.fake.openPages.get() == 0);
    }

    @Test
    void theBudgetOfRequestsIsWhatIsSentAndFailsOnlyInItsTurn() {
        Runs runs = over(10 * 100 - 1, 100);
        runs.settings = new Settings(true, true, 100, 10, 0, Optional.empty(), Map.of());
        assertThat(runs.firsts(stories())).isEqualTo(numbers(0, 999));

        Runs narrow = over(10 * 100 - 1, 100);
        narrow.settings = new Settings(true, true, 100, 7, 0, Optional.empty(), Map.of());
        Cursor cursor = narrow.open(stories());
        for (int i = 0; i < 700; i++) {
            assertThat(cursor.next()).containsExactly((long) i);
        }
        assertFails(cursor::next, Failure.LIMIT_REACHED, "maxRequests=7");
        assertThat(narrow.fake.windows()).hasSize(7);
    }

    @Test
    void pagesOfWideRowsAreNotKeptInNumbers() {
        List<Column> wide = List.of(Rows.NAME);
        int cells = ReadAheadCursor.cells(wide);
        int pageRows = PagesAhead.CELLS_MOST / cells / 2;
        Runs runs = over(8 * pageRows, pageRows);
        Gate gate = new Gate(runs.fake);
        Future<List<Object[]>> rows =
                readers.submit(() -> runs.read(TrackerQuery.all(Rows.STORY).withColumns(wide)));
        until(() -> gate.inFlight.get() == 3);
        gate.stall.released.countDown();
        assertThat(get(rows)).hasSize(8 * pageRows);
        assertThat(gate.most).hasValue(3);
    }

    @Test
    void aFullPoolDelaysNothing() throws Exception {
        ExecutorService busy = Executors.newSingleThreadExecutor();
        CountDownLatch gate = new CountDownLatch(1);
        busy.execute(() -> await(gate));
        try {
            Runs runs = over(2500, 100);
            runs.pool = busy;
            assertThat(runs.firsts(stories())).isEqualTo(numbers(0, 2500));
            assertThat(runs.fake.windows()).hasSize(26);
        } finally {
            gate.countDown();
            busy.shutdownNow();
        }
    }

    @Test
    void manyNestedResultsOnAFewThreadsAllComeToTheirEnd() {
        ExecutorService few = Executors.newFixedThreadPool(2);
        try {
            Runs runs = over(1000, 100);
            runs.pool = few;
            List<Cursor> outer = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                outer.add(runs.open(stories()));
            }
            for (int i = 0; i < 1000; i++) {
                for (Cursor cursor : outer) {
                    assertThat(cursor.next()).containsExactly((long) i);
                }
            }
            outer.forEach(c -> assertThat(c.next()).isNull());
            until(() -> runs.fake.openPages.get() == 0);
        } finally {
            few.shutdownNow();
        }
    }

    private static List<Object[]> plain(int rows) {
        return IntStream.range(0, rows).mapToObj(Rows::plain).toList();
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
