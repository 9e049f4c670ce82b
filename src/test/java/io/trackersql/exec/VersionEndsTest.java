package io.trackersql.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.model.Failure;
import io.trackersql.model.History;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate.Operator;
import io.trackersql.query.SortKey;
import io.trackersql.query.TrackerQuery;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The ends of versions, where the tracker tells only when each began. */
class VersionEndsTest {
    private static final TrackerQuery ENDS =
            TrackerQuery.all(Rows.STORIES).withColumns(List.of(Rows.STORIES.key(), Rows.FROM, Rows.TO));

    private static Object[] version(int story, long from, long number, boolean isDeletion) {
        return Rows.version("Story:" + story, from, number, isDeletion, "name " + number);
    }

    private static List<String> read(Runs runs, TrackerQuery query) {
        return runs.read(query).stream()
                .map(row -> Arrays.stream(row)
                        .map(value -> value.equals(History.NEVER) ? "never" : value.toString())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    private static FakeTracker tracker() {
        return FakeTracker.of(List.of(
                version(1, 100, 1, false),
                version(1, 200, 4, false),
                version(2, 150, 2, false),
                version(2, 160, 3, true),
                version(2, 170, 7, false),
                version(3, 180, 5, false),
                version(3, 190, 6, true)));
    }

    @Test
    void aVersionEndsWhereTheNextOfItsAssetBegins() {
        assertThat(read(Runs.over(tracker()), ENDS))
                .containsExactly(
                        "Story:1 100 200",
                        "Story:1 200 never",
                        "Story:2 150 160",
                        "Story:2 170 never",
                        "Story:3 180 190");
    }

    @Test
    void theNextVersionMayStandOnTheNextPage() {
        for (int rows = 1; rows < 8; rows++) {
            assertThat(read(Runs.over(tracker()).pageRows(rows), ENDS))
                    .as("pages of " + rows)
                    .containsExactly(
                            "Story:1 100 200",
                            "Story:1 200 never",
                            "Story:2 150 160",
                            "Story:2 170 never",
                            "Story:3 180 190");
        }
    }

    @Test
    void conditionsThatMayRemoveTheNextVersionAreTestedHere() {
        FakeTracker fake = tracker();
        fake.pushDown = new AllExact();
        TrackerQuery query = ENDS.withFilter(List.of(
                Rows.compare(Rows.FROM, Operator.GE, 150L),
                Rows.compare(Rows.FROM, Operator.LT, 180L),
                Rows.compare(Rows.STORY_NAME, Operator.NE, "name 9"),
                Rows.compare(Rows.STORIES.key(), Operator.NE, "Story:9")));

        assertThat(read(Runs.over(fake), query)).containsExactly("Story:2 150 160", "Story:2 170 never");
        assertThat(fake.query(0).filter())
                .hasToString("[ValidFrom >= TIMESTAMP '1970-01-01 00:00:00.15', ID <> 'Story:9']");
    }

    @Test
    void anOrderThatIsNotKeptIsABadAnswer() {
        FakeTracker fake = FakeTracker.of(List.of(version(1, 200, 4, false), version(1, 100, 1, false)));

        assertThatThrownBy(() -> Runs.over(fake).read(ENDS))
                .isInstanceOfSatisfying(
                        TrackerException.class, e -> assertThat(e.failure()).isEqualTo(Failure.BAD_ANSWER))
                .hasMessageContaining("Story:1")
                .hasMessageContaining("1 after 4");
    }

    @Test
    void versionsOfTwoAssetsInTurnsAreABadAnswer() {
        FakeTracker fake = FakeTracker.of(
                List.of(version(1, 100, 1, false), version(2, 150, 2, false), version(1, 200, 4, false)));

        assertThatThrownBy(() -> Runs.over(fake).read(ENDS))
                .isInstanceOfSatisfying(
                        TrackerException.class, e -> assertThat(e.failure()).isEqualTo(Failure.BAD_ANSWER))
                .hasMessageContaining("Story:1")
                .hasMessageContaining("before and after those of Story:2");
    }

    @Test
    void whereNoEndIsWantedNothingIsWithheldAndNoDeletionIsSelected() {
        FakeTracker fake = tracker();
        fake.pushDown = new AllExact();
        TrackerQuery query =
                ENDS.withColumns(List.of(Rows.FROM)).withFilter(List.of(Rows.compare(Rows.FROM, Operator.LT, 150L)));

        assertThat(read(Runs.over(fake), query)).containsExactly("100");
        assertThat(fake.query(0).columns()).containsExactly(Rows.FROM);
        assertThat(fake.query(0).filter()).hasSize(1);
    }

    @Test
    void anOrderGoesWithEndsOnlyIfItIsVersionAfterVersion() {
        SortKey key = new SortKey(Rows.STORIES.key(), false);
        SortKey number = new SortKey(Rows.VERSION, false);

        assertThat(PastRules.goesWithEnds(ENDS, List.of(key))).isTrue();
        assertThat(PastRules.goesWithEnds(ENDS, List.of(key, number))).isTrue();
        assertThat(PastRules.goesWithEnds(ENDS, List.of(key, new SortKey(Rows.VERSION, true))))
                .isFalse();
        assertThat(PastRules.goesWithEnds(ENDS, List.of(new SortKey(Rows.FROM, false))))
                .isFalse();
        assertThat(PastRules.goesWithEnds(ENDS, List.of(new SortKey(Rows.STORIES.key(), true))))
                .isFalse();
        assertThat(PastRules.goesWithEnds(ENDS.withColumns(List.of(Rows.FROM)), List.of(new SortKey(Rows.FROM, false))))
                .isTrue();
    }

    @Test
    void aLimitCountsVersionsWithoutDeletions() {
        TrackerQuery query = ENDS.withWindow(Runs.window(2, 2));

        assertThat(read(Runs.over(tracker()), query)).containsExactly("Story:2 150 160", "Story:2 170 never");
        assertThat(Runs.over(tracker())
                        .read(ENDS.withFilter(List.of(new io.trackersql.query.Predicate.Comparison(
                                        Rows.TO, Operator.EQ, new Operand.Literal(History.NEVER))))
                                .counted()))
                .containsExactly(new Object[] {2L});
    }
}
