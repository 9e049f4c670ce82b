package io.trackersql.rally;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.http.Answer;
import io.trackersql.http.Json;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Usage;
import io.trackersql.rally.RawType.RawAttribute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the answer of the schema endpoint in one pass: all type definitions, each with its attribute definitions in it. Fields may be
 * missing and unknown ones are skipped, since they differ between workspaces and grow over time.
 */
final class MetaReader {
    private static final String REF = "_ref";
    private static final String API_PATH = "/v2.";

    private final Answer answer;
    private final Envelope envelope;
    private final JsonParser json;
    private final List<RawType> types = new ArrayList<>();
    /** Inherited attributes are repeated in every type; their texts are kept once. */
    private final Map<String, String> words = new HashMap<>();

    private MetaReader(Answer answer, Envelope envelope, JsonParser json) {
        this.answer = answer;
        this.envelope = envelope;
        this.json = json;
    }

    /** The model; reads the answer to its end. */
    static EntityModel read(Answer answer, Envelope envelope, String version) throws IOException {
        try (JsonParser json = Json.parser(answer)) {
            MetaReader reader = new MetaReader(answer, envelope, json);
            reader.readDocument();
            answer.complete();
            return new ModelBuilder(reader.types).build(version);
        }
    }

    private void readDocument() throws IOException {
        json.nextToken();
        Json.expect(json, JsonToken.START_OBJECT, answer);
        boolean hasTypes = false;
        for (String root = json.nextFieldName(); root != null; root = json.nextFieldName()) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                if (field.equals("Results")) {
                    hasTypes = true;
                    readTypes();
                } else if (!envelope.takes(field, json)) {
                    json.skipChildren();
                }
            }
        }
        if (!hasTypes) {
            throw answer.malformed("Rally's schema", "it holds no Results");
        }
    }

    private void readTypes() throws IOException {
        Json.expect(json, JsonToken.START_ARRAY, answer);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Json.expect(json, JsonToken.START_OBJECT, answer);
            RawType type = readType();
            if (!type.elementName.isEmpty()) {
                types.add(type);
                answer.addRow();
            }
        }
    }

    private RawType readType() throws IOException {
        RawType type = new RawType();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case REF -> type.id = Refs.id(text());
                case "ElementName" -> type.elementName = text();
                case "Name" -> type.name = text();
                case "DisplayName" -> type.displayName = text();
                case "TypePath" -> type.typePath = text();
                case "Note" -> type.note = text();
                case "Parent" -> type.parentId = readRef().id();
                case "Attributes" -> readAttributes(type);
                default -> {
                    if (!readFlag(type, field)) {
                        json.skipChildren();
                    }
                }
            }
        }
        return type;
    }

    private boolean readFlag(RawType type, String field) throws IOException {
        switch (field) {
            case "Abstract" -> type.isAbstract = flag(false);
            case "Queryable" -> type.isQueryable = flag(true);
            case "Creatable" -> type.isCreatable = flag(true);
            case "Deletable" -> type.isDeletable = flag(true);
            case "ReadOnly" -> type.isReadOnly = flag(false);
            case "Copyable" -> type.isCopyable = flag(false);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readAttributes(RawType type) throws IOException {
        Json.expect(json, JsonToken.START_ARRAY, answer);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Json.expect(json, JsonToken.START_OBJECT, answer);
            RawAttribute attribute = readAttribute();
            if (!attribute.elementName.isEmpty()) {
                type.attributes.putIfAbsent(attribute.elementName, attribute);
            }
        }
    }

    private RawAttribute readAttribute() throws IOException {
        RawAttribute attribute = new RawAttribute();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            if (!readWord(attribute, field) && !readFlag(attribute, field)) {
                switch (field) {
                    case "MaxLength" -> attribute.lengthMax = Math.max(0, json.getValueAsInt(0));
                    case "AllowedValueType" -> {
                        Ref related = readRef();
                        attribute.relatedId = related.id();
                        attribute.relatedName = related.name();
                    }
                    case "AllowedValues" -> readAllowedValues(attribute);
                    default -> json.skipChildren();
                }
            }
        }
        return attribute;
    }

    private boolean readWord(RawAttribute attribute, String field) throws IOException {
        switch (field) {
            case "ElementName" -> attribute.elementName = text();
            case "Name" -> attribute.name = text();
            case "Note" -> attribute.note = text();
            case "AttributeType" -> attribute.type = text();
            case "RealAttributeType" -> attribute.realType = text();
            case "SchemaType" -> attribute.schemaType = text();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean readFlag(RawAttribute attribute, String field) throws IOException {
        switch (field) {
            case "Constrained" -> attribute.isConstrained = flag(false);
            case "Filterable" -> attribute.isFilterable = flag(true);
            case "Sortable" -> attribute.isSortable = flag(true);
            case "ReadOnly" -> attribute.isReadOnly = flag(false);
            case "Required", "SystemRequired" -> attribute.isRequired |= flag(false);
            default -> {
                return false;
            }
        }
        return true;
    }

    /**
     * Either a list of objects, or one object that says where the list is and how long, which attributes without values may have as well;
     * older servers write other things, which say nothing.
     */
    private void readAllowedValues(RawAttribute attribute) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            Ref list = readRef();
            String ref = list.address();
            int version = ref.indexOf(API_PATH);
            int path = version < 0 ? -1 : ref.indexOf('/', version + 1);
            attribute.valueList = path < 0 || list.isEmpty() ? Optional.empty() : Optional.of(ref.substring(path + 1));
            return;
        } else if (json.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        List<PlacedValue> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                values.add(readAllowedValue());
            } else {
                json.skipChildren();
            }
        }
        values.sort(Comparator.comparingLong(PlacedValue::place));
        attribute.allowedValues = values.stream().map(PlacedValue::value).toList();
    }

    /** A value and its place in the list, where the schema gives it. */
    private record PlacedValue(Usage.AllowedValue value, long place) {}

    private PlacedValue readAllowedValue() throws IOException {
        long place = Long.MAX_VALUE;
        String key = "";
        String value = "";
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case REF -> key = Refs.id(text());
                case "ObjectID" -> key = text();
                case "StringValue" -> value = text();
                case "ValueIndex" -> place = json.getValueAsLong(place);
                default -> json.skipChildren();
            }
        }
        return new PlacedValue(new Usage.AllowedValue(key, value), place);
    }

    /**
     * An address with what it is called.
     *
     * @param isEmpty whether it is that of a list which is said to have nothing in it
     */
    private record Ref(String address, String name, boolean isEmpty) {
        String id() {
            return Refs.id(address);
        }
    }

    private Ref readRef() throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return new Ref(text(), "", false);
        }
        String address = "";
        String name = "";
        boolean isEmpty = false;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case REF -> address = text();
                case "_refObjectName" -> name = text();
                case "Count" -> isEmpty = json.currentToken().isNumeric() && json.getDoubleValue() == 0;
                default -> json.skipChildren();
            }
        }
        return new Ref(address, name, isEmpty);
    }

    /** Empty for null and for anything that is no text. */
    private String text() throws IOException {
        if (!json.currentToken().isScalarValue()) {
            json.skipChildren();
            return "";
        }
        if (json.currentToken() == JsonToken.VALUE_NULL || json.getTextLength() == 0) {
            return "";
        }
        String text = json.getText();
        String known = words.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    private boolean flag(boolean absent) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> {
                String text = text();
                yield text.isEmpty() ? absent : text.equalsIgnoreCase("true");
            }
        };
    }
}
