package io.trackersql.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.model.Usage;
import io.trackersql.model.ValueType;
import io.trackersql.query.Predicate.Operator;
import io.trackersql.query.Predicate.Truth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** SQL's three truth values, for each kind of predicate and each combination. */
class PredicateEvaluatorTest {
    private static final Column NUMBER = column("Number", ValueType.BIGINT);
    private static final Column SIZE = column("Size", ValueType.DOUBLE);
    private static final Column NAME = column("Name", ValueType.VARCHAR);
    private static final Column DATA = column("Data", ValueType.VARBINARY);
    private static final List<Column> LAYOUT = List.of(NUMBER, SIZE, NAME, DATA);

    private static final Predicate TRUE = new Predicate.Constant(Truth.TRUE);
    private static final Predicate FALSE = new Predicate.Constant(Truth.FALSE);
    private static final Predicate UNKNOWN = new Predicate.Constant(Truth.UNKNOWN);

    @Test
    void everyOperatorComparesNumbersTextAndBytes() {
        for (Operator operator : Operator.values()) {
            Truth less = Truth.of(operator.holds(-1));
            Truth same = Truth.of(operator.holds(0));
            Truth more = Truth.of(operator.holds(1));
            assertThat(compare(1L, NUMBER, operator, 2L)).isEqualTo(less);
            assertThat(compare(2L, NUMBER, operator, 2L)).isEqualTo(same);
            assertThat(compare(10L, NUMBER, operator, 2L)).isEqualTo(more);
            assertThat(compare(0.5, SIZE, operator, 1.0)).isEqualTo(less);
            assertThat(compare("B", NAME, operator, "a")).isEqualTo(less);
            assertThat(compare("a ", NAME, operator, "a")).isEqualTo(more);
            assertThat(compare(new byte[] {1}, DATA, operator, new byte[] {1})).isEqualTo(same);
            assertThat(compare(new byte[] {-1}, DATA, operator, new byte[] {1})).isEqualTo(more);
        }
    }

    @Test
    void negativeZeroIsZero() {
        assertThat(compare(-0.0, SIZE, Operator.EQ, 0.0)).isEqualTo(Truth.TRUE);
        assertThat(compare(0.0, SIZE, Operator.GT, -0.0)).isEqualTo(Truth.FALSE);
        assertThat(evaluate(in(SIZE, 1.0, -0.0), 0.0)).isEqualTo(Truth.TRUE);
    }

    @Test
    void aComparisonWithNullOnEitherSideIsUnknown() {
        for (Operator operator : Operator.values()) {
            assertThat(compare(null, NUMBER, operator, 2L)).isEqualTo(Truth.UNKNOWN);
            assertThat(compare(2L, NUMBER, operator, null)).isEqualTo(Truth.UNKNOWN);
        }
    }

    @Test
    void inKnowsNullsInTheListAndTheEmptyList() {
        assertThat(evaluate(in(NUMBER, 1L, 2L), 2L)).isEqualTo(Truth.TRUE);
        assertThat(evaluate(in(NUMBER, 1L, 2L), 3L)).isEqualTo(Truth.FALSE);
        assertThat(evaluate(in(NUMBER, 1L, null), 1L)).isEqualTo(Truth.TRUE);
        assertThat(evaluate(in(NUMBER, 1L, null), 3L)).isEqualTo(Truth.UNKNOWN);
        assertThat(evaluate(in(NUMBER, 1L), (Object) null)).isEqualTo(Truth.UNKNOWN);
        assertThat(evaluate(in(NUMBER), 1L)).isEqualTo(Truth.FALSE);
        assertThat(evaluate(in(NUMBER), (Object) null)).isEqualTo(Truth.FALSE);
        assertThat(evaluate(in(DATA, new byte[] {1}, new byte[] {2}), new byte[] {2}))
                .isEqualTo(Truth.TRUE);
        assertThat(evaluate(in(NUMBER, (Object) null), 1L)).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void isNullIsNeverUnknown() {
        assertThat(evaluate(new Predicate.IsNull(NAME), (Object) null)).isEqualTo(Truth.TRUE);
        assertThat(evaluate(new Predicate.IsNull(NAME), "")).isEqualTo(Truth.FALSE);
    }

    @Test
    void likeAndHasAreUnknownForNull() {
        assertThat(evaluate(like("a%"), "ab")).isEqualTo(Truth.TRUE);
        assertThat(evaluate(like("a%"), "ba")).isEqualTo(Truth.FALSE);
        assertThat(evaluate(like("a%"), (Object) null)).isEqualTo(Truth.UNKNOWN);
        assertThat(evaluate(like(null), "a")).isEqualTo(Truth.UNKNOWN);
        assertThat(evaluate(has("Member:2"), "Member:1, Member:2")).isEqualTo(Truth.TRUE);
        assertThat(evaluate(has("Member:2"), "Member:1, Member:20")).isEqualTo(Truth.FALSE);
        assertThat(evaluate(has("Member:2"), (Object) null)).isEqualTo(Truth.UNKNOWN);
        assertThat(evaluate(has(null), "Member:1")).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void andIsTheLeastOrTheGreatestAndNotTurnsAround() {
        List<Truth> truths = List.of(Truth.FALSE, Truth.UNKNOWN, Truth.TRUE);
        List<Predicate> all = List.of(FALSE, UNKNOWN, TRUE);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                List<Predicate> both = List.of(all.get(i), all.get(j));
                assertThat(evaluate(new Predicate.And(both), 1L)).isEqualTo(truths.get(Math.min(i, j)));
                assertThat(evaluate(new Predicate.Or(both), 1L)).isEqualTo(truths.get(Math.max(i, j)));
            }
            assertThat(evaluate(new Predicate.Not(all.get(i)), 1L)).isEqualTo(truths.get(2 - i));
        }
        assertThat(evaluate(new Predicate.And(List.of()), 1L)).isEqualTo(Truth.TRUE);
        assertThat(evaluate(new Predicate.Or(List.of()), 1L)).isEqualTo(Truth.FALSE);
    }

    @Test
    void anUnboundParameterOrAMissingColumnIsOurOwnMistake() {
        Predicate unbound = new Predicate.Comparison(NUMBER, Operator.EQ, new Operand.Parameter(0));
        assertThatThrownBy(() -> PredicateEvaluator.of(List.of(unbound), LAYOUT))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> PredicateEvaluator.of(List.of(like("a")), List.of(NUMBER)))
                .isInstanceOf(AssertionError.class);
    }

    private static Truth compare(Object value, Column column, Operator operator, Object operand) {
        Predicate predicate = new Predicate.Comparison(column, operator, new Operand.Literal(operand));
        return PredicateEvaluator.of(List.of(predicate), List.of(column)).evaluate(new Object[] {value});
    }

    /** The truth for a row in which every column has the same value. */
    private static Truth evaluate(Predicate predicate, Object value) {
        Object[] row = new Object[LAYOUT.size()];
        Arrays.fill(row, value);
        return PredicateEvaluator.of(List.of(predicate), LAYOUT).evaluate(row);
    }

    private static Predicate in(Column column, Object... values) {
        List<Object> list = values == null ? Arrays.asList((Object) null) : Arrays.asList(values);
        return new Predicate.In(
                column, list.stream().map(v -> (Operand) new Operand.Literal(v)).toList());
    }

    private static Predicate like(String pattern) {
        return new Predicate.Like(NAME, new Operand.Literal(pattern), Optional.empty());
    }

    private static Predicate has(String element) {
        return new Predicate.Has(NAME, new Operand.Literal(element));
    }

    private static Column column(String name, ValueType type) {
        return new Column(
                name,
                Path.of(name),
                type,
                type,
                "Text",
                0,
                Column.Cardinality.SINGLE,
                Column.Role.VALUE,
                Optional.empty(),
                false,
                false,
                Usage.FREE,
                "");
    }
}
