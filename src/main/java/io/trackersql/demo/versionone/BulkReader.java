package io.trackersql.demo.versionone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoModel;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.versionone.query.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the commands of a request of {@code api/asset}: names each, and takes those apart that are nested in creates. */
final class BulkReader {
    private final DemoModel model;
    private final long request;
    private int names;

    /** A reader of one request; its number makes the names different from those of other requests. */
    BulkReader(DemoModel model, long request) {
        this.model = model;
        this.request = request;
    }

    /** The commands in the order in which they run. */
    List<BulkCommand> read(String body) {
        List<JsonNode> nodes = new ArrayList<>();
        for (String document : body.split("\r?\n---\r?\n")) {
            JsonNode node = QueryReader.parse(document);
            if (node.isArray()) {
                node.forEach(nodes::add);
            } else {
                nodes.add(node);
            }
        }
        List<BulkCommand> commands = new ArrayList<>();
        for (int index = 0; index < nodes.size(); index++) {
            add(index, nodes.get(index), commands);
        }
        return commands;
    }

    private void add(int index, JsonNode node, List<BulkCommand> commands) {
        if (!node.isObject()) {
            throw Refusal.invalid("Not a command: " + node);
        }
        Optional<String> alias = alias(node);
        JsonNode body = alias.map(node::path).orElse(node);
        boolean creates = body.has(BulkCommand.TYPE);
        String name = alias.orElseGet(() -> creates ? newCreateAlias() : newAlias());
        addFlat(new BulkCommand(index, name, alias.isPresent(), body), commands);
    }

    /** A command may stand under its name; beside it, what was wrong when it was sent before. */
    private static Optional<String> alias(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        keys.remove("error");
        return keys.size() == 1
                        && keys.get(0).startsWith("@")
                        && node.path(keys.get(0)).isObject()
                ? Optional.of(keys.get(0))
                : Optional.empty();
    }

    String newAlias() {
        String name = request + "." + ++names;
        return "@" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private String newCreateAlias() {
        return newAlias() + "$auto-aliased";
    }

    /** A create, then those nested in it, each in the context of the one it was in. */
    private void addFlat(BulkCommand command, List<BulkCommand> commands) {
        if (!command.body().has(BulkCommand.TYPE)) {
            commands.add(command);
            return;
        }
        Optional<DemoType> type =
                model.type(command.body().path(BulkCommand.TYPE).asText());
        List<BulkCommand> below = new ArrayList<>();
        ObjectNode own = withoutNested(command, (ObjectNode) command.body(), type, command.alias(), below);
        commands.add(new BulkCommand(command.index(), command.alias(), command.named(), own));
        commands.addAll(below);
    }

    /**
     * The values of a create or update without the creates that are nested in them.
     *
     * @param parent what the nested ones are in: an alias or a key
     * @param below  gets the nested ones
     */
    ObjectNode withoutNested(
            BulkCommand command, ObjectNode values, Optional<DemoType> type, String parent, List<BulkCommand> below) {
        ObjectNode own = values.objectNode();
        values.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            Optional<DemoAttribute> relation = type.flatMap(owner -> owner.attribute(field.getKey()));
            if (relation.isPresent() && value.has(BulkCommand.TYPE)) {
                addFlat(nested(command, relation.get(), parent, value), below);
            } else if (relation.isPresent() && value.isArray()) {
                ArrayNode others = own.arrayNode();
                for (JsonNode each : value) {
                    if (each.has(BulkCommand.TYPE)) {
                        addFlat(nested(command, relation.get(), parent, each), below);
                    } else {
                        others.add(each);
                    }
                }
                if (others.size() > 0 || value.isEmpty()) {
                    own.set(field.getKey(), others);
                }
            } else {
                own.set(field.getKey(), value);
            }
        });
        return own;
    }

    private BulkCommand nested(BulkCommand command, DemoAttribute relation, String parent, JsonNode body) {
        ObjectNode child = body.deepCopy();
        child.put(BulkCommand.CONTEXT, parent);
        if (!relation.reverse().isEmpty() && !child.has(relation.reverse())) {
            child.put(relation.reverse(), parent);
        }
        return new BulkCommand(command.index(), newCreateAlias(), false, child);
    }
}
