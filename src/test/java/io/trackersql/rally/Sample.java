package io.trackersql.rally;

import io.trackersql.model.Attribute;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Property;
import io.trackersql.model.Usage;
import io.trackersql.model.Usage.AllowedValue;
import io.trackersql.model.ValueType;
import io.trackersql.model.Writes;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A type with an attribute of each kind, for tests of queries. */
final class Sample {
    private static final Entity USER = entity(
            "User",
            "User",
            "DisplayName",
            attribute("ObjectID", NativeType.KEY, ""),
            attribute("DisplayName", NativeType.STRING, ""));

    private static final Entity TAG = entity(
            "Tag", "Tag", "Name", attribute("ObjectID", NativeType.KEY, ""), attribute("Name", NativeType.STRING, ""));

    private static final Entity FEATURE = entity(
            "Feature",
            "PortfolioItem/Feature",
            "Name",
            attribute("ObjectID", NativeType.KEY, ""),
            attribute("FormattedID", NativeType.FORMATTED_ID, ""),
            attribute("Name", NativeType.STRING, ""));

    private static final Entity DEFECT = entity(
            "Defect",
            "Defect",
            "Name",
            attribute("ObjectID", NativeType.KEY, ""),
            attribute("FormattedID", NativeType.FORMATTED_ID, ""),
            attribute("Name", NativeType.STRING, ""),
            attribute("Description", NativeType.TEXT, ""),
            listed("State", NativeType.STATE, "Submitted", "Open", "Closed"),
            listed("Priority", NativeType.RATING, "None", "High", "high", "Low"),
            listed("c_Colour", NativeType.DROP_DOWN, "", "Red", "Blue"),
            attribute("Blocked", NativeType.BOOLEAN, ""),
            attribute("Rank", NativeType.INTEGER, ""),
            attribute("PlanEstimate", NativeType.QUANTITY, ""),
            attribute("CreationDate", NativeType.DATE, ""),
            attribute("Owner", NativeType.OBJECT, "User"),
            attribute("Feature", NativeType.OBJECT, "Feature"),
            attribute("Tags", NativeType.MULTI_VALUE, "Tag"),
            attribute("Duplicates", NativeType.COLLECTION, "Defect"),
            attribute("c_Link", NativeType.WEB_LINK, ""),
            attribute("c_Map", NativeType.MAP, ""),
            used("Hidden", NativeType.STRING, Usage.READ_ONLY),
            used("Unsorted", NativeType.QUANTITY, new Usage(true, false, List.of(), Optional.empty())),
            used("Unfiltered", NativeType.QUANTITY, new Usage(false, true, List.of(), Optional.empty())));

    static final EntityModel MODEL =
            new EntityModel("1", Map.of("User", USER, "Tag", TAG, "Feature", FEATURE, "Defect", DEFECT));

    private Sample() {}

    static EntityTable table(String name) {
        return EntityTables.current(MODEL, MODEL.entity(name).orElseThrow());
    }

    static EntityTable history() {
        return EntityTables.history(MODEL, DEFECT);
    }

    static EntityTable link(String attribute) {
        return EntityTables.link(DEFECT, DEFECT.attribute(attribute).orElseThrow());
    }

    static Column column(String name) {
        EntityTable table = table("Defect");
        int position = table.position(name);
        if (position < 0) {
            throw new IllegalArgumentException("no column " + name);
        }
        return table.columns().get(position);
    }

    private static Entity entity(String name, String path, String nameAttribute, Attribute... attributes) {
        List<Attribute> all = List.of(attributes);
        boolean hasNumber = all.stream().anyMatch(a -> a.name().equals("FormattedID"));
        return new Entity(
                name,
                path,
                List.of(),
                false,
                Optional.empty(),
                "ObjectID",
                Optional.of(nameAttribute),
                hasNumber ? Optional.of("FormattedID") : Optional.empty(),
                all,
                hasNumber ? Optional.of(Snapshots.history()) : Optional.empty(),
                List.of(),
                Writes.ALL,
                name);
    }

    private static Attribute listed(String name, NativeType type, String... values) {
        List<AllowedValue> allowed =
                Stream.of(values).map(v -> new AllowedValue("", v)).toList();
        return used(name, type, new Usage(true, true, allowed, Optional.empty()));
    }

    private static Attribute used(String name, NativeType type, Usage usage) {
        return attribute(name, type, "", usage);
    }

    private static Attribute attribute(String name, NativeType type, String related) {
        return attribute(name, type, related, Usage.FREE);
    }

    private static Attribute attribute(String name, NativeType type, String related, Usage usage) {
        boolean isList = type == NativeType.MULTI_VALUE || type == NativeType.COLLECTION;
        return new Attribute(
                name,
                type.valueType(),
                type.word(),
                0,
                Optional.of(related).filter(r -> !r.isEmpty()),
                "Defect",
                isList,
                false,
                false,
                type != NativeType.COLLECTION && type != NativeType.WEB_LINK,
                isList,
                usage,
                properties(type),
                name);
    }

    private static List<Property> properties(NativeType type) {
        Property count = new Property("Count", "Count", ValueType.BIGINT, NativeType.COUNT.word(), "count");
        return switch (type) {
            case MULTI_VALUE ->
                List.of(
                        new Property("Name", "Name", ValueType.VARCHAR, NativeType.STRING.word(), true, false, "name"),
                        count);
            case COLLECTION -> List.of(count);
            case WEB_LINK ->
                List.of(
                        new Property("LinkID", "LinkID", ValueType.VARCHAR, NativeType.LINK_ID.word(), "ID").writable(),
                        new Property("Label", "DisplayString", ValueType.VARCHAR, NativeType.LINK_LABEL.word(), "label")
                                .writable());
            case OBJECT ->
                List.of(new Property("Type", "_type", ValueType.VARCHAR, NativeType.TYPE_NAME.word(), "type")
                        .writable());
            default -> List.of();
        };
    }
}
