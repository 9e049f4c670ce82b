package io.trackersql.connect;

import io.trackersql.catalog.TrackerSchema;
import java.util.Map;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaFactory;
import org.apache.calcite.schema.SchemaPlus;

/**
 * Makes a tracker's schema for stock Calcite, which finds this class by its name in a model file. Operands: {@code url} (a
 * {@code jdbc:tracker:} URL), {@code part} ({@code current}, {@code history} or {@code links}), and any connection property.
 */
public final class TrackerSchemaFactory implements SchemaFactory {
    /** Called by Calcite. */
    public TrackerSchemaFactory() {}

    @Override
    public Schema create(SchemaPlus parentSchema, String name, Map<String, Object> operand) {
        SchemaPartConfig part = SchemaPartConfig.of(operand);
        OpenTracker tracker = Databases.open(name, part.config(), new SessionSettings(part.config()), System.getenv());
        return new TrackerSchema(tracker.tracker(), tracker::catalog, part.kind(), name);
    }
}
