package io.trackersql.connect;

import io.trackersql.model.Failure;
import io.trackersql.query.EntityTable.SchemaKind;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** What the operands of a schema in a model file say: which tracker, and which of its schemas. */
record SchemaPartConfig(ConnectionConfig config, SchemaKind kind) {
    static SchemaPartConfig of(Map<String, Object> operand) {
        Properties properties = new Properties();
        String url = "";
        String part = "current";
        for (Map.Entry<String, Object> entry : operand.entrySet()) {
            switch (entry.getKey()) {
                case "url" -> url = String.valueOf(entry.getValue());
                case "part" -> part = String.valueOf(entry.getValue());
                case "modelUri", "baseDirectory", "tables" -> {
                    // Calcite adds these to the operands of every factory; it makes the tables, which are views, itself
                }
                default -> properties.setProperty(entry.getKey(), String.valueOf(entry.getValue()));
            }
        }
        if (url.isEmpty()) {
            throw Failure.BAD_URL.with("A schema of the model has no operand url, such as jdbc:tracker:demo:.");
        }
        return new SchemaPartConfig(ConnectionConfig.parse(url, properties), kind(part));
    }

    private static SchemaKind kind(String part) {
        return switch (part.toLowerCase(Locale.ROOT)) {
            case "current" -> SchemaKind.CURRENT;
            case "history" -> SchemaKind.HISTORY;
            case "links" -> SchemaKind.LINKS;
            default ->
                throw Failure.BAD_URL.with(
                        "The operand part of a schema cannot be '" + part + "'. Use current, history or links.");
        };
    }
}
