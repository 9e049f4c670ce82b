package io.trackersql.write;

import io.trackersql.query.Column;
import io.trackersql.query.Path;
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
            append(new Pending(write.tracker(), behindOthers(write.tracker(), update)));
        }
    }

    /**
     * An update that is made behind others of its asset. It was made of what the tracker has now, so that lists and present values are told
     * anew as the others will leave them.
     */
    private Mutation.Update behindOthers(String tracker, Mutation.Update update) {
        List<Change> changes = new ArrayList<>(update.changes());
        Map<Column, Object> present = new HashMap<>(update.present());
        for (Mutation before : writes(tracker, update.key())) {
            for (Change first : before.changes()) {
                changes.replaceAll(second -> second.isOfSameAttribute(first) ? behind(first, second) : second);
                if (first instanceof Change.Assign assign && present.containsKey(assign.column())) {
                    present.put(assign.column(), assign.value());
                }
            }
        }
        return new Mutation.Update(update.table(), update.key(), changes, present);
    }

    private static Change behind(Change first, Change second) {
        if (!(first instanceof Change.Members before)
                || !(second instanceof Change.Members after)
                || after.whole().isEmpty()) {
            return second;
        }
        List<Object> whole = after.whole().get();
        Set<Object> added = new LinkedHashSet<>(after.added());
        before.added().forEach(added::remove);
        before.removed().stream().filter(whole::contains).forEach(added::add);
        Set<Object> removed = new LinkedHashSet<>(after.removed());
        before.removed().forEach(removed::remove);
        before.added().stream().filter(value -> !whole.contains(value)).forEach(removed::add);
        return new Change.Members(after.column(), List.copyOf(added), List.copyOf(removed), after.whole());
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
        // a link table has columns of its own for the attributes of the asset's table
        Map<Path, Change> changes = new LinkedHashMap<>();
        first.forEach(c -> changes.put(c.column().path(), c));
        second.forEach(c -> changes.merge(c.column().path(), c, MutationBuffer::joined));
        return changes.values().stream().filter(c -> !isNothing(c)).toList();
    }

    /** Whether a list is left as the tracker has it, such as after it was changed and changed back. */
    private static boolean isNothing(Change change) {
        return change instanceof Change.Members members
                && members.added().isEmpty()
                && members.removed().isEmpty();
    }

    private static Change joined(Change first, Change second) {
        if (!(first instanceof Change.Members before)
                || !(second instanceof Change.Members after)
                || after.whole().isPresent()) {
            return second;
        }
        return new Change.Members(
                before.column(),
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

    /** The attributes of an asset, or the parts of some, that wait to be changed. */
    public Set<Path> changed(String tracker, Object key) {
        Set<Path> changed = new HashSet<>();
        writes(tracker, key)
                .forEach(m -> m.changes().forEach(c -> changed.add(c.column().path())));
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
