package io.trackersql.plan;

import io.trackersql.exec.Tracker;
import io.trackersql.model.Failure;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTable.SchemaKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.schema.Table;

/**
 * A tracker's table that a statement writes, and what the columns that it names stand for. Immutable.
 *
 * @param table as named
 * @param assets the table of the assets that are written: the same one, or for a link table that of the type which has the relation
 */
record WriteTarget(TrackerTable table, EntityTable assets, CalciteSchema root) {
    /**
     * A column that a statement gives a value.
     *
     * @param column what is written
     * @param lookup where the key is found that the value names; empty if the value is written as it is
     */
    record Item(Column column, Optional<Lookup> lookup) {
        /** The column whose type the value has. */
        Column given() {
            return lookup.map(Lookup::name).orElse(column);
        }
    }

    /**
     * Where a related asset is found by a property that people know it by.
     *
     * @param related the table of the related assets
     * @param name the column of that table which the value is compared with
     */
    record Lookup(TrackerTable related, Column name) {}

    /** The target of a statement; fails if it is nothing that can be written. */
    static WriteTarget of(Prepare.PreparingTable found, String verb, CalciteSchema root) {
        TrackerTable table = found == null ? null : found.unwrap(TrackerTable.class);
        if (table == null) {
            throw Failure.NOT_WRITABLE.with(verb + " is not possible for "
                    + (found == null ? "this" : String.join(".", found.getQualifiedName()))
                    + ": it is no table of a tracker. Views and the driver's own tables cannot be written.");
        }
        EntityTable entityTable = table.table();
        if (entityTable.schemaKind() == SchemaKind.HISTORY) {
            throw Failure.NOT_WRITABLE.with(verb + " is not possible for the past of " + entityTable.name()
                    + ". Write the table of that name in the schema of the present rows.");
        }
        return new WriteTarget(table, assets(table, root), root);
    }

    private static EntityTable assets(TrackerTable table, CalciteSchema root) {
        if (table.table().schemaKind() == SchemaKind.CURRENT) {
            return table.table();
        }
        String type = table.table().entity().name();
        return related(table, type, root)
                .map(TrackerTable::table)
                .orElseThrow(() -> Failure.NOT_WRITABLE.with("Links of " + type
                        + " can be written only where the schema with the table " + type + " itself is open, too."));
    }

    /** The table of another type of the same tracker. */
    private static Optional<TrackerTable> related(TrackerTable table, String type, CalciteSchema root) {
        for (CalciteSchema schema : root.getSubSchemaMap().values()) {
            Table found = schema.schema.tables().get(type);
            if (found instanceof TrackerTable other
                    && other.tracker().equals(table.tracker())
                    && other.table().schemaKind() == SchemaKind.CURRENT) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    Tracker tracker() {
        return table.tracker();
    }

    boolean isLink() {
        return table.table().schemaKind() == SchemaKind.LINKS;
    }

    /** What these column names stand for; fails if one of them cannot be written. */
    List<Item> items(List<String> names) {
        List<Item> items = new ArrayList<>();
        Set<Column> written = new HashSet<>();
        for (String name : names) {
            Item item = isLink() ? linkItem(column(name)) : item(column(name));
            if (!written.add(item.column())) {
                throw Failure.NOT_WRITABLE.with("The statement gives " + where(item.column())
                        + " two values. Name it once, by key or by name.");
            }
            items.add(item);
        }
        return items;
    }

    private Column column(String name) {
        int position = table.table().position(name);
        if (position < 0) {
            throw Failure.UNKNOWN_COLUMN.with(
                    "There is no column '" + name + "' in " + table.table().name() + ".");
        }
        return table.table().columns().get(position);
    }

    private Item linkItem(Column column) {
        if (column.readOnly()) {
            throw Failure.NOT_WRITABLE.with("The links of " + table.table().name()
                    + " cannot be written: the tracker works them out. Write the other side of the relation.");
        }
        return new Item(column, Optional.empty());
    }

    private Item item(Column column) {
        if (column.isKey()) {
            throw Failure.NOT_WRITABLE.with(where(column) + " cannot be written: the tracker gives the key.");
        }
        // a part that is written itself says no name: WorkProduct_Type stands beside WorkProduct
        Optional<Item> byName =
                column.role() == Column.Role.COMPANION && column.readOnly() ? byName(column) : Optional.empty();
        if (byName.isPresent()) {
            return byName.get();
        }
        if (column.readOnly()) {
            throw Failure.NOT_WRITABLE.with(
                    where(column) + " is read-only: the tracker sets it itself. Leave it out of the statement.");
        }
        return new Item(column, Optional.empty());
    }

    /** A companion stands for the relation beside which it is shown. */
    private Optional<Item> byName(Column companion) {
        List<String> steps = companion.path().steps();
        Optional<Column> relation = assets.relationOf(companion);
        if (relation.isEmpty() || relation.get().readOnly()) {
            return Optional.empty();
        }
        if (companion.cardinality() != Column.Cardinality.SINGLE) {
            throw Failure.NOT_WRITABLE.with(
                    where(companion) + " cannot be written, as a name may hold a comma. Write keys into "
                            + relation.get().name() + ".");
        }
        return relation.get()
                .relatedEntity()
                .flatMap(type -> related(table, type, root))
                .flatMap(other -> other.table().columns().stream()
                        .filter(c -> c.path().steps().equals(steps.subList(1, steps.size())))
                        .findFirst()
                        .map(name -> new Item(relation.get(), Optional.of(new Lookup(other, name)))));
    }

    /** A column for messages. */
    String where(Column column) {
        return table.table().name() + "." + column.name();
    }
}
