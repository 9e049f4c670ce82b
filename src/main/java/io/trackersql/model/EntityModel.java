package io.trackersql.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All asset types of one tracker at one time, by name and in the tracker's order. Immutable.
 *
 * @param version the tracker's build or schema version, for messages and cache keys
 * @param entities by exact name
 */
public record EntityModel(String version, Map<String, Entity> entities) {
    public EntityModel {
        entities = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entities));
    }

    /** The type of that exact name. */
    public Optional<Entity> entity(String name) {
        return Optional.ofNullable(entities.get(name));
    }
}
