package io.trackersql.exec;

import static io.trackersql.exec.Runs.numbers;
import static io.trackersql.exec.Runs.stories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** When a read ends, and what becomes of pages that are short, long, broken or come twice. Pages have 10 rows. */
class PagingTest {
    @Test
    void withTotalAShortPageEndsTheReadAndAFullOneIsFollowedByOneMore() {
        assertThat(pagesOf(0, true)).containsExactly("0+10!");
        assertThat(pagesOf(1, true)).containsExactly("0+10!");
        assertThat(pagesOf(9, true)).containsExactly("0+10!");
        assertThat(pagesOf(10, true)).containsExactly("0+10!", "10+10");
        assertThat(pagesOf(11, true)).containsExactly("0+10!", "10+10");
        assertThat(pagesOf(30, true)).containsExactly("0+10!", "10+10", "20+10", "30+10");
    }

    @Test
    void withoutTotalAShortFirstPageIsNotTrustedButAfterAFullOneItIs() {
        assertThat(pagesOf(0, false)).containsExactly("0+10");
        assertThat(pagesOf(1, false)).containsExactly("0+10", "1+10");
        assertThat(pagesOf(9, false)).containsExactly("0+10", "9+10");
        assertThat(pagesOf(10, false)).containsExactly("0+10", "10+10");
        assertThat(pagesOf(11, false)).containsExactly("0+10", "10+10");
    }

    @Test
    void whatOneStatementLearnedOfFullPagesServesTheNext() {
        FakeTracker fake = FakeTracker.ofRows(10);
        fake.claimsTotal = false;
        Runs runs = Runs.over(fake);
        runs.read(stories());
        fake.windows.clear();
        fake.rowCount = 4;

        assertThat(runs.firsts(stories())).isEqualTo(numbers(0, 4));
        assertThat(runs.pages()).containsExactly("0+10");
    }

    @Test
    void whatWasLearnedFromPagesWithTotalSaysNothingOfPagesWithout() {
        FakeTracker fake = FakeTracker.ofRows(10);
        Runs runs = Runs.over(fake);
        runs.read(stories());
        fake.windows.clear();
        fake.rowCount = 4;
        fake.claimsTotal = false;

        runs.read(stories());
        assertThat(runs.pages()).containsExactly("0+10", "4+10");
    }

    @Test
    void aServerThatCapsPagesSilentlyTruncatesNothing() {
        for (boolean hasTotal : List.of(true, false)) {
            for (int rows : List.of(0, 1, 3, 4, 5, 8, 9, 23)) {
                FakeTracker fake = FakeTracker.ofRows(rows);
                fake.cap = 4;
                fake.claimsTotal = hasTotal;
                assertThat(Runs.over(fake).firsts(stories())).isEqualTo(numbers(0, rows));
            }
        }
    }

    @Test
    void aPromisedTotalThatDoesNotComeIsReplacedByWhatIsKnownOfFullPages() {
        FakeTracker fake = FakeTracker.ofRows(23);
        fake.sendsTotal = false;
        Runs runs = Runs.over(fake);

        assertThat(runs.firsts(stories())).isEqualTo(numbers(0, 23));
        assertThat(runs.pages()).containsExactly("0+10!", "10+10", "20+10");
    }

    @Test
    void rowsThatAreAddedAtTheEndAfterTheTotalWasToldAreRead() {
        FakeTracker fake = FakeTracker.ofRows(20);
        fake.onRequest = request -> fake.rowCount = request == 2 ? 25 : fake.rowCount;
        assertThat(Runs.over(fake).firsts(stories())).isEqualTo(numbers(0, 25));
    }

    @Test
    void rowsThatWereRemovedWhileReadingAreWarnedOf() {
        FakeTracker fake = FakeTracker.ofRows(20);
        fake.onRequest = request -> fake.rowCount = request == 1 ? 10 : fake.rowCount;
        Runs runs = Runs.over(fake);

        assertThat(runs.firsts(stories())).isEqualTo(numbers(0, 10));
        assertThat(runs.warnings).singleElement().asString().contains("Story were added or removed");
    }

    @Test
    void rowsThatAnInsertionPushesIntoTheNextPageAreNotRepeated() {
        AtomicInteger inserted = new AtomicInteger();
        FakeTracker fake = new FakeTracker(25, n -> Rows.plain(n - inserted.get()));
        fake.onRequest = request -> {
            if (request == 1) {
                inserted.set(3);
                fake.rowCount = 28;
            }
        };
        Runs runs = Runs.over(fake);

        assertThat(runs.firsts(stories())).isEqualTo(numbers(0, 25));
        assertThat(runs.warnings).hasSize(1);
    }

    @Test
    void aServerThatGivesTheSamePageAgainIsNotReadForever() {
        FakeTracker fake = FakeTracker.ofRows(10);
        fake.ignoresStart = true;
        assertFails(() -> Runs.over(fake).read(stories()), Failure.BAD_ANSWER, "a second time");
        assertThat(fake.windows()).hasSize(2);
    }

    @Test
    void aServerThatGivesPagesInACircleIsNotReadForever() {
        for (int circle = 2; circle < 12; circle++) {
            int rows = 10 * circle;
            FakeTracker fake = new FakeTracker(10_000, n -> Rows.plain(n % rows));
            assertFails(() -> Runs.over(fake).read(stories()), Failure.BAD_ANSWER, "a second time");
            assertThat(fake.windows().size()).isLessThan(4 * circle);
        }
    }

    @Test
    void aPageWithMoreRowsThanAskedIsRefused() {
        FakeTracker fake = FakeTracker.ofRows(30);
        fake.ignoresRows = true;
        assertFails(() -> Runs.over(fake).read(stories()), Failure.BAD_ANSWER, "more than the 10 rows of Story");
        assertThat(fake.openPages).hasValue(0);
    }

    @Test
    void aPageThatBreaksAtAnyRowIsReadAgainWithoutRepeatingOrLosingOne() {
        for (int row = 0; row <= 10; row++) {
            for (int times = 1; times <= PageReader.RESUMES_MAX; times++) {
                FakeTracker fake = FakeTracker.ofRows(25).breakingAt(row, times);
                assertThat(Runs.over(fake).firsts(stories())).isEqualTo(numbers(0, 25));
                assertThat(fake.windows()).hasSize(3 + times);
                assertThat(fake.openPages).hasValue(0);
            }
        }
    }

    @Test
    void aPageThatBreaksAgainWhileItsRowsAreSkippedIsReadOnceMore() {
        FakeTracker fake = FakeTracker.ofRows(25);
        int[] breaks = {7, 3, 5};
        fake.fault = (request, row) -> {
            if (request < breaks.length && row == breaks[request]) {
                throw Failure.CONNECTION_BROKEN.with("broken");
            }
        };
        assertThat(Runs.over(fake).firsts(stories())).isEqualTo(numbers(0, 25));
    }

    @Test
    void theTotalIsKnownThoughTheFirstPageBroke() {
        FakeTracker fake = FakeTracker.ofRows(7).breakingAt(3, 1);
        Runs runs = Runs.over(fake);
        runs.read(stories());
        assertThat(runs.pages()).containsExactly("0+10!", "0+10!");
    }

    @Test
    void aPageThatBreaksForeverFailsInTheEnd() {
        FakeTracker fake = FakeTracker.ofRows(25).breakingAt(5, Integer.MAX_VALUE);
        assertFails(() -> Runs.over(fake).read(stories()), Failure.CONNECTION_BROKEN, "broken at row 5");
        assertThat(fake.windows()).hasSize(1 + PageReader.RESUMES_MAX);
        assertThat(fake.openPages).hasValue(0);
    }

    @Test
    void aPageThatIsAnotherOneWhenReadAgainFailsAfterTheRowsBefore() {
        for (int changed = 0; changed < 5; changed++) {
            int at = changed;
            AtomicInteger request = new AtomicInteger();
            FakeTracker fake = new FakeTracker(25, n -> Rows.plain(request.get() == 1 && n >= at ? n + 1 : n));
            fake.onRequest = request::set;
            fake.breakingAt(5, 1);
            Cursor cursor = Runs.over(fake).open(stories());
            List<Object> rows = new ArrayList<>();
            assertFails(
                    () -> {
                        for (Object[] row = cursor.next(); row != null; row = cursor.next()) {
                            rows.add(row[0]);
                        }
                    },
                    Failure.CONNECTION_BROKEN,
                    "were not the same");
            assertThat(rows).isEqualTo(numbers(0, 5));
        }
    }

    @Test
    void aPageThatIsShorterWhenReadAgainFails() {
        FakeTracker fake = FakeTracker.ofRows(25).breakingAt(5, 1);
        fake.onRequest = request -> fake.rowCount = request == 1 ? 4 : fake.rowCount;
        assertFails(() -> Runs.over(fake).read(stories()), Failure.CONNECTION_BROKEN, "were not the same");
    }

    @Test
    void otherFailuresThanABrokenConnectionAreNotTriedAgain() {
        FakeTracker fake = FakeTracker.ofRows(25);
        fake.fault = (request, row) -> {
            if (row == 4) {
                throw Failure.BAD_ANSWER.with("not JSON");
            }
        };
        assertFails(() -> Runs.over(fake).read(stories()), Failure.BAD_ANSWER, "not JSON");
        assertThat(fake.windows()).hasSize(1);
        assertThat(fake.openPages).hasValue(0);
    }

    @Test
    void whatIsWrongWithTheFirstRequestIsRaisedBeforeAnyRowIsAskedFor() {
        FakeTracker fake = FakeTracker.ofRows(25);
        fake.onRequest = request -> {
            throw Failure.PERMISSION.with("not yours");
        };
        assertFails(() -> Runs.over(fake).open(stories()), Failure.PERMISSION, "not yours");
    }

    private static List<String> pagesOf(int rows, boolean hasTotal) {
        FakeTracker fake = FakeTracker.ofRows(rows);
        fake.claimsTotal = hasTotal;
        Runs runs = Runs.over(fake);
        assertThat(runs.firsts(stories())).isEqualTo(numbers(0, rows));
        assertThat(fake.openPages).hasValue(0);
        assertThat(runs.warnings).isEmpty();
        return runs.pages();
    }

    static void assertFails(ThrowingCallable action, Failure failure, String message) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        TrackerException.class, e -> assertThat(e.failure()).isEqualTo(failure))
                .hasMessageContaining(message);
    }
}
