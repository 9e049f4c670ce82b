package io.trackersql.catalog;

import io.trackersql.model.Attribute;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTable.SchemaKind;
import io.trackersql.query.EntityTables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All tables of one tracker's model, each worked out when it is first looked at. Thread-safe; shared by all connections to a server,
 * since it holds nothing of a user.
 */
public final class EntityCatalog {
    private final EntityModel model;
    private final Map<String, Source> current = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Source> history = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Source> links = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> aliases = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<EntityTable.Collision> collisions = new ArrayList<>();
    private final Map<Source, EntityTable> tables = new ConcurrentHashMap<>();

    /** Where a table comes from; the attribute is set for link tables. */
    private record Source(SchemaKind kind, String name, Entity entity, Optional<Attribute> attribute) {}

    /** The tables of that model. */
    public EntityCatalog(EntityModel model) {
        this.model = model;
        for (Entity entity : model.entities().values()) {
            register(current, new Source(SchemaKind.CURRENT, entity.name(), entity, Optional.empty()));
            if (entity.history().isPresent()) {
                history.putIfAbsent(
                        entity.name(), new Source(SchemaKind.HISTORY, entity.name(), entity, Optional.empty()));
            }
            entity.aliases().forEach(alias -> aliases.putIfAbsent(alias, entity.name()));
            for (Attribute attribute : EntityTables.linked(entity)) {
                register(
                        links,
                        new Source(
                                SchemaKind.LINKS,
                                EntityTables.linkName(entity, attribute),
                                entity,
                                Optional.of(attribute)));
            }
        }
    }

    private void register(Map<String, Source> sources, Source source) {
        if (sources.putIfAbsent(source.name(), source) != null) {
            collisions.add(new EntityTable.Collision(
                    source.name(), "", source.entity().name(), "another table has this name, ignoring case"));
        }
    }

    /** The tracker's model. */
    public EntityModel model() {
        return model;
    }

    /** The names of all tables, sorted. */
    public Collection<String> names(SchemaKind kind) {
        return Collections.unmodifiableCollection(
                sources(kind).values().stream().map(Source::name).toList());
    }

    /** The table of a name, found without regard to case, or by an alias. */
    public Optional<EntityTable> table(SchemaKind kind, String name) {
        Source source = sources(kind).get(aliases.getOrDefault(name, name));
        return Optional.ofNullable(source).map(s -> tables.computeIfAbsent(s, EntityCatalog.this::build));
    }

    /** What a table is about, without working out its columns. */
    public String remarks(SchemaKind kind, String name) {
        Source source = sources(kind).get(name);
        String remarks = source.attribute()
                .map(a -> source.entity().remarks() + ": " + a.remarks())
                .orElse(source.entity().remarks());
        return kind == SchemaKind.HISTORY ? "All versions: " + remarks : remarks;
    }

    /** The names of a table's key columns, without working out its columns. */
    public List<String> primaryKey(SchemaKind kind, String name) {
        return kind == SchemaKind.CURRENT
                ? List.of(sources(kind).get(name).entity().keyAttribute())
                : table(kind, name).orElseThrow().primaryKey().stream()
                        .map(c -> c.name())
                        .toList();
    }

    /** All names that were left out because others have them. Works out every table. */
    public List<EntityTable.Collision> collisions() {
        List<EntityTable.Collision> all = new ArrayList<>(collisions);
        for (String name : names(SchemaKind.CURRENT)) {
            all.addAll(table(SchemaKind.CURRENT, name).orElseThrow().collisions());
        }
        return all;
    }

    private Map<String, Source> sources(SchemaKind kind) {
        return switch (kind) {
            case CURRENT -> current;
            case LINKS -> links;
            case HISTORY -> history;
        };
    }

    private EntityTable build(Source source) {
        return switch (source.kind()) {
            case CURRENT -> EntityTables.current(model, source.entity());
            case LINKS -> EntityTables.link(source.entity(), source.attribute().orElseThrow());
            case HISTORY -> EntityTables.history(model, source.entity());
        };
    }

    @Override
    public String toString() {
        return "EntityCatalog " + model.version().toLowerCase(Locale.ROOT);
    }
}
