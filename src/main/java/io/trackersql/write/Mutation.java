package io.trackersql.write;

import io.trackersql.model.Operation;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One write to one asset, as a statement means it. Keys are row values of the key column; that of an asset which a transaction will create
 * is provisional until then. Immutable.
 */
public sealed interface Mutation {
    /** The table of the asset; for a link table its rows' assets are meant, and the table is that of their type. */
    EntityTable table();

    /** The asset. */
    Object key();

    /** The attributes that it changes; none if the asset is deleted or operated on. */
    default List<Change> changes() {
        return List.of();
    }

    /** The same with other keys in the place of those that a map knows. */
    default Mutation withKeys(Map<Object, Object> keys) {
        Object key = keys.getOrDefault(key(), key());
        List<Change> changes = changes().stream().map(c -> c.withKeys(keys)).toList();
        if (this instanceof Create m) {
            return new Create(m.table(), key, changes);
        } else if (this instanceof Update m) {
            return new Update(m.table(), key, changes, m.present());
        } else if (this instanceof Delete m) {
            return new Delete(m.table(), key, m.present());
        }
        Operate m = (Operate) this;
        List<Object> arguments = new ArrayList<>(m.arguments());
        arguments.replaceAll(a -> a == null ? null : keys.getOrDefault(a, a));
        return new Operate(m.table(), key, m.operation(), arguments);
    }

    /**
     * Makes an asset.
     *
     * @param key provisional; the tracker gives another
     */
    record Create(EntityTable table, Object key, List<Change> changes) implements Mutation {
        /** Enough to recognise an asset. */
        private static final int NAME_CHARACTERS_SHOWN = 40;

        public Create {
            Objects.requireNonNull(key);
            changes = List.copyOf(changes);
        }

        /** The name that the asset is given, by which people know what is meant, cut for messages; empty if it is given none. */
        public Optional<String> shownName() {
            return changes.stream()
                    .filter(c -> table.entity()
                            .nameAttribute()
                            .filter(name -> c.column().path().steps().equals(List.of(name)))
                            .isPresent())
                    .flatMap(c -> c.values().stream())
                    .filter(String.class::isInstance)
                    .map(name -> cut(((String) name).strip().replaceAll("\\s+", " ")))
                    .filter(name -> !name.isEmpty())
                    .findFirst();
        }

        private static String cut(String name) {
            return name.codePointCount(0, name.length()) <= NAME_CHARACTERS_SHOWN
                    ? name
                    : name.substring(0, name.offsetByCodePoints(0, NAME_CHARACTERS_SHOWN)) + "...";
        }

        @Override
        public String toString() {
            return "INSERT " + table.name() + " "
                    + shownName().map(name -> "'" + name + "' (" + key + ")").orElseGet(key::toString);
        }
    }

    /**
     * Changes attributes of an asset.
     *
     * @param present values that the asset had when it was found, of columns that the writer asked for
     */
    record Update(EntityTable table, Object key, List<Change> changes, Map<Column, Object> present)
            implements Mutation {
        public Update {
            Objects.requireNonNull(key);
            changes = List.copyOf(changes);
            present = Collections.unmodifiableMap(new HashMap<>(present));
        }

        @Override
        public String toString() {
            return "UPDATE " + table.name() + " " + key;
        }
    }

    /**
     * Deletes an asset the way the tracker does.
     *
     * @param present values that the asset had when it was found, of columns that the writer asked for
     */
    record Delete(EntityTable table, Object key, Map<Column, Object> present) implements Mutation {
        public Delete {
            Objects.requireNonNull(key);
            present = Collections.unmodifiableMap(new HashMap<>(present));
        }

        @Override
        public String toString() {
            return "DELETE " + table.name() + " " + key;
        }
    }

    /**
     * Has the tracker do something with an asset.
     *
     * @param arguments row values in the order of {@link Operation#arguments}; null for one that is not given
     */
    record Operate(EntityTable table, Object key, Operation operation, List<Object> arguments) implements Mutation {
        public Operate {
            Objects.requireNonNull(key);
            arguments = Collections.unmodifiableList(Arrays.asList(arguments.toArray()));
        }

        @Override
        public String toString() {
            return "CALL " + table.name() + "_" + operation.name() + " " + key;
        }
    }
}
