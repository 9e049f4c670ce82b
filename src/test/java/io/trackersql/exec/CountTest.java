package io.trackersql.exec;

import static io.trackersql.exec.PagingTest.assertFails;
import static io.trackersql.exec.Runs.stories;
import static io.trackersql.exec.Runs.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.model.Failure;
import io.trackersql.query.Predicate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** COUNT(*) of a scan. Pages have 10 rows. */
class CountTest {
    private static final Predicate EXACT = Rows.compare(Rows.NUMBER, Predicate.Operator.GE, 2L);
    private static final Predicate LOCAL = Rows.like(Rows.NAME, "%e 3");

    @Test
    void theTrackersTotalIsOneRequestWithoutRows() {
        Runs runs = Runs.over(FakeTracker.ofRows(55));
        assertThat(runs.firsts(stories(EXACT).counted())).containsExactly(53L);
        assertThat(runs.pages()).containsExactly("0+0!");
        assertThat(runs.fake.query(0).columns()).isEmpty();
    }

    @Test
    void aWindowUnderTheCountIsTakenFromTheTotal() {
        Runs runs = Runs.over(FakeTracker.ofRows(55));
        assertThat(runs.firsts(stories().counted().withWindow(window(50, 10)))).containsExactly(5L);
        assertThat(runs.firsts(stories().counted().withWindow(window(60, 10)))).containsExactly(0L);
        assertThat(runs.pages()).containsExactly("0+0!", "0+0!");
    }

    @Test
    void aTotalThatDoesNotComeIsReplacedByCountingRowsWithoutColumns() {
        FakeTracker fake = FakeTracker.ofRows(25);
        fake.sendsTotal = false;
        Runs runs = Runs.over(fake);
        assertThat(runs.firsts(stories(EXACT).counted())).containsExactly(23L);
        assertThat(runs.pages()).containsExactly("0+0!", "0+10", "10+10", "20+10");
        assertThat(fake.query(1).columns()).isEmpty();
    }

    @Test
    void whereNoTotalIsToldRowsAreCountedWithoutAskingForOne() {
        FakeTracker fake = FakeTracker.ofRows(25);
        fake.claimsTotal = false;
        Runs runs = Runs.over(fake);
        assertThat(runs.firsts(stories().counted().withWindow(window(3, 20)))).containsExactly(20L);
        assertThat(runs.pages()).containsExactly("3+10", "13+10");
    }

    @Test
    void overARecheckOnlyTheTestedColumnsAreRead() {
        Runs runs = Runs.over(FakeTracker.ofRows(25));
        assertThat(runs.firsts(stories(EXACT, LOCAL).counted())).containsExactly(3L);
        assertThat(runs.fake.query(0).columns()).isEqualTo(List.of(Rows.NAME));
    }

    @Test
    void withPushDownOffRowsAreCountedHere() {
        Runs runs = Runs.over(FakeTracker.ofRows(25)).pushDownOff();
        assertThat(runs.firsts(stories(EXACT).counted())).containsExactly(23L);
        assertThat(runs.pages()).containsExactly("0+10!", "10+10", "20+10");
        assertThat(runs.fake.query(0).filter()).isEmpty();
    }

    @Test
    void anAnswerThatBreaksIsAskedForAgain() {
        Runs runs = Runs.over(FakeTracker.ofRows(25).breakingAt(0, 2));
        assertThat(runs.firsts(stories().counted())).containsExactly(25L);
        assertThat(runs.pages()).hasSize(3);
        Runs hopeless = Runs.over(FakeTracker.ofRows(25).breakingAt(0, 99));
        assertFails(() -> hopeless.read(stories().counted()), Failure.CONNECTION_BROKEN, "broken");
    }

    @Test
    void oneRowBesideTheTotalIsPassedOver() {
        FakeTracker fake = FakeTracker.ofRows(25);
        fake.givesRowWithTotal = true;
        assertThat(Runs.over(fake).firsts(stories().counted())).containsExactly(25L);
        assertThat(fake.openPages).hasValue(0);
    }

    @Test
    void severalRowsBesideTheTotalAreRefused() {
        FakeTracker fake = FakeTracker.ofRows(25);
        fake.ignoresRows = true;
        assertFails(() -> Runs.over(fake).read(stories().counted()), Failure.BAD_ANSWER, "how many");
        assertThat(fake.openPages).hasValue(0);
    }
}
