package io.trackersql.catalog;

import io.trackersql.model.Entity;
import io.trackersql.model.Operation;
import io.trackersql.plan.Procedure;
import io.trackersql.plan.Procedures;
import io.trackersql.query.EntityTable.SchemaKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The procedures of all schemas, read from the trackers' models: each operation of each type that has assets of its own, as
 * {@code Type_Operation} beside the type's table, and what the driver itself adds. Thread-safe.
 */
public final class TrackerProcedures implements Procedures {
    private final Map<String, TrackerSchema> trackers;

    /** The procedures of these trackers' schemas, by name. */
    public TrackerProcedures(Map<String, TrackerSchema> trackers) {
        this.trackers = Map.copyOf(trackers);
    }

    @Override
    public Optional<Procedure> find(String schema, String name) {
        if (schema.equalsIgnoreCase(SystemSchemas.SYSTEM)) {
            return Optional.of((Procedure) refresh()).filter(p -> p.name().equalsIgnoreCase(name));
        }
        return tracker(schema).flatMap(found -> template(found)
                .filter(p -> p.name().equalsIgnoreCase(name))
                .or(() -> operation(found, name)));
    }

    /** Names of types and of operations may both hold underscores: the first place that makes sense of both parts counts. */
    private static Optional<Procedure> operation(Map.Entry<String, TrackerSchema> found, String name) {
        Optional<Procedure> operation = Optional.empty();
        for (int i = name.indexOf('_'); i >= 0 && operation.isEmpty(); i = name.indexOf('_', i + 1)) {
            String called = name.substring(i + 1);
            operation = found.getValue()
                    .catalog()
                    .table(SchemaKind.CURRENT, name.substring(0, i))
                    .map(table -> table.entity())
                    .flatMap(entity -> operations(found, entity)
                            .filter(p -> p.operation().name().equalsIgnoreCase(called))
                            .map(p -> (Procedure) p)
                            .findFirst());
        }
        return operation;
    }

    private static Stream<Procedure.OnAsset> operations(Map.Entry<String, TrackerSchema> found, Entity entity) {
        List<Operation> operations = entity.isAbstract() ? List.of() : entity.operations();
        TrackerSchema schema = found.getValue();
        return operations.stream()
                .map(o -> new Procedure.OnAsset(found.getKey(), schema.tracker(), entity, o, type -> schema.catalog()
                        .table(SchemaKind.CURRENT, type)));
    }

    private static Optional<Procedure> template(Map.Entry<String, TrackerSchema> found) {
        TrackerSchema schema = found.getValue();
        return schema.tracker()
                .backend()
                .writer()
                .filter(writer -> writer.hasTemplates())
                .map(writer -> new Procedure.Template(found.getKey(), schema.tracker(), type -> schema.catalog()
                        .table(SchemaKind.CURRENT, type)));
    }

    private static Procedure.RefreshMetadata refresh() {
        return new Procedure.RefreshMetadata(SystemSchemas.SYSTEM);
    }

    private Optional<Map.Entry<String, TrackerSchema>> tracker(String schema) {
        return trackers.entrySet().stream()
                .filter(e -> e.getKey().equalsIgnoreCase(schema) && e.getValue().kind() == SchemaKind.CURRENT)
                .findFirst();
    }

    @Override
    public List<Procedure> of(String schema) {
        List<Procedure> procedures = new ArrayList<>();
        if (schema.equalsIgnoreCase(SystemSchemas.SYSTEM)) {
            procedures.add(refresh());
        }
        tracker(schema).ifPresent(found -> {
            template(found).ifPresent(procedures::add);
            for (Entity entity : found.getValue().catalog().model().entities().values()) {
                operations(found, entity).forEach(procedures::add);
            }
        });
        procedures.sort(Comparator.comparing(Procedure::name));
        return procedures;
    }
}
