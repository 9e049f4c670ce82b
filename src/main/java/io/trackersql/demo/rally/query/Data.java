package io.trackersql.demo.rally.query;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyAttribute;
import io.trackersql.demo.store.RallyModel;
import io.trackersql.demo.store.RallyStore;
import io.trackersql.demo.store.RallyType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The store as Rally's front reads it: present objects, attributes by name in any case, items of collections as objects; safe for threads. */
public final class Data {
    private static final Asset[] NONE = {};

    private final RallyStore store;
    private final RallyModel model;
    private final Map<String, Map<String, RallyAttribute>> attributes = new HashMap<>();

    public Data(RallyStore store) {
        this.store = store;
        this.model = store.model();
        for (RallyType type : model.types()) {
            Map<String, RallyAttribute> byName = new HashMap<>();
            type.list().forEach(attribute -> byName.put(attribute.name().toLowerCase(Locale.ROOT), attribute));
            attributes.put(type.typePath(), byName);
        }
    }

    /** The store itself. */
    public RallyStore store() {
        return store;
    }

    /** A type by TypePath or, unless it has a longer path, ElementName, in any case. */
    public Optional<RallyType> type(String path) {
        return model.type(path).filter(type -> type.typePath().equalsIgnoreCase(path));
    }

    public RallyType type(Asset object) {
        return store.typeOf(object);
    }

    /** The types whose objects an attribute may lead to; several for a polymorphic one. */
    List<RallyType> targets(RallyAttribute attribute) {
        return attribute.target().flatMap(model::type).map(List::of).orElseGet(model::types);
    }

    /** An attribute by its name in any case. */
    public Optional<RallyAttribute> attribute(RallyType type, String name) {
        return type.attribute(name)
                .or(() -> Optional.ofNullable(attributes.get(type.typePath()).get(name.toLowerCase(Locale.ROOT))))
                .filter(attribute -> type.stored().attribute(attribute.name()).isPresent());
    }

    /** All attributes in the order of JSON. */
    public List<RallyAttribute> attributes(RallyType type) {
        return type.list().stream()
                .filter(attribute -> type.stored().attribute(attribute.name()).isPresent())
                .toList();
    }

    /** The present value: null, String, Boolean, Long, BigDecimal, Instant, WebLink, byte[], Asset, or Asset[] of a collection. */
    public Object value(Asset object, RallyAttribute attribute) {
        Object value = store.read(object, attribute);
        if (attribute.type() != RallyAttribute.AttributeType.COLLECTION) {
            return value;
        }
        return value == null ? NONE : Arrays.copyOf((Object[]) value, ((Object[]) value).length, Asset[].class);
    }

    /** A present value by the attribute's name; null if the type has no such attribute. */
    public Object value(Asset object, String name) {
        return attribute(type(object), name)
                .map(attribute -> value(object, attribute))
                .orElse(null);
    }

    /** What {@code _refObjectName} says. */
    public Optional<String> name(Asset object) {
        for (String attribute : List.of("Name", "DisplayName", "UserName", "StringValue")) {
            if (value(object, attribute) instanceof String name) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** The concrete types below a type, itself included. */
    public List<RallyType> concrete(RallyType type) {
        return model.concrete(type);
    }
}
