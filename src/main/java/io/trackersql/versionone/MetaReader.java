package io.trackersql.versionone;

import io.trackersql.model.Attribute;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.History;
import io.trackersql.model.Operation;
import io.trackersql.model.Usage;
import io.trackersql.model.ValueType;
import io.trackersql.model.Writes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the answer to {@code GET meta.v1/} in one pass. Attributes of elements may be missing and unknown ones are skipped, since
 * they differ between server versions from 2007 to now.
 */
final class MetaReader {
    static final String LIST = "List";
    private static final String KEY = "ID";
    private static final Set<String> HISTORY_NAMES = Set.of("Now", "Prior", "History");

    /** The roots of the types that describe the types: their assets are today's metadata, not something with a past. */
    private static final Set<String> META_ROOTS =
            Set.of("AssetType", "AttributeDefinition", "BaseRule", "Operation", "Override", "PrimaryRelation");

    private final XMLStreamReader xml;
    private final Map<String, RawType> types = new LinkedHashMap<>();
    private final Map<String, String> readableNames = new HashMap<>();

    private MetaReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** An asset type as written. */
    private static final class RawType {
        private final String name;
        private final String displayName;
        private final boolean isAbstract;
        private final Map<String, RawAttribute> attributes = new LinkedHashMap<>();
        private final List<Operation> operations = new ArrayList<>();
        private String base;

        RawType(String name, String displayName, boolean isAbstract) {
            this.name = name;
            this.displayName = displayName;
            this.isAbstract = isAbstract;
        }
    }

    /** An attribute definition as written. */
    private static final class RawAttribute {
        private String name;
        private String displayName;
        private String word = "";
        private boolean isReadOnly;
        private boolean isRequired;
        private boolean isMultiValued;
        private String baseToken;
        private String relatedType;
    }

    /** The model, or empty if the document is something else. */
    static Optional<EntityModel> read(XMLStreamReader xml) throws XMLStreamException {
        return new MetaReader(xml).readDocument();
    }

    private Optional<EntityModel> readDocument() throws XMLStreamException {
        while (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
            xml.next();
        }
        if (!xml.getLocalName().equals("Meta")) {
            return Optional.empty();
        }
        String version = attribute("version", "");
        while (xml.next() != XMLStreamConstants.END_DOCUMENT) {
            if (xml.isStartElement() && xml.getLocalName().equals("AssetType")) {
                readType();
            }
        }
        Map<String, Entity> entities = new LinkedHashMap<>();
        for (RawType type : types.values()) {
            entities.put(type.name, entity(type));
        }
        return Optional.of(new EntityModel(version, entities));
    }

    private void readType() throws XMLStreamException {
        String name = attribute("name", "");
        RawType type = new RawType(name, attribute("displayname", name), isTrue(attribute("abstract", "")));
        types.put(name, type);
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (!xml.isStartElement()) {
                continue;
            }
            String element = xml.getLocalName();
            if (element.equals("AttributeDefinition")) {
                RawAttribute attribute = readAttribute();
                if (attribute.name != null) {
                    type.attributes.put(attribute.name, attribute);
                }
            } else {
                if (element.equals("Base")) {
                    type.base = attribute("nameref", null);
                } else if (element.equals("Operation")) {
                    readOperation(type);
                    continue;
                }
                skipElement();
            }
        }
    }

    private RawAttribute readAttribute() throws XMLStreamException {
        RawAttribute attribute = new RawAttribute();
        for (int i = xml.getAttributeCount() - 1; i >= 0; i--) {
            String value = xml.getAttributeValue(i);
            switch (xml.getAttributeLocalName(i)) {
                case "name" -> attribute.name = value;
                case "displayname" -> attribute.displayName = value;
                case "attributetype" -> attribute.word = value;
                case "isreadonly" -> attribute.isReadOnly = isTrue(value);
                case "isrequired" -> attribute.isRequired = isTrue(value);
                case "ismultivalue" -> attribute.isMultiValued = isTrue(value);
                default -> {
                    // token, iscanned, iscustom and what newer servers add say nothing that a table needs
                }
            }
        }
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                if (xml.getLocalName().equals("Base")) {
                    attribute.baseToken = attribute("tokenref", null);
                } else if (xml.getLocalName().equals("RelatedAsset")) {
                    attribute.relatedType = attribute("nameref", null);
                }
                skipElement();
            }
        }
        return attribute;
    }

    private static List<Operation> operations(RawType type) {
        List<Operation> operations = new ArrayList<>(type.operations);
        RawAttribute order = type.attributes.get("Order");
        if (order != null && NativeType.of(order.word) == NativeType.RANK) {
            operations.addAll(Operations.placing(type.name));
        }
        return operations;
    }

    /** Its validator is an attribute that is true while the operation may run. */
    private void readOperation(RawType type) throws XMLStreamException {
        String operation = attribute("name", "");
        Optional<String> validator = Optional.empty();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                if (xml.getLocalName().equals("Validator")) {
                    String token = attribute("tokenref", "");
                    validator =
                            Optional.of(token.substring(token.indexOf('.') + 1)).filter(name -> !name.isEmpty());
                }
                skipElement();
            }
        }
        if (!operation.isEmpty()) {
            type.operations.add(new Operation(
                    operation, validator, Operations.arguments(type.name, operation), readable(operation)));
        }
    }

    private void skipElement() throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    private String attribute(String name, String absent) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? absent : value;
    }

    /** {@code True} in metadata, {@code true} in data. */
    private static boolean isTrue(String value) {
        return value.equalsIgnoreCase("true");
    }

    private Entity entity(RawType type) {
        List<Attribute> attributes = new ArrayList<>(type.attributes.size() + 1);
        if (!type.attributes.containsKey(KEY)) {
            attributes.add(keyAttribute(type));
        }
        for (RawAttribute raw : type.attributes.values()) {
            Attribute attribute = attribute(type, raw);
            attributes.add(attribute);
            if (attribute.nativeType().equals(NativeType.STATE.word()) && !attribute.multiValued()) {
                String companion = raw.name + "_Name";
                if (!type.attributes.containsKey(companion)) {
                    attributes.add(stateName(attribute, companion));
                }
            }
        }
        return new Entity(
                type.name,
                type.name,
                List.of(),
                type.isAbstract,
                Optional.ofNullable(type.base),
                KEY,
                type.attributes.containsKey("Name") ? Optional.of("Name") : Optional.empty(),
                type.attributes.containsKey("Number") ? Optional.of("Number") : Optional.empty(),
                attributes,
                history(type, attributes),
                operations(type),
                new Writes(!type.isAbstract, true, type.operations.stream().anyMatch(o -> o.name()
                        .equals(Operations.DELETE))),
                readable(type.displayName));
    }

    /**
     * Every asset has moments, so what tells its versions apart is missing only by mistake. Of a type that knows the operation Delete
     * but not IsDeleted nobody could say which assets a time had, so it counts as one without a past.
     */
    private Optional<History> history(RawType type, List<Attribute> attributes) {
        if (META_ROOTS.contains(root(type).name)) {
            return Optional.empty();
        }
        Optional<Attribute> time = versionAttribute(attributes, "ChangeDateUTC", ValueType.TIMESTAMP_UTC);
        Optional<Attribute> moment = versionAttribute(attributes, "Moment", ValueType.BIGINT);
        Optional<Attribute> member = versionAttribute(attributes, "ChangedBy", ValueType.VARCHAR);
        Optional<Attribute> deletion = versionAttribute(attributes, "IsDeleted", ValueType.BOOLEAN);
        boolean isComplete = time.isPresent()
                && moment.isPresent()
                && member.filter(Attribute::isRelation).isPresent()
                && (deletion.isPresent()
                        || type.operations.stream().noneMatch(o -> o.name().equals(Operations.DELETE)));
        return isComplete
                ? Optional.of(new History(time.get(), Optional.empty(), moment.get(), member.get(), deletion))
                : Optional.empty();
    }

    private static Optional<Attribute> versionAttribute(List<Attribute> attributes, String name, ValueType type) {
        return attributes.stream()
                .filter(a -> a.name().equals(name) && a.type() == type && !a.multiValued())
                .findFirst();
    }

    private RawType root(RawType type) {
        RawType root = type;
        for (int depth = 0; depth < types.size() && types.containsKey(root.base); depth++) {
            root = types.get(root.base);
        }
        return root;
    }

    private Attribute attribute(RawType type, RawAttribute raw) {
        NativeType nativeType = NativeType.of(raw.word);
        boolean isHistory = HISTORY_NAMES.contains(raw.name);
        boolean isRelation = nativeType == NativeType.RELATION;
        boolean isShown = nativeType != NativeType.PASSWORD
                && !isHistory
                && (!raw.isMultiValued || (!raw.isReadOnly && !isClosure(raw.name)));
        String remarks = raw.displayName == null ? raw.name : readable(raw.displayName);
        return new Attribute(
                raw.name,
                nativeType.valueType(raw.name),
                raw.word,
                nativeType == NativeType.TEXT ? NativeType.TEXT_CHARACTERS_MAX : 0,
                isRelation ? Optional.ofNullable(raw.relatedType) : Optional.empty(),
                declaringType(type, raw),
                raw.isMultiValued,
                raw.isRequired,
                raw.isReadOnly && !isSettableState(type, raw),
                isShown,
                raw.isMultiValued && !isHistory && nativeType != NativeType.PASSWORD,
                isRelation && isList(raw.relatedType) ? Usage.FREE.withValueList(raw.relatedType) : Usage.FREE,
                List.of(),
                nativeType == NativeType.OTHER ? remarks + " (type " + raw.word + ", shown as text)" : remarks);
    }

    /** The metadata calls the state read-only, since only operations change it; where there are such, setting it means to run them. */
    private static boolean isSettableState(RawType type, RawAttribute raw) {
        return raw.name.equals(AssetState.ATTRIBUTE) && Operations.changeState(type.operations);
    }

    /** Whether assets of a type are values to choose from, which administrators keep. */
    private boolean isList(String typeName) {
        RawType type = types.get(typeName);
        for (int depth = 0; depth < types.size() && type != null; depth++) {
            if (LIST.equals(type.base)) {
                return true;
            }
            type = types.get(type.base);
        }
        return false;
    }

    /** The name of a state beside its code; {@link Tokens} knows that both are one attribute of the tracker. */
    private static Attribute stateName(Attribute state, String name) {
        return new Attribute(
                name,
                ValueType.VARCHAR,
                NativeType.STATE_NAME.word(),
                0,
                Optional.empty(),
                state.declaredBy(),
                false,
                false,
                true,
                state.shown(),
                false,
                Usage.FREE,
                List.of(),
                state.remarks() + ": Name");
    }

    /** Every type has it; a document that leaves it out does so by mistake. */
    private static Attribute keyAttribute(RawType type) {
        return new Attribute(
                KEY,
                ValueType.VARCHAR,
                NativeType.RELATION.word(),
                0,
                Optional.of(type.name),
                type.name,
                false,
                false,
                true,
                true,
                false,
                Usage.FREE,
                List.of(),
                KEY);
    }

    /** The transitive forms of a hierarchy: ParentMeAndUp, SubsAndDown and so on. */
    private static boolean isClosure(String name) {
        return name.endsWith("AndUp") || name.endsWith("AndDown") || name.endsWith("AndMe");
    }

    /** Follows the Base references up to the type that has none; a type that is not in the document counts as absent. */
    private String declaringType(RawType type, RawAttribute raw) {
        RawType declaring = type;
        RawAttribute attribute = raw;
        for (int depth = 0; depth < types.size() && attribute.baseToken != null; depth++) {
            int dot = attribute.baseToken.indexOf('.');
            RawType base = dot < 0 ? null : types.get(attribute.baseToken.substring(0, dot));
            RawAttribute inherited = base == null ? null : base.attributes.get(attribute.baseToken.substring(dot + 1));
            if (inherited == null) {
                break;
            }
            declaring = base;
            attribute = inherited;
        }
        return declaring.name;
    }

    /** Makes {@code Change Date UTC} of {@code AttributeDefinition'ChangeDateUTC'Story}. */
    private String readable(String displayName) {
        int start = displayName.indexOf('\'') + 1;
        int end = displayName.indexOf('\'', start);
        String name = start == 0 ? displayName : displayName.substring(start, end < 0 ? displayName.length() : end);
        return readableNames.computeIfAbsent(name, MetaReader::spaced);
    }

    private static String spaced(String name) {
        StringBuilder text = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean startsWord = i > 0
                    && Character.isUpperCase(c)
                    && (Character.isLowerCase(name.charAt(i - 1))
                            || (i + 1 < name.length()
                                    && Character.isLowerCase(name.charAt(i + 1))
                                    && Character.isUpperCase(name.charAt(i - 1))));
            if (startsWord) {
                text.append(' ');
            }
            text.append(c == '_' ? ' ' : c);
        }
        return text.toString();
    }
}
