package io.trackersql.exec;

import static io.trackersql.exec.PagingTest.assertFails;
import static io.trackersql.exec.Runs.limit;
import static io.trackersql.exec.Runs.numbers;
import static io.trackersql.exec.Runs.stories;
import static io.trackersql.exec.Runs.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.model.Failure;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.PredicateEvaluator;
import io.trackersql.query.TrackerQuery;
import io.trackersql.query.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** LIMIT, OFFSET, the most rows that a caller takes, and the limits that raise. */
class WindowTest {
    private static final Predicate EXACT = Rows.compare(Rows.NUMBER, Predicate.Operator.GE, 2L);
    private static final Predicate SUPERSET = Rows.equal(Rows.NAME, "name 3");
    private static final Predicate LOCAL = Rows.like(Rows.NAME, "%e 3");

    @Test
    void everyWindowOverEveryKindOfConditionGivesTheSameRowsAndTheSameCount() {
        List<List<Predicate>> filters =
                List.of(List.of(), List.of(EXACT), List.of(SUPERSET), List.of(LOCAL), List.of(EXACT, SUPERSET, LOCAL));
        for (List<Predicate> filter : filters) {
            for (long offset : new long[] {0, 1, 9, 10, 11, 100}) {
                for (long limit : new long[] {0, 1, 3, 10, 11, 20, Long.MAX_VALUE}) {
                    checkEveryServer(filter, offset, limit);
                }
            }
        }
    }

    private static void checkEveryServer(List<Predicate> filter, long offset, long limit) {
        TrackerQuery query = stories(filter.toArray(Predicate[]::new)).withWindow(window(offset, limit));
        List<Object> expected = expected(filter, offset, limit, 34);
        for (boolean isOff : new boolean[] {false, true}) {
            for (boolean hasTotal : new boolean[] {false, true}) {
                for (int cap : new int[] {4, Integer.MAX_VALUE}) {
                    FakeTracker fake = FakeTracker.ofRows(34);
                    fake.cap = cap;
                    fake.claimsTotal = hasTotal;
                    Runs runs = Runs.over(fake);
                    runs = isOff ? runs.pushDownOff() : runs;
                    assertThat(runs.firsts(query)).as("%s off=%s", query, isOff).isEqualTo(expected);
                    assertThat(runs.firsts(query.counted())).containsExactly((long) expected.size());
                    assertThat(fake.openPages).hasValue(0);
                }
            }
        }
    }

    private static List<Object> expected(List<Predicate> filter, long offset, long limit, int rows) {
        PredicateEvaluator evaluator = PredicateEvaluator.of(filter, Rows.STORY.columns());
        return IntStream.range(0, rows)
                .mapToObj(Rows::plain)
                .filter(row -> evaluator.evaluate(row) == Predicate.Truth.TRUE)
                .skip(offset)
                .limit(limit)
                .map(row -> row[1])
                .toList();
    }

    @Test
    void aWindowWithoutRecheckIsTheTrackersAndReadingStopsWithIt() {
        Runs runs = Runs.over(FakeTracker.ofRows(100));
        assertThat(runs.firsts(stories(EXACT).withWindow(window(5, 12)))).isEqualTo(numbers(7, 19));
        assertThat(runs.pages()).containsExactly("5+10!", "15+2");
    }

    @Test
    void aWindowOverARecheckIsAppliedHereAndTheFirstPageIsSmallAndGrows() {
        FakeTracker fake = FakeTracker.ofRows(100_000);
        Runs runs = Runs.over(fake).pageRows(2000);
        assertThat(runs.firsts(stories(LOCAL).withWindow(window(150, 300)))).hasSize(300);
        assertThat(runs.pages()).containsExactly("0+450!", "450+1800", "2250+2000", "4250+2000");
        assertThat(fake.openPages).hasValue(0);
    }

    @Test
    void aWindowOverARecheckStopsWithinThePageThatSatisfiesIt() {
        FakeTracker fake = FakeTracker.ofRows(100_000);
        Runs runs = Runs.over(fake).pageRows(2000);
        assertThat(runs.firsts(stories(LOCAL).withWindow(limit(2)))).containsExactly(3L, 13L);
        assertThat(runs.pages()).containsExactly("0+100!");
        assertThat(fake.rowsDecoded).hasValue(14);
    }

    @Test
    void noRequestIsMadeForAWindowWithoutRows() {
        Runs runs = Runs.over(FakeTracker.ofRows(5));
        assertThat(runs.read(stories(LOCAL).withWindow(limit(0)))).isEmpty();
        assertThat(runs.firsts(stories().withWindow(limit(0)).counted())).containsExactly(0L);
        assertThat(runs.pages()).isEmpty();
    }

    @Test
    void windowsMayBeParametersOfAnyIntegerType() {
        Runs runs = Runs.over(FakeTracker.ofRows(50));
        TrackerQuery query = stories()
                .withWindow(new Window(Optional.of(new Operand.Parameter(1)), Optional.of(new Operand.Parameter(0))));
        assertThat(runs.firsts(query, 3, (short) 4)).isEqualTo(numbers(4, 7));
        assertFails(() -> runs.read(query, -1, 0), Failure.BAD_VALUE, "LIMIT is -1");
        assertFails(() -> runs.read(query, 1, 0.5), Failure.BAD_VALUE, "OFFSET is 0.5");
        assertFails(() -> runs.read(query, null, 0), Failure.BAD_VALUE, "LIMIT is null");
        assertFails(() -> runs.read(query, 1), Failure.PARAMETER_UNBOUND, "Parameter 2");
    }

    @Test
    void theMostRowsOfTheCallerCutPagesAndRowsButNeverAPartOfAJoin() {
        Runs runs = Runs.over(FakeTracker.ofRows(50));
        runs.rowsMax = 3;
        assertThat(runs.firsts(stories())).isEqualTo(numbers(0, 3));
        assertThat(runs.firsts(stories(LOCAL))).containsExactly(3L, 13L, 23L);
        assertThat(runs.firsts(stories().withWindow(window(7, 2)))).isEqualTo(numbers(7, 9));
        assertThat(runs.firsts(stories().counted())).containsExactly(50L);
        assertThat(runs.pages()).startsWith("0+3!").contains("7+2!");

        try (Cursor cursor = runs.run().scanPart(runs.tracker, stories(), new Object[0])) {
            assertThat(Runs.drain(cursor)).hasSize(50);
        }
    }

    @Test
    void theFetchSizeIsAHintForPagesThatNeverChangesRows() {
        for (int fetchRows : new int[] {1, 150, 5000}) {
            Runs runs = Runs.over(FakeTracker.ofRows(700)).pageRows(300);
            runs.fetchRows = fetchRows;
            assertThat(runs.firsts(stories())).isEqualTo(numbers(0, 700));
            assertThat(runs.pages()).first().isEqualTo("0+" + Math.min(300, Math.max(100, fetchRows)) + "!");
        }
    }

    @Test
    void theTrackersOwnMostRowsOfAPageHold() {
        FakeTracker fake = FakeTracker.ofRows(7);
        fake.pageRowsMost = 5;
        Runs runs = Runs.over(fake);
        assertThat(runs.firsts(stories())).isEqualTo(numbers(0, 7));
        assertThat(runs.pages()).containsExactly("0+5!", "5+5");
    }

    @Test
    void aReadOfMoreRowsThanMaxRowsRaisesAfterThoseThatAreAllowed() {
        Runs runs =
                Runs.over(FakeTracker.ofRows(50)).with(new Settings(true, true, 10, 0, 25, Optional.empty(), Map.of()));
        Cursor cursor = runs.open(stories());
        for (int i = 0; i < 25; i++) {
            assertThat(cursor.next()).containsExactly((long) i);
        }
        assertFails(cursor::next, Failure.LIMIT_REACHED, "maxRows=25");
        assertThat(runs.firsts(stories().withWindow(limit(25)))).hasSize(25);
        assertThat(runs.firsts(stories().counted())).containsExactly(50L);
        assertFails(() -> runs.read(stories(LOCAL).counted()), Failure.LIMIT_REACHED, "maxRows=25");
    }

    @Test
    void maxRowsAndMaxRequestsHoldForAllScansOfAStatementTogether() {
        Runs runs =
                Runs.over(FakeTracker.ofRows(50)).with(new Settings(true, true, 100, 2, 0, Optional.empty(), Map.of()));
        StatementRun run = runs.run();
        Runs.drain(run.scanPart(runs.tracker, stories(), new Object[0]));
        Runs.drain(run.scanPart(runs.tracker, stories(), new Object[0]));
        assertFails(() -> run.scanPart(runs.tracker, stories(), new Object[0]), Failure.LIMIT_REACHED, "maxRequests=2");

        StatementRun other = runs.with(new Settings(true, true, 100, 0, 75, Optional.empty(), Map.of()))
                .run();
        Runs.drain(other.scanPart(runs.tracker, stories(), new Object[0]));
        Cursor second = other.scanPart(runs.tracker, stories(), new Object[0]);
        assertFails(() -> Runs.drain(second), Failure.LIMIT_REACHED, "maxRows=75");
    }

    @Test
    void askingForOneKeyEndsWithItsRow() {
        FakeTracker fake = FakeTracker.ofRows(50);
        fake.claimsTotal = false;
        Runs runs = Runs.over(fake);
        assertThat(runs.firsts(stories(Rows.equal(Rows.ID, "Story:7")))).containsExactly(7L);
        assertThat(runs.firsts(stories(new Predicate.In(
                        Rows.ID, List.of(new Operand.Literal("Story:8"), new Operand.Literal("Story:9"))))))
                .containsExactly(8L, 9L);
        assertThat(runs.pages()).containsExactly("0+1", "0+2");
    }

    @Test
    void eachValueOfAnUnnestedColumnIsARowAndWindowsAndCountsAreOfRows() {
        FakeTracker fake = new FakeTracker(40, Rows::owners);
        Runs runs = Runs.over(fake);
        TrackerQuery owners = TrackerQuery.all(Rows.OWNERS);
        List<Object[]> rows = runs.read(owners);
        assertThat(rows).hasSize(13 + 26);
        assertThat(rows.get(1)).containsExactly("Story:2", "Member:2");
        assertThat(rows.get(2)).containsExactly("Story:2", "Member:3");

        assertThat(runs.firsts(owners.counted())).containsExactly(39L);
        assertThat(runs.firsts(owners.withColumns(List.of(Rows.OWNERS.key())))).hasSize(39);
        assertThat(runs.firsts(owners.withColumns(List.of(Rows.OWNER)).withWindow(window(1, 3))))
                .containsExactly("Member:2", "Member:3", "Member:4");
        Predicate one = Rows.equal(Rows.OWNER, "Member:3");
        assertThat(runs.firsts(owners.withFilter(List.of(one)))).containsExactly("Story:2");
        assertThat(runs.firsts(owners.withFilter(List.of(one)).counted())).containsExactly(1L);
        assertThat(runs.firsts(owners.withColumns(List.of()).counted().withWindow(window(5, 4))))
                .containsExactly(4L);
    }
}
