package io.trackersql.demo.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One change while it is put together: the objects that it touches and what they will hold. */
final class RallyEdit {
    private final ReadContext context;
    private final long ticks;
    private final Asset by;
    private final Map<Asset, Object[]> cells = new LinkedHashMap<>();
    private final Set<Asset> made = new HashSet<>();
    private final Set<Asset> deleted = new HashSet<>();
    private final List<Version> earlier = new ArrayList<>();

    /** A change by a user at a time. */
    RallyEdit(ReadContext context, long ticks, Asset by) {
        this.context = context;
        this.ticks = ticks;
        this.by = by;
    }

    Asset by() {
        return by;
    }

    long ticks() {
        return ticks;
    }

    ReadContext context() {
        return context;
    }

    /** A new object without values. */
    Asset make(RallyType type, long id) {
        Asset object = new Asset(type.stored(), id);
        cells.put(object, new Object[type.stored().slots()]);
        made.add(object);
        return object;
    }

    /** What an object made by this change already held at an earlier time. */
    void madeAt(Asset object, long earlierTicks, Asset user) {
        earlier.add(new Version(object, earlierTicks, user, Version.ACTIVE, cells.remove(object)));
    }

    /** The objects that are touched so far. */
    Set<Asset> touched() {
        return new LinkedHashSet<>(cells.keySet());
    }

    boolean isNew(Asset object) {
        return made.contains(object);
    }

    boolean isDeleted(Asset object) {
        return deleted.contains(object);
    }

    void touch(Asset object) {
        cells.computeIfAbsent(object, key -> key.current().cells().clone());
    }

    void delete(Asset object) {
        touch(object);
        deleted.add(object);
    }

    /** A stored value as it will be; null if the type has no such attribute. */
    Object get(Asset object, String attribute) {
        return stored(object, attribute).map(found -> cell(object, found)).orElse(null);
    }

    private Object cell(Asset object, DemoAttribute attribute) {
        Object[] changed = cells.get(object);
        return changed == null ? object.current().cell(attribute.slot()) : changed[attribute.slot()];
    }

    private static Optional<DemoAttribute> stored(Asset object, String attribute) {
        return object.type().attribute(attribute).filter(DemoAttribute::stored);
    }

    /** Sets a stored attribute, if the type has it. */
    void set(Asset object, String attribute, Object value) {
        stored(object, attribute).ifPresent(found -> {
            touch(object);
            boolean empty = value instanceof Object[] many && many.length == 0;
            cells.get(object)[found.slot()] = empty ? null : value;
        });
    }

    /** Whether {@link #put} can change an attribute: it is stored, or the other side of one that is. */
    static boolean canPut(RallyModel model, RallyAttribute attribute) {
        return attribute.stored().stored()
                || (attribute.stored().source() instanceof AttributeSource.Reverse reverse
                        && model.require(reverse.type())
                                .attribute(reverse.attribute())
                                .filter(forward -> forward.stored().stored())
                                .isPresent());
    }

    /** Sets an attribute; a collection that is the other side of a reference is changed in its items. */
    void put(Asset object, DemoAttribute attribute, Object value) {
        if (!(attribute.source() instanceof AttributeSource.Reverse reverse)) {
            set(object, attribute.name(), value);
            return;
        }
        touch(object);
        List<Object> before = isNew(object)
                ? List.of()
                : Arrays.asList((Object[]) RallyReading.value(context, object.current(), attribute));
        List<Object> after = Arrays.asList((Object[]) value);
        for (Object item : before) {
            if (!after.contains(item)) {
                remove((Asset) item, reverse.attribute(), object);
            }
        }
        for (Object item : after) {
            if (!before.contains(item)) {
                add((Asset) item, reverse.attribute(), object);
            }
        }
    }

    private void add(Asset holder, String attribute, Asset target) {
        boolean many = stored(holder, attribute).filter(DemoAttribute::multi).isPresent();
        Set<Object> all = new LinkedHashSet<>(items(holder, attribute));
        all.add(target);
        set(holder, attribute, many ? all.toArray() : target);
    }

    private void remove(Asset holder, String attribute, Asset target) {
        boolean many = stored(holder, attribute).filter(DemoAttribute::multi).isPresent();
        Set<Object> all = new LinkedHashSet<>(items(holder, attribute));
        all.remove(target);
        set(holder, attribute, many ? all.toArray() : null);
    }

    private List<Object> items(Asset holder, String attribute) {
        return get(holder, attribute) instanceof Object[] many ? Arrays.asList(many) : List.of();
    }

    /** The stored attributes of an object that the change gives another value. */
    List<DemoAttribute> changed(Asset object) {
        Object[] after = cells.get(object);
        Object[] before =
                isNew(object) ? new Object[after.length] : object.current().cells();
        return object.type().attributes().stream()
                .filter(DemoAttribute::stored)
                .filter(each -> !Objects.deepEquals(before[each.slot()], after[each.slot()]))
                .toList();
    }

    /** The versions that the change makes. */
    List<Version> versions() {
        List<Version> versions = new ArrayList<>(earlier);
        cells.forEach((object, values) -> versions.add(
                new Version(object, ticks, by, isDeleted(object) ? Version.DELETED : Version.ACTIVE, values)));
        return versions;
    }
}
