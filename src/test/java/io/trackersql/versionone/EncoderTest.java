package io.trackersql.versionone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.query.Column;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EncoderTest {
    private static final Column NAME = Metadata.column("Story", "Name");
    private static final Column ESTIMATE = Metadata.column("Story", "Estimate");

    private static final List<Predicate.Operator> OPERATORS = List.of(Predicate.Operator.values());

    private static Optional<String> encode(String column, Object value) {
        return Encoder.encode(Metadata.column("Story", column), value);
    }

    @Test
    void numbersAreWrittenPlainlyOrNotAtAll() {
        assertThat(Encoder.encode(ESTIMATE, 3.0)).contains("3");
        assertThat(Encoder.encode(ESTIMATE, -0.5)).contains("-0.5");
        assertThat(Encoder.encode(ESTIMATE, -0.0)).contains("0");
        assertThat(Encoder.encode(ESTIMATE, 1e7)).contains("10000000");
        assertThat(Encoder.encode(ESTIMATE, 1e15)).isEmpty();
        assertThat(Encoder.encode(ESTIMATE, 1e-13)).isEmpty();
        assertThat(Encoder.encode(ESTIMATE, Double.NaN)).isEmpty();
        assertThat(Encoder.encode(ESTIMATE, Double.POSITIVE_INFINITY)).isEmpty();
    }

    @Test
    void timesAreWrittenWithMillisecondsAndDaysWithout() {
        assertThat(encode("CreateDate", 1_336_031_999_090L)).contains("2012-05-03T07:59:59.090");
        assertThat(encode("CreateDate", -1L)).contains("1969-12-31T23:59:59.999");
        assertThat(encode("CreateDate", Long.MAX_VALUE)).isEmpty();
        assertThat(Encoder.encode(Metadata.column("Timebox", "EndDate"), 0)).contains("1970-01-01");
        assertThat(Encoder.encode(Metadata.column("Timebox", "EndDate"), Integer.MAX_VALUE))
                .isEmpty();
    }

    @Test
    void statesAreWrittenByTheNameOfTheirFilter() {
        assertThat(encode("AssetState", (short) 64)).contains("Active");
        assertThat(encode("AssetState", (short) 208)).contains("Dead");
        assertThat(encode("AssetState_Name", "Broken Down")).contains("Dead");
        assertThat(encode("AssetState", (short) 7)).isEmpty();
    }

    @Test
    void textOfControlCharactersOrHalfPairsIsNotSent() {
        assertThat(Encoder.encode(NAME, "a\nb")).isEmpty();
        assertThat(Encoder.encode(NAME, "a\u0000")).isEmpty();
        assertThat(Encoder.encode(NAME, "a\uD800b")).isEmpty();
        assertThat(Encoder.encode(NAME, "a\uD83D\uDE00b")).contains("a\uD83D\uDE00b");
    }

    @Test
    void aValueWithBothQuotesBecomesAVariable() {
        FilterRenderer renderer = new FilterRenderer();
        List<Operand> operands = List.of(new Operand.Literal("x"), new Operand.Literal("'\""));
        assertThat(renderer.render(new Predicate.In(NAME, operands))).isEqualTo("Name=$v1");
        assertThat(renderer.variables()).containsEntry("$v1", List.of("x", "'\""));
    }

    /** Random conditions are read back by the official grammar into the same conditions, whatever the values hold. */
    @Test
    void whatIsWrittenIsReadBackByTheGrammar() {
        Random random = new Random(4711);
        for (int i = 0; i < 20_000; i++) {
            Predicate predicate = randomPredicate(random, 3);
            String text = new FilterRenderer().render(predicate);
            assertThat(FilterGrammar.parse(text)).as(text).isEqualTo(expected(predicate));
        }
    }

    private static Predicate randomPredicate(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 3 : 5);
        if (kind < 2) {
            List<Operand> operands = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                operands.add(new Operand.Literal(randomText(random)));
            }
            return kind == 0
                    ? new Predicate.In(NAME, operands)
                    : new Predicate.Comparison(
                            ESTIMATE,
                            OPERATORS.get(random.nextInt(OPERATORS.size())),
                            new Operand.Literal(random.nextInt(2000) / 8.0));
        } else if (kind == 2) {
            return new Predicate.Not(new Predicate.IsNull(NAME));
        }
        List<Predicate> terms = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            terms.add(randomPredicate(random, depth - 1));
        }
        return kind == 3 ? new Predicate.And(terms) : new Predicate.Or(terms);
    }

    /** Text of all that means something to the grammar, with at most one kind of quote. */
    private static String randomText(Random random) {
        String alphabet = random.nextBoolean() ? "ab';|&,()[]$=!<>+-.@#% \u00e9\u4e2d" : "ab\";|&,()[]$=!<>+-.@#% \\";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static FilterGrammar.Node expected(Predicate predicate) {
        if (predicate instanceof Predicate.In in) {
            return new FilterGrammar.Test("Name", "=", texts(NAME, in.operands()));
        } else if (predicate instanceof Predicate.Comparison p) {
            String symbol =
                    p.operator() == Predicate.Operator.NE ? "!=" : p.operator().sql();
            return new FilterGrammar.Test("Estimate", symbol, texts(ESTIMATE, List.of(p.operand())));
        } else if (predicate instanceof Predicate.Not) {
            return new FilterGrammar.Test("Name", "+", List.of());
        } else if (predicate instanceof Predicate.And and) {
            return chain(and.terms(), ';');
        }
        return chain(((Predicate.Or) predicate).terms(), '|');
    }

    private static List<String> texts(Column column, List<Operand> operands) {
        return operands.stream()
                .map(o -> Encoder.encode(column, ((Operand.Literal) o).value()).orElseThrow())
                .distinct()
                .toList();
    }

    private static FilterGrammar.Node chain(List<Predicate> terms, char connector) {
        FilterGrammar.Node node = expected(terms.get(0));
        for (Predicate term : terms.subList(1, terms.size())) {
            node = new FilterGrammar.Pair(node, connector, expected(term));
        }
        return node;
    }
}
