package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.query.Column;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Conditions as the query language spells them, read back by {@link FilterGrammar}. */
class FilterRendererTest {
    private static final Column NAME = Sample.column("Name");
    private static final Column ESTIMATE = Sample.column("PlanEstimate");
    private static final List<Operator> OPERATORS = List.of(Operator.values());

    private static Predicate estimate(Operator operator, double value) {
        return new Predicate.Comparison(ESTIMATE, operator, new Operand.Literal(value));
    }

    private static List<Predicate> chain(int count) {
        return IntStream.range(0, count).mapToObj(i -> estimate(Operator.EQ, i)).toList();
    }

    @Test
    void joinsTwoGroupsAtATime() {
        assertThat(FilterRenderer.render(chain(1))).isEqualTo("(PlanEstimate = 0)");
        assertThat(FilterRenderer.render(chain(3)))
                .isEqualTo("(((PlanEstimate = 0) AND (PlanEstimate = 1)) AND (PlanEstimate = 2))");
        assertThat(FilterRenderer.render(new Predicate.Or(chain(4))))
                .isEqualTo(
                        "(((PlanEstimate = 0) OR (PlanEstimate = 1)) OR ((PlanEstimate = 2) OR (PlanEstimate = 3)))");
        assertThat(FilterRenderer.render(List.of(new Predicate.Or(chain(1))))).isEqualTo("(PlanEstimate = 0)");
    }

    @Test
    void nestsLongChainsAsLittleAsCanBe() {
        String text = FilterRenderer.render(new Predicate.Or(chain(1000)));
        assertThat(FilterGrammar.parse(text).depth()).isEqualTo(11);
    }

    /** Random conditions are read back by the grammar, and mean the same for every row. */
    @Test
    void whatIsWrittenIsReadBackByTheGrammar() {
        Random random = new Random(4711);
        for (int i = 0; i < 20_000; i++) {
            Predicate predicate = random(random, 4);
            String text = FilterRenderer.render(predicate);
            FilterGrammar.Node node = FilterGrammar.parse(text);
            for (int row = 0; row < 4; row++) {
                Map<String, String> values = Map.of("Name", "\"" + text(random) + "\"", "PlanEstimate", "" + row);
                assertThat(holds(node, values)).as(text).isEqualTo(holds(predicate, values));
            }
        }
    }

    private static Predicate random(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 2 : 4);
        if (kind == 0) {
            List<Operand> operands = IntStream.rangeClosed(0, random.nextInt(4))
                    .mapToObj(i -> (Operand) new Operand.Literal(text(random)))
                    .toList();
            return new Predicate.In(NAME, operands);
        } else if (kind == 1) {
            return estimate(OPERATORS.get(random.nextInt(OPERATORS.size())), random.nextInt(4));
        }
        List<Predicate> terms = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            terms.add(random(random, depth - 1));
        }
        return kind == 2 ? new Predicate.And(terms) : new Predicate.Or(terms);
    }

    /** Text of all that means something to the grammar. */
    private static String text(Random random) {
        return List.of("a", ") OR (a = b", "(x)", "AND", "a)(b", "O'Brien", "100%", "x = y", "\u00e9\u4e2d")
                .get(random.nextInt(9));
    }

    private static boolean holds(FilterGrammar.Node node, Map<String, String> row) {
        if (node instanceof FilterGrammar.Pair pair) {
            boolean left = holds(pair.left(), row);
            boolean right = holds(pair.right(), row);
            return pair.connector().equals("AND") ? left && right : left || right;
        }
        FilterGrammar.Test test = (FilterGrammar.Test) node;
        String value = row.get(test.path());
        if (test.path().equals("Name")) {
            return value.equals(test.value());
        }
        int comparison = Integer.compare(Integer.parseInt(value), Integer.parseInt(test.value()));
        return OPERATORS.stream()
                .filter(o -> (o == Operator.NE ? "!=" : o.sql()).equals(test.operator()))
                .anyMatch(o -> o.holds(comparison));
    }

    private static boolean holds(Predicate predicate, Map<String, String> row) {
        if (predicate instanceof Predicate.In in) {
            return in.operands().stream()
                    .map(o -> "\"" + ((Operand.Literal) o).value() + "\"")
                    .collect(Collectors.toSet())
                    .contains(row.get("Name"));
        } else if (predicate instanceof Predicate.Comparison p) {
            double value = (Double) ((Operand.Literal) p.operand()).value();
            return p.operator().holds(Double.compare(Double.parseDouble(row.get("PlanEstimate")), value));
        } else if (predicate instanceof Predicate.And and) {
            return and.terms().stream().allMatch(t -> holds(t, row));
        }
        return ((Predicate.Or) predicate).terms().stream().anyMatch(t -> holds(t, row));
    }
}
