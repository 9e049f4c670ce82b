package io.trackersql.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Operand;
import io.trackersql.query.SortKey;
import io.trackersql.query.TrackerQuery;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds of the past, whatever the tracker. */
class PastRulesTest {
    private static final TrackerQuery THEN =
            TrackerQuery.all(Rows.STORY).withAsOf(new Operand.Literal(1000L)).withColumns(List.of(Rows.ID, Rows.NAME));

    private static void assertUnsupported(Runnable work, String words) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        TrackerException.class, e -> assertThat(e.failure()).isEqualTo(Failure.UNSUPPORTED))
                .hasMessageContaining(words);
    }

    private static FakeTracker withoutNames() {
        FakeTracker fake = FakeTracker.ofRows(0);
        fake.past = time -> List.<Object[]>of(Rows.plain(1), Rows.plain(2));
        fake.notKept.add(Rows.NAME);
        return fake;
    }

    @Test
    void theTimeIsPartOfTheNativeQuery() {
        FakeTracker fake = withoutNames();

        assertThat(Runs.over(fake).firsts(THEN)).containsExactly("Story:1", "Story:2");
        assertThat(fake.query(0).asOf().orElseThrow().time()).isEqualTo(Instant.ofEpochMilli(1000));
    }

    @Test
    void noTimeHasNoRowsAndNoRequest() {
        FakeTracker fake = withoutNames();
        TrackerQuery never = THEN.withAsOf(new Operand.Literal(null));

        assertThat(Runs.over(fake).read(never)).isEmpty();
        assertThat(Runs.over(fake).firsts(never.counted())).containsExactly(0L);
        assertThat(fake.windows()).isEmpty();
    }

    @Test
    void aColumnThatIsNotKeptIsNullAndIsNotAskedFor() {
        FakeTracker fake = withoutNames();

        assertThat(Runs.over(fake).read(THEN)).extracting(row -> row[1]).containsExactly(null, null);
        assertThat(fake.query(0).columns()).containsExactly(Rows.ID);
    }

    @Test
    void aColumnThatIsNotKeptCanNeitherBeTestedNorOrderRows() {
        Runs runs = Runs.over(withoutNames());

        assertUnsupported(() -> runs.read(THEN.withFilter(List.of(Rows.equal(Rows.NAME, "a")))), "values of Name");
        assertUnsupported(() -> runs.read(THEN.withSort(List.of(new SortKey(Rows.NAME, false)))), "values of Name");
        assertUnsupported(() -> PastRules.requireKept(THEN, Set.of(Rows.NAME), runs.fake), "Leave it out");
        PastRules.requireKept(TrackerQuery.all(Rows.STORY), Set.of(Rows.NAME), runs.fake);
    }

    @Test
    void aLinkTableWhoseValuesAreNotKeptHasNoPast() {
        FakeTracker fake = withoutNames();
        PastRules.requireHistory(Rows.OWNERS, fake);
        fake.notKept.add(Rows.OWNER);

        assertUnsupported(() -> PastRules.requireHistory(Rows.OWNERS, fake), "Owners");
    }

    @Test
    void aTableOfVersionsHasNoOtherPast() {
        assertUnsupported(
                () -> PastRules.requireHistory(Rows.STORIES, withoutNames()), "ValidFrom <= time AND time < ValidTo");
    }

    @Test
    void oneWarningNamesAllThatIsNotKept() {
        Runs runs = Runs.over(withoutNames());
        StatementRun run = runs.run();

        run.warnOfPast(List.of(
                new StatementRun.Read(runs.tracker, THEN),
                new StatementRun.Read(runs.tracker, THEN),
                new StatementRun.Read(runs.tracker, TrackerQuery.all(Rows.STORIES)),
                new StatementRun.Read(runs.tracker, THEN.counted()),
                new StatementRun.Read(runs.tracker, TrackerQuery.all(Rows.STORY))));
        assertThat(runs.warnings)
                .containsExactly("The past values of these columns are not kept, so they are NULL: Story.Name (fake).");
    }
}
