package io.trackersql.rally;

import io.trackersql.model.Attribute;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Property;
import io.trackersql.model.Usage;
import io.trackersql.model.ValueType;
import io.trackersql.model.Writes;
import io.trackersql.rally.RawType.RawAttribute;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes entities of the types that can be queried. The schema repeats inherited attributes in every type and does not tell which type
 * declares them, so that each type that is not abstract has link tables for all of its collections.
 */
final class ModelBuilder {
    private static final String ALLOWED_VALUE = "AllowedAttributeValue";

    /** What names an asset for people, the best first; users have no Name. */
    private static final List<String> NAMES = List.of("Name", "DisplayName", "UserName");

    /** Of artifacts these collections come with their values. */
    private static final Set<String> TAG_LIKE = Set.of("Tags", "Milestones");

    /** Types that have this are addressed by a text instead of a number. */
    private static final String TEXT_KEY = "CustomObjectID";

    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final List<Property> COUNT_ONLY = List.of(count());
    private static final List<Property> TYPE_ONLY = List.of(typeProperty());
    private static final List<Property> NAME_AND_COUNT = List.of(name("Name"), count());

    /** The values of a list are no assets with a Name. */
    private static final List<Property> VALUE_AND_COUNT = List.of(name("StringValue"), count());

    private static final List<Property> LINK = List.of(
            new Property("LinkID", "LinkID", ValueType.VARCHAR, NativeType.LINK_ID.word(), "ID").writable(),
            new Property("Label", "DisplayString", ValueType.VARCHAR, NativeType.LINK_LABEL.word(), "label")
                    .writable());

    private final Collection<RawType> types;
    private final Map<String, RawType> byWord = new HashMap<>();
    private final Map<String, String> tableNames = new LinkedHashMap<>();

    ModelBuilder(Collection<RawType> types) {
        this.types = types;
        for (RawType type : types) {
            // no type is called abstract by the schemas of some services
            type.isAbstract |= types.stream().anyMatch(t -> t.path().startsWith(type.path() + "/"));
            for (String word : List.of(type.id, type.path(), type.elementName, type.name)) {
                byWord.putIfAbsent(word, type);
            }
        }
    }

    EntityModel build(String version) {
        Map<String, RawType> queryable = new LinkedHashMap<>();
        for (RawType type : types) {
            if (type.isQueryable) {
                // two types with one name are told apart by their paths
                String name = queryable.containsKey(type.elementName) ? type.path() : type.elementName;
                queryable.putIfAbsent(name, type);
                tableNames.put(type.path(), name);
            }
        }
        Map<String, Entity> entities = new LinkedHashMap<>();
        queryable.forEach((name, type) -> entities.put(name, entity(name, type)));
        AbstractTypes.addTo(entities);
        return new EntityModel(version, entities);
    }

    private Entity entity(String name, RawType type) {
        List<Attribute> attributes = new ArrayList<>(type.attributes.size() + 2);
        if (!type.attributes.containsKey(Tokens.KEY)) {
            attributes.add(attribute(name, type, keyAttribute()));
        }
        type.attributes.values().forEach(raw -> attributes.add(attribute(name, type, raw)));
        if (type.isAbstract) {
            attributes.add(AbstractTypes.typeAttribute(name));
        }
        String path = type.path();
        String remarks = type.displayName.isEmpty() ? type.name : type.displayName;
        return new Entity(
                name,
                path,
                path.equals(name) ? List.of() : List.of(path),
                type.isAbstract,
                base(type),
                Tokens.KEY,
                NAMES.stream().filter(type.attributes::containsKey).findFirst(),
                Optional.of(Tokens.NUMBER).filter(type.attributes::containsKey),
                attributes,
                isArtifact(type) ? Optional.of(Snapshots.history()) : Optional.empty(),
                Operations.of(type, base(type)),
                new Writes(type.isCreatable && !type.isAbstract, !type.isReadOnly, type.isDeletable),
                remarks(remarks, type.note));
    }

    private Optional<String> base(RawType type) {
        RawType parent = type.parentId.isEmpty() ? null : byWord.get(type.parentId);
        String known = parent == null ? null : tableNames.get(parent.path());
        return known == null ? AbstractTypes.base(type.path()) : Optional.of(known);
    }

    /** Artifacts alone have a past. */
    private boolean isArtifact(RawType type) {
        Set<RawType> seen = new HashSet<>();
        RawType at = type;
        while (at != null && seen.add(at)) {
            if (AbstractTypes.isArtifact(at.path())) {
                return true;
            }
            at = at.parentId.isEmpty() ? null : byWord.get(at.parentId);
        }
        return false;
    }

    /** Every type has it; a schema that leaves it out does so by mistake. */
    private static RawAttribute keyAttribute() {
        RawAttribute key = new RawAttribute();
        key.elementName = Tokens.KEY;
        key.name = "Object ID";
        key.type = NativeType.INTEGER.word();
        key.isReadOnly = true;
        return key;
    }

    private Attribute attribute(String entity, RawType type, RawAttribute raw) {
        NativeType nativeType = nativeType(type, raw);
        boolean isList = nativeType == NativeType.COLLECTION || nativeType == NativeType.MULTI_VALUE;
        boolean isReference = isList || nativeType == NativeType.OBJECT;
        RawType related = isReference ? related(raw) : null;
        boolean isTextKey = (raw.elementName.equals(Tokens.KEY) && hasTextKey(type)) || hasTextKey(related);
        return new Attribute(
                raw.elementName,
                isTextKey ? ValueType.VARCHAR : nativeType.valueType(),
                nativeType.word(),
                nativeType.valueType() == ValueType.VARCHAR ? raw.lengthMax : 0,
                Optional.ofNullable(related)
                        .map(r -> tableNames.getOrDefault(r.path(), r.elementName))
                        .or(() -> isReference
                                ? AbstractTypes.unlisted(raw.schemaType, raw.relatedName)
                                : Optional.empty()),
                entity,
                isList,
                raw.isRequired,
                raw.isReadOnly,
                nativeType != NativeType.COLLECTION && nativeType != NativeType.WEB_LINK,
                isList && !type.isAbstract,
                isTextKey || nativeType == NativeType.CONTENT ? Usage.READ_ONLY : usage(nativeType, raw),
                properties(nativeType, related),
                remarks(raw.name.isEmpty() ? raw.elementName : raw.name, raw.note));
    }

    private NativeType nativeType(RawType type, RawAttribute raw) {
        if (raw.elementName.equals(Tokens.KEY)) {
            return NativeType.KEY;
        }
        NativeType told = NativeType.of(raw.type);
        if (Contents.isContent(type.path(), raw.elementName)) {
            return NativeType.CONTENT;
        }
        return switch (told) {
            case STRING -> textType(raw);
            // portfolio items refer to assets of the type State
            case STATE -> related(raw) == null ? NativeType.STATE : NativeType.OBJECT;
            case COLLECTION -> comesWithValues(type, raw) ? NativeType.MULTI_VALUE : NativeType.COLLECTION;
            default -> told;
        };
    }

    private static NativeType textType(RawAttribute raw) {
        if (raw.elementName.equals(Tokens.NUMBER)) {
            return NativeType.FORMATTED_ID;
        }
        boolean isListed = raw.isConstrained
                || raw.realType.equals("DROP_DOWN")
                || !raw.allowedValues.isEmpty()
                || raw.valueList.isPresent();
        return isListed ? NativeType.DROP_DOWN : NativeType.STRING;
    }

    private static boolean comesWithValues(RawType type, RawAttribute raw) {
        return raw.realType.equals("MULTI_VALUE")
                || (raw.isConstrained && (raw.schemaType + raw.relatedName).contains(ALLOWED_VALUE))
                || (TAG_LIKE.contains(raw.elementName) && type.attributes.containsKey(Tokens.NUMBER));
    }

    /** The type of related assets; null if it can be any, or none that the schema lists. */
    private RawType related(RawAttribute raw) {
        for (String word : List.of(raw.relatedId, raw.schemaType, raw.relatedName)) {
            RawType found = word.isEmpty() ? null : byWord.get(word);
            if (found != null && !found.elementName.equals(ALLOWED_VALUE)) {
                return found;
            }
        }
        return null;
    }

    private static boolean hasTextKey(RawType type) {
        return type != null && type.attributes.containsKey(TEXT_KEY);
    }

    private static Usage usage(NativeType nativeType, RawAttribute raw) {
        if (raw.allowedValues.isEmpty() && raw.valueList.isEmpty() && raw.isFilterable && raw.isSortable) {
            return Usage.FREE;
        }
        List<Usage.AllowedValue> values = new ArrayList<>(raw.allowedValues.size());
        for (Usage.AllowedValue value : raw.allowedValues) {
            boolean isNoRating =
                    nativeType == NativeType.RATING && value.value().isEmpty();
            values.add(isNoRating ? new Usage.AllowedValue(value.key(), FilterRenderer.NO_RATING) : value);
        }
        return new Usage(raw.isFilterable, raw.isSortable, values, raw.valueList);
    }

    private static List<Property> properties(NativeType nativeType, RawType related) {
        return switch (nativeType) {
            case COLLECTION -> COUNT_ONLY;
            case MULTI_VALUE -> related == null ? VALUE_AND_COUNT : NAME_AND_COUNT;
            case WEB_LINK -> LINK;
            // the type of what is referred to is only worth a column where it differs
            case OBJECT -> related == null || related.isAbstract ? TYPE_ONLY : List.of();
            default -> List.of();
        };
    }

    private static Property name(String step) {
        return new Property("Name", step, ValueType.VARCHAR, NativeType.STRING.word(), true, false, "Name");
    }

    private static Property count() {
        return new Property("Count", "Count", ValueType.BIGINT, NativeType.COUNT.word(), "count");
    }

    /** It may be written beside the relation, to say which type the key is of. */
    static Property typeProperty() {
        return new Property("Type", AbstractTypes.TYPE, ValueType.VARCHAR, NativeType.TYPE_NAME.word(), "type")
                .writable();
    }

    /** Notes may be pages of HTML; the first sentence has to do. */
    private static String remarks(String name, String note) {
        if (note.isEmpty()) {
            return name;
        }
        String plain =
                SPACE.matcher(TAG.matcher(note).replaceAll(" ")).replaceAll(" ").strip();
        int end = plain.indexOf(". ");
        String first = end < 0 ? plain : plain.substring(0, end);
        return first.isEmpty() || first.equalsIgnoreCase(name) ? name : name + ": " + first;
    }
}
