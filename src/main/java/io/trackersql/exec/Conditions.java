package io.trackersql.exec;

import io.trackersql.query.Column;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Truth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts conditions into the form in which they are divided between tracker and driver: NOT only directly around IN, IS NULL, LIKE
 * and HAS, no bound NULL, constants folded, no term twice.
 *
 * <p>The form is TRUE for the same rows as the condition. It does not tell FALSE from UNKNOWN: above it there is no NOT any more,
 * and a row that is not TRUE is not in the result either way.
 */
final class Conditions {
    static final Predicate ALWAYS = new Predicate.Constant(Truth.TRUE);
    static final Predicate NEVER = new Predicate.Constant(Truth.FALSE);

    private Conditions() {}

    /** The normal form of a condition. */
    static Predicate normal(Predicate predicate) {
        return normal(predicate, false);
    }

    /** All of the terms, in normal form if they are. */
    static Predicate all(List<Predicate> terms) {
        Set<Predicate> kept = new LinkedHashSet<>();
        for (Predicate term : terms) {
            if (isNever(term)) {
                return NEVER;
            } else if (term instanceof Predicate.And and) {
                kept.addAll(and.terms());
            } else if (!isAlways(term)) {
                kept.add(term);
            }
        }
        return kept.isEmpty()
                ? ALWAYS
                : kept.size() == 1 ? kept.iterator().next() : new Predicate.And(List.copyOf(kept));
    }

    /** Any of the terms, in normal form if they are. */
    static Predicate any(List<Predicate> terms) {
        Set<Predicate> kept = new LinkedHashSet<>();
        for (Predicate term : terms) {
            if (isAlways(term)) {
                return ALWAYS;
            } else if (term instanceof Predicate.Or or) {
                kept.addAll(or.terms());
            } else if (!isNever(term)) {
                kept.add(term);
            }
        }
        return kept.isEmpty() ? NEVER : kept.size() == 1 ? kept.iterator().next() : new Predicate.Or(List.copyOf(kept));
    }

    /** Whether it is TRUE for every row. */
    static boolean isAlways(Predicate predicate) {
        return predicate instanceof Predicate.Constant constant && constant.truth() == Truth.TRUE;
    }

    /** Whether it is TRUE for no row. */
    static boolean isNever(Predicate predicate) {
        return predicate instanceof Predicate.Constant constant && constant.truth() != Truth.TRUE;
    }

    /** Whether a condition in normal form can be TRUE only of rows that have a value in the column. */
    static boolean isNeverTrueOfNull(Predicate predicate, Column column) {
        Predicate leaf = predicate instanceof Predicate.Not not ? not.term() : predicate;
        boolean isTestForNull = leaf instanceof Predicate.IsNull && leaf.equals(predicate);
        boolean isLeaf =
                !(leaf instanceof Predicate.And || leaf instanceof Predicate.Or || leaf instanceof Predicate.Constant);
        return isLeaf && !isTestForNull && leaf.columns().contains(column);
    }

    /** Whether a value is a bound NULL. */
    static boolean isNull(Operand operand) {
        return operand instanceof Operand.Literal literal && literal.value() == null;
    }

    /** The values and parameters of a condition, in order. */
    static List<Operand> operands(Predicate predicate) {
        List<Operand> operands = new ArrayList<>();
        for (Predicate leaf : predicate.leaves()) {
            if (leaf instanceof Predicate.Comparison p) {
                operands.add(p.operand());
            } else if (leaf instanceof Predicate.In p) {
                operands.addAll(p.operands());
            } else if (leaf instanceof Predicate.Like p) {
                operands.add(p.pattern());
            } else if (leaf instanceof Predicate.Has p) {
                operands.add(p.operand());
            }
        }
        return operands;
    }

    private static Predicate normal(Predicate predicate, boolean negated) {
        if (predicate instanceof Predicate.Constant p) {
            return (negated ? p.truth().not() : p.truth()) == Truth.TRUE ? ALWAYS : NEVER;
        } else if (predicate instanceof Predicate.Not p) {
            return normal(p.term(), !negated);
        } else if (predicate instanceof Predicate.And p) {
            List<Predicate> terms =
                    p.terms().stream().map(t -> normal(t, negated)).toList();
            return negated ? any(terms) : all(terms);
        } else if (predicate instanceof Predicate.Or p) {
            List<Predicate> terms =
                    p.terms().stream().map(t -> normal(t, negated)).toList();
            return negated ? all(terms) : any(terms);
        }
        return normalLeaf(predicate, negated);
    }

    private static Predicate normalLeaf(Predicate predicate, boolean negated) {
        if (predicate instanceof Predicate.Comparison p) {
            if (isNull(p.operand())) {
                return NEVER;
            }
            return negated ? new Predicate.Comparison(p.column(), p.operator().negated(), p.operand()) : p;
        } else if (predicate instanceof Predicate.In p) {
            return normalIn(p, negated);
        } else if (predicate instanceof Predicate.Like p && isNull(p.pattern())) {
            return NEVER;
        } else if (predicate instanceof Predicate.Has p && isNull(p.operand())) {
            return NEVER;
        }
        return negated ? new Predicate.Not(predicate) : predicate;
    }

    /** A NULL in the list matches nothing; but what is not in the list is UNKNOWN to be outside of it. */
    private static Predicate normalIn(Predicate.In in, boolean negated) {
        Set<Operand> operands = new LinkedHashSet<>(in.operands());
        boolean hasNull = operands.removeIf(Conditions::isNull);
        if (negated && hasNull) {
            return NEVER;
        } else if (operands.isEmpty()) {
            return negated ? ALWAYS : NEVER;
        }
        Predicate reduced = new Predicate.In(in.column(), List.copyOf(operands));
        return negated ? new Predicate.Not(reduced) : reduced;
    }
}
