package io.trackersql.exec;

import static io.trackersql.exec.PagingTest.assertFails;
import static io.trackersql.exec.Runs.limit;
import static io.trackersql.exec.Runs.stories;
import static io.trackersql.exec.Runs.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestLog;
import io.trackersql.query.Find;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import io.trackersql.query.SortKey;
import io.trackersql.query.TrackerQuery;
import io.trackersql.query.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is decided at binding and how EXPLAIN shows it; none of it costs a request. Pages have 10 rows. */
class ScanPlanTest {
    private static final Predicate EXACT = Rows.compare(Rows.NUMBER, Operator.LT, 5L);
    private static final Predicate SUPERSET = Rows.equal(Rows.NAME, "a");
    private static final Predicate LOCAL = Rows.like(Rows.NAME, "%a");

    private final FakeTracker fake = FakeTracker.ofRows(100);

    @Test
    void thePlanReadsLikeThis() {
        TrackerQuery query = stories(EXACT, SUPERSET, LOCAL)
                .withSort(List.of(new SortKey(Rows.SIZE, true)))
                .withWindow(window(5, 20));
        assertThat(plan(query).explain())
                .containsExactly(
                        "condition Number < 5: by the tracker (numbers and keys compare alike)",
                        "condition Name = 'a': by the tracker as NOT Name IS NULL and again here"
                                + " (the tracker compares by its collation)",
                        "condition Name LIKE '%a': here (the tracker cannot test text like that)",
                        "order: by the tracker Size DESC",
                        "window OFFSET 5 LIMIT 20: here",
                        "requests: 1 + one per 10 rows, until 20 rows have passed the tests",
                        "GET Story?sel=Number,Name&where=[Number < 5, NOT Name IS NULL]&page=10,0");
        assertThat(fake.windows()).isEmpty();
    }

    @Test
    void theNumberOfRequestsIsExactWhereItDoesNotDependOnTheData() {
        assertThat(requests(stories())).isEqualTo("1 + one per 10 rows");
        assertThat(requests(stories(EXACT).withWindow(limit(0)))).isEqualTo("0");
        assertThat(requests(stories(Rows.equal(Rows.NUMBER, null)))).isEqualTo("0");
        assertThat(requests(stories(EXACT).counted())).isEqualTo("1");
        assertThat(requests(stories(LOCAL).counted())).isEqualTo("1 + one per 10 rows");
        assertThat(requests(stories(EXACT).withWindow(limit(10)))).isEqualTo("1");
        assertThat(requests(stories(EXACT).withWindow(window(100, 11)))).isEqualTo("2");
        assertThat(requests(stories(Rows.equal(Rows.ID, "Story:1")))).isEqualTo("1");
        assertThat(requests(stories(Rows.equal(Rows.ID, "Story:1"), LOCAL))).isEqualTo("1");
        assertThat(requests(stories().withWindow(new Window(Optional.empty(), Optional.of(new Operand.Literal(7))))))
                .isEqualTo("1");
        assertThat(requests(stories(LOCAL).withWindow(limit(3))))
                .isEqualTo("1 + one per 10 rows, until 3 rows have passed the tests");
    }

    @Test
    void testedColumnsAreSelectedToo() {
        assertThat(plan(stories(LOCAL)).nativeQuery().columns()).containsExactly(Rows.NUMBER, Rows.NAME);
        assertThat(plan(stories(EXACT)).nativeQuery().columns()).containsExactly(Rows.NUMBER);
        assertThat(Runs.over(fake).read(stories(Rows.like(Rows.NAME, "%3"))).stream()
                        .mapToInt(row -> row.length))
                .containsOnly(1);
    }

    @Test
    void whatIsPushedTwiceIsAskedOnce() {
        Predicate other = Rows.equal(Rows.NAME, "b");
        assertThat(plan(stories(SUPERSET, other)).nativeQuery().filter())
                .containsExactly(new Predicate.Not(new Predicate.IsNull(Rows.NAME)));
    }

    @Test
    void withPushDownOffOnlyProjectionAndFindAreLeft() {
        Runs runs = Runs.over(fake).pushDownOff();
        Find find = new Find(Rows.NAME, new Operand.Literal("x"));
        ScanPlan plan = ScanPlan.of(stories(EXACT).withFind(find).withWindow(limit(3)), runs.tracker, runs.settings);
        assertThat(plan.nativeQuery().filter()).isEmpty();
        assertThat(plan.nativeQuery().find()).contains(find);
        assertThat(plan.isWindowNative()).isFalse();
        assertThat(plan.recheck()).containsExactly(EXACT);
        assertThat(ScanPlan.of(stories().counted(), new Tracker("t", fake), runs.settings)
                        .countMode())
                .isEqualTo(ScanPlan.CountMode.ROWS);
    }

    @Test
    void aFindThatTheTrackerCannotDoIsRefusedWithTheReason() {
        Find find = new Find(Rows.SIZE, new Operand.Literal("x"));
        assertFails(() -> plan(stories().withFind(find)), Failure.UNSUPPORTED, "FIND in column Size of Story");
        assertFails(() -> plan(stories().withFind(find)), Failure.UNSUPPORTED, "it is no text");
    }

    @Test
    void aFindOfNullFindsNothingAtNoRequest() {
        Runs runs = Runs.over(fake);
        Find find = new Find(Rows.NAME, new Operand.Parameter(0));
        assertThat(runs.read(stories().withFind(find), (Object) null)).isEmpty();
        assertThat(runs.pages()).isEmpty();
    }

    @Test
    void aSortThatIsNotTheTrackersAnyMoreIsNotSentAsIfItWere() {
        TrackerQuery query = stories().withSort(List.of(new SortKey(Rows.NAME, false)));
        assertThat(plan(query).isSortPushed()).isTrue();
        for (Settings later : List.of(
                new Settings(false, true, 10, 0, 0, Optional.empty(), Map.of()),
                new Settings(true, false, 10, 0, 0, Optional.empty(), Map.of()))) {
            assertFails(
                    () -> ScanPlan.of(query, new Tracker("t", fake), later),
                    Failure.INTERNAL,
                    "Prepare the statement again");
        }
    }

    @Test
    void parametersThatAreNotBoundYetLeaveAPlanToLookAt() {
        Predicate open = new Predicate.Comparison(Rows.NUMBER, Operator.EQ, new Operand.Parameter(0));
        TrackerQuery query =
                stories(open).withWindow(new Window(Optional.empty(), Optional.of(new Operand.Parameter(1))));
        assertThat(plan(query).explain())
                .containsExactly(
                        "condition Number = ?0: here (decided when the parameter has its value)",
                        "window LIMIT ?1: here",
                        "requests: 1 + one per 10 rows",
                        "GET Story?sel=Number&where=[]&page=10,0");
    }

    @Test
    void aFullReadForLackOfAConditionThatTheTrackerTestsIsWarnedOfOnce() {
        Runs runs = Runs.over(fake);
        StatementRun run = runs.run();
        for (int i = 0; i < 2; i++) {
            Runs.drain(run.scanPart(runs.tracker, stories(LOCAL), new Object[0]));
        }
        assertThat(runs.warnings)
                .containsExactly("All rows of Story are read and tested here, since the tracker cannot test:"
                        + " Name LIKE '%a' (the tracker cannot test text like that).");
    }

    @Test
    void noWarningComesIfSomethingIsAskedOrNothingWasToBe() {
        Runs runs = Runs.over(fake);
        runs.read(stories());
        runs.read(stories(EXACT, LOCAL));
        runs.read(stories(Rows.equal(Rows.NUMBER, null)));
        runs.pushDownOff().read(stories(LOCAL));
        assertThat(runs.warnings).isEmpty();
    }

    @Test
    void settingsOfAStatementAreThoseOfItsStart() {
        Session session = new Session(Runs.SETTINGS, new RequestLog(entry -> {}));
        StatementRun run = new StatementRun(session, new Execution(new Cancellation(), 0, 0, message -> {}));
        session.change(new Settings(false, true, 99, 0, 0, Optional.empty(), Map.of()));
        assertThat(run.settings()).isEqualTo(Runs.SETTINGS);
        assertThat(session.settings().pageRows()).isEqualTo(99);
    }

    private ScanPlan plan(TrackerQuery query) {
        return ScanPlan.of(query, new Tracker("t", fake), Runs.SETTINGS);
    }

    private String requests(TrackerQuery query) {
        return plan(query).requestsExpected();
    }
}
