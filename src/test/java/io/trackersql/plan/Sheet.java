package io.trackersql.plan;

import io.trackersql.exec.Cursor;
import io.trackersql.exec.Execution;
import io.trackersql.exec.Session;
import io.trackersql.exec.Settings;
import io.trackersql.exec.Tracker;
import io.trackersql.model.Attribute;
import io.trackersql.model.Cancellation;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.History;
import io.trackersql.model.RequestLog;
import io.trackersql.model.Usage;
import io.trackersql.model.ValueType;
import io.trackersql.model.Writes;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/**
 * Tables {@code t.Story}, which has a past, and {@code t.Epic}, which has none, with a few rows and every type of value, and a
 * planner over them. The time is
 * 2024-03-31 12:00:00 UTC.
 */
final class Sheet {
    static final Instant NOW = Instant.parse("2024-03-31T12:00:00Z");
    static final EntityTable STORY;
    static final EntityTable EPIC;

    static {
        Entity epic = entity(
                "Epic",
                List.of(attribute("Number", ValueType.BIGINT), attribute("Name", ValueType.VARCHAR)),
                Optional.empty());
        Entity story = entity(
                "Story",
                List.of(
                        attribute("Number", ValueType.BIGINT),
                        attribute("State", ValueType.SMALLINT),
                        attribute("Size", ValueType.DOUBLE),
                        attribute("Name", ValueType.VARCHAR),
                        attribute("Done", ValueType.BOOLEAN),
                        attribute("Due", ValueType.DATE),
                        attribute("Created", ValueType.TIMESTAMP),
                        relation("Super", "Epic")),
                Optional.of(new History(
                        attribute("From", ValueType.TIMESTAMP_UTC),
                        Optional.empty(),
                        attribute("Moment", ValueType.BIGINT),
                        attribute("By", ValueType.VARCHAR),
                        Optional.empty())));
        EntityModel model = new EntityModel("1", Map.of("Story", story, "Epic", epic));
        STORY = EntityTables.current(model, story);
        EPIC = EntityTables.current(model, epic);
    }

    final RowsBackend backend;
    final List<String> warnings = new ArrayList<>();
    private final Session session = new Session(Settings.standard(), new RequestLog(entry -> {}));
    private final StatementPlanner planner;

    Sheet() {
        backend = new RowsBackend(Map.of("Story", stories(), "Epic", epics()), Sheet::past);
        Tracker tracker = new Tracker("t", backend);
        CalciteSchema root = CalciteSchema.createRootSchema(false, false);
        Map<String, Table> tables =
                Map.of("Story", new TrackerTable(tracker, STORY), "Epic", new TrackerTable(tracker, EPIC));
        root.add("t", new AbstractSchema() {
            @Override
            protected Map<String, Table> getTableMap() {
                return tables;
            }
        });
        planner = new StatementPlanner(root, session, new RecordedCommands(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** What commands did, in words. */
    final List<String> commands = new ArrayList<>();

    private final class RecordedCommands implements Commands {
        @Override
        public void set(String name, String value, Execution execution) {
            commands.add("set " + name + "=" + value);
        }

        @Override
        public Optional<String> setting(String name) {
            return Optional.of("value of " + name);
        }

        @Override
        public void use(String schema) {
            commands.add("use " + schema);
        }

        @Override
        public void begin() {
            commands.add("begin");
        }

        @Override
        public void commit(Execution execution) {
            commands.add("commit");
        }

        @Override
        public void rollback() {
            commands.add("rollback");
        }

        @Override
        public Procedures procedures() {
            return new Procedures() {
                @Override
                public Optional<Procedure> find(String schema, String name) {
                    return of(schema).stream()
                            .filter(p -> p.name().equals(name))
                            .findFirst();
                }

                @Override
                public List<Procedure> of(String schema) {
                    return List.of(new Procedure.RefreshMetadata("system"));
                }
            };
        }

        @Override
        public void refreshMetadata(Execution execution) {
            commands.add("refresh metadata");
        }
    }

    private static List<Object[]> stories() {
        return List.of(
                story("Story:9", 1L, 64, 0.5, "Alpha", true, "2024-03-01", "Epic:1"),
                story("Story:10", 2L, 128, -0.0, "beta", false, "2024-03-31", "Epic:1"),
                story("Story:11", 3L, null, null, null, null, null, null),
                story("Story:12", 4L, 64, 3.0, "Beta", true, "2024-04-30", "Epic:2"),
                story("Story:100", 5L, 0, 0.0, "50%_x", false, "2023-12-31", "Epic:3"));
    }

    /** The stories as they were: those that there were by then, in state 0 for the first twenty days, with their names of today. */
    private static List<Object[]> past(Instant time) {
        int created = STORY.position("Created");
        int state = STORY.position("State");
        List<Object[]> past = new ArrayList<>();
        for (Object[] now : stories()) {
            Long since = (Long) now[created];
            if (since == null || since <= time.toEpochMilli()) {
                Object[] then = now.clone();
                boolean isYoung = since != null && time.toEpochMilli() < since + 20 * 86_400_000L;
                then[state] = isYoung ? (Object) (short) 0 : now[state];
                past.add(then);
            }
        }
        return past;
    }

    private static Object[] story(
            String id, Long number, Integer state, Double size, String name, Boolean done, String due, String epic) {
        Integer day = due == null ? null : (int) LocalDate.parse(due).toEpochDay();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("ID", id);
        values.put("Number", number);
        values.put("State", state == null ? null : state.shortValue());
        values.put("Size", size);
        values.put("Name", name);
        values.put("Done", done);
        values.put("Due", day);
        values.put("Created", day == null ? null : day * 86_400_000L + 43_200_000L);
        values.put("Super", epic);
        return row(STORY, values);
    }

    private static List<Object[]> epics() {
        return List.of(
                row(EPIC, Map.of("ID", "Epic:1", "Number", 1L, "Name", "one")),
                row(EPIC, Map.of("ID", "Epic:2", "Number", 2L, "Name", "two")),
                row(EPIC, Map.of("ID", "Epic:4", "Number", 4L, "Name", "four")));
    }

    private static Object[] row(EntityTable table, Map<String, Object> values) {
        return table.columns().stream().map(c -> values.get(c.name())).toArray();
    }

    private static Entity entity(String name, List<Attribute> attributes, Optional<History> history) {
        List<Attribute> all = new ArrayList<>(List.of(relation("ID", name)));
        all.addAll(attributes);
        return new Entity(
                name,
                name,
                List.of(),
                false,
                Optional.empty(),
                "ID",
                Optional.empty(),
                Optional.empty(),
                all,
                history,
                List.of(),
                Writes.ALL,
                "");
    }

    private static Attribute attribute(String name, ValueType type) {
        return new Attribute(
                name,
                type,
                type.name(),
                type.isText() ? 20 : 0,
                Optional.empty(),
                "",
                false,
                false,
                false,
                true,
                false,
                Usage.FREE,
                List.of(),
                "");
    }

    private static Attribute relation(String name, String related) {
        return new Attribute(
                name,
                ValueType.VARCHAR,
                "Relation",
                0,
                Optional.of(related),
                "",
                false,
                false,
                false,
                true,
                false,
                Usage.FREE,
                List.of(),
                "");
    }

    void set(boolean pushDown, boolean trackerTextOrder) {
        session.change(new Settings(pushDown, trackerTextOrder, 1000, 0, 0, Optional.empty(), Map.of()));
    }

    Prepared prepare(String sql) {
        return planner.prepare(sql, "t");
    }

    /** The plan: the one scan's query with its operands, or the operators of a plan that runs here. */
    String plan(String sql) {
        QueryStatement statement = (QueryStatement) prepare(sql);
        return statement.direct().map(Sheet::text).orElseGet(() -> statement.local().orElseThrow().lines().stream()
                .map(line ->
                        "  ".repeat(line.depth()) + line.scan().map(Sheet::text).orElse(line.text()))
                .collect(Collectors.joining("\n")));
    }

    private static String text(ScanCall call) {
        return call.query() + (call.operands().isEmpty() ? "" : " with " + call.operands());
    }

    boolean isDirect(String sql) {
        return ((QueryStatement) prepare(sql)).direct().isPresent();
    }

    /** How many scans a statement's plan holds. */
    long scans(String sql) {
        return ((QueryStatement) prepare(sql))
                .local().stream()
                        .flatMap(plan -> plan.lines().stream())
                        .filter(line -> line.scan().isPresent())
                        .count();
    }

    /** All rows as text, values separated by blanks. */
    List<String> rows(String sql, Object... parameters) {
        Prepared.Outcome outcome =
                prepare(sql).execute(parameters, new Execution(new Cancellation(), 0, 0, warnings::add));
        if (outcome instanceof Prepared.Outcome.Done) {
            return List.of();
        }
        List<String> rows = new ArrayList<>();
        try (Cursor cursor = ((Prepared.Outcome.Rows) outcome).cursor()) {
            for (Object[] row = cursor.next(); row != null; row = cursor.next()) {
                rows.add(Arrays.stream(row).map(String::valueOf).collect(Collectors.joining(" ")));
            }
        }
        return rows;
    }
}
