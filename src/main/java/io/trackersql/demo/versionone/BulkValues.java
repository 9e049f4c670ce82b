package io.trackersql.demo.versionone;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.Collation;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.store.DemoType.Pointer;
import io.trackersql.demo.store.ReadContext;
import io.trackersql.demo.store.Violation;
import io.trackersql.demo.store.Violation.Rule;
import io.trackersql.demo.versionone.query.Refusal;
import io.trackersql.demo.versionone.write.Change;
import io.trackersql.demo.versionone.write.Change.Act;
import io.trackersql.demo.versionone.write.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the values of {@code api/asset}, which may name related assets by key, name, alias or query.
 *
 * @param context  who asks, in the present
 * @param aliases  the assets that an alias of the request stands for
 * @param subQuery the assets that a query finds
 */
record BulkValues(
        DemoStore store,
        ReadContext context,
        Function<String, List<Asset>> aliases,
        Function<JsonNode, List<Asset>> subQuery) {
    private static final Set<String> SCOPED_KEYS = Set.of("add", "remove");

    /**
     * The changes that a value makes.
     *
     * @param asset the asset that is changed; empty for a new one
     */
    List<Change> changes(DemoType type, String name, JsonNode value, Optional<Asset> asset) {
        DemoAttribute attribute = Change.writableInBulk(type, name);
        Target target = new Target(type, attribute, asset);
        if (value.isNull()) {
            return asset.isEmpty() ? List.of() : List.of(cleared(target));
        }
        if (!value.isObject() || value.has("from")) {
            return added(target, value);
        }
        if (value.has("find")) {
            return replaced(target, value);
        }
        if (attribute.kind() == AttributeKind.RANK) {
            return List.of(placed(target, value));
        }
        List<Change> changes = new ArrayList<>();
        if (keys(value).stream().allMatch(SCOPED_KEYS::contains)) {
            if (value.has("remove")) {
                changes.addAll(removed(target, value.path("remove")));
            }
            if (value.has("add")) {
                changes.addAll(added(target, value.path("add")));
            }
            return changes;
        }
        value.fields().forEachRemaining(field -> {
            Object item = one(target, field.getKey());
            switch (field.getValue().asText()) {
                case "add" -> changes.add(new Change(attribute, attribute.multi() ? Act.ADD : Act.SET, item));
                case "remove" -> changes.addAll(removal(target, item));
                default -> throw target.invalid();
            }
        });
        return changes;
    }

    private record Target(DemoType type, DemoAttribute attribute, Optional<Asset> asset) {
        Violation invalid() {
            return Violation.of(Rule.INVALID, type, attribute);
        }
    }

    private static Change cleared(Target target) {
        if (target.attribute().multi()) {
            throw target.invalid();
        }
        return new Change(target.attribute(), Act.SET, null);
    }

    private List<Change> added(Target target, JsonNode value) {
        List<Object> items = items(target, value);
        boolean multi = target.attribute().multi();
        if (!multi && items.size() > 1) {
            throw target.invalid();
        }
        return items.stream()
                .map(item -> new Change(target.attribute(), multi ? Act.ADD : Act.SET, item))
                .toList();
    }

    private List<Change> removed(Target target, JsonNode value) {
        List<Change> changes = new ArrayList<>();
        items(target, value).forEach(item -> changes.addAll(removal(target, item)));
        return changes;
    }

    private List<Change> removal(Target target, Object item) {
        if (target.attribute().multi()) {
            return List.of(new Change(target.attribute(), Act.REMOVE, item));
        }
        return item.equals(current(target)) ? List.of(cleared(target)) : List.of();
    }

    private Object current(Target target) {
        return target.asset()
                .map(asset -> store.read(context, target.attribute(), asset.current()))
                .orElse(null);
    }

    /** Text is searched in text, a relation's asset among its assets. */
    private List<Change> replaced(Target target, JsonNode value) {
        if (!keys(value).equals(Set.of("find", "replace")) || target.asset().isEmpty()) {
            throw target.invalid();
        }
        DemoAttribute attribute = target.attribute();
        if (!attribute.relation()) {
            if (attribute.kind() != AttributeKind.TEXT && attribute.kind() != AttributeKind.LONG_TEXT) {
                throw target.invalid();
            }
            String find = value.path("find").asText();
            return current(target) instanceof String text && !find.isEmpty() && text.contains(find)
                    ? List.of(new Change(
                            attribute,
                            Act.SET,
                            text.replace(find, value.path("replace").asText())))
                    : List.of();
        }
        Object before = one(target, value.path("find").asText());
        Object after = one(target, value.path("replace").asText());
        if (attribute.multi()) {
            boolean held = current(target) instanceof Object[] many
                    && Arrays.asList(many).contains(before);
            return held
                    ? List.of(new Change(attribute, Act.REMOVE, before), new Change(attribute, Act.ADD, after))
                    : List.of();
        }
        return before.equals(current(target)) ? List.of(new Change(attribute, Act.SET, after)) : List.of();
    }

    private Change placed(Target target, JsonNode value) {
        Set<String> keys = keys(value);
        boolean after = keys.equals(Set.of("After"));
        if (!after && !keys.equals(Set.of("Before"))) {
            throw target.invalid();
        }
        Asset anchor = Values.asset(
                        store, value.path(after ? "After" : "Before").asText())
                .orElseThrow(target::invalid);
        Object rank = anchor.type()
                .attribute(target.attribute().name())
                .map(attribute -> store.read(context, attribute, anchor.current()))
                .orElse(null);
        if (!(rank instanceof Long number)) {
            throw target.invalid();
        }
        return new Change(target.attribute(), Act.SET, new Change.Place(number, after));
    }

    private List<Object> items(Target target, JsonNode value) {
        List<Object> items = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each -> items.addAll(items(target, each)));
        } else if (value.isObject() && target.attribute().relation()) {
            List<Asset> found = subQuery.apply(value);
            if (found.isEmpty()) {
                throw unresolved(target);
            }
            items.addAll(found);
        } else if (value.isValueNode() && !value.isNull()) {
            items.add(one(target, value.asText()));
        } else {
            throw target.invalid();
        }
        return items;
    }

    /** The value or asset that a text stands for. */
    private Object one(Target target, String text) {
        DemoAttribute attribute = target.attribute();
        if (!attribute.relation()) {
            return Values.of(target.type(), attribute, text);
        }
        if (text.isEmpty() && !attribute.multi()) {
            return null;
        }
        if (text.startsWith("@")) {
            List<Asset> found = aliases.apply(text);
            if (found.size() != 1) {
                throw Refusal.invalid("Invalid OID token: " + text);
            }
            return found.get(0);
        }
        return Values.isToken(store, text) ? Values.asset(store, target.type(), attribute, text) : named(target, text);
    }

    private Asset named(Target target, String name) {
        DemoType related = store.model().require(target.attribute().related());
        List<Asset> found = Arrays.stream(store.visible(related))
                .filter(asset -> store.sees(context.self(), asset.current()))
                .filter(asset -> asset.type()
                        .pointer(Pointer.NAME)
                        .map(pointer -> store.read(context, pointer, asset.current()))
                        .filter(known -> Collation.key(known.toString()).equals(Collation.key(name)))
                        .isPresent())
                .toList();
        if (found.size() != 1) {
            throw unresolved(target);
        }
        return found.get(0);
    }

    private static Refusal unresolved(Target target) {
        return Refusal.invalid("Resolution'Unresolved'" + target.type() + "."
                + target.attribute().name() + "'" + target.attribute().related());
    }

    private static Set<String> keys(JsonNode node) {
        Set<String> keys = new java.util.HashSet<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
