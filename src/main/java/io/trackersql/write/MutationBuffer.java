package io.trackersql.write;

import io.trackersql.query.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The writes that a transaction has not sent yet, in their order. Changes of one asset are joined into one write where nothing in between could tell
 * the difference. Not thread-safe.
 */
public final class MutationBuffer {
    private List<Pending> pending = new ArrayList<>();

    /** Where the last write of each asset is. */
    private final Map<Asset, Integer> last = new HashMap<>();

    private record Asset(String tracker, Object key) {}

    /** A write that waits, and the tracker that it is for. */
    public record Pending(String tracker, Mutation mutation) {
        private Asset asset() {
            return new Asset(tracker, mutation.key());
        }
    }

    /** The writes that waited at one moment. Immutable. */
    public static final class Mark {
        private final List<Pending> pending;

        private Mark(List<Pending> pending) {
            this.pending = List.copyOf(pending);
        }
    }

    /** Adds a write behind all others. */
    public void add(String tracker, Mutation mutation) {
        if (mutation instanceof Mutation.Update update) {
            addUpdate(new Pending(tracker, update), update);
        } else if (mutation instanceof Mutation.Delete delete && isCreated(tracker, delete.key())) {
            addDeletionOfNew(tracker, delete);
        } else {
            append(new Pending(tracker, mutation));
        }
    }

    private void append(Pending write) {
        last.put(write.asset(), pending.size());
        pending.add(write);
    }

    private void addUpdate(Pending write, Mutation.Update update) {
        Integer place = last.get(write.asset());
        boolean isJoined = place != null
                && pending.subList(place + 1, pending.size()).stream()
                        .noneMatch(between -> isBarrier(between.mutation(), update));
        Mutation before = isJoined ? pending.get(place).mutation() : null;
        if (before instanceof Mutation.Create create) {
            List<Change> changes = joined(create.changes(), update.changes());
            pending.set(
                    place, new Pending(write.tracker(), new Mutation.Create(create.table(), create.key(), changes)));
        } else if (before instanceof Mutation.Update first) {
            Map<Column, Object> present = new HashMap<>(update.present());
            present.putAll(first.present());
            List<Change> changes = joined(first.changes(), update.changes());
            pending.set(
                    place,
                    new Pending(write.tracker(), new Mutation.Update(first.table(), first.key(), changes, present)));
        } else {
            append(write);
        }
    }

    /** Whether an update may not move before a write: one that it depends on, or whose effects nobody here knows. */
    private static boolean isBarrier(Mutation before, Mutation.Update update) {
        return !(before instanceof Mutation.Update)
                && (!(before instanceof Mutation.Create)
                        || update.changes().stream().anyMatch(c -> c.values().contains(before.key())));
    }

    /** An asset that was never sent need not be deleted, unless others were told of it. */
    private void addDeletionOfNew(String tracker, Mutation.Delete delete) {
        boolean isMentioned = pending.stream()
                .filter(p -> p.tracker().equals(tracker))
                .anyMatch(p -> mentions(p.mutation(), delete.key()));
        Pending write = new Pending(tracker, delete);
        if (isMentioned) {
            append(write);
        } else {
            keep(pending.stream().filter(p -> !p.asset().equals(write.asset())).toList());
        }
    }

    private static boolean mentions(Mutation mutation, Object key) {
        boolean operates = mutation instanceof Mutation.Operate operate
                && (operate.key().equals(key) || operate.arguments().contains(key));
        return operates || mutation.changes().stream().anyMatch(c -> c.values().contains(key));
    }

    private static List<Change> joined(List<Change> first, List<Change> second) {
        Map<Column, Change> changes = new LinkedHashMap<>();
        first.forEach(c -> changes.put(c.column(), c));
        second.forEach(c -> changes.merge(c.column(), c, MutationBuffer::joined));
        return List.copyOf(changes.values());
    }

    private static Change joined(Change first, Change second) {
        if (!(first instanceof Change.Members before)
                || !(second instanceof Change.Members after)
                || after.whole().isPresent()) {
            return second;
        }
        return new Change.Members(
                after.column(),
                moved(before.added(), after.added(), after.removed()),
                moved(before.removed(), after.removed(), after.added()),
                before.whole().map(whole -> moved(whole, after.added(), after.removed())));
    }

    private static List<Object> moved(List<Object> values, List<Object> added, List<Object> removed) {
        Set<Object> moved = new LinkedHashSet<>(values);
        moved.addAll(added);
        moved.removeAll(new HashSet<>(removed));
        return List.copyOf(moved);
    }

    /** Whether the asset is one that waits to be created. */
    public boolean isCreated(String tracker, Object key) {
        return writes(tracker, key).stream().anyMatch(Mutation.Create.class::isInstance);
    }

    /** Whether the asset waits to be deleted. */
    public boolean isDeleted(String tracker, Object key) {
        Integer place = last.get(new Asset(tracker, key));
        return place != null && pending.get(place).mutation() instanceof Mutation.Delete;
    }

    /** The columns of an asset that wait to be changed. */
    public Set<Column> changed(String tracker, Object key) {
        Set<Column> changed = new HashSet<>();
        writes(tracker, key).forEach(m -> m.changes().forEach(c -> changed.add(c.column())));
        return changed;
    }

    private List<Mutation> writes(String tracker, Object key) {
        Asset asset = new Asset(tracker, key);
        return last.containsKey(asset)
                ? pending.stream()
                        .filter(p -> p.asset().equals(asset))
                        .map(Pending::mutation)
                        .toList()
                : List.of();
    }

    /** What waits, oldest first. */
    public List<Pending> pending() {
        return List.copyOf(pending);
    }

    /** What waits now, for {@link #reset}. */
    public Mark mark() {
        return new Mark(pending);
    }

    /** Drops all writes that came after a mark; the mark must be one of this transaction. */
    public void reset(Mark mark) {
        keep(mark.pending);
    }

    /** Drops all writes but these. */
    public void keep(List<Pending> kept) {
        pending = new ArrayList<>();
        last.clear();
        kept.forEach(this::append);
    }
}
