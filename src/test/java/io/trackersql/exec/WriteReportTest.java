package io.trackersql.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.backend.RowsOutcome;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import io.trackersql.write.Change;
import io.trackersql.write.Mutation;
import io.trackersql.write.MutationBuffer.Pending;
import io.trackersql.write.WriteOutcome;
import io.trackersql.write.WriteOutcome.Applied;
import io.trackersql.write.WriteOutcome.Failed;
import io.trackersql.write.WriteOutcome.NotSent;
import io.trackersql.write.WriteOutcome.Partly;
import io.trackersql.write.WriteOutcome.Unknown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a failure says of writes that were sent together. */
class WriteReportTest {
    private final TrackerException rule = Failure.RULE_VIOLATION.with("A rule says no.");
    private final TrackerException lost = Failure.UNKNOWN_OUTCOME.with("No answer came.");

    @Test
    void whatWasMadeIsNoFailure() {
        assertThat(report(applied("Story:11"), applied("Story:12")).failure()).isEmpty();
        assertThat(report().failure()).isEmpty();
    }

    @Test
    void theFailureOfOneWriteIsThatOfTheTracker() {
        assertThat(report(new Failed(rule)).failure()).containsSame(rule);
        assertThat(report(new Partly(applied("Story:11"), rule)).failure()).containsSame(rule);
    }

    @Test
    void ofSeveralItSaysWhatBecameOfEach() {
        TrackerException failure = report(
                        applied("Story:11"),
                        new Partly(applied("Story:12"), rule),
                        new Failed(rule),
                        new NotSent(),
                        new NotSent())
                .failure()
                .orElseThrow();

        assertThat(failure.failure()).isEqualTo(Failure.RULE_VIOLATION);
        assertThat(failure).hasCause(rule).hasMessage("""
                        Of 5 writes 1 made, 1 made in part, 1 refused, 2 not sent.
                        1. INSERT Story 'n1' (Story:@1): made, Story:11
                        2. INSERT Story 'n2' (Story:@2): made in part, Story:12: A rule says no.
                        3. INSERT Story 'n3' (Story:@3): refused: A rule says no.
                        4. INSERT Story 'n4' (Story:@4): not sent
                        5. INSERT Story 'n5' (Story:@5): not sent""");
    }

    /** Whoever repeats by SQLSTATE must not repeat what may have been made. */
    @Test
    void anUnknownOutcomeOutweighsARefusal() {
        TrackerException failure =
                report(new Failed(rule), new Unknown(lost)).failure().orElseThrow();

        assertThat(failure.failure()).isEqualTo(Failure.UNKNOWN_OUTCOME);
        assertThat(failure.getMessage())
                .contains("1 refused, 1 sent with unknown outcome", "(Story:@2): sent, outcome unknown: No answer");
    }

    @Test
    void ofVeryManyOnlyThoseThatWereNotMadeAreListed() {
        List<WriteOutcome> outcomes = new ArrayList<>(Collections.nCopies(400, applied("Story:11")));
        outcomes.set(300, new Failed(rule));
        outcomes.set(301, new NotSent());

        String message = report(outcomes.toArray(WriteOutcome[]::new))
                .failure()
                .orElseThrow()
                .getMessage();

        assertThat(message.lines())
                .containsExactly(
                        "Of 400 writes 398 made, 1 refused, 1 not sent.",
                        "301. INSERT Story 'n301' (Story:@301): refused: A rule says no.");
    }

    @Test
    void onlyWhatWasNotSentCanBeSentAgain() {
        WriteReport report =
                report(applied("Story:11"), new Failed(rule), new Unknown(lost), new Partly(applied("x"), rule));

        assertThat(report.unsent()).isEmpty();
        assertThat(report(new Failed(rule), new NotSent()).unsent())
                .extracting(w -> w.mutation().key())
                .containsExactly("Story:@2");
    }

    @Test
    void assetsThatTheTrackerFoundAndRefusedAreNamed() {
        RowsOutcome.Failed one = new RowsOutcome.Failed("Story:1", rule);

        WriteReport.requireMade(new RowsOutcome(3, List.of()));
        assertThatThrownBy(() -> WriteReport.requireMade(new RowsOutcome(0, List.of(one))))
                .isSameAs(rule);
        assertThatThrownBy(() -> WriteReport.requireMade(new RowsOutcome(3, List.of(one))))
                .hasMessage("Of 4 writes 3 made, 1 refused.\nStory:1: A rule says no.");
    }

    private static Applied applied(Object key) {
        return new Applied(key, Optional.empty());
    }

    private static WriteReport report(WriteOutcome... outcomes) {
        List<Pending> writes = new ArrayList<>();
        for (int n = 1; n <= outcomes.length; n++) {
            List<Change> changes = List.of(new Change.Assign(Rows.NAME, "n" + n));
            writes.add(new Pending("t", new Mutation.Create(Rows.STORY, "Story:@" + n, changes)));
        }
        return new WriteReport(writes, Arrays.asList(outcomes));
    }
}
