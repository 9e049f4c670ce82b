package io.trackersql.demo.store;

import java.util.Optional;
import java.util.Set;

/**
 * One attribute as a type sees it.
 *
 * @param declaredBy name of the type that declares it, an ancestor or the type itself
 * @param related    name of the related type, empty unless the kind is RELATION
 * @param reverse    name of the relation's other side on the related type, or empty
 * @param slot       index of the cell in a version's values, -1 unless the source is {@code Stored}; the same in all subtypes
 */
public record DemoAttribute(
        String name,
        AttributeKind kind,
        String declaredBy,
        String related,
        String reverse,
        Set<Flag> flags,
        AttributeSource source,
        int slot) {

    /** What metadata says about an attribute besides its type. */
    public enum Flag {
        REQUIRED,
        READ_ONLY,
        MULTI,
        BASIC,
        CUSTOM,
        DAY,
        HIERARCHY
    }

    /** Copies the flags. */
    public DemoAttribute {
        flags = Set.copyOf(flags);
    }

    public boolean has(Flag flag) {
        return flags.contains(flag);
    }

    public boolean multi() {
        return has(Flag.MULTI);
    }

    /** True for a relation, whose values are assets. */
    public boolean relation() {
        return kind == AttributeKind.RELATION;
    }

    /** Name of the related type of a relation. */
    public Optional<String> relatedType() {
        return related.isEmpty() ? Optional.empty() : Optional.of(related);
    }

    boolean stored() {
        return slot >= 0;
    }

    DemoAttribute relatedTo(String type) {
        return new DemoAttribute(name, kind, declaredBy, type, reverse, flags, source, slot);
    }

    DemoAttribute inSlot(int index) {
        return new DemoAttribute(name, kind, declaredBy, related, reverse, flags, source, index);
    }
}
