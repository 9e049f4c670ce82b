package io.trackersql.demo.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One asset type with its inherited attributes; complete and safe for threads once its {@link DemoModel} is built.
 *
 * <p>Attributes can be hidden afterwards, as when an administrator removes a custom field of a running server.
 */
public final class DemoType {
    /** The attributes that metadata names for a type, in the order of metadata. */
    public enum Pointer {
        DEFAULT_ORDER_BY("DefaultOrderBy", "order"),
        DEFAULT_DISPLAY_BY("DefaultDisplayBy", "display"),
        SHORT_NAME("ShortName", "short"),
        NAME("Name", "name"),
        DESCRIPTION("Description", "desc");

        private final String element;
        private final String option;

        Pointer(String element, String option) {
            this.element = element;
            this.option = option;
        }

        /** Its name in metadata. */
        public String element() {
            return element;
        }

        String option() {
            return option;
        }
    }

    private final String name;
    private final Optional<DemoType> base;
    private final boolean isAbstract;
    private final Map<String, String> options;
    private final Map<String, DemoAttribute> attributes = new LinkedHashMap<>();
    private final List<DemoOperation> operations = new ArrayList<>();
    private final List<DemoType> subtypes = new ArrayList<>();
    private final Set<String> hidden = ConcurrentHashMap.newKeySet();
    private int slots;
    private DemoModel model;

    DemoType(String name, Optional<DemoType> base, boolean isAbstract, Map<String, String> options) {
        this.name = name;
        this.base = base;
        this.isAbstract = isAbstract;
        this.options = Map.copyOf(options);
        base.ifPresent(parent -> parent.subtypes.add(this));
    }

    public String name() {
        return name;
    }

    /** The model that this type is part of. */
    public DemoModel model() {
        return model;
    }

    void joins(DemoModel whole) {
        model = whole;
    }

    public Optional<DemoType> base() {
        return base;
    }

    /** True if the type has no assets of its own, only those of subtypes. */
    public boolean isAbstract() {
        return isAbstract;
    }

    public List<DemoType> subtypes() {
        return Collections.unmodifiableList(subtypes);
    }

    /** True if this is {@code other} or derives from it. */
    public boolean isA(DemoType other) {
        for (DemoType type = this; type != null; type = type.base.orElse(null)) {
            if (type == other) {
                return true;
            }
        }
        return false;
    }

    /** The attribute that metadata names for a purpose. */
    public Optional<DemoAttribute> pointer(Pointer pointer) {
        return Optional.ofNullable(options.get(pointer.option())).flatMap(this::attribute);
    }

    /** The prefix of the numbers of this type's assets, such as {@code B} of {@code B-01001}. */
    public Optional<String> numberPrefix() {
        return Optional.ofNullable(options.get("number"));
    }

    /** An attribute by its exact name, inherited ones included. */
    public Optional<DemoAttribute> attribute(String attribute) {
        DemoAttribute found = attributes.get(attribute);
        return found == null || hides(attribute) ? Optional.empty() : Optional.of(found);
    }

    /** All attributes, inherited ones included. */
    public List<DemoAttribute> attributes() {
        return attributes.values().stream()
                .filter(attribute -> !hides(attribute.name()))
                .toList();
    }

    /** Operations, inherited ones included. */
    public List<DemoOperation> operations() {
        return Collections.unmodifiableList(operations);
    }

    /** Number of cells in a version of this type. */
    int slots() {
        return slots;
    }

    void hide(String attribute) {
        hidden.add(attribute);
    }

    void unhide() {
        hidden.clear();
    }

    private boolean hides(String attribute) {
        return hidden.contains(attribute)
                || base.filter(parent -> parent.hides(attribute)).isPresent();
    }

    /** Takes over the parent's attributes, then adds those declared here; stored ones keep the parent's slot or get a new one. */
    void complete(Collection<DemoAttribute> declared, Collection<DemoOperation> declaredOperations) {
        base.ifPresent(parent -> {
            slots = parent.slots;
            parent.attributes.values().forEach(attribute -> attributes.put(attribute.name(), ofThisType(attribute)));
            operations.addAll(parent.operations);
        });
        for (DemoAttribute attribute : declared) {
            DemoAttribute own = ofThisType(attribute);
            if (own.source() instanceof AttributeSource.Stored) {
                DemoAttribute inherited = attributes.get(own.name());
                own = own.inSlot(inherited != null && inherited.stored() ? inherited.slot() : slots++);
            }
            attributes.put(own.name(), own);
        }
        operations.addAll(declaredOperations);
    }

    /** A root attribute that relates to its own type, such as ID, relates to the asking type. */
    private DemoAttribute ofThisType(DemoAttribute attribute) {
        return attribute.source() instanceof AttributeSource.Computed rule
                        && Computations.OWN_TYPE.contains(rule.rule())
                ? attribute.relatedTo(name)
                : attribute;
    }

    @Override
    public String toString() {
        return name;
    }
}
