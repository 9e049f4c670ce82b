package io.trackersql.exec;

import static io.trackersql.exec.PagingTest.assertFails;
import static io.trackersql.exec.Runs.numbers;
import static io.trackersql.exec.Runs.stories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.model.Failure;
import io.trackersql.query.TrackerQuery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Decoding ahead of the reader: order, bounds, threads, failures, and that nothing is left behind. */
@Timeout(60)
class ReadAheadCursorTest {
    private static final int DIRECT = ReadAheadCursor.DIRECT_ROWS;
    private static final int BUFFER_FIRST = ReadAheadCursor.BATCHES_FIRST * RowBatch.ROWS;

    private final ManualPool manual = new ManualPool();
    private final ExecutorService single = Executors.newSingleThreadExecutor();
    private final ExecutorService readers = Executors.newCachedThreadPool();

    @AfterEach
    void shutDown() {
        single.shutdownNow();
        readers.shutdownNow();
    }

    @Test
    void aSmallResultIsDecodedByTheReadersThreadAlone() {
        Runs runs = on(manual, DIRECT - 1, 100);
        assertThat(runs.firsts(stories())).isEqualTo(numbers(0, DIRECT - 1));
        assertThat(manual.tasks).isEmpty();
        assertThat(runs.fake.readers).containsOnly(Thread.currentThread());
    }

    @Test
    void aTaskFillsTheBufferToItsBoundAndEndsUntilHalfOfItIsRead() {
        Runs runs = on(manual, 10_000, 10_000);
        Cursor cursor = runs.open(stories());
        skip(cursor, DIRECT);
        assertThat(manual.tasks).hasSize(1);
        manual.runAll();
        assertThat(runs.fake.rowsDecoded).hasValue(DIRECT + BUFFER_FIRST);

        for (int i = 0; i < 20; i++) {
            skip(cursor, RowBatch.ROWS);
            manual.runAll();
            assertThat(runs.fake.rowsDecoded.get() - DIRECT - (i + 1) * RowBatch.ROWS)
                    .as("a slow reader's buffer stays small")
                    .isBetween(RowBatch.ROWS, BUFFER_FIRST + RowBatch.ROWS);
        }
        cursor.close();
        assertThat(runs.fake.openPages).hasValue(0);
    }

    @Test
    void theNextPageIsAskedForWhileTheReaderStillHasRows() {
        Runs runs = on(manual, 1000, DIRECT + 50);
        runs.fake.claimsTotal = false;
        Cursor cursor = runs.open(stories());
        skip(cursor, DIRECT);
        manual.runAll();
        assertThat(runs.pages()).hasSize(2);
        cursor.close();
    }

    @Test
    void noPageIsAskedForAheadWhenTheTotalIsReadAlready() {
        Runs runs = on(manual, 2 * DIRECT, 2 * DIRECT);
        Cursor cursor = runs.open(stories());
        for (int i = 0; i < 2 * DIRECT; i++) {
            assertThat(cursor.next()).containsExactly((long) i);
            manual.runAll();
        }
        assertThat(runs.pages()).hasSize(1);
        assertThat(cursor.next()).isNull();
        assertThat(runs.pages()).hasSize(2);
        assertThat(runs.fake.openPages).hasValue(0);
    }

    @Test
    void rowsAddedBeyondTheTotalAreReadAheadAgain() {
        Runs runs = on(manual, 2 * DIRECT, 2 * DIRECT);
        runs.fake.onRequest = request -> runs.fake.rowCount = 6 * DIRECT + 3;
        Cursor cursor = runs.open(stories());
        List<Object> rows = new ArrayList<>();
        for (Object[] row = cursor.next(); row != null; row = cursor.next()) {
            rows.add(row[0]);
            manual.runAll();
        }
        assertThat(rows).isEqualTo(numbers(0, 6 * DIRECT + 3));
    }

    @Test
    void noPageIsAskedForBeyondTheLimit() {
        Runs runs = on(manual, 5000, 300);
        TrackerQuery query = stories().withWindow(Runs.limit(600));
        Cursor cursor = runs.open(query);
        for (int i = 0; i < 600; i++) {
            assertThat(cursor.next()).containsExactly((long) i);
            manual.runAll();
        }
        assertThat(cursor.next()).isNull();
        assertThat(runs.pages()).containsExactly("0+300!", "300+300");
    }

    @Test
    void ifNoThreadIsEverFreeTheReaderDecodesByItself() {
        Runs runs = on(manual, 3000, 100);
        Cursor cursor = runs.open(stories());
        for (int i = 0; i < 3000; i++) {
            assertThat(cursor.next()).containsExactly((long) i);
            assertThat(manual.tasks.size())
                    .as("one for rows and one for each page ahead")
                    .isLessThanOrEqualTo(1 + PagesAhead.PAGES_MOST);
        }
        assertThat(cursor.next()).isNull();
        manual.runAll();
        assertThat(runs.fake.openPages).hasValue(0);
    }

    @Test
    void nestedResultsOnOneThreadNeverWaitForEachOther() {
        Runs runs = on(single, 600, 50);
        List<Cursor> outer = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            outer.add(runs.open(stories()));
        }
        for (int i = 0; i < 600; i++) {
            for (Cursor cursor : outer) {
                assertThat(cursor.next()).containsExactly((long) i);
            }
            if (i % 100 == 0) {
                assertThat(runs.firsts(stories())).hasSize(600);
            }
        }
        outer.forEach(c -> assertThat(c.next()).isNull());
        assertThat(runs.fake.openPages).hasValue(0);
    }

    @Test
    void aServerThatStallsOneCursorDoesNotStopAnother() throws Exception {
        Runs stalled = on(single, 5000, 5000);
        FakeTracker.Stall stall = stalled.fake.stallAt(0, DIRECT + 10);
        Future<List<Object>> rows = readers.submit(() -> stalled.firsts(stories()));
        stall.reached.await();
        assertThat(on(single, 5000, 100).firsts(stories())).isEqualTo(numbers(0, 5000));
        stall.released.countDown();
        assertThat(rows.get()).isEqualTo(numbers(0, 5000));
    }

    @Test
    void rowsReachTheReaderWhileTheirPageIsStillArriving() {
        for (int row : List.of(1, 10, DIRECT, DIRECT + 1, DIRECT + 37, 3 * DIRECT + 1)) {
            Runs runs = on(single, 5000, 5000);
            FakeTracker.Stall stall = runs.fake.stallAt(0, row);
            Cursor cursor = runs.open(stories());
            skip(cursor, row);
            stall.released.countDown();
            assertThat(Runs.drain(cursor)).hasSize(5000 - row);
        }
    }

    @Test
    void theBufferGrowsOnceTheReaderHadToWait() throws Exception {
        Runs runs = on(manual, 50_000, 50_000);
        Waiting waiting = waitingReader(runs, () -> {});
        waiting.stall.released.countDown();
        waiting.read.get();
        assertThat(runs.fake.rowsDecoded.get()).isGreaterThan(DIRECT);
        waiting.task.get();
        assertThat(runs.fake.rowsDecoded.get() - DIRECT)
                .as("twice the bound, beside the batch that the reader has in hand")
                .isBetween(2 * BUFFER_FIRST, 2 * BUFFER_FIRST + RowBatch.ROWS);
        waiting.cursor.close();
        assertThat(runs.fake.openPages).hasValue(0);
    }

    @Test
    void theBuffersBoundCountsValuesSoThatWideRowsTakeNoMoreRoom() {
        assertThat(ReadAheadCursor.rowsMost(List.of())).isEqualTo(ReadAheadCursor.ROWS_MOST);
        assertThat(ReadAheadCursor.rowsMost(List.of(Rows.NUMBER, Rows.SIZE))).isEqualTo(ReadAheadCursor.ROWS_MOST);
        assertThat(ReadAheadCursor.rowsMost(List.of(Rows.NUMBER, Rows.NAME))).isLessThan(1000);
    }

    @Test
    void aFailureOfTheBackgroundComesAfterTheRowsBeforeItAndComesAgain() {
        for (int row : List.of(3, DIRECT + 1, DIRECT + 64, DIRECT + 100)) {
            for (Executor pool : List.of(single, manual)) {
                Runs runs = on(pool, 5000, 5000);
                runs.fake.fault = (request, r) -> {
                    if (r == row) {
                        throw Failure.BAD_ANSWER.with("not JSON");
                    }
                };
                Cursor cursor = runs.open(stories());
                for (int i = 0; i < row; i++) {
                    assertThat(cursor.next()).containsExactly((long) i);
                    manual.runAll();
                }
                assertFails(cursor::next, Failure.BAD_ANSWER, "not JSON");
                assertFails(cursor::next, Failure.BAD_ANSWER, "not JSON");
                assertThat(runs.fake.openPages).hasValue(0);
            }
        }
    }

    @Test
    void aPageThatBreaksInTheBackgroundIsReadAgain() {
        for (int row = DIRECT - 2; row < DIRECT + 70; row++) {
            Runs runs = on(single, 900, 450);
            runs.fake.breakingAt(row, 2);
            assertThat(runs.firsts(stories())).isEqualTo(numbers(0, 900));
        }
    }

    @Test
    void closingAtAnyRowStopsTheReadingAndLeavesNoPageOpen() {
        for (Executor pool : List.of(single, manual)) {
            for (int rows : List.of(0, 1, DIRECT - 1, DIRECT, DIRECT + 1, DIRECT + 64, DIRECT + 65, 2000)) {
                Runs runs = on(pool, 1_000_000, 500);
                Cursor cursor = runs.open(stories());
                for (int i = 0; i < rows; i++) {
                    cursor.next();
                    manual.runAll();
                }
                cursor.close();
                cursor.close();
                until(() -> runs.fake.openPages.get() == 0);
                int requests = runs.pages().size();
                manual.runAll();
                assertThat(runs.pages()).hasSize(requests);
                assertFails(cursor::next, Failure.OBJECT_CLOSED, "closed");
            }
        }
    }

    @Test
    void cancellingBreaksOffAStalledAnswerInEveryPhase() throws Exception {
        for (int row : List.of(0, 1, DIRECT - 1, DIRECT + 1, DIRECT + 100)) {
            Runs runs = on(single, 5000, 5000);
            FakeTracker.Stall stall = runs.fake.stallAt(0, row);
            Cursor cursor = runs.open(stories());
            Future<?> read = readers.submit(() -> assertFails(() -> Runs.drain(cursor), Failure.CANCELLED, "stop"));
            stall.reached.await();
            runs.cancellation.stop(Failure.CANCELLED, "stop");
            read.get();
            until(() -> runs.fake.openPages.get() == 0);
        }
    }

    @Test
    void closingFromAnotherThreadBreaksOffAStalledAnswer() throws Exception {
        for (int row : List.of(0, DIRECT + 100)) {
            Runs runs = on(single, 5000, 5000);
            FakeTracker.Stall stall = runs.fake.stallAt(0, row);
            Cursor cursor = runs.open(stories());
            Future<?> read =
                    readers.submit(() -> assertFails(() -> Runs.drain(cursor), Failure.OBJECT_CLOSED, "closed"));
            stall.reached.await();
            cursor.close();
            read.get();
            until(() -> runs.fake.openPages.get() == 0);
        }
    }

    @Test
    void cancellingHidesRowsThatAreReadAlready() {
        Runs runs = on(manual, DIRECT + 50, 1000);
        Cursor cursor = runs.open(stories());
        skip(cursor, DIRECT);
        manual.runAll();
        skip(cursor, 10);
        assertThat(runs.fake.rowsDecoded).hasValue(DIRECT + 50);
        runs.cancellation.stop(Failure.TIMEOUT, "too late");
        assertFails(cursor::next, Failure.TIMEOUT, "too late");
    }

    @Test
    void closingTheStatementClosesItsScansAndRefusesNewOnes() {
        Runs runs = on(manual, 5000, 5000);
        StatementRun run = runs.run();
        Cursor begun = run.scan(runs.tracker, stories(), new Object[0]);
        skip(begun, DIRECT);
        manual.runAll();
        Cursor fresh = run.scanPart(runs.tracker, stories(), new Object[0]);
        run.close();
        run.close();
        assertFails(begun::next, Failure.OBJECT_CLOSED, "statement is closed");
        assertFails(fresh::next, Failure.OBJECT_CLOSED, "statement is closed");
        assertThat(runs.fake.openPages).hasValue(0);
        assertFails(() -> run.scan(runs.tracker, stories(), new Object[0]), Failure.OBJECT_CLOSED, "closed");
    }

    @Test
    void anInterruptedReaderFailsAndStaysInterrupted() throws Exception {
        Runs runs = on(manual, 5000, 5000);
        boolean[] isInterrupted = new boolean[1];
        Waiting waiting = waitingReader(runs, () -> isInterrupted[0] = Thread.interrupted());
        waiting.reader.interrupt();
        assertThatThrownBy(waiting.read::get).cause().hasMessageContaining("interrupted");
        assertThat(isInterrupted[0]).isTrue();
        waiting.cursor.close();
        waiting.task.get();
        assertThat(runs.fake.openPages).hasValue(0);
    }

    @Test
    void randomReadersAndBreaksKeepOrderAndNumber() {
        long seed = Long.getLong("seed", 20_240_601);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            int rows = random.nextInt(8000);
            Runs runs = on(random.nextBoolean() ? single : ReadAheadPool.shared(), rows, 1 + random.nextInt(3000));
            runs.fake.cap = random.nextInt(3) == 0 ? 1 + random.nextInt(500) : Integer.MAX_VALUE;
            runs.fake.claimsTotal = random.nextBoolean();
            runs.fake.breakingAt(random.nextInt(1000), random.nextInt(3));
            int pause = 1 + random.nextInt(400);
            Cursor cursor = runs.open(stories());
            for (int i = 0; i < rows; i++) {
                assertThat(cursor.next()[0]).isEqualTo((long) i);
                if (i % pause == 0) {
                    Thread.onSpinWait();
                }
            }
            assertThat(cursor.next()).isNull();
            assertThat(runs.fake.openPages).hasValue(0);
        }
    }

    /** A reader that sleeps because the task that decodes for it is stalled at row {@code DIRECT + 10}. */
    private record Waiting(Cursor cursor, FakeTracker.Stall stall, Future<?> task, Future<?> read, Thread reader) {}

    private Waiting waitingReader(Runs runs, Runnable afterwards) throws Exception {
        FakeTracker.Stall stall = runs.fake.stallAt(0, DIRECT + 10);
        Cursor cursor = runs.open(stories());
        skip(cursor, DIRECT);
        Future<?> task = single.submit(manual::runAll);
        stall.reached.await();
        AtomicReference<Thread> reader = new AtomicReference<>();
        Future<?> read = readers.submit(() -> {
            reader.set(Thread.currentThread());
            try {
                skip(cursor, 11);
            } finally {
                afterwards.run();
            }
        });
        until(() -> reader.get() != null && reader.get().getState() == Thread.State.WAITING);
        return new Waiting(cursor, stall, task, read, reader.get());
    }

    private static Runs on(Executor pool, int rows, int pageRows) {
        Runs runs = Runs.over(FakeTracker.ofRows(rows)).pageRows(pageRows);
        runs.pool = pool;
        return runs;
    }

    private static void skip(Cursor cursor, int rows) {
        for (int i = 0; i < rows; i++) {
            assertThat(cursor.next()).isNotNull();
        }
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Runs tasks when the test says so, on the test's thread. */
    static final class ManualPool implements Executor {
        final Deque<Runnable> tasks = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        void runAll() {
            while (!tasks.isEmpty()) {
                tasks.poll().run();
            }
        }
    }
}
