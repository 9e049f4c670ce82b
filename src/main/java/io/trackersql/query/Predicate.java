package io.trackersql.query;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A condition on one row that a tracker may be able to answer and {@link PredicateEvaluator} always can, with SQL's three
 * truth values. The texts that {@code toString} gives appear in EXPLAIN and tell plans apart.
 */
public sealed interface Predicate {
    /** The conditions without AND, OR and NOT that it is made of, in order. */
    default List<Predicate> leaves() {
        List<Predicate> terms;
        if (this instanceof And p) {
            terms = p.terms();
        } else if (this instanceof Or p) {
            terms = p.terms();
        } else if (this instanceof Not p) {
            terms = List.of(p.term());
        } else {
            return List.of(this);
        }
        return terms.stream().flatMap(t -> t.leaves().stream()).toList();
    }

    /** The columns that it tests, in order. */
    default Set<Column> columns() {
        Set<Column> columns = new LinkedHashSet<>();
        for (Predicate leaf : leaves()) {
            if (leaf instanceof Comparison p) {
                columns.add(p.column());
            } else if (leaf instanceof In p) {
                columns.add(p.column());
            } else if (leaf instanceof IsNull p) {
                columns.add(p.column());
            } else if (leaf instanceof Like p) {
                columns.add(p.column());
            } else if (leaf instanceof Has p) {
                columns.add(p.column());
            }
        }
        return columns;
    }

    /** A truth value that is known beforehand. */
    record Constant(Truth truth) implements Predicate {
        @Override
        public String toString() {
            return truth.name();
        }
    }

    /** {@code column operator operand}; UNKNOWN if either side is NULL. Text is compared exactly, character by character. */
    record Comparison(Column column, Operator operator, Operand operand) implements Predicate {
        @Override
        public String toString() {
            return column + " " + operator.sql() + " " + operand.text(column.type());
        }
    }

    /** {@code column IN (operands)}. */
    record In(Column column, List<Operand> operands) implements Predicate {
        public In {
            operands = List.copyOf(operands);
        }

        /** Whether a column has one of these row values. */
        public static In of(Column column, Collection<?> values) {
            return new In(
                    column, values.stream().<Operand>map(Operand.Literal::new).toList());
        }

        @Override
        public String toString() {
            return column + " IN ("
                    + operands.stream().map(o -> o.text(column.type())).collect(Collectors.joining(", ")) + ")";
        }
    }

    /** {@code column IS NULL}: never UNKNOWN. */
    record IsNull(Column column) implements Predicate {
        @Override
        public String toString() {
            return column + " IS NULL";
        }
    }

    /** {@code column LIKE pattern ESCAPE escape}. */
    record Like(Column column, Operand pattern, Optional<Character> escape) implements Predicate {
        @Override
        public String toString() {
            return column + " LIKE " + pattern
                    + escape.map(c -> " ESCAPE '" + c + "'").orElse("");
        }
    }

    /** {@code HAS(column, operand)}: whether the text of a multi-valued column lists that value. UNKNOWN if either is NULL. */
    record Has(Column column, Operand operand) implements Predicate {
        @Override
        public String toString() {
            return "HAS(" + column + ", " + operand + ")";
        }
    }

    /** All of them. */
    record And(List<Predicate> terms) implements Predicate {
        public And {
            terms = List.copyOf(terms);
        }

        @Override
        public String toString() {
            return "(" + joined(terms, " AND ") + ")";
        }
    }

    /** Any of them. */
    record Or(List<Predicate> terms) implements Predicate {
        public Or {
            terms = List.copyOf(terms);
        }

        @Override
        public String toString() {
            return "(" + joined(terms, " OR ") + ")";
        }
    }

    /** The opposite; UNKNOWN stays UNKNOWN. */
    record Not(Predicate term) implements Predicate {
        @Override
        public String toString() {
            return "NOT " + term;
        }
    }

    /** The comparison operators of SQL. */
    enum Operator {
        EQ("="),
        NE("<>"),
        LT("<"),
        LE("<="),
        GT(">"),
        GE(">=");

        private final String sql;

        Operator(String sql) {
            this.sql = sql;
        }

        /** As SQL spells it. */
        public String sql() {
            return sql;
        }

        /** The operator that is TRUE where this one is FALSE. */
        public Operator negated() {
            return switch (this) {
                case EQ -> NE;
                case NE -> EQ;
                case LT -> GE;
                case LE -> GT;
                case GT -> LE;
                case GE -> LT;
            };
        }

        /** The operator with both sides exchanged. */
        public Operator mirrored() {
            return switch (this) {
                case EQ, NE -> this;
                case LT -> GT;
                case LE -> GE;
                case GT -> LT;
                case GE -> LE;
            };
        }

        /** Whether a comparison result as of {@link Comparable#compareTo} satisfies the operator. */
        public boolean holds(int comparison) {
            return switch (this) {
                case EQ -> comparison == 0;
                case NE -> comparison != 0;
                case LT -> comparison < 0;
                case LE -> comparison <= 0;
                case GT -> comparison > 0;
                case GE -> comparison >= 0;
            };
        }
    }

    /** SQL's truth values. */
    enum Truth {
        FALSE,
        UNKNOWN,
        TRUE;

        /** TRUE or FALSE. */
        public static Truth of(boolean value) {
            return value ? TRUE : FALSE;
        }

        /** SQL's AND: the lesser. */
        public Truth and(Truth other) {
            return compareTo(other) <= 0 ? this : other;
        }

        /** SQL's OR: the greater. */
        public Truth or(Truth other) {
            return compareTo(other) >= 0 ? this : other;
        }

        /** SQL's NOT. */
        public Truth not() {
            return switch (this) {
                case FALSE -> TRUE;
                case UNKNOWN -> UNKNOWN;
                case TRUE -> FALSE;
            };
        }
    }

    private static String joined(List<?> parts, String separator) {
        return parts.stream().map(String::valueOf).collect(Collectors.joining(separator));
    }
}
