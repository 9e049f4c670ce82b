package io.trackersql.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.backend.Verdict;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import io.trackersql.query.Predicate.Truth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked of the tracker for conditions of all shapes. Numbers are exact, equal text is a superset, other text is local. */
class SplitterTest {
    private static final Predicate EXACT = Rows.compare(Rows.NUMBER, Operator.LT, 5L);
    private static final Predicate OTHER_EXACT = Rows.equal(Rows.SIZE, 1.5);
    private static final Predicate SUPERSET = Rows.equal(Rows.NAME, "a");
    private static final Predicate LOCAL = Rows.like(Rows.NAME, "%a");
    private static final Predicate NULL = Rows.equal(Rows.NUMBER, null);

    private final FakePushDown tracker = new FakePushDown();

    @Test
    void conjunctsAreDecidedOneByOneThoseWithinAndsIncluded() {
        assertThat(texts(and(EXACT, and(SUPERSET, LOCAL)), OTHER_EXACT))
                .containsExactly(
                        "EXACT Number < 5 -> Number < 5",
                        "SUPERSET Name = 'a' -> NOT Name IS NULL",
                        "NONE Name LIKE '%a' -> -",
                        "EXACT Size = 1.5 -> Size = 1.5");
    }

    @Test
    void aConjunctThatIsThereTwiceIsDecidedOnce() {
        assertThat(texts(EXACT, and(EXACT, LOCAL), LOCAL))
                .containsExactly("EXACT Number < 5 -> Number < 5", "NONE Name LIKE '%a' -> -");
    }

    @Test
    void anOrIsAskedOnlyIfAllItsSidesAre() {
        assertThat(texts(or(EXACT, OTHER_EXACT)))
                .containsExactly("EXACT (Number < 5 OR Size = 1.5) -> (Number < 5 OR Size = 1.5)");
        assertThat(texts(or(EXACT, SUPERSET)))
                .containsExactly("SUPERSET (Number < 5 OR Name = 'a') -> (Number < 5 OR NOT Name IS NULL)");
        assertThat(texts(or(EXACT, LOCAL))).containsExactly("NONE (Number < 5 OR Name LIKE '%a') -> -");
    }

    @Test
    void anAndWithinAnOrMayLoseTermsAndIsThenTestedAgain() {
        assertThat(texts(or(and(EXACT, LOCAL), OTHER_EXACT)))
                .containsExactly(
                        "SUPERSET ((Number < 5 AND Name LIKE '%a') OR Size = 1.5) -> (Number < 5 OR Size = 1.5)");
        assertThat(texts(or(and(LOCAL, Rows.like(Rows.NAME, "b")), EXACT)))
                .singleElement()
                .asString()
                .startsWith("NONE");
    }

    @Test
    void notIsMovedToTheLeavesByDeMorgan() {
        assertThat(texts(not(or(EXACT, OTHER_EXACT))))
                .containsExactly("EXACT Number >= 5 -> Number >= 5", "EXACT Size <> 1.5 -> Size <> 1.5");
        assertThat(texts(not(and(EXACT, not(OTHER_EXACT)))))
                .containsExactly("EXACT (Number >= 5 OR Size = 1.5) -> (Number >= 5 OR Size = 1.5)");
        assertThat(texts(not(not(EXACT)))).containsExactly("EXACT Number < 5 -> Number < 5");
    }

    @Test
    void notStaysAroundLeavesThatHaveNoOpposite() {
        Predicate in = new Predicate.In(Rows.NUMBER, List.of(new Operand.Literal(1L), new Operand.Literal(2L)));
        assertThat(texts(not(in), not(new Predicate.IsNull(Rows.NUMBER)), not(LOCAL)))
                .containsExactly(
                        "EXACT NOT Number IN (1, 2) -> NOT Number IN (1, 2)",
                        "EXACT NOT Number IS NULL -> NOT Number IS NULL",
                        "NONE NOT Name LIKE '%a' -> -");
    }

    @Test
    void aBoundNullMakesAConditionNeverTrueNegatedOrNot() {
        for (Predicate leaf : List.of(
                NULL,
                new Predicate.In(Rows.NUMBER, List.of(new Operand.Literal(null))),
                Rows.like(Rows.NAME, null),
                new Predicate.Has(Rows.NAME, new Operand.Literal(null)))) {
            assertThat(texts(leaf)).containsExactly("EXACT FALSE -> FALSE");
            assertThat(texts(not(leaf))).containsExactly("EXACT FALSE -> FALSE");
        }
        assertThat(tracker.asked).isEmpty();
    }

    @Test
    void aNullInAListMatchesNothingAndMakesNotInNeverTrue() {
        Predicate in = new Predicate.In(
                Rows.NUMBER,
                List.of(
                        new Operand.Literal(1L),
                        new Operand.Literal(null),
                        new Operand.Literal(2L),
                        new Operand.Literal(1L)));
        assertThat(texts(in)).containsExactly("EXACT Number IN (1, 2) -> Number IN (1, 2)");
        assertThat(texts(not(in))).containsExactly("EXACT FALSE -> FALSE");
        assertThat(texts(or(not(in), EXACT))).containsExactly("EXACT Number < 5 -> Number < 5");
    }

    @Test
    void constantsFold() {
        Predicate unknown = new Predicate.Constant(Truth.UNKNOWN);
        assertThat(texts(or(EXACT, Conditions.ALWAYS))).containsExactly("EXACT TRUE -> TRUE");
        assertThat(texts(or(EXACT, unknown, NULL))).containsExactly("EXACT Number < 5 -> Number < 5");
        assertThat(texts(not(unknown))).containsExactly("EXACT FALSE -> FALSE");
        assertThat(texts(and(EXACT, not(Conditions.ALWAYS)))).containsExactly("EXACT FALSE -> FALSE");
        assertThat(texts(not(and(EXACT, NULL)))).containsExactly("EXACT Number >= 5 -> Number >= 5");
        assertThat(texts(new Predicate.In(Rows.NUMBER, List.of()))).containsExactly("EXACT FALSE -> FALSE");
        assertThat(texts(not(new Predicate.In(Rows.NUMBER, List.of())))).containsExactly("EXACT TRUE -> TRUE");
    }

    @Test
    void aValueOfAnUnnestedColumnIsAlwaysTestedAgainSinceAnAssetComesWithAllItsValues() {
        Splitter splitter = new Splitter(Optional.of(new AllExact()));
        ConjunctDecision decision =
                splitter.split(List.of(Rows.equal(Rows.OWNER, "Member:1"))).get(0);
        assertThat(decision.verdict()).isEqualTo(Verdict.SUPERSET);
        assertThat(decision.isAsked()).isTrue();
    }

    @Test
    void withPushDownOffNothingIsAskedButConstantsStillFold() {
        Splitter off = new Splitter(Optional.empty());
        assertThat(off.split(List.of(EXACT, or(EXACT, SUPERSET))))
                .allMatch(d -> d.verdict() == Verdict.NONE && d.reason().equals("pushDown is off"));
        assertThat(off.split(List.of(NULL)).get(0).isRechecked()).isFalse();
    }

    @Test
    void aParameterWithoutValueIsNotAskedOf() {
        Predicate open = new Predicate.Comparison(Rows.NUMBER, Operator.EQ, new Operand.Parameter(0));
        assertThat(texts(open, or(open, EXACT)))
                .containsExactly("NONE Number = ?0 -> -", "NONE (Number = ?0 OR Number < 5) -> -");
        assertThat(tracker.asked).containsExactly(EXACT);
    }

    private List<String> texts(Predicate... filter) {
        return new Splitter(Optional.of(tracker))
                .split(Arrays.asList(filter)).stream()
                        .map(d -> d.verdict() + " " + d.predicate() + " -> "
                                + d.pushed().map(Predicate::toString).orElse("-"))
                        .toList();
    }

    private static Predicate and(Predicate... terms) {
        return new Predicate.And(Arrays.asList(terms));
    }

    private static Predicate or(Predicate... terms) {
        return new Predicate.Or(Arrays.asList(terms));
    }

    private static Predicate not(Predicate term) {
        return new Predicate.Not(term);
    }
}
