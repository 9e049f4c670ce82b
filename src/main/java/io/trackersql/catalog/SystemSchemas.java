package io.trackersql.catalog;

import static io.trackersql.model.ValueType.BIGINT;
import static io.trackersql.model.ValueType.TIMESTAMP_UTC;
import static io.trackersql.model.ValueType.VARCHAR;

import io.trackersql.backend.PushDown;
import io.trackersql.catalog.RowsTable.Field;
import io.trackersql.exec.Session;
import io.trackersql.exec.Transaction;
import io.trackersql.model.RequestLog;
import io.trackersql.model.ValueType;
import io.trackersql.plan.AskedTable;
import io.trackersql.plan.Procedure;
import io.trackersql.plan.Procedures;
import io.trackersql.plan.ResultColumn;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTable.SchemaKind;
import io.trackersql.query.Tense;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/** The schemas {@code information_schema} and {@code system}: what a connection knows about its tables and itself, as rows. */
public final class SystemSchemas {
    /** The standard's description of schemas, tables and columns. */
    public static final String INFORMATION_SCHEMA = "information_schema";

    /** What is peculiar to this driver. */
    public static final String SYSTEM = "system";

    private SystemSchemas() {}

    /** Whether a schema of that name is made here, so that no other can have it. */
    public static boolean isReserved(String schema) {
        return schema.equalsIgnoreCase(INFORMATION_SCHEMA) || schema.equalsIgnoreCase(SYSTEM);
    }

    /** A schema of tables with known rows. */
    public static final class RowsSchema extends AbstractSchema {
        private final Map<String, Table> tables = new LinkedHashMap<>();

        @Override
        protected Map<String, Table> getTableMap() {
            return tables;
        }

        private void add(String name, List<Field> fields, Supplier<List<Object[]>> rows) {
            tables.put(name, new RowsTable(fields, rows));
        }
    }

    /** {@code information_schema} over these schemas and the tables of each; looks only at those that a statement's conditions leave. */
    public static RowsSchema informationSchema(
            Supplier<List<String>> schemas, Function<String, List<TableInfo>> tables) {
        RowsSchema schema = new RowsSchema();
        schema.add("schemata", fields(VARCHAR, "schema_name"), () -> schemas.get().stream()
                .map(s -> new Object[] {s})
                .toList());
        AskedTables asked = new AskedTables(schemas, tables);
        schema.tables.put(
                "tables",
                asked.table(
                        fields(VARCHAR, "table_schema", "table_name", "table_type", "remarks"), infos -> infos.stream()
                                .map(t -> new Object[] {t.schema(), t.name(), t.type(), t.remarks()})
                                .toList()));
        List<Field> columns = new ArrayList<>(fields(VARCHAR, "table_schema", "table_name", "column_name"));
        columns.add(new Field("ordinal_position", BIGINT));
        columns.addAll(fields(VARCHAR, "is_nullable", "data_type"));
        columns.addAll(fields(BIGINT, "character_maximum_length", "numeric_precision", "datetime_precision"));
        columns.addAll(fields(VARCHAR, "is_updatable", "remarks"));
        schema.tables.put("columns", asked.table(columns, SystemSchemas::columnRows));
        schema.tables.put(
                "key_column_usage",
                asked.table(
                        fields(
                                VARCHAR,
                                "table_schema",
                                "table_name",
                                "column_name",
                                "constraint_type",
                                "referenced_schema",
                                "referenced_table",
                                "referenced_column"),
                        SystemSchemas::keyRows));
        return schema;
    }

    /** Tables about tables, whose first columns are the schema and the name of one. */
    private record AskedTables(Supplier<List<String>> schemas, Function<String, List<TableInfo>> tables) {
        Table table(List<Field> fields, Function<List<TableInfo>, List<Object[]>> rows) {
            return new AskedTable(
                    fields.stream().map(Field::column).toList(), 2, (wanted, scope) -> rows.apply(infos(wanted)));
        }

        private List<TableInfo> infos(AskedTable.Wanted wanted) {
            return schemas.get().stream()
                    .filter(wanted::mayBe)
                    .flatMap(schema -> tables.apply(schema).stream())
                    .filter(table -> wanted.mayBe(table.schema(), table.name()))
                    .toList();
        }
    }

    private static List<Object[]> columnRows(List<TableInfo> tables) {
        List<Object[]> rows = new ArrayList<>();
        for (TableInfo table : tables) {
            long position = 1;
            for (TableInfo.ColumnInfo info : table.details().get().columns()) {
                ResultColumn c = info.column();
                boolean text = c.typeName().contains("CHAR");
                boolean time =
                        c.typeName().startsWith("TIMESTAMP") || c.typeName().startsWith("TIME");
                rows.add(new Object[] {
                    table.schema(),
                    table.name(),
                    c.column(),
                    position++,
                    c.nullable() ? "YES" : "NO",
                    c.typeName(),
                    text && c.precision() > 0 ? (Long) (long) c.precision() : null,
                    text || time || c.precision() == 0 ? null : (Long) (long) c.precision(),
                    time ? (Long) (long) c.scale() : null,
                    info.isUpdatable() ? "YES" : "NO",
                    info.remarks()
                });
            }
        }
        return rows;
    }

    private static List<Object[]> keyRows(List<TableInfo> tables) {
        List<Object[]> rows = new ArrayList<>();
        for (TableInfo table : tables) {
            for (String column : table.primaryKey()) {
                rows.add(new Object[] {table.schema(), table.name(), column, "PRIMARY KEY", null, null, null});
            }
            for (TableInfo.ForeignKey key : table.details().get().foreignKeys()) {
                rows.add(new Object[] {
                    table.schema(),
                    table.name(),
                    key.column(),
                    "FOREIGN KEY",
                    key.targetSchema(),
                    key.targetTable(),
                    key.targetColumn()
                });
            }
        }
        return rows;
    }

    /** {@code system} over a session and the trackers' schemas by name. */
    public static RowsSchema system(Session session, Map<String, TrackerSchema> trackers) {
        RowsSchema schema = new RowsSchema();
        schema.add(
                "pushdown",
                fields(VARCHAR, "table_schema", "table_name", "column_name", "operator", "verdict", "reason"),
                () -> pushDownRows(trackers));
        List<Field> requests = new ArrayList<>(List.of(new Field("started_at", TIMESTAMP_UTC)));
        requests.addAll(fields(VARCHAR, "tracker", "method", "target", "body"));
        requests.addAll(fields(BIGINT, "status", "row_count", "bytes", "millis", "attempt"));
        schema.add("requests", requests, () -> session.log().entries().stream()
                .map(SystemSchemas::requestRow)
                .toList());
        schema.add(
                "name_collisions",
                fields(VARCHAR, "table_schema", "table_name", "column_name", "path", "reason"),
                () -> collisionRows(trackers));
        schema.add(
                "operations",
                fields(
                        VARCHAR,
                        "table_schema",
                        "procedure_name",
                        "table_name",
                        "operation",
                        "precondition",
                        "arguments",
                        "remarks"),
                () -> operationRows(trackers));
        schema.add(
                "generated_keys",
                fields(VARCHAR, "table_schema", "table_name", "provisional_key", "key", "number"),
                () -> session.transaction().generatedKeys().stream()
                        .map(k -> generatedKeyRow(k, trackers))
                        .toList());
        schema.tables.put("scope", ScopeRows.table(session, trackers));
        schema.tables.put("allowed_values", AllowedValueRows.table(session, trackers));
        return schema;
    }

    private static Object[] requestRow(RequestLog.Entry e) {
        return new Object[] {
            e.startedAt().toEpochMilli(),
            e.tracker(),
            e.request().method(),
            e.request().target(),
            e.request().body().orElse(null),
            (long) e.status(),
            e.rows(),
            e.bytes(),
            e.millis(),
            (long) e.attempt()
        };
    }

    private static List<Object[]> pushDownRows(Map<String, TrackerSchema> trackers) {
        List<Object[]> rows = new ArrayList<>();
        trackers.forEach((name, tracker) -> {
            PushDown pushDown = tracker.tracker().backend().pushDown(tense(tracker.kind()));
            for (String table : tracker.catalog().names(tracker.kind())) {
                EntityTable entityTable =
                        tracker.catalog().table(tracker.kind(), table).orElseThrow();
                for (Column column : entityTable.columns()) {
                    for (PushDown.OperatorVerdict v : pushDown.verdicts(column)) {
                        rows.add(new Object[] {
                            name,
                            table,
                            column.name(),
                            v.operator(),
                            v.verdict().name(),
                            v.reason()
                        });
                    }
                }
            }
        });
        return rows;
    }

    private static List<Object[]> operationRows(Map<String, TrackerSchema> trackers) {
        Procedures procedures = new TrackerProcedures(trackers);
        List<Object[]> rows = new ArrayList<>();
        for (String schema : trackers.keySet()) {
            for (Procedure procedure : procedures.of(schema)) {
                if (procedure instanceof Procedure.OnAsset onAsset) {
                    rows.add(operationRow(onAsset));
                }
            }
        }
        return rows;
    }

    private static Object[] operationRow(Procedure.OnAsset procedure) {
        String arguments = procedure.operation().arguments().stream()
                .map(a -> a.name() + " " + a.relatedEntity().orElse(a.type().name())
                        + (a.isRequired() ? "" : " optional"))
                .collect(Collectors.joining(", "));
        return new Object[] {
            procedure.schema(),
            procedure.name(),
            procedure.entity().name(),
            procedure.operation().name(),
            procedure.operation().precondition().orElse(null),
            arguments.isEmpty() ? null : arguments,
            procedure.remarks()
        };
    }

    private static Object[] generatedKeyRow(Transaction.GeneratedKey key, Map<String, TrackerSchema> trackers) {
        String schema = trackers.values().stream()
                .filter(s -> s.tracker().name().equals(key.tracker()))
                .map(TrackerSchema::currentSchema)
                .findFirst()
                .orElse(key.tracker());
        return new Object[] {
            schema,
            key.table(),
            key.provisional().toString(),
            key.key().toString(),
            key.assetNumber().orElse(null)
        };
    }

    private static Tense tense(SchemaKind kind) {
        return kind == SchemaKind.HISTORY ? Tense.VERSIONS : Tense.PRESENT;
    }

    private static List<Object[]> collisionRows(Map<String, TrackerSchema> trackers) {
        List<Object[]> rows = new ArrayList<>();
        trackers.forEach((name, tracker) -> {
            if (tracker.kind() == SchemaKind.CURRENT) {
                for (EntityTable.Collision c : tracker.catalog().collisions()) {
                    rows.add(new Object[] {name, c.table(), c.column(), c.path(), c.reason()});
                }
            }
        });
        return rows;
    }

    private static List<Field> fields(ValueType type, String... names) {
        return java.util.Arrays.stream(names).map(n -> new Field(n, type)).toList();
    }
}
