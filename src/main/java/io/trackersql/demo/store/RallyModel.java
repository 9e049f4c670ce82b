package io.trackersql.demo.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The types of the Rally demo, as {@code rally-types.txt} has them; immutable. */
public final class RallyModel {
    /** The type above all others. */
    static final String ROOT = "PersistableObject";

    private final DemoModel stored;
    private final Map<String, RallyType> types;
    private final Map<String, RallyType> byName = new LinkedHashMap<>();

    RallyModel(DemoModel stored, Map<String, RallyType> types) {
        this.stored = stored;
        this.types = new LinkedHashMap<>(types);
        types.values().forEach(type -> {
            byName.putIfAbsent(type.elementName().toLowerCase(Locale.ROOT), type);
            byName.put(type.typePath().toLowerCase(Locale.ROOT), type);
        });
    }

    /** The types of the demo. */
    public static RallyModel standard() {
        try (InputStream text = RallyModel.class.getResourceAsStream("rally-types.txt")) {
            return RallyModelReader.read(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All types, abstract ones included, supertypes first. */
    public List<RallyType> types() {
        return new ArrayList<>(types.values());
    }

    /** A type by TypePath or ElementName in any case. */
    public Optional<RallyType> type(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A type that is known to exist. */
    public RallyType require(String typePath) {
        return type(typePath).orElseThrow(() -> new IllegalArgumentException("no Rally type " + typePath));
    }

    /** The type of an object. */
    public RallyType typeOf(Asset object) {
        return types.get(object.type().name());
    }

    /** A type's subtypes that have objects, itself included. */
    public List<RallyType> concrete(RallyType type) {
        return types.values().stream()
                .filter(each -> !each.isAbstract() && each.isA(type))
                .toList();
    }

    DemoModel stored() {
        return stored;
    }
}
