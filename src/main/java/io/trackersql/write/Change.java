package io.trackersql.write;

import io.trackersql.query.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What becomes of one attribute of an asset. Values are row values as {@link io.trackersql.model.ValueType} has them; those of
 * relations are keys, which may be provisional. Immutable.
 */
public sealed interface Change {
    /** The column that is written; its path says which attribute, or which part of one. */
    Column column();

    /** The keys and other values that it gives to the asset. */
    List<Object> values();

    /** Whether two changes are about one attribute, or one part of it, though they may have been named by columns of different tables. */
    default boolean isOfSameAttribute(Change other) {
        return column().path().equals(other.column().path());
    }

    /** The same with other keys in the place of those that a map knows; only values of relations are keys. */
    default Change withKeys(Map<Object, Object> keys) {
        if (column().role() != Column.Role.RELATION) {
            return this;
        } else if (this instanceof Members m) {
            return new Members(
                    m.column(),
                    with(m.added(), keys),
                    with(m.removed(), keys),
                    m.whole().map(w -> with(w, keys)));
        }
        Assign m = (Assign) this;
        return m.value() == null ? m : new Assign(m.column(), keys.getOrDefault(m.value(), m.value()));
    }

    private static List<Object> with(List<Object> values, Map<Object, Object> keys) {
        return values.stream().map(v -> keys.getOrDefault(v, v)).toList();
    }

    /**
     * Gives a single-valued attribute a value.
     *
     * @param value null clears the attribute
     */
    record Assign(Column column, Object value) implements Change {
        public Assign {
            Objects.requireNonNull(column);
        }

        @Override
        public List<Object> values() {
            return value == null ? List.of() : List.of(value);
        }
    }

    /**
     * Changes which values a multi-valued attribute has. For a new asset all values are added ones.
     *
     * @param added values that it does not have yet, as far as is known
     * @param removed values that it has, as far as is known
     * @param whole all values that it shall have in the end, where the statement says so; empty if it only adds or removes some
     */
    record Members(Column column, List<Object> added, List<Object> removed, Optional<List<Object>> whole)
            implements Change {
        public Members {
            Objects.requireNonNull(column);
            added = List.copyOf(added);
            removed = List.copyOf(removed);
            whole = whole.map(List::copyOf);
        }

        @Override
        public List<Object> values() {
            List<Object> values = new ArrayList<>(whole.orElse(added));
            values.addAll(removed);
            return values;
        }
    }
}
