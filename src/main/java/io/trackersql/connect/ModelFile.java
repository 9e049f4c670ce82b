package io.trackersql.connect;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Throwables;
import io.trackersql.catalog.SystemSchemas;
import io.trackersql.connect.TrackerDatabase.OtherSchemas;
import io.trackersql.connect.TrackerDatabase.SchemaPart;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import io.trackersql.plan.TrackerView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.apache.calcite.adapter.jdbc.JdbcSchema;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.schema.impl.AbstractSchema;

/**
 * A file in the form of Calcite's models that puts trackers, other JDBC databases and views into one connection. Only what is listed
 * here is understood; a class may be named nowhere but as our own factory, which is not loaded by name.
 */
final class ModelFile {
    private static final Set<String> KEYS = Set.of("version", "defaultSchema", "schemas");
    private static final Set<String> SCHEMA_KEYS = Set.of(
            "name",
            "type",
            "factory",
            "operand",
            "tables",
            "jdbcUrl",
            "jdbcUser",
            "jdbcPassword",
            "jdbcCatalog",
            "jdbcSchema");
    private static final Set<String> TABLE_KEYS = Set.of("name", "type", "sql");

    private final ConnectionConfig config;
    private final String file;
    private final JsonNode model;

    private ModelFile(ConnectionConfig config, String file, JsonNode model) {
        this.config = config;
        this.file = file;
        this.model = model;
    }

    static ModelFile read(ConnectionConfig config) {
        String file = config.address();
        if (file.isEmpty() || file.contains("://")) {
            throw Failure.BAD_URL.with(
                    "A model is a local file: " + ConnectionConfig.PREFIX + "model:path/to/file.json.");
        }
        try {
            JsonNode model = new ObjectMapper().readTree(Files.readString(Path.of(file)));
            return new ModelFile(config, file, model);
        } catch (JacksonException e) {
            throw Failure.BAD_URL.with(
                    "The model file " + file + " is not JSON: " + e.getOriginalMessage() + " at line "
                            + e.getLocation().getLineNr() + ".",
                    e);
        } catch (IOException | InvalidPathException e) {
            throw Failure.BAD_URL.with("The model file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    Database open(Map<String, String> environment) {
        requireKnown(model, KEYS);
        for (ConnectionProperty property : Set.of(ConnectionProperty.WORKSPACE, ConnectionProperty.CONFIG)) {
            if (config.given(property).isPresent()) {
                throw Failure.BAD_PROPERTY.with("Property " + property.key()
                        + " stands in the operands of the schema that it is for, in the model file.");
            }
        }
        requireNames();
        SessionSettings settings = new SessionSettings(config);
        List<SchemaPart> parts = new ArrayList<>();
        Map<String, JsonNode> others = new LinkedHashMap<>();
        Map<ConnectionConfig, OpenTracker> open = new HashMap<>();
        try {
            for (JsonNode schema : model.path("schemas")) {
                requireKnown(schema, SCHEMA_KEYS);
                schema.path("tables").forEach(table -> requireKnown(table, TABLE_KEYS));
                String type = schema.path("type").asText("map");
                if (type.equals("custom")) {
                    SchemaPartConfig part = part(schema);
                    OpenTracker tracker = open.computeIfAbsent(
                            part.config(), c -> Databases.open(name(schema), c, settings, environment));
                    parts.add(new SchemaPart(name(schema), tracker, part.kind()));
                } else if (type.equals("jdbc")
                        && schema.path("jdbcUrl").asText().isEmpty()) {
                    throw bad("schema " + name(schema) + " has no jdbcUrl");
                } else if (type.equals("jdbc") || type.equals("map")) {
                    others.put(name(schema), schema);
                } else {
                    throw bad("schema " + name(schema) + " has type '" + type + "'; known are custom, jdbc and map");
                }
            }
            String first = parts.isEmpty()
                    ? others.keySet().iterator().next()
                    : parts.get(0).schema();
            String defaultSchema = defaultSchema().orElse(first);
            TrackerDatabase database = new TrackerDatabase(config, settings, parts, new Others(others), defaultSchema);
            database.setScope(config);
            return database;
        } catch (RuntimeException e) {
            open.values().forEach(OpenTracker::close);
            throw e;
        }
    }

    /** Schemas are found without regard to case, so two names that differ in it alone would hide each other. */
    private void requireNames() {
        if (!model.path("schemas").isArray() || model.path("schemas").isEmpty()) {
            throw bad("there is no list of schemas");
        }
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (JsonNode schema : model.path("schemas")) {
            String name = name(schema);
            if (SystemSchemas.isReserved(name)) {
                throw bad("a schema is called " + name + ", which is the name of a schema that every connection has");
            } else if (!names.add(name)) {
                throw bad("two schemas are called " + name);
            }
        }
    }

    private Optional<String> defaultSchema() {
        String wanted = model.path("defaultSchema").asText();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        for (JsonNode schema : model.path("schemas")) {
            if (name(schema).equalsIgnoreCase(wanted)) {
                return Optional.of(name(schema));
            }
        }
        throw bad("the default schema is " + wanted + ", but no schema has that name");
    }

    private SchemaPartConfig part(JsonNode schema) {
        if (!schema.path("factory").asText().equals(TrackerSchemaFactory.class.getName())) {
            throw bad("schema " + name(schema) + " names the factory '"
                    + schema.path("factory").asText() + "'; the only one that is accepted is "
                    + TrackerSchemaFactory.class.getName());
        }
        Map<String, Object> operand = new LinkedHashMap<>();
        schema.path("operand")
                .fields()
                .forEachRemaining(e -> operand.put(e.getKey(), e.getValue().asText()));
        return SchemaPartConfig.of(operand);
    }

    private String name(JsonNode schema) {
        String name = schema.path("name").asText();
        if (name.isEmpty()) {
            throw bad("a schema has no name");
        }
        return name;
    }

    private void requireKnown(JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw bad("'" + key + "' is not understood; known are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        });
    }

    private TrackerException bad(String what) {
        return Failure.BAD_URL.with("In the model file " + file + " " + what + ".");
    }

    /** Other databases and views, made anew below each root since Calcite ties them to it. */
    private final class Others implements OtherSchemas {
        private final Map<String, JsonNode> schemas;

        Others(Map<String, JsonNode> schemas) {
            this.schemas = schemas;
        }

        @Override
        public List<String> names() {
            return List.copyOf(schemas.keySet());
        }

        @Override
        public void addTo(CalciteSchema root) {
            schemas.forEach((name, schema) -> {
                if (schema.path("type").asText().equals("jdbc")) {
                    root.add(name, jdbc(root, name, schema));
                } else {
                    root.add(name, new AbstractSchema());
                }
            });
            for (JsonNode schema : model.path("schemas")) {
                addViews(root, schema);
            }
        }

        private JdbcSchema jdbc(CalciteSchema root, String name, JsonNode schema) {
            String url = schema.path("jdbcUrl").asText();
            if (url.startsWith(ConnectionConfig.PREFIX)) {
                throw bad("schema " + name + " of type jdbc names a tracker; use type custom");
            }
            requireDriver(name, url);
            // no driver class: the DriverManager finds the driver by the URL
            DataSource source = JdbcSchema.dataSource(
                    url,
                    null,
                    schema.path("jdbcUser").asText(null),
                    schema.path("jdbcPassword").asText(null));
            try {
                return JdbcSchema.create(
                        root.plus(),
                        name,
                        source,
                        new PlainTextDialects(),
                        schema.path("jdbcCatalog").asText(null),
                        schema.path("jdbcSchema").asText(null));
            } catch (RuntimeException e) {
                // without the cause, and without the URL that its message may repeat: a URL may hold a password
                String reason = String.valueOf(Throwables.getRootCause(e).getMessage());
                throw Failure.CONNECTION_REFUSED.with("The database of schema " + name + " in the model file " + file
                        + " cannot be opened: " + reason.replace(url, "its jdbcUrl"));
            }
        }

        /** Asked before the pool asks, which would print the URL to standard error. */
        private void requireDriver(String name, String url) {
            try {
                DriverManager.getDriver(url);
            } catch (SQLException e) {
                throw Failure.CONNECTION_REFUSED.with("The database of schema " + name + " in the model file " + file
                        + " cannot be opened: no JDBC driver on the class path takes its jdbcUrl.");
            }
        }

        private void addViews(CalciteSchema root, JsonNode schema) {
            CalciteSchema added = root.getSubSchema(name(schema), true);
            for (JsonNode table : schema.path("tables")) {
                if (!table.path("type").asText("view").equals("view")) {
                    throw bad("table " + table.path("name").asText() + " is no view");
                }
                added.add(table.path("name").asText(), new TrackerView(root, text(table.path("sql")), name(schema)));
            }
        }

        /** Calcite's models may give long texts as lists of lines. */
        private String text(JsonNode sql) {
            if (!sql.isArray()) {
                return sql.asText();
            }
            List<String> lines = new ArrayList<>();
            sql.forEach(line -> lines.add(line.asText()));
            return String.join("\n", lines);
        }
    }
}
