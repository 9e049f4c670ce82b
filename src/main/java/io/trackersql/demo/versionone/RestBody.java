package io.trackersql.demo.versionone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.versionone.query.Refusal;
import io.trackersql.demo.versionone.write.Change;
import io.trackersql.demo.versionone.write.Change.Act;
import io.trackersql.demo.versionone.write.Values;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The attributes that a client sends to rest-1.v1, in XML or JSON.
 *
 * <p>Strict about {@code act}: it stands at a single value, which is set, and at each value of a multi-valued attribute, which is added
 * or removed. No source shows a multi-valued attribute that is set as a whole.
 */
record RestBody(List<Entry> entries) {
    /** What is sent for an attribute: one text, or the items of a multi-valued one. */
    private record Entry(
            String name, Optional<Boolean> relation, Optional<String> act, Optional<String> text, List<Item> items) {}

    /** One value of several, or the asset that a relation names. */
    private record Item(String value, Optional<String> act) {}

    private static final Set<String> JSON_KEYS = Set.of("Attributes", "_type", "href", "id");
    private static final Set<String> ENTRY_KEYS = Set.of("name", "value", "act", "_type");
    private static final Set<String> ITEM_KEYS = Set.of("idref", "act", "href", "_type");

    /** Made with the first body, since it takes long. */
    private static final class Parsers {
        static final JsonMapper JSON = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

        static {
            XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            XML.setProperty(XMLInputFactory.IS_COALESCING, true);
        }
    }

    /** Reads a body of the type that its header tells; XML without one, as the older clients send it. */
    static RestBody read(byte[] body, String contentType) {
        if (contentType.contains("json")) {
            return json(body);
        }
        if (contentType.isEmpty() || contentType.contains("xml")) {
            return xml(body);
        }
        throw Refusal.invalid("Unsupported Content-Type: " + contentType);
    }

    /** The changes that the attributes make to an asset of a type. */
    List<Change> changes(DemoStore store, DemoType type) {
        List<Change> changes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Entry entry : entries) {
            DemoAttribute attribute = Change.writable(type, entry.name());
            boolean wrongKind = entry.relation()
                    .filter(relation -> relation != attribute.relation())
                    .isPresent();
            if (wrongKind || !names.add(entry.name())) {
                throw Refusal.invalid(
                        wrongKind
                                ? "Not a" + (attribute.relation() ? "n attribute: " : " relation: ") + entry.name()
                                : "Attribute given twice: " + entry.name());
            }
            if (attribute.multi()) {
                addMany(store, type, attribute, entry, changes);
            } else {
                changes.add(one(store, type, attribute, entry));
            }
        }
        return changes;
    }

    /** Names of the attributes, for the answer, which repeats them. */
    List<String> names() {
        return entries.stream().map(Entry::name).toList();
    }

    private static Change one(DemoStore store, DemoType type, DemoAttribute attribute, Entry entry) {
        act(entry.act(), Set.of("set"), entry.name());
        if (entry.items().size() > 1 || (!attribute.relation() && !entry.items().isEmpty())) {
            throw Refusal.invalid("Several values for " + type + "." + entry.name());
        }
        Optional<String> text =
                entry.text().or(() -> entry.items().stream().map(Item::value).findFirst());
        Object value = attribute.relation()
                ? text.filter(token -> !token.isEmpty())
                        .map(token -> Values.asset(store, type, attribute, token))
                        .orElse(null)
                : Values.of(type, attribute, text.orElse(""));
        return new Change(attribute, Act.SET, value);
    }

    private static void addMany(
            DemoStore store, DemoType type, DemoAttribute attribute, Entry entry, List<Change> changes) {
        if (entry.act().isPresent()
                || entry.text().filter(text -> !text.isBlank()).isPresent()) {
            throw Refusal.invalid("The values of " + type + "." + entry.name() + " are added or removed one by one");
        }
        for (Item item : entry.items()) {
            String act = act(item.act(), Set.of("add", "remove"), entry.name());
            Object value = attribute.relation()
                    ? Values.asset(store, type, attribute, item.value())
                    : Values.of(type, attribute, item.value());
            changes.add(new Change(attribute, act.equals("add") ? Act.ADD : Act.REMOVE, value));
        }
    }

    private static String act(Optional<String> act, Set<String> allowed, String name) {
        return act.filter(allowed::contains)
                .orElseThrow(() -> Refusal.invalid("Invalid act '" + act.orElse("") + "' of " + name + ", expected "
                        + String.join(" or ", allowed)));
    }

    private static RestBody json(byte[] body) {
        JsonNode root;
        try {
            root = Parsers.JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw Refusal.invalid("Not an asset in JSON: " + e.getOriginalMessage());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        if (root == null || !root.path("Attributes").isObject()) {
            throw Refusal.invalid("Not an asset in JSON: no Attributes");
        }
        onlyKeys(root, JSON_KEYS);
        List<Entry> entries = new ArrayList<>();
        root.path("Attributes")
                .fields()
                .forEachRemaining(field -> entries.add(entry(field.getKey(), field.getValue())));
        return new RestBody(entries);
    }

    private static Entry entry(String name, JsonNode node) {
        if (node.isArray()) {
            return new Entry(name, Optional.empty(), Optional.empty(), Optional.empty(), items(name, node));
        }
        if (!node.isObject() || !node.has("value")) {
            throw Refusal.invalid("No value for " + name);
        }
        onlyKeys(node, ENTRY_KEYS);
        Optional<String> act = Optional.ofNullable(node.path("act").textValue());
        JsonNode value = node.path("value");
        if (value.isArray()) {
            return new Entry(name, Optional.empty(), act, Optional.empty(), items(name, value));
        }
        if (value.isObject()) {
            throw Refusal.invalid("Not a value for " + name + ": " + value);
        }
        return new Entry(name, Optional.empty(), act, Optional.of(value.isNull() ? "" : value.asText()), List.of());
    }

    private static List<Item> items(String name, JsonNode array) {
        List<Item> items = new ArrayList<>();
        for (JsonNode item : array) {
            if (!item.isObject() || !item.path("idref").isTextual()) {
                throw Refusal.invalid("No idref in a value of " + name);
            }
            onlyKeys(item, ITEM_KEYS);
            items.add(new Item(
                    item.path("idref").asText(),
                    Optional.ofNullable(item.path("act").textValue())));
        }
        return items;
    }

    private static void onlyKeys(JsonNode node, Set<String> keys) {
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw Refusal.invalid("Unknown key: " + key);
            }
        });
    }

    private static RestBody xml(byte[] body) {
        try {
            XMLStreamReader xml = Parsers.XML.createXMLStreamReader(new ByteArrayInputStream(body));
            xml.nextTag();
            expect(xml, "Asset");
            List<Entry> entries = new ArrayList<>();
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                entries.add(entry(xml));
            }
            return new RestBody(entries);
        } catch (XMLStreamException e) {
            throw Refusal.invalid("Not an asset in XML: " + e.getMessage().replaceAll("\\s+", " "));
        }
    }

    private static Entry entry(XMLStreamReader xml) throws XMLStreamException {
        boolean relation = xml.getLocalName().equals("Relation");
        if (!relation) {
            expect(xml, "Attribute");
        }
        Optional<String> name = attribute(xml, "name");
        Optional<String> act = attribute(xml, "act");
        String kind = xml.getLocalName();
        StringBuilder text = new StringBuilder();
        List<Item> items = new ArrayList<>();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                items.add(item(xml, relation));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(xml.getText());
            }
        }
        Optional<String> own = relation || !items.isEmpty() ? Optional.empty() : Optional.of(text.toString());
        return new Entry(
                name.orElseThrow(() -> Refusal.invalid(kind + " without a name")),
                Optional.of(relation),
                act,
                own,
                items);
    }

    private static Item item(XMLStreamReader xml, boolean relation) throws XMLStreamException {
        expect(xml, relation ? "Asset" : "Value");
        Optional<String> act = attribute(xml, "act");
        if (!relation) {
            return new Item(xml.getElementText(), act);
        }
        String token = attribute(xml, "idref").orElseThrow(() -> Refusal.invalid("Asset without an idref"));
        xml.nextTag();
        return new Item(token, act);
    }

    private static Optional<String> attribute(XMLStreamReader xml, String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name));
    }

    private static void expect(XMLStreamReader xml, String element) {
        if (!xml.getLocalName().equals(element)) {
            throw Refusal.invalid("Unexpected element " + xml.getLocalName() + ", expected " + element);
        }
    }
}
