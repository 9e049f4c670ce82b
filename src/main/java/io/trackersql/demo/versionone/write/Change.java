package io.trackersql.demo.versionone.write;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.AttributeSource;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoAttribute.Flag;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.store.Edit;
import io.trackersql.demo.store.Violation;
import io.trackersql.demo.store.Violation.Rule;
import io.trackersql.demo.versionone.query.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A change of one attribute.
 *
 * @param value for a set: null, a value, an Asset or a {@link Place}; else the value or Asset to add or remove
 */
public record Change(DemoAttribute attribute, Act act, Object value) {
    /** What is done with the value. */
    public enum Act {
        SET,
        ADD,
        REMOVE
    }

    /** A rank next to another. */
    public record Place(long rank, boolean after) {}

    /** An attribute that a client may write, by its exact name. */
    public static DemoAttribute writable(DemoType type, String name) {
        return attribute(type, name, false);
    }

    /** The same for {@code api/asset}, which writes the derived side of a relation too although metadata says that it is read-only. */
    public static DemoAttribute writableInBulk(DemoType type, String name) {
        return attribute(type, name, true);
    }

    private static DemoAttribute attribute(DemoType type, String name, boolean derived) {
        DemoAttribute found = type.attribute(name)
                .orElseThrow(() -> Refusal.invalid("Unknown AttributeDefinition: " + type + "." + name));
        boolean reverse = found.source() instanceof AttributeSource.Reverse;
        boolean stored = found.source() instanceof AttributeSource.Stored;
        if (!(stored || reverse) || (found.has(Flag.READ_ONLY) && !(derived && reverse))) {
            throw Violation.of(Rule.READ_ONLY, type, found);
        }
        return found;
    }

    /** Makes a new asset, in a context if there is one, which gives what the changes leave out. */
    public static Asset create(Edit edit, DemoType type, List<Change> changes, List<Change> defaults) {
        Asset asset = edit.create(type);
        Set<String> given = new HashSet<>();
        changes.forEach(change -> given.add(change.attribute().name()));
        List<Change> all = new ArrayList<>();
        defaults.stream()
                .filter(change -> !given.contains(change.attribute().name()))
                .forEach(all::add);
        all.addAll(changes);
        apply(edit, asset, all);
        return asset;
    }

    /** Changes an asset, which gets a new version in any case. */
    public static void apply(Edit edit, Asset asset, List<Change> changes) {
        edit.touch(asset);
        for (Change change : changes) {
            // The attribute as the asset's own type has it, which may be narrower.
            DemoAttribute own = Optional.of(change.attribute().name())
                    .flatMap(asset.type()::attribute)
                    .orElseThrow();
            switch (change.act()) {
                case SET -> {
                    if (change.value() instanceof Place place) {
                        edit.place(asset, own, place.rank(), place.after());
                    } else {
                        edit.set(asset, own, change.value());
                    }
                }
                case ADD -> edit.add(asset, own, change.value());
                case REMOVE -> edit.remove(asset, own, change.value());
            }
        }
    }
}
