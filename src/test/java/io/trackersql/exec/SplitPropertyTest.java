package io.trackersql.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.backend.Decision;
import io.trackersql.backend.PushDown;
import io.trackersql.query.Column;
import io.trackersql.query.Find;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import io.trackersql.query.Predicate.Truth;
import io.trackersql.query.PredicateEvaluator;
import io.trackersql.query.SortKey;
import io.trackersql.query.TrackerQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever verdicts a tracker gives, as long as they are honest, a scan gives the rows that plain evaluation gives: random
 * conditions with NULLs and all nestings, random verdicts, supersets that do let rows through.
 */
class SplitPropertyTest {
    private static final int ROUNDS = 3000;
    private static final List<Truth> TRUTHS = List.of(Truth.values());
    private static final List<Operator> OPERATORS = List.of(Operator.values());

    @Test
    void anyConditionSplitByAnyHonestTrackerGivesTheRowsOfPlainEvaluation() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("SplitPropertyTest: -Dseed=" + seed);
        Random random = new Random(seed);
        int asked = 0;
        int rechecked = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Predicate> filter = Stream.generate(() -> predicate(random, 3))
                    .limit(1 + random.nextInt(3))
                    .toList();
            FakeTracker fake = FakeTracker.of(rows(random));
            fake.pushDown = new RandomPushDown(random.nextInt());
            fake.claimsTotal = random.nextBoolean();
            Runs runs = Runs.over(fake).pageRows(1 + random.nextInt(50));
            if (random.nextInt(8) == 0) {
                runs.pushDownOff();
            }
            long offset = random.nextInt(4) == 0 ? random.nextInt(8) : 0;
            long limit = random.nextInt(4) == 0 ? random.nextInt(8) : Long.MAX_VALUE;
            TrackerQuery query = Runs.stories(filter.toArray(Predicate[]::new))
                    .withColumns(List.of(Rows.ID))
                    .withWindow(Runs.window(offset, limit));
            if (runs.settings.pushDown()) {
                query = query.withSort(List.of(new SortKey(Rows.SIZE, random.nextBoolean())));
            }
            List<Object> expected = expected(fake, query, offset, limit);

            String message = "-Dseed=" + seed + " round " + round + " " + query;
            assertThat(runs.firsts(query)).as(message).isEqualTo(expected);
            assertThat(runs.firsts(query.counted())).as(message).containsExactly((long) expected.size());
            ScanPlan plan = ScanPlan.of(query, new Tracker("t", fake), runs.settings);
            asked += plan.nativeQuery().filter().size();
            rechecked += plan.recheck().size();
        }
        assertThat(asked).isGreaterThan(ROUNDS / 4);
        assertThat(rechecked).isGreaterThan(ROUNDS / 4);
    }

    private static List<Object> expected(FakeTracker fake, TrackerQuery query, long offset, long limit) {
        PredicateEvaluator evaluator = PredicateEvaluator.of(query.filter(), Rows.STORY.columns());
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < fake.rowCount; i++) {
            rows.add(fake.rowAt.apply(i));
        }
        Comparator<Object[]> order = query.sort().isEmpty()
                ? Comparator.comparingInt(rows::indexOf)
                : Rows.order(query.sort().get(0), Rows.STORY);
        return rows.stream()
                .sorted(order)
                .filter(row -> evaluator.evaluate(row) == Truth.TRUE)
                .skip(offset)
                .limit(limit)
                .map(row -> row[0])
                .toList();
    }

    private static List<Object[]> rows(Random random) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            rows.add(new Object[] {
                "Story:" + i, value(Rows.NUMBER, random), value(Rows.SIZE, random), value(Rows.NAME, random)
            });
        }
        return rows;
    }

    private static Object value(Column column, Random random) {
        int n = random.nextInt(5);
        if (n == 4) {
            return null;
        } else if (column.equals(Rows.NUMBER)) {
            return (long) n;
        }
        return column.equals(Rows.SIZE)
                ? n / 2.0
                : List.of("a", "A", "ab", "a_b").get(n);
    }

    private static Predicate predicate(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 8 : 14);
        if (kind >= 8) {
            if (kind <= 9) {
                return new Predicate.Not(predicate(random, depth - 1));
            }
            List<Predicate> terms = Stream.generate(() -> predicate(random, depth - 1))
                    .limit(1 + random.nextInt(3))
                    .toList();
            return kind <= 11 ? new Predicate.And(terms) : new Predicate.Or(terms);
        }
        Column column = List.of(Rows.NUMBER, Rows.SIZE, Rows.NAME).get(random.nextInt(3));
        return switch (kind) {
            case 0 -> new Predicate.IsNull(column);
            case 1 ->
                new Predicate.In(
                        column,
                        Stream.generate(() -> operand(column, random))
                                .limit(random.nextInt(4))
                                .toList());
            case 2 ->
                new Predicate.Like(
                        Rows.NAME,
                        random.nextInt(6) == 0
                                ? new Operand.Literal(null)
                                : new Operand.Literal(
                                        List.of("a%", "%b", "a\\_b", "_").get(random.nextInt(4))),
                        Optional.of('\\'));
            case 3 ->
                random.nextInt(4) == 0
                        ? new Predicate.Constant(TRUTHS.get(random.nextInt(3)))
                        : new Predicate.Has(Rows.NAME, operand(Rows.NAME, random));
            default -> new Predicate.Comparison(column, OPERATORS.get(random.nextInt(6)), operand(column, random));
        };
    }

    private static Operand operand(Column column, Random random) {
        return new Operand.Literal(value(column, random));
    }

    /** Gives each leaf some honest verdict, always the same for the same leaf. */
    private record RandomPushDown(int seed) implements PushDown {
        @Override
        public Decision filter(Predicate leaf) {
            Set<Operand> operands = new HashSet<>(Conditions.operands(leaf));
            assertThat(operands).doesNotContain(new Operand.Literal(null));
            assertThat(leaf instanceof Predicate.Not not && not.term() instanceof Predicate.Comparison)
                    .as("a comparison has an opposite")
                    .isFalse();
            Random random = new Random(seed * 31L + leaf.toString().hashCode());
            Column column = leaf.columns().iterator().next();
            Predicate notNull = new Predicate.Not(new Predicate.IsNull(column));
            boolean needsValue = !(leaf instanceof Predicate.IsNull);
            return switch (random.nextInt(7)) {
                case 0, 1 -> Decision.exact(leaf, "as it is");
                case 2 ->
                    Decision.exact(
                            needsValue ? new Predicate.And(List.of(notNull, leaf)) : leaf, "as two, both of them");
                case 3 ->
                    Decision.superset(
                            new Predicate.Or(List.of(leaf, Rows.equal(Rows.NUMBER, (long) random.nextInt(4)))), "more");
                case 4 -> Decision.superset(needsValue ? notNull : leaf, "not null");
                case 5 ->
                    random.nextInt(3) == 0
                            ? Decision.superset(new Predicate.Constant(Truth.TRUE), "everything")
                            : Decision.none("not at all");
                default ->
                    isImpossible(leaf)
                            ? Decision.exact(
                                    new Predicate.Constant(random.nextBoolean() ? Truth.FALSE : Truth.UNKNOWN), "never")
                            : Decision.none("not at all");
            };
        }

        /** Nothing is lower than the lowest value. */
        private static boolean isImpossible(Predicate leaf) {
            return leaf instanceof Predicate.Comparison p
                    && p.operator() == Operator.LT
                    && (p.operand().equals(new Operand.Literal(0L))
                            || p.operand().equals(new Operand.Literal(0.0)));
        }

        @Override
        public Decision sort(List<SortKey> keys, boolean trackerText) {
            return Decision.exact(Conditions.ALWAYS, "alike");
        }

        @Override
        public Decision find(Find find) {
            return Decision.none("no");
        }

        @Override
        public List<OperatorVerdict> verdicts(Column column) {
            return List.of();
        }
    }
}
