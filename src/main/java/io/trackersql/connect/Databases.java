package io.trackersql.connect;

import io.trackersql.catalog.SystemSchemas;
import io.trackersql.connect.TrackerDatabase.OtherSchemas;
import io.trackersql.connect.TrackerDatabase.SchemaPart;
import io.trackersql.exec.Tracker;
import io.trackersql.model.Failure;
import io.trackersql.plan.WarmUp;
import io.trackersql.query.EntityTable.SchemaKind;
import java.util.List;
import java.util.Properties;

/** Opens databases by URL. */
final class Databases {
    /** Follows a tracker's name in the name of the schema with its link tables. */
    private static final String LINKS_SUFFIX = "_links";

    private Databases() {}

    static Database open(String url, Properties properties) {
        ConnectionConfig config = ConnectionConfig.parse(url, properties);
        WarmUp.begin();
        if (config.product().equals("model")) {
            return ModelFile.read(config).open();
        }
        SessionSettings settings = new SessionSettings(config);
        String schema = config.given(ConnectionProperty.SCHEMA).orElse(Products.schema(config));
        requireName(schema);
        OpenTracker tracker = open(schema, config, settings);
        return new TrackerDatabase(
                config,
                settings,
                List.of(
                        new SchemaPart(schema, tracker, SchemaKind.CURRENT),
                        new SchemaPart(schema + LINKS_SUFFIX, tracker, SchemaKind.LINKS)),
                OtherSchemas.NONE,
                schema);
    }

    /** Opens the tracker of a configuration; closes it again if anything fails. */
    static OpenTracker open(String name, ConnectionConfig config, SessionSettings settings) {
        Tracker tracker = new Tracker(name, Products.backend(config));
        try {
            return new OpenTracker(
                    tracker,
                    ConnectionProperty.METADATA_TTL.seconds(config),
                    MetadataCache.PROCESS,
                    settings.connectionScope());
        } catch (RuntimeException e) {
            tracker.close();
            throw e;
        }
    }

    private static void requireName(String schema) {
        if (SystemSchemas.isReserved(schema)) {
            throw Failure.BAD_PROPERTY.with("Property schema cannot be '" + schema
                    + "', since that schema describes the connection. Choose another name.");
        }
        if (!schema.matches("\\w+")) {
            throw Failure.BAD_PROPERTY.with("Property schema cannot be '" + schema
                    + "'. A schema's name has letters, digits and underscores only.");
        }
    }
}
