package io.trackersql.write;

import io.trackersql.query.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The writes that a transaction has not sent yet, in their order. Changes of one asset are joined into one write where nothing in between could tell
 * the difference. Not thread-safe.
 */
public final class MutationBuffer {
    private List<Pending> pending = new ArrayList<>();

    /** A write that waits, and the tracker that it is for. */
    public record Pending(String tracker, Mutation mutation) {
        private boolean isOf(String otherTracker, Object key) {
            return tracker.equals(otherTracker) && mutation.key().equals(key);
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
            addUpdate(tracker, update);
        } else if (mutation instanceof Mutation.Delete delete && isCreated(tracker, delete.key())) {
            addDeletionOfNew(tracker, delete);
        } else {
            pending.add(new Pending(tracker, mutation));
        }
    }

    private void addUpdate(String tracker, Mutation.Update update) {
        int earlier = pending.size() - 1;
        while (earlier >= 0 && !pending.get(earlier).isOf(tracker, update.key())) {
            if (isBarrier(pending.get(earlier).mutation(), update)) {
                earlier = -1;
            }
            earlier--;
        }
        Mutation before = earlier < 0 ? null : pending.get(earlier).mutation();
        if (before instanceof Mutation.Create create) {
            pending.set(
                    earlier,
                    new Pending(
                            tracker,
                            new Mutation.Create(
                                    create.table(), create.key(), joined(create.changes(), update.changes()))));
        } else if (before instanceof Mutation.Update first) {
            Map<Column, Object> present = new HashMap<>(update.present());
            present.putAll(first.present());
            pending.set(
                    earlier,
                    new Pending(
                            tracker,
                            new Mutation.Update(
                                    first.table(), first.key(), joined(first.changes(), update.changes()), present)));
        } else {
            pending.add(new Pending(tracker, update));
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
        if (isMentioned) {
            pending.add(new Pending(tracker, delete));
        } else {
            pending.removeIf(p -> p.isOf(tracker, delete.key()));
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
        Set<Object> moved = new java.util.LinkedHashSet<>(values);
        moved.addAll(added);
        moved.removeAll(new HashSet<>(removed));
        return List.copyOf(moved);
    }

    /** Whether the asset is one that waits to be created. */
    public boolean isCreated(String tracker, Object key) {
        return created(tracker, key) != null;
    }

    /** The table in which the asset that has this provisional key waits to be created; null if none does. */
    public Mutation.Create created(String tracker, Object key) {
        return pending.stream()
                .filter(p -> p.isOf(tracker, key) && p.mutation() instanceof Mutation.Create)
                .map(p -> (Mutation.Create) p.mutation())
                .findFirst()
                .orElse(null);
    }

    /** Whether the asset waits to be deleted. */
    public boolean isDeleted(String tracker, Object key) {
        return pending.stream().anyMatch(p -> p.isOf(tracker, key) && p.mutation() instanceof Mutation.Delete);
    }

    /** The columns of an asset that wait to be changed. */
    public Set<Column> changed(String tracker, Object key) {
        Set<Column> changed = new HashSet<>();
        for (Pending p : pending) {
            if (p.isOf(tracker, key)) {
                p.mutation().changes().forEach(c -> changed.add(c.column()));
            }
        }
        return changed;
    }

    /** What waits, oldest first. */
    public List<Pending> pending() {
        return List.copyOf(pending);
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return pending.isEmpty();
    }

    /** What waits now, for {@link #reset}. */
    public Mark mark() {
        return new Mark(pending);
    }

    /** Drops all writes that came after a mark; those that were sent since then do not come back. */
    public void reset(Mark mark) {
        pending = new ArrayList<>(mark.pending);
    }

    /** Drops all writes but these. */
    public void keep(List<Pending> kept) {
        pending = new ArrayList<>(kept);
    }
}
