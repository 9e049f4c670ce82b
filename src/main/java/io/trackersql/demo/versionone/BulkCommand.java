package io.trackersql.demo.versionone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trackersql.demo.versionone.query.Refusal;
import java.util.Set;

/**
 * One command of {@code api/asset}.
 *
 * @param index place among the commands of the request, from 0; what is nested in a command has its place
 * @param alias its name in this request, with the sign {@code @}; made up if the client gave none
 * @param named whether the client gave the alias
 * @param body  the command itself
 */
record BulkCommand(int index, String alias, boolean named, JsonNode body) {
    /** What a command does. */
    enum Kind {
        CREATE,
        UPDATE,
        EXECUTE,
        QUERY,
        CONFIG
    }

    static final String TYPE = "AssetType";
    static final String CONTEXT = "#ContextOid";

    private static final String UPDATE_KEY = "update";
    private static final String EXECUTE_KEY = "execute";
    private static final Set<String> TARGET_KEYS = Set.of("from", "where", "filter", "oid", UPDATE_KEY, EXECUTE_KEY);

    Kind kind() {
        if (body.has(TYPE)) {
            return Kind.CREATE;
        }
        if (body.has(UPDATE_KEY)) {
            return Kind.UPDATE;
        }
        if (body.has(EXECUTE_KEY)) {
            return Kind.EXECUTE;
        }
        return body.has("config") ? Kind.CONFIG : Kind.QUERY;
    }

    /** The query for the assets that an update or execute is about; a failed command that is sent again names one by {@code oid}. */
    ObjectNode targets() {
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        body.fields().forEachRemaining(field -> {
            if (!TARGET_KEYS.contains(field.getKey())) {
                throw Refusal.invalid("Invalid key at node(s): root->" + field.getKey());
            }
            boolean action = field.getKey().equals(UPDATE_KEY) || field.getKey().equals(EXECUTE_KEY);
            if (!action) {
                query.set(field.getKey().equals("oid") ? "from" : field.getKey(), field.getValue());
            }
        });
        return query;
    }

    /** What an update sets. */
    JsonNode update() {
        JsonNode update = body.path(UPDATE_KEY);
        if (!update.isObject()) {
            throw Refusal.invalid("Invalid key at node(s): root->update");
        }
        return update;
    }

    /** The operation with its arguments: a name alone has none. */
    ObjectNode operation() {
        JsonNode execute = body.path(EXECUTE_KEY);
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        if (execute.isTextual()) {
            operation.put("op", execute.asText()).set("args", JsonNodeFactory.instance.objectNode());
            return operation;
        }
        if (!execute.isObject() || !execute.path("op").isTextual()) {
            throw Refusal.invalid("Invalid key at node(s): root->execute");
        }
        execute.fieldNames().forEachRemaining(key -> {
            if (!Set.of("op", "args", "list").contains(key)) {
                throw Refusal.invalid("Invalid key at node(s): root->execute->" + key);
            }
        });
        operation.setAll((ObjectNode) execute);
        return operation;
    }
}
