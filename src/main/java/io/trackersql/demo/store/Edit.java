package io.trackersql.demo.store;

import io.trackersql.demo.store.DemoAttribute.Flag;
import io.trackersql.demo.store.DemoType.Pointer;
import io.trackersql.demo.store.Violation.Rule;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One change under way: what becomes of assets when the transaction ends.
 *
 * <p>A write to one side of a relation is kept on the side that stores it, whichever that is; the asset on that side gets a new
 * version too. For the thread of its transaction only.
 */
public final class Edit {
    private final DemoStore store;
    private final Writes writes;
    private final Asset by;
    private final long ticks;
    private final String comment;
    private final Map<Asset, Pending> pending = new LinkedHashMap<>();
    private final Map<Asset, Object[]> moved = new HashMap<>();

    /** What an asset is going to be. */
    private static final class Pending {
        private final Object[] cells;
        private final boolean created;
        private int state;

        Pending(Object[] cells, int state, boolean created) {
            this.cells = cells;
            this.state = state;
            this.created = created;
        }
    }

    Edit(DemoStore store, Writes writes, Asset by, long ticks, String comment) {
        this.store = store;
        this.writes = writes;
        this.by = by;
        this.ticks = ticks;
        this.comment = comment;
    }

    /** The member who makes the change. */
    public Asset by() {
        return by;
    }

    /** When the change is made, on the tracker's local clock. */
    public LocalDateTime localTime() {
        return Computations.at(ticks, store.zone());
    }

    /** A new asset, with its number and at the end of its order; the rest is to be set. It has no versions before the end. */
    public Asset create(DemoType type) {
        Asset asset = new Asset(type, writes.nextId());
        Pending made = new Pending(new Object[type.slots()], Version.ACTIVE, true);
        pending.put(asset, made);
        type.numberPrefix().ifPresent(prefix -> type.attribute("Number")
                .ifPresent(number -> made.cells[number.slot()] = writes.nextNumber(type, prefix, number)));
        type.pointer(Pointer.DEFAULT_ORDER_BY)
                .filter(order -> order.kind() == AttributeKind.RANK)
                .ifPresent(order -> made.cells[order.slot()] = lastRank(order) + 1);
        return asset;
    }

    /** Gives an asset a new version even if nothing else is changed. */
    public void touch(Asset asset) {
        pending(asset);
    }

    /** Sets the state of an asset: 0, 64, 128, 200, 208 or 255. */
    public void state(Asset asset, int state) {
        pending(asset).state = state;
    }

    /**
     * Sets the value of an attribute.
     *
     * @param value null for none, an Object[] for a multi-valued attribute
     */
    public void set(Asset asset, DemoAttribute attribute, Object value) {
        if (attribute.multi()) {
            List<Object> wanted = list(value);
            held(asset, attribute).stream()
                    .filter(known -> !wanted.contains(known))
                    .forEach(known -> remove(asset, attribute, known));
            wanted.forEach(each -> add(asset, attribute, each));
            return;
        }
        boolean empty = value == null || value.equals("");
        if (empty && attribute.has(Flag.REQUIRED)) {
            throw Violation.of(Rule.REQUIRED, asset.type(), attribute);
        }
        check(asset, attribute, value);
        pending(asset).cells[attribute.slot()] = value;
    }

    /** Adds a value to a multi-valued attribute, unless it is there. */
    public void add(Asset asset, DemoAttribute attribute, Object value) {
        if (attribute.source() instanceof AttributeSource.Reverse reverse) {
            link(asset, attribute, reverse, (Asset) value);
            return;
        }
        check(asset, attribute, value);
        Object[] cells = pending(asset).cells;
        List<Object> values = new ArrayList<>(list(cells[attribute.slot()]));
        if (!values.contains(value)) {
            values.add(value);
            cells[attribute.slot()] = values.toArray();
        }
    }

    /** Takes a value out of a multi-valued attribute, if it is there. */
    public void remove(Asset asset, DemoAttribute attribute, Object value) {
        if (attribute.source() instanceof AttributeSource.Reverse reverse) {
            unlink(asset, attribute, reverse, (Asset) value);
            return;
        }
        Object[] cells = pending(asset).cells;
        List<Object> values = new ArrayList<>(list(cells[attribute.slot()]));
        values.remove(value);
        cells[attribute.slot()] = values.isEmpty() ? null : values.toArray();
    }

    /** Puts an asset next to a rank; those in the way move on without a version of their own, as ranks are no part of history. */
    public void place(Asset asset, DemoAttribute attribute, long rank, boolean after) {
        long wanted = after ? rank + 1 : rank - 1;
        List<Asset> others = Arrays.stream(store.all(store.model().require(attribute.declaredBy())))
                .filter(other -> other != asset && rank(other, attribute) != null)
                .toList();
        if (others.stream().anyMatch(other -> rank(other, attribute) == wanted)) {
            for (Asset other : others) {
                long held = rank(other, attribute);
                if (after ? held >= wanted : held <= wanted) {
                    cellsToMove(other)[attribute.slot()] = after ? held + 1 : held - 1;
                }
            }
        }
        pending(asset).cells[attribute.slot()] = wanted;
    }

    private Long rank(Asset asset, DemoAttribute attribute) {
        return (Long) cells(asset)[attribute.slot()];
    }

    private Object[] cellsToMove(Asset asset) {
        return pending.containsKey(asset)
                ? pending.get(asset).cells
                : moved.computeIfAbsent(asset, key -> key.current().cells().clone());
    }

    private long lastRank(DemoAttribute order) {
        return Arrays.stream(store.all(store.model().require(order.declaredBy())))
                .map(asset -> rank(asset, order))
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private Object[] cells(Asset asset) {
        if (pending.containsKey(asset)) {
            return pending.get(asset).cells;
        }
        return moved.containsKey(asset) ? moved.get(asset) : asset.current().cells();
    }

    private Pending pending(Asset asset) {
        return pending.computeIfAbsent(
                asset, key -> new Pending(cells(key).clone(), key.current().state(), false));
    }

    private static List<Object> list(Object value) {
        return value == null ? List.of() : Arrays.asList((Object[]) value);
    }

    /** The values of a multi-valued attribute as they are going to be. */
    private List<Object> held(Asset asset, DemoAttribute attribute) {
        return attribute.source() instanceof AttributeSource.Reverse reverse
                ? new ArrayList<>(sources(asset, attribute, reverse))
                : list(cells(asset)[attribute.slot()]);
    }

    private Set<Object> sources(Asset asset, DemoAttribute attribute, AttributeSource.Reverse reverse) {
        Set<Object> found = new LinkedHashSet<>();
        if (asset.versions().length > 0) {
            ReadContext context = new ReadContext(store, View.CURRENT, by);
            found.addAll(list(store.read(context, attribute, asset.current())));
        }
        pending.forEach((source, draft) -> {
            Optional<DemoAttribute> forward = source.type().isA(store.model().require(reverse.type()))
                    ? source.type().attribute(reverse.attribute())
                    : Optional.empty();
            if (forward.isPresent()) {
                Object cell = draft.cells[forward.get().slot()];
                boolean holds =
                        cell instanceof Object[] many ? Arrays.asList(many).contains(asset) : cell == asset;
                if (holds) {
                    found.add(source);
                } else {
                    found.remove(source);
                }
            }
        });
        return found;
    }

    private void link(Asset asset, DemoAttribute attribute, AttributeSource.Reverse reverse, Asset source) {
        DemoAttribute forward = forward(asset, attribute, reverse, source);
        try {
            if (forward.multi()) {
                add(source, forward, asset);
            } else {
                set(source, forward, asset);
            }
        } catch (Violation violation) {
            throw Violation.of(Rule.INVALID, asset.type(), attribute);
        }
        touch(asset);
    }

    private void unlink(Asset asset, DemoAttribute attribute, AttributeSource.Reverse reverse, Asset source) {
        DemoAttribute forward = forward(asset, attribute, reverse, source);
        if (forward.multi()) {
            remove(source, forward, asset);
        } else if (cells(source)[forward.slot()] == asset) {
            set(source, forward, null);
        }
        touch(asset);
    }

    private DemoAttribute forward(Asset asset, DemoAttribute attribute, AttributeSource.Reverse reverse, Asset source) {
        if (!source.type().isA(store.model().require(reverse.type()))) {
            throw Violation.of(Rule.INVALID, asset.type(), attribute);
        }
        return source.type()
                .attribute(reverse.attribute())
                .orElseThrow(() -> Violation.of(Rule.INVALID, asset.type(), attribute));
    }

    /** A related asset must be of the right type, there, and not below the asset itself in a hierarchy. */
    private void check(Asset asset, DemoAttribute attribute, Object value) {
        if (!attribute.relation() || value == null) {
            return;
        }
        Asset target = (Asset) value;
        boolean created = pending.containsKey(target) && pending.get(target).created;
        boolean there = created || (!target.current().deleted() && store.sees(by, target.current()));
        if (!there
                || !target.type().isA(store.model().require(attribute.related()))
                || below(asset, attribute, target)) {
            throw Violation.of(Rule.INVALID, asset.type(), attribute);
        }
    }

    private boolean below(Asset asset, DemoAttribute attribute, Asset target) {
        if (!attribute.has(Flag.HIERARCHY) && hierarchy(asset.type(), attribute).isEmpty()) {
            return false;
        }
        Set<Asset> seen = new LinkedHashSet<>();
        for (Asset at = target; at != null && seen.add(at); at = above(at, attribute.name())) {
            if (at == asset) {
                return true;
            }
        }
        return false;
    }

    /** A subtype that narrows a hierarchy does not repeat that it is one. */
    private static Optional<DemoAttribute> hierarchy(DemoType type, DemoAttribute attribute) {
        for (DemoType at = type; at != null; at = at.base().orElse(null)) {
            Optional<DemoAttribute> found = at.attribute(attribute.name()).filter(each -> each.has(Flag.HIERARCHY));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Asset above(Asset asset, String attribute) {
        return asset.type()
                .attribute(attribute)
                .map(step -> (Asset) cells(asset)[step.slot()])
                .orElse(null);
    }

    void commit() {
        List.copyOf(pending.keySet()).forEach(this::inheritScope);
        pending.forEach((asset, draft) -> {
            if (draft.created) {
                requireAll(asset, draft);
            }
        });
        List<Version> versions = new ArrayList<>();
        pending.forEach(
                (asset, draft) -> versions.add(new Version(asset, ticks, by, draft.state, draft.cells, comment)));
        moved.forEach((asset, cells) -> {
            if (!pending.containsKey(asset)) {
                asset.replaceCurrent(cells);
            }
        });
        if (!versions.isEmpty()) {
            store.changeTogether(versions);
        }
    }

    /** What must have a parent, as tasks and tests must, is in the parent's scope unless it says another. */
    private void inheritScope(Asset asset) {
        boolean isPart = asset.type()
                .attribute("Parent")
                .filter(a -> a.has(Flag.REQUIRED))
                .isPresent();
        Optional<DemoAttribute> scope = asset.type().attribute("Scope").filter(DemoAttribute::stored);
        if (pending.get(asset).created && isPart && scope.isPresent() && above(asset, "Scope") == null) {
            Asset parent = above(asset, "Parent");
            Asset inherited = parent == null ? null : above(parent, "Scope");
            if (inherited != null) {
                set(asset, scope.get(), inherited);
            }
        }
    }

    private static void requireAll(Asset asset, Pending draft) {
        for (DemoAttribute attribute : asset.type().attributes()) {
            if (attribute.stored() && attribute.has(Flag.REQUIRED) && draft.cells[attribute.slot()] == null) {
                throw Violation.of(Rule.REQUIRED, asset.type(), attribute);
            }
        }
    }
}
