package io.trackersql.connect;

import io.trackersql.backend.Backend;
import io.trackersql.catalog.SystemSchemas;
import io.trackersql.connect.TrackerDatabase.OtherSchemas;
import io.trackersql.connect.TrackerDatabase.SchemaPart;
import io.trackersql.exec.Tracker;
import io.trackersql.model.Failure;
import io.trackersql.plan.WarmUp;
import io.trackersql.query.EntityTable.SchemaKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Opens databases by URL. */
final class Databases {
    /** Follows a tracker's name in the name of the schema with its link tables. */
    private static final String LINKS_SUFFIX = "_links";

    private static final String HISTORY_SUFFIX = "_history";

    private Databases() {}

    static Database open(String url, Properties properties, Map<String, String> environment) {
        ConnectionConfig given = ConnectionConfig.parse(url, properties);
        WarmUp.begin();
        if (given.product().equals("model")) {
            return ModelFile.read(given).open(environment);
        }
        ConnectionConfig config = Products.resolved(given, environment).config();
        SessionSettings settings = new SessionSettings(config);
        List<SchemaPart> parts = new ArrayList<>();
        try {
            for (Products.Opening opening : Products.openings(config)) {
                String schema = parts.isEmpty()
                        ? config.given(ConnectionProperty.SCHEMA).orElse(opening.schema())
                        : opening.schema();
                OpenTracker tracker = tracker(schema, opening.backend(), config, settings);
                parts.add(new SchemaPart(schema, tracker, SchemaKind.CURRENT));
                parts.add(new SchemaPart(schema + HISTORY_SUFFIX, tracker, SchemaKind.HISTORY));
                parts.add(new SchemaPart(schema + LINKS_SUFFIX, tracker, SchemaKind.LINKS));
                if (!opening.isLazy()) {
                    requireNames(parts);
                    tracker.connect();
                }
            }
            requireNames(parts);
            return new TrackerDatabase(
                    config, settings, parts, OtherSchemas.NONE, parts.get(0).schema());
        } catch (RuntimeException e) {
            parts.forEach(part -> part.tracker().close());
            throw e;
        }
    }

    /** What a URL and properties come to with other sources, and from where, for people; empty if no other source is asked. */
    static List<String> origins(String url, Properties properties, Map<String, String> environment) {
        ConnectionConfig given = ConnectionConfig.parse(url, properties);
        return given.product().equals("model")
                ? List.of()
                : Products.resolved(given, environment).origins();
    }

    /** Opens the tracker of a configuration; closes it again if anything fails. */
    static OpenTracker open(
            String name, ConnectionConfig given, SessionSettings settings, Map<String, String> environment) {
        ConnectionConfig config = Products.resolved(given, environment).config();
        OpenTracker tracker = tracker(name, Products.backend(config), config, settings);
        try {
            tracker.connect();
            return tracker;
        } catch (RuntimeException e) {
            tracker.close();
            throw e;
        }
    }

    private static OpenTracker tracker(
            String name, Backend backend, ConnectionConfig config, SessionSettings settings) {
        return new OpenTracker(
                new Tracker(name, backend),
                config.scope(),
                ConnectionProperty.METADATA_TTL.seconds(config),
                MetadataCache.PROCESS,
                settings::connectionScope);
    }

    private static void requireNames(List<SchemaPart> parts) {
        List<String> names = new ArrayList<>();
        for (SchemaPart part : parts) {
            String schema = part.schema();
            if (SystemSchemas.isReserved(schema)) {
                throw Failure.BAD_PROPERTY.with("Property schema cannot be '" + schema
                        + "', since that schema describes the connection. Choose another name.");
            }
            if (!schema.matches("\\w+")) {
                throw Failure.BAD_PROPERTY.with("Property schema cannot be '" + schema
                        + "'. A schema's name has letters, digits and underscores only.");
            }
            if (names.stream().anyMatch(schema::equalsIgnoreCase)) {
                throw Failure.BAD_PROPERTY.with("Property schema makes two schemas '" + schema
                        + "', since another tracker of the connection has that one. Choose another name.");
            }
            names.add(schema);
        }
    }
}
