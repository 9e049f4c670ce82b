package io.trackersql.backend.rules;

import io.trackersql.backend.Decision;
import io.trackersql.backend.PushDown;
import io.trackersql.backend.Verdict;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.query.Column.Cardinality;
import io.trackersql.query.Find;
import io.trackersql.query.LikePattern;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table of verdicts whose rows are {@link ColumnRules}: takes conditions and orders apart and asks the rules of the column. Products
 * say which rules a column has.
 */
public abstract class RuleTable implements PushDown {
    /** The row for a column. */
    protected abstract ColumnRules rules(Column column);

    /** Why no condition may stand on the column, whatever its rules say; empty if any may. */
    protected abstract Optional<String> whyNoFilter(Column column);

    /** Why the tracker does not sort by the column, whatever its rules say; empty if it may. */
    protected abstract Optional<String> whyNoSort(Column column);

    /** A typical value of the column, to show what becomes of conditions on it. */
    protected abstract Object example(Column column);

    @Override
    public final Decision filter(Predicate leaf) {
        if (leaf instanceof Predicate.Constant) {
            return Decision.exact(leaf, "known beforehand");
        }
        boolean isNegated = leaf instanceof Predicate.Not;
        Predicate term = leaf instanceof Predicate.Not not ? not.term() : leaf;
        ColumnRules rules = rules(column(term));
        return whyNoFilter(rules.column())
                .map(Decision::none)
                .orElseGet(() -> isNegated ? negated(rules, term) : plain(rules, term));
    }

    private static Column column(Predicate term) {
        if (term instanceof Predicate.Comparison p) {
            return p.column();
        } else if (term instanceof Predicate.In p) {
            return p.column();
        } else if (term instanceof Predicate.IsNull p) {
            return p.column();
        } else if (term instanceof Predicate.Like p) {
            return p.column();
        } else if (term instanceof Predicate.Has p) {
            return p.column();
        }
        throw new AssertionError("no leaf condition: " + term);
    }

    private static Decision plain(ColumnRules rules, Predicate term) {
        if (term instanceof Predicate.Comparison p) {
            return rules.compare(p.operator(), value(p.operand()));
        } else if (term instanceof Predicate.In p) {
            return rules.in(values(p.operands()));
        } else if (term instanceof Predicate.Like p) {
            return like(rules, pattern(p));
        } else if (term instanceof Predicate.Has p) {
            return rules.has(value(p.operand()).toString());
        }
        return rules.isNull();
    }

    private static Decision negated(ColumnRules rules, Predicate term) {
        if (term instanceof Predicate.Comparison) {
            throw new AssertionError("no leaf condition: NOT " + term);
        } else if (term instanceof Predicate.In p) {
            return rules.notIn(values(p.operands()));
        } else if (term instanceof Predicate.Like p) {
            return rules.notLike(pattern(p));
        } else if (term instanceof Predicate.Has p) {
            return rules.notHas(value(p.operand()).toString());
        }
        return rules.isNotNull();
    }

    private static LikePattern pattern(Predicate.Like like) {
        return LikePattern.parse((String) value(like.pattern()), like.escape());
    }

    /** LIKE without wildcards is equality. */
    private static Decision like(ColumnRules rules, LikePattern pattern) {
        boolean isLiteral = pattern.parts().stream().allMatch(part -> part instanceof LikePattern.Part.Text);
        if (!isLiteral) {
            return rules.like(pattern);
        }
        String text = pattern.parts().stream()
                .map(part -> ((LikePattern.Part.Text) part).text())
                .collect(Collectors.joining());
        return rules.compare(Predicate.Operator.EQ, text);
    }

    /** The value of a bound operand. */
    protected static Object value(Operand operand) {
        if (operand instanceof Operand.Literal literal && literal.value() != null) {
            return literal.value();
        }
        throw new AssertionError("an operand that is not bound to a value: " + operand);
    }

    private static List<Object> values(List<Operand> operands) {
        return operands.stream().map(RuleTable::value).toList();
    }

    @Override
    public final Decision sort(List<SortKey> keys, boolean trackerText) {
        Decision whole = Decision.none("there is nothing to sort by");
        for (int i = 0; i < keys.size(); i++) {
            Column column = keys.get(i).column();
            Decision decision = whyNoSort(column).map(Decision::none).orElseGet(() -> rules(column)
                    .sort(trackerText));
            if (decision.verdict() == Verdict.NONE) {
                return decision;
            } else if (decision.verdict() == Verdict.SUPERSET && i > 0) {
                return Decision.none(
                        "where the tracker sorts NULL is unknown, and only the first key's can be asked apart");
            } else if (i + 1 < keys.size() && isFinerThanShown(column)) {
                return Decision.none("the tracker tells values of " + column.name()
                        + " apart that are one here, and would compare the keys after it too late");
            }
            whole = i == 0 ? decision : whole;
        }
        return whole;
    }

    /** Empty text from NULL, upper case from lower, times by less than a millisecond. A key has one spelling. */
    private static boolean isFinerThanShown(Column column) {
        boolean isFine = column.type().isText() || column.type().isTimestamp() || column.type() == ValueType.DATE;
        return isFine && !column.isKey();
    }

    @Override
    public final List<OperatorVerdict> verdicts(Column column) {
        Operand example = new Operand.Literal(example(column));
        Operand pattern = new Operand.Literal("A%");
        List<OperatorVerdict> result = new ArrayList<>();
        for (Predicate.Operator operator : Predicate.Operator.values()) {
            add(result, operator.sql(), filter(new Predicate.Comparison(column, operator, example)));
        }
        Predicate in = new Predicate.In(column, List.of(example));
        add(result, "IN", filter(in));
        add(result, "NOT IN", filter(new Predicate.Not(in)));
        add(result, "IS NULL", filter(new Predicate.IsNull(column)));
        add(result, "IS NOT NULL", filter(new Predicate.Not(new Predicate.IsNull(column))));
        if (column.type().isText()) {
            Predicate like = new Predicate.Like(column, pattern, Optional.empty());
            add(result, "LIKE", filter(like));
            add(result, "NOT LIKE", filter(new Predicate.Not(like)));
            add(result, "FIND", find(new Find(column, pattern)));
        }
        if (column.cardinality() == Cardinality.JOINED) {
            Predicate has = new Predicate.Has(column, example);
            add(result, "HAS", filter(has));
            add(result, "NOT HAS", filter(new Predicate.Not(has)));
        }
        add(result, "ORDER BY", sort(List.of(new SortKey(column, false)), true));
        return result;
    }

    private static void add(List<OperatorVerdict> result, String operator, Decision decision) {
        result.add(new OperatorVerdict(operator, decision.verdict(), decision.reason()));
    }
}
