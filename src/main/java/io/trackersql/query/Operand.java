package io.trackersql.query;

import io.trackersql.model.ValueType;

/** The side of a predicate that is no column: a value, or a parameter that is bound to one before execution. */
public sealed interface Operand {
    /** A row value of the column's type, see {@link ValueType}; null is SQL NULL. */
    record Literal(Object value) implements Operand {
        @Override
        public String toString() {
            return value instanceof String text ? "'" + text.replace("'", "''") + "'" : String.valueOf(value);
        }
    }

    /** The parameter marker with that index, counted from 0. */
    record Parameter(int index) implements Operand {
        @Override
        public String toString() {
            return "?" + index;
        }
    }
}
