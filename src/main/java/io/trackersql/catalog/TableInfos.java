package io.trackersql.catalog;

import io.trackersql.catalog.TableInfo.ColumnInfo;
import io.trackersql.catalog.TableInfo.Details;
import io.trackersql.catalog.TableInfo.ForeignKey;
import io.trackersql.model.Entity;
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

    private static <T> Optional<T> unwrap(Schema schema, Class<T> type) {
        if (type.isInstance(schema)) {
            return Optional.of(type.cast(schema));
        }
        return schema instanceof SchemaPlus plus
                ? Optional.ofNullable(plus.unwrap(Schema.class))
                        .filter(type::isInstance)
                        .map(type::cast)
                : Optional.empty();
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
                        () -> details(schema, catalog, kind, name)))
                .toList();
    }

    private static Details details(String schema, EntityCatalog catalog, SchemaKind kind, String name) {
        EntityTable table = catalog.table(kind, name).orElseThrow();
        List<ColumnInfo> columns = new ArrayList<>();
        List<ForeignKey> keys = new ArrayList<>();
        for (Column column : table.columns()) {
            columns.add(new ColumnInfo(ResultColumns.of(schema, table, column), column.remarks(), column.readOnly()));
            foreignKey(schema, catalog, kind, column).ifPresent(keys::add);
        }
        return new Details(columns, keys);
    }

    /** Relations point to tables of current rows; in a link table both columns do. */
    private static Optional<ForeignKey> foreignKey(
            String schema, EntityCatalog catalog, SchemaKind kind, Column column) {
        boolean points = column.cardinality() != Column.Cardinality.JOINED
                && (column.role() == Column.Role.RELATION || (column.isKey() && kind == SchemaKind.LINKS));
        if (!points) {
            return Optional.empty();
        }
        return column.relatedEntity()
                .flatMap(r -> catalog.model().entity(r))
                .map((Entity e) ->
                        new ForeignKey(column.name(), currentSchema(schema, kind), e.name(), e.keyAttribute()));
    }

    /** A tracker's schemas are named alike; the suffix tells them apart. */
    private static String currentSchema(String schema, SchemaKind kind) {
        return kind == SchemaKind.CURRENT || !schema.endsWith(LINKS_SUFFIX)
                ? schema
                : schema.substring(0, schema.length() - LINKS_SUFFIX.length());
    }

    /** Follows the tracker's name in the name of the schema with its link tables. */
    public static final String LINKS_SUFFIX = "_links";

    private List<TableInfo> ofOther(String schema, SchemaPlus plus) {
        List<TableInfo> infos = new ArrayList<>();
        for (String name : new TreeSet<>(plus.tables().getNames(LikePattern.any()))) {
            Table table = plus.tables().get(name);
            if (table != null) {
                String type = table instanceof RowsTable ? "SYSTEM TABLE" : "TABLE";
                infos.add(new TableInfo(schema, name, type, "", List.of(), () -> describe(schema, name, table)));
            }
        }
        for (String name : plus.getFunctionNames()) {
            plus.getFunctions(name).stream()
                    .filter(f -> f instanceof org.apache.calcite.schema.impl.ViewTableMacro)
                    .findFirst()
                    .ifPresent(f -> infos.add(view(schema, name, (org.apache.calcite.schema.impl.ViewTableMacro) f)));
        }
        infos.sort(Comparator.comparing(TableInfo::name));
        return infos;
    }

    private TableInfo view(String schema, String name, org.apache.calcite.schema.impl.ViewTableMacro macro) {
        return new TableInfo(schema, name, "VIEW", "", List.of(), () -> describe(schema, name, macro.apply(List.of())));
    }

    private Details describe(String schema, String name, Table table) {
        List<ColumnInfo> columns = table.getRowType(ResultColumns.TYPES).getFieldList().stream()
                .map(f -> new ColumnInfo(ResultColumns.of(schema, name, f.getName(), f.getType()), "", true))
                .toList();
        return new Details(columns, List.of());
    }
}
