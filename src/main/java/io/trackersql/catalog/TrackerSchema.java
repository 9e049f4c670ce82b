package io.trackersql.catalog;

import io.trackersql.exec.Tracker;
import io.trackersql.plan.TrackerTable;
import io.trackersql.query.EntityTable.SchemaKind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;

/** One of a tracker's schemas as Calcite looks things up in it. Tables are made when first looked up. Thread-safe. */
public final class TrackerSchema extends AbstractSchema {
    private final Tracker tracker;
    private final Supplier<EntityCatalog> catalog;
    private final SchemaKind kind;
    private final String currentSchema;
    private final Map<String, TrackerTable> tables = new ConcurrentHashMap<>();

    /**
     * The schema of that kind.
     *
     * @param catalog gives the same tables each time; the first time may send requests
     * @param currentSchema the name of the schema with the same tracker's current rows
     */
    public TrackerSchema(Tracker tracker, Supplier<EntityCatalog> catalog, SchemaKind kind, String currentSchema) {
        this.tracker = tracker;
        this.catalog = catalog;
        this.kind = kind;
        this.currentSchema = currentSchema;
    }

    /** The name of the schema whose tables relations point to. */
    public String currentSchema() {
        return currentSchema;
    }

    /** The tables it shows. */
    public EntityCatalog catalog() {
        return catalog.get();
    }

    /** Which of the tracker's schemas it is. */
    public SchemaKind kind() {
        return kind;
    }

    /** The tracker that answers. */
    public Tracker tracker() {
        return tracker;
    }

    @Override
    public Lookup<Table> tables() {
        return new Lookup<>() {
            @Override
            public Table get(String name) {
                Named<Table> found = getIgnoreCase(name);
                return found == null ? null : found.entity();
            }

            @Override
            public Named<Table> getIgnoreCase(String name) {
                return catalog()
                        .table(kind, name)
                        // the columns of a table that was found by an alias are qualified by the alias
                        .map(t -> new Named<Table>(
                                t.name().equalsIgnoreCase(name) ? t.name() : name,
                                tables.computeIfAbsent(
                                        t.name().toLowerCase(Locale.ROOT), n -> new TrackerTable(tracker, t))))
                        .orElse(null);
            }

            @Override
            public Set<String> getNames(LikePattern pattern) {
                return catalog().names(kind).stream()
                        .filter(pattern.matcher()::apply)
                        .collect(Collectors.toSet());
            }
        };
    }
}
