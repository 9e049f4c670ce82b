package io.trackersql.query;

import io.trackersql.query.Predicate.Truth;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A predicate made ready to be tested on rows of one layout, with SQL's three truth values. All operands must be bound.
 * Thread-safe, since it keeps nothing between rows.
 */
public final class PredicateEvaluator {
    @SuppressWarnings("unchecked") // operands are row values of their column's type
    private static final Comparator<Object> NATURAL = (a, b) -> ((Comparable<Object>) a).compareTo(b);

    private final Function<Object[], Truth> test;

    private PredicateEvaluator(Function<Object[], Truth> test) {
        this.test = test;
    }

    /** An evaluator for the conjunction of the predicates over rows that hold these columns in this order. */
    public static PredicateEvaluator of(List<Predicate> conjuncts, List<Column> layout) {
        return new PredicateEvaluator(compile(new Predicate.And(conjuncts), layout));
    }

    /** The predicate's truth value for the row. */
    public Truth evaluate(Object[] row) {
        return test.apply(row);
    }

    private static Function<Object[], Truth> compile(Predicate predicate, List<Column> layout) {
        if (predicate instanceof Predicate.Constant p) {
            return row -> p.truth();
        } else if (predicate instanceof Predicate.Comparison p) {
            return comparison(p, index(layout, p.column()));
        } else if (predicate instanceof Predicate.In p) {
            return in(p, index(layout, p.column()));
        } else if (predicate instanceof Predicate.IsNull p) {
            int index = index(layout, p.column());
            return row -> Truth.of(row[index] == null);
        } else if (predicate instanceof Predicate.Like p) {
            return like(p, index(layout, p.column()));
        } else if (predicate instanceof Predicate.Has p) {
            return has(p, index(layout, p.column()));
        } else if (predicate instanceof Predicate.And p) {
            return and(p, layout);
        } else if (predicate instanceof Predicate.Or p) {
            return or(p, layout);
        } else if (predicate instanceof Predicate.Not p) {
            Function<Object[], Truth> term = compile(p.term(), layout);
            return row -> term.apply(row).not();
        }
        throw new AssertionError("a kind of predicate that nobody evaluates: " + predicate);
    }

    private static Function<Object[], Truth> and(Predicate.And predicate, List<Column> layout) {
        List<Function<Object[], Truth>> terms =
                predicate.terms().stream().map(t -> compile(t, layout)).toList();
        return row -> {
            Truth truth = Truth.TRUE;
            for (Function<Object[], Truth> term : terms) {
                truth = truth.and(term.apply(row));
                if (truth == Truth.FALSE) {
                    break;
                }
            }
            return truth;
        };
    }

    private static Function<Object[], Truth> or(Predicate.Or predicate, List<Column> layout) {
        List<Function<Object[], Truth>> terms =
                predicate.terms().stream().map(t -> compile(t, layout)).toList();
        return row -> {
            Truth truth = Truth.FALSE;
            for (Function<Object[], Truth> term : terms) {
                truth = truth.or(term.apply(row));
                if (truth == Truth.TRUE) {
                    break;
                }
            }
            return truth;
        };
    }

    private static Function<Object[], Truth> comparison(Predicate.Comparison predicate, int index) {
        Object operand = value(predicate.operand());
        if (operand == null) {
            return row -> Truth.UNKNOWN;
        }
        Predicate.Operator operator = predicate.operator();
        Comparator<Object> order = order(operand);
        return row -> {
            Object left = row[index];
            return left == null ? Truth.UNKNOWN : Truth.of(operator.holds(order.compare(left, operand)));
        };
    }

    private static Function<Object[], Truth> in(Predicate.In predicate, int index) {
        List<Object> given =
                predicate.operands().stream().map(PredicateEvaluator::value).toList();
        if (given.isEmpty()) {
            return row -> Truth.FALSE;
        }
        Truth absent = given.contains(null) ? Truth.UNKNOWN : Truth.FALSE;
        Collection<Object> values = values(given);
        return row -> {
            Object left = row[index];
            return left == null ? Truth.UNKNOWN : values.contains(left) ? Truth.TRUE : absent;
        };
    }

    /** The values other than null, found by hash where the hash agrees with SQL's equality. */
    private static Collection<Object> values(List<Object> given) {
        List<Object> values = given.stream().filter(Objects::nonNull).toList();
        if (values.stream().allMatch(v -> v instanceof Double || v instanceof byte[])) {
            Set<Object> ordered = new TreeSet<>(values.isEmpty() ? NATURAL : order(values.get(0)));
            ordered.addAll(values);
            return ordered;
        }
        return new HashSet<>(values);
    }

    /** SQL's order of values like this one; it knows no negative zero, and bytes are unsigned. */
    private static Comparator<Object> order(Object value) {
        if (value instanceof Double) {
            return (a, b) -> Double.compare((Double) a + 0.0, (Double) b + 0.0);
        } else if (value instanceof byte[]) {
            return (a, b) -> Arrays.compareUnsigned((byte[]) a, (byte[]) b);
        }
        return NATURAL;
    }

    private static Function<Object[], Truth> like(Predicate.Like predicate, int index) {
        Object pattern = value(predicate.pattern());
        if (pattern == null) {
            return row -> Truth.UNKNOWN;
        }
        LikeMatcher matcher =
                LikePattern.parse((String) pattern, predicate.escape()).matcher();
        return row -> {
            Object left = row[index];
            return left == null ? Truth.UNKNOWN : Truth.of(matcher.matches((String) left));
        };
    }

    private static Function<Object[], Truth> has(Predicate.Has predicate, int index) {
        Object element = value(predicate.operand());
        if (element == null) {
            return row -> Truth.UNKNOWN;
        }
        String wanted = element.toString();
        return row -> {
            Object left = row[index];
            return left == null ? Truth.UNKNOWN : Truth.of(MultiValue.has((String) left, wanted));
        };
    }

    private static Object value(Operand operand) {
        if (operand instanceof Operand.Literal literal) {
            return literal.value();
        }
        throw new AssertionError("an operand was not bound: " + operand);
    }

    private static int index(List<Column> layout, Column column) {
        int index = layout.indexOf(column);
        if (index < 0) {
            throw new AssertionError("the row does not hold " + column);
        }
        return index;
    }
}
