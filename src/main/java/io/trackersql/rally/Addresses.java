package io.trackersql.rally;

import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.query.Column;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The addresses of the assets that writes speak of: {@code /defect/123}, with the type that the asset really has. Knows the assets that
 * the writes create, and the types of others as far as they were looked up. Not thread-safe.
 */
final class Addresses {
    /** The type of the values of lists, of which schemas have no table. */
    private static final String LIST_VALUE = "AllowedAttributeValue";

    /** No asset has such a key: those of built-in types are negative, but small. */
    private static final long PROVISIONAL = -1_000_000_000_000_000L;

    private static final String PROVISIONAL_TEXT = "new:";

    private final EntityModel model;
    private final Map<Object, String> types = new HashMap<>();
    private final Map<Object, Object> keys = new HashMap<>();

    Addresses(EntityModel model) {
        this.model = model;
    }

    /** The key of the n-th asset that a connection has yet to create. */
    static Object provisionalKey(Entity entity, long n) {
        Class<?> keyClass =
                entity.attribute(entity.keyAttribute()).orElseThrow().type().rowClass();
        return keyClass == Long.class ? (Object) (PROVISIONAL - n) : PROVISIONAL_TEXT + n;
    }

    /** Whether it is the key of an asset that does not exist yet. */
    static boolean isProvisional(Object key) {
        return key instanceof Long number
                ? number < PROVISIONAL
                : key instanceof String text && text.startsWith(PROVISIONAL_TEXT);
    }

    /** Notes that an asset of that type is to be created. */
    void expect(Object provisional, Entity entity) {
        types.put(provisional, entity.nativeName());
    }

    /** Notes that it has been. */
    void create(Object provisional, Object key) {
        keys.put(provisional, key);
        if (types.containsKey(provisional)) {
            types.put(key, types.get(provisional));
        }
    }

    /** Notes what type an asset has, unless that is known. */
    void know(Object key, String type) {
        types.putIfAbsent(key, type);
    }

    /** Whether the type of the asset is known. */
    boolean isKnown(Object key) {
        return types.containsKey(key);
    }

    /** The asset's key, which may have been provisional. */
    Object key(Object key) {
        return keys.getOrDefault(key, key);
    }

    /** The path of an asset of that type, or of what stands behind it. */
    static String path(String type, Object key) {
        return type.toLowerCase(Locale.ROOT) + "/" + key;
    }

    /** The address of an asset to which a column refers. */
    String of(Column column, Object key) {
        String type = types.get(key);
        if (type == null) {
            // the abstract type is only shown, as long as the real one was not looked up
            type = fixedType(column).or(column::relatedEntity).orElse(AbstractTypes.ARTIFACT);
        }
        return "/" + path(type, key(key));
    }

    /** The address of an asset whose type is known. */
    String of(Object key) {
        return path(types.getOrDefault(key, AbstractTypes.ARTIFACT), key(key));
    }

    /** The type of all assets to which a column can refer; empty if they have several. */
    Optional<String> fixedType(Column column) {
        if (column.relatedEntity().isEmpty()) {
            return NativeType.of(column.nativeType()) == NativeType.MULTI_VALUE
                    ? Optional.of(LIST_VALUE)
                    : Optional.empty();
        }
        Optional<Entity> related = column.relatedEntity().flatMap(model::entity);
        return related.isEmpty()
                ? column.relatedEntity()
                : related.filter(entity -> !entity.isAbstract()).map(Entity::nativeName);
    }

    /** The type that a statement names, as requests spell it; empty if there is none of that name. */
    static Optional<String> typeNamed(EntityModel model, String name) {
        return model.entities().values().stream()
                .filter(entity -> !entity.isAbstract())
                .filter(entity -> entity.nativeName().equalsIgnoreCase(name)
                        || entity.name().equalsIgnoreCase(name))
                .map(Entity::nativeName)
                .findFirst();
    }
}
