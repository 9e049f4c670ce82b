package io.trackersql.demo.rally;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trackersql.demo.rally.query.Data;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyAttribute;
import io.trackersql.demo.store.RallyType;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Writes objects as the service does: references, whole objects, and what a fetch list leaves of them.
 *
 * <p>Keys stand in the order of recorded answers: references and versions first, the attributes class by class, {@code _type} last.
 */
final class ObjectWriter {
    private static final List<String> FIRST =
            List.of("CreationDate", "ObjectID", "ObjectUUID", "VersionId", "Subscription", "Workspace");

    private final Data data;
    private final JsonGenerator json;
    private final ValueWriter values;
    private final String base;
    private final BiPredicate<Asset, RallyAttribute> inlined;
    private final Predicate<Asset> listed;
    private final Deque<Asset> path = new ArrayDeque<>();
    private final IdentityHashMap<Fetch, Map<String, List<RallyAttribute>>> shown = new IdentityHashMap<>();

    /** A writer that shows collections as references. */
    ObjectWriter(Data data, JsonGenerator json, RallyQuirks quirks, Call call) {
        this(data, json, quirks, call, (owner, attribute) -> false, item -> true);
    }

    /**
     * A writer.
     *
     * @param inlined the collections that are written as lists of whole objects, as the schema does
     * @param listed  the objects that such lists show
     */
    ObjectWriter(
            Data data,
            JsonGenerator json,
            RallyQuirks quirks,
            Call call,
            BiPredicate<Asset, RallyAttribute> inlined,
            Predicate<Asset> listed) {
        this.inlined = inlined;
        this.listed = listed;
        this.data = data;
        this.json = json;
        this.values = new ValueWriter(json, quirks.decimals());
        this.base = call.base();
    }

    /** An object of its own in a list. */
    void object(Asset object, Fetch fetch) throws IOException {
        json.writeStartObject();
        if (fetch.nothing()) {
            reference(object);
        } else {
            fields(object, fetch);
        }
        json.writeEndObject();
    }

    /** The fields of an object, {@code _type} included, into an open JSON object. */
    void fields(Asset object, Fetch fetch) throws IOException {
        head(object);
        json.writeStringField("_objectVersion", data.store().versionId(object));
        name(object);
        path.push(object);
        for (RallyAttribute attribute : shown(object, fetch)) {
            field(object, attribute, fetch);
            if (fetch.all() && attribute.name().equals("CreationDate")) {
                json.writeStringField("_CreatedAt", values.createdAt(data.value(object, attribute)));
            }
        }
        path.pop();
        if (path.isEmpty() && !fetch.summaries().isEmpty()) {
            summary(object, fetch);
        }
        json.writeStringField("_type", data.type(object).typePath());
    }

    /** The attributes of an object that are shown, in their order. */
    private List<RallyAttribute> shown(Asset object, Fetch fetch) {
        RallyType type = data.type(object);
        return shown.computeIfAbsent(fetch, key -> new HashMap<>()).computeIfAbsent(type.typePath(), path -> {
            List<RallyAttribute> attributes = new ArrayList<>();
            FIRST.forEach(name -> data.attribute(type, name).ifPresent(attributes::add));
            data.attributes(type).stream()
                    .filter(each -> !FIRST.contains(each.name()))
                    .forEach(attributes::add);
            attributes.removeIf(each -> !fetch.shows(each.name().toLowerCase(Locale.ROOT)));
            return attributes;
        });
    }

    /** The fields of a reference into an open JSON object. */
    void reference(Asset object) throws IOException {
        head(object);
        name(object);
        json.writeStringField("_type", data.type(object).typePath());
    }

    private void head(Asset object) throws IOException {
        versions();
        json.writeStringField("_ref", reference(data.type(object).typePath().toLowerCase(Locale.ROOT), object));
        json.writeStringField("_refObjectUUID", data.store().uuid(object).toString());
    }

    private void versions() throws IOException {
        json.writeStringField("_rallyAPIMajor", "2");
        json.writeStringField("_rallyAPIMinor", "0");
    }

    private void name(Asset object) throws IOException {
        if (data.name(object).isPresent()) {
            json.writeStringField("_refObjectName", data.name(object).get());
        }
    }

    private String reference(String type, Asset object) {
        return base + "/" + type + "/" + object.id();
    }

    private void field(Asset object, RallyAttribute attribute, Fetch fetch) throws IOException {
        Object value = data.value(object, attribute);
        json.writeFieldName(attribute.name());
        if (value instanceof Asset target) {
            embedded(target, inner(fetch, attribute));
        } else if (attribute.type() == RallyAttribute.AttributeType.COLLECTION) {
            collection(object, attribute, (Asset[]) value);
        } else {
            values.write(attribute, object, value);
        }
    }

    private static Fetch inner(Fetch fetch, RallyAttribute attribute) {
        return fetch.inside(attribute.name().toLowerCase(Locale.ROOT));
    }

    /** The flat fetch list holds here as well, if this type has any of its attributes and the path does not return to the object. */
    private void embedded(Asset target, Fetch fetch) throws IOException {
        json.writeStartObject();
        if (path.contains(target) || shown(target, fetch).isEmpty()) {
            reference(target);
        } else {
            fields(target, fetch);
        }
        json.writeEndObject();
    }

    /** Never the items, only how many there are; for tags and their like also the names. */
    private void collection(Asset object, RallyAttribute attribute, Asset[] items) throws IOException {
        if (inlined.test(object, attribute)) {
            json.writeStartArray();
            for (Asset item : items) {
                if (listed.test(item)) {
                    object(item, Fetch.ALL);
                }
            }
            json.writeEndArray();
            return;
        }
        json.writeStartObject();
        versions();
        json.writeStringField("_ref", reference(data.type(object).typePath(), object) + "/" + attribute.name());
        json.writeStringField("_type", attribute.target().orElseThrow());
        if (attribute.namesItems()) {
            json.writeArrayFieldStart("_tagsNameArray");
            for (Asset item : items) {
                tag(item);
            }
            json.writeEndArray();
        }
        json.writeNumberField("Count", items.length);
        json.writeEndObject();
    }

    private void tag(Asset item) throws IOException {
        json.writeStartObject();
        json.writeStringField("Name", data.name(item).orElse(""));
        json.writeStringField("_ref", "/" + data.type(item).typePath().toLowerCase(Locale.ROOT) + "/" + item.id());
        if (data.type(item).typePath().equals("Milestone")) {
            for (String name : List.of("DisplayColor", "TargetDate")) {
                RallyAttribute attribute = data.attribute(data.type(item), name).orElseThrow();
                json.writeFieldName(name);
                values.write(attribute, item, data.value(item, attribute));
            }
        }
        json.writeEndObject();
    }

    private void summary(Asset object, Fetch fetch) throws IOException {
        json.writeObjectFieldStart("Summary");
        for (Map.Entry<String, List<List<String>>> entry : fetch.summaries().entrySet()) {
            RallyAttribute attribute =
                    data.attribute(data.type(object), entry.getKey()).orElse(null);
            if (attribute != null && attribute.type() == RallyAttribute.AttributeType.COLLECTION) {
                Asset[] items = (Asset[]) data.value(object, attribute);
                json.writeObjectFieldStart(attribute.name());
                json.writeNumberField("Count", items.length);
                for (List<String> grouping : entry.getValue()) {
                    groups(List.of(items), grouping);
                }
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    private void groups(List<Asset> items, List<String> grouping) throws IOException {
        Map<String, List<Asset>> groups = new TreeMap<>();
        String title = grouping.get(0);
        for (Asset item : items) {
            RallyAttribute attribute =
                    data.attribute(data.type(item), grouping.get(0)).orElse(null);
            if (attribute != null) {
                title = attribute.name();
                Object value = data.value(item, attribute);
                String label = value instanceof Asset target ? data.name(target).orElse("") : values.label(value);
                groups.computeIfAbsent(label, key -> new ArrayList<>()).add(item);
            }
        }
        json.writeObjectFieldStart(title);
        for (Map.Entry<String, List<Asset>> group : groups.entrySet()) {
            if (grouping.size() > 1) {
                json.writeObjectFieldStart(group.getKey());
                groups(group.getValue(), grouping.subList(1, grouping.size()));
                json.writeEndObject();
            } else {
                json.writeNumberField(group.getKey(), group.getValue().size());
            }
        }
        json.writeEndObject();
    }
}
