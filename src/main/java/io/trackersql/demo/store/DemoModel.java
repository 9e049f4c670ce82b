package io.trackersql.demo.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The asset types of a demo tracker.
 *
 * <p>The standard types follow the hierarchy, names and flags that VersionOne's own metadata and SDKs show.
 */
public final class DemoModel {
    private final Map<String, DemoType> types;
    private final Product product;

    DemoModel(Map<String, DemoType> types, Product product) {
        this.product = product;
        this.types = Collections.unmodifiableMap(types);
        types.values().forEach(type -> type.joins(this));
    }

    /** The types of the demo tracker. */
    public static DemoModel standard() {
        try (InputStream text = DemoModel.class.getResourceAsStream("versionone-types.txt")) {
            return ModelReader.read(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A model of a given size, to measure clients with.
     *
     * @param types             number of types, at least 4: BaseAsset, Member, Scope and Role are among them
     * @param attributesPerType attributes of each type, at least 60
     */
    public static DemoModel synthetic(int types, int attributesPerType) {
        return ModelReader.read(SyntheticModel.text(types, attributesPerType));
    }

    Product product() {
        return product;
    }

    /** All types, in the order of metadata. */
    public List<DemoType> types() {
        return new ArrayList<>(types.values());
    }

    /** A type by its exact name. */
    public Optional<DemoType> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** A type that is known to exist. */
    public DemoType require(String name) {
        return type(name).orElseThrow(() -> new IllegalArgumentException("no asset type " + name));
    }
}
