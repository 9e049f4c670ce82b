package io.trackersql.catalog;

import io.trackersql.catalog.TableInfo.ColumnInfo;
import io.trackersql.catalog.TableInfo.Details;
import io.trackersql.catalog.TableInfo.ForeignKey;
import io.trackersql.model.Entity;
import io.trackersql.plan.AskedTable;
import io.trackersql.plan.ResultColumns;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTable.SchemaKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.lookup.LikePattern;

/** Lists the tables of a schema, whatever kind of schema it is. */
public final class TableInfos {
    private final SchemaPlus root;

    /** Lists below that root. */
    public TableInfos(CalciteSchema root) {
        this.root = root.plus();
    }

    /** The tables of a schema, sorted by name; empty if there is no such schema. */
    public List<TableInfo> of(String schemaName) {
        var named = root.subSchemas().getIgnoreCase(schemaName);
        if (named == null) {
            return List.of();
        }
        Optional<TrackerSchema> tracker = unwrap(named.entity(), TrackerSchema.class);
        return tracker.isPresent() ? ofTracker(named.name(), tracker.get()) : ofOther(named.name(), named.entity());
    }

    /** Calcite hands out its own view of a schema; ours is behind it. */
    private static <T> Optional<T> unwrap(Schema schema, Class<T> type) {
        CalciteSchema behind = schema instanceof SchemaPlus plus ? CalciteSchema.from(plus) : null;
        Schema own = behind == null ? schema : behind.schema;
        return type.isInstance(own) ? Optional.of(type.cast(own)) : Optional.empty();
    }

    private static List<TableInfo> ofTracker(String schema, TrackerSchema tracker) {
        EntityCatalog catalog = tracker.catalog();
        SchemaKind kind = tracker.kind();
        return catalog.names(kind).stream()
                .sorted(Comparator.naturalOrder())
                .map(name -> new TableInfo(
                        schema,
                        name,
                        "TABLE",
                        catalog.remarks(kind, name),
                        catalog.primaryKey(kind, name),
                        () -> details(schema, tracker, name)))
                .toList();
    }

    private static Details details(String schema, TrackerSchema tracker, String name) {
        EntityTable table = tracker.catalog().table(tracker.kind(), name).orElseThrow();
        List<ColumnInfo> columns = new ArrayList<>();
        List<ForeignKey> keys = new ArrayList<>();
        for (Column column : table.columns()) {
            columns.add(new ColumnInfo(
                    ResultColumns.of(schema, table, column),
                    column.remarks(),
                    isUpdatable(table, column),
                    column.isKey() && tracker.kind() == SchemaKind.CURRENT));
            foreignKey(tracker, column).ifPresent(keys::add);
        }
        return new Details(columns, keys);
    }

    /** Links are added and removed, never changed; the past is as it was. */
    private static boolean isUpdatable(EntityTable table, Column column) {
        return table.schemaKind() == SchemaKind.CURRENT
                && table.entity().writes().updates()
                && !column.isKey()
                && (!column.readOnly() || standsForRelation(table, column));
    }

    /** The name or number of a related asset may be written in the place of its key. */
    private static boolean standsForRelation(EntityTable table, Column column) {
        return column.cardinality() == Column.Cardinality.SINGLE
                && table.relationOf(column)
                        .filter(relation -> relation.cardinality() == Column.Cardinality.SINGLE && !relation.readOnly())
                        .isPresent();
    }

    /** Relations point to tables of current rows; in a link table both columns do. */
    private static Optional<ForeignKey> foreignKey(TrackerSchema tracker, Column column) {
        boolean points = column.cardinality() != Column.Cardinality.JOINED
                && (column.role() == Column.Role.RELATION || (column.isKey() && tracker.kind() == SchemaKind.LINKS));
        if (!points) {
            return Optional.empty();
        }
        return column.relatedEntity()
                .flatMap(r -> tracker.catalog().model().entity(r))
                .map((Entity e) -> new ForeignKey(column.name(), tracker.currentSchema(), e.name(), e.keyAttribute()));
    }

    private List<TableInfo> ofOther(String schema, SchemaPlus plus) {
        List<TableInfo> infos = new ArrayList<>();
        for (String name : new TreeSet<>(plus.tables().getNames(LikePattern.any()))) {
            Table table = plus.tables().get(name);
            if (table != null) {
                String type = table instanceof RowsTable || table instanceof AskedTable
                        ? "SYSTEM TABLE"
                        : table.getJdbcTableType() == Schema.TableType.VIEW ? "VIEW" : "TABLE";
                infos.add(new TableInfo(schema, name, type, "", List.of(), () -> describe(schema, name, table)));
            }
        }
        infos.sort(Comparator.comparing(TableInfo::name));
        return infos;
    }

    private Details describe(String schema, String name, Table table) {
        List<ColumnInfo> columns = table.getRowType(ResultColumns.TYPES).getFieldList().stream()
                .map(f -> new ColumnInfo(ResultColumns.of(schema, name, f.getName(), f.getType()), ""))
                .toList();
        return new Details(columns, List.of());
    }
}
