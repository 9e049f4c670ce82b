package io.trackersql.query;

import io.trackersql.model.Attribute;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.History;
import io.trackersql.model.Property;
import io.trackersql.model.Usage;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column.Cardinality;
import io.trackersql.query.Column.Role;
import io.trackersql.query.EntityTable.Collision;
import io.trackersql.query.EntityTable.SchemaKind;
import io.trackersql.query.EntityTable.VersionColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes tables of asset types: which columns there are, what they are called, and which give way when names collide. */
public final class EntityTables {
    private static final String END = "ValidTo";
    private static final String END_REMARKS =
            "When the version ceased to hold (UTC, exclusive); 9999-12-31 if it still does";

    private EntityTables() {}

    /** The table of an asset type's current rows. */
    public static EntityTable current(EntityModel model, Entity entity) {
        Builder builder = new Builder(entity.name());
        addAttributes(builder, model, entity);
        return new EntityTable(
                entity.name(), SchemaKind.CURRENT, entity, builder.columns, builder.collisions, Optional.empty());
    }

    /** The table of all versions of a type's assets; the type must have a history. */
    public static EntityTable history(EntityModel model, Entity entity) {
        History history = entity.history().orElseThrow();
        Column start = version(history.validFrom(), "ValidFrom", "When the version began to hold (UTC, inclusive)");
        Column end = history.validTo()
                .map(a -> version(a, END, END_REMARKS))
                .orElseGet(() -> untold(END, start.type(), END_REMARKS));
        Column number = version(history.version(), "Version", "Which version of the asset it is");
        Column changedBy = version(history.changedBy(), "ChangedBy", "Who made the version");
        Builder builder = new Builder(entity.name());
        List.of(start, end, number, changedBy).forEach(builder::add);
        addAttributes(builder, model, entity);
        // what is demanded today may be missing in versions that were made before
        builder.columns.replaceAll(c -> c.isKey() || List.of(start, end, number).contains(c) ? c : c.optional());
        VersionColumns versions = new VersionColumns(
                start,
                end,
                history.validTo().isPresent(),
                number,
                history.deletion().map(a -> version(a, a.name(), "Whether the version is the asset's deletion")));
        return new EntityTable(
                entity.name(), SchemaKind.HISTORY, entity, builder.columns, builder.collisions, Optional.of(versions));
    }

    private static Column version(Attribute attribute, String name, String remarks) {
        return new Column(
                name,
                Path.of(attribute.name()),
                attribute.type(),
                attribute.type(),
                attribute.nativeType(),
                attribute.lengthMax(),
                Cardinality.SINGLE,
                attribute.isRelation() ? Role.RELATION : Role.VALUE,
                attribute.relatedEntity(),
                true,
                true,
                attribute.usage(),
                remarks);
    }

    /** A column that is worked out of others here: no attribute, so that no tracker has a native type for it. */
    private static Column untold(String name, ValueType type, String remarks) {
        return new Column(
                name,
                Path.of(name),
                type,
                type,
                "",
                0,
                Cardinality.SINGLE,
                Role.VALUE,
                Optional.empty(),
                true,
                true,
                Usage.READ_ONLY,
                remarks);
    }

    private static void addAttributes(Builder builder, EntityModel model, Entity entity) {
        for (Attribute attribute : entity.attributes()) {
            if (attribute.shown()) {
                builder.add(own(entity, attribute));
            }
        }
        for (Attribute attribute : entity.attributes()) {
            attribute.properties().forEach(p -> builder.add(part(attribute, p)));
        }
        for (Attribute attribute : entity.attributes()) {
            if (attribute.shown() && attribute.isRelation() && !attribute.name().equals(entity.keyAttribute())) {
                addCompanions(builder, model, attribute);
            }
        }
    }

    /** The table of one multi-valued attribute: the asset's key and, in each row, one of the values. */
    public static EntityTable link(Entity entity, Attribute attribute) {
        Attribute key = entity.attribute(entity.keyAttribute()).orElseThrow();
        Column from = new Column(
                entity.name(),
                Path.of(key.name()),
                key.type(),
                key.type(),
                key.nativeType(),
                key.lengthMax(),
                Cardinality.SINGLE,
                Role.KEY,
                Optional.of(entity.name()),
                true,
                attribute.readOnly(),
                key.usage(),
                entity.remarks());
        String target = attribute.relatedEntity().orElse("Value");
        Column to = new Column(
                target.equalsIgnoreCase(entity.name()) ? "Related" : target,
                Path.of(attribute.name()),
                attribute.type(),
                attribute.type(),
                attribute.nativeType(),
                attribute.lengthMax(),
                Cardinality.UNNESTED,
                attribute.isRelation() ? Role.RELATION : Role.VALUE,
                attribute.relatedEntity(),
                true,
                attribute.readOnly(),
                attribute.usage(),
                attribute.remarks());
        return new EntityTable(
                linkName(entity, attribute), SchemaKind.LINKS, entity, List.of(from, to), List.of(), Optional.empty());
    }

    /** What a link table is called. */
    public static String linkName(Entity entity, Attribute attribute) {
        return entity.name() + "_" + attribute.name();
    }

    /** The attributes of a type that are link tables there: those that it declares itself. */
    public static List<Attribute> linked(Entity entity) {
        return entity.attributes().stream()
                .filter(a -> a.linked() && a.declaredBy().equals(entity.name()))
                .toList();
    }

    private static Column own(Entity entity, Attribute attribute) {
        boolean isKey = attribute.name().equals(entity.keyAttribute());
        Role role = isKey ? Role.KEY : attribute.isRelation() ? Role.RELATION : Role.VALUE;
        return new Column(
                attribute.name(),
                Path.of(attribute.name()),
                attribute.multiValued() ? ValueType.VARCHAR : attribute.type(),
                attribute.type(),
                attribute.nativeType(),
                attribute.multiValued() ? 0 : attribute.lengthMax(),
                attribute.multiValued() ? Cardinality.JOINED : Cardinality.SINGLE,
                role,
                attribute.relatedEntity(),
                attribute.required() || isKey,
                attribute.readOnly(),
                attribute.usage(),
                attribute.remarks());
    }

    private static Column part(Attribute attribute, Property property) {
        return new Column(
                attribute.name() + "_" + property.name(),
                Path.of(attribute.name(), property.step()),
                property.ofEach() ? ValueType.VARCHAR : property.type(),
                property.type(),
                property.nativeType(),
                0,
                property.ofEach() ? Cardinality.JOINED : Cardinality.SINGLE,
                Role.COMPANION,
                Optional.empty(),
                false,
                attribute.readOnly() || !property.isWritable(),
                property.ofEach() ? Usage.FREE.behind(attribute.usage()) : Usage.READ_ONLY,
                attribute.remarks() + ": " + property.remarks());
    }

    private static void addCompanions(Builder builder, EntityModel model, Attribute relation) {
        Entity related = relation.relatedEntity().flatMap(model::entity).orElse(null);
        if (related == null || relation.properties().stream().anyMatch(Property::ofEach)) {
            return;
        }
        related.nameAttribute().flatMap(related::attribute).ifPresent(a -> builder.add(companion(relation, a, "Name")));
        related.numberAttribute()
                .flatMap(related::attribute)
                .ifPresent(a -> builder.add(companion(relation, a, "Number")));
    }

    private static Column companion(Attribute relation, Attribute property, String suffix) {
        return new Column(
                relation.name() + "_" + suffix,
                Path.of(relation.name(), property.name()),
                relation.multiValued() ? ValueType.VARCHAR : property.type(),
                property.type(),
                property.nativeType(),
                relation.multiValued() ? 0 : property.lengthMax(),
                relation.multiValued() ? Cardinality.JOINED : Cardinality.SINGLE,
                Role.COMPANION,
                Optional.empty(),
                false,
                true,
                property.usage().behind(relation.usage()),
                relation.remarks() + ": " + property.remarks());
    }

    private static final class Builder {
        private final String table;
        private final List<Column> columns = new ArrayList<>();
        private final List<Collision> collisions = new ArrayList<>();
        private final Set<String> names = new HashSet<>();

        Builder(String table) {
            this.table = table;
        }

        /** Attributes come before companions, so an attribute wins over a companion of its name. */
        void add(Column column) {
            if (names.add(column.name().toLowerCase(Locale.ROOT))) {
                columns.add(column);
            } else if (columns.stream()
                    .noneMatch(c -> c.name().equals(column.name()) && c.path().equals(column.path()))) {
                collisions.add(new Collision(
                        table, column.name(), column.path().toString(), "another column has this name, ignoring case"));
            }
        }
    }
}
