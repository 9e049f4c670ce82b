package io.trackersql.connect;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.trackersql.catalog.EntityCatalog;
import io.trackersql.catalog.SystemSchemas;
import io.trackersql.catalog.TableInfo;
import io.trackersql.catalog.TableInfos;
import io.trackersql.catalog.TrackerProcedures;
import io.trackersql.catalog.TrackerSchema;
import io.trackersql.exec.Execution;
import io.trackersql.exec.Session;
import io.trackersql.exec.StatementRun;
import io.trackersql.exec.Transaction;
import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.plan.BatchEntry;
import io.trackersql.plan.BatchOutcome;
import io.trackersql.plan.BatchRun;
import io.trackersql.plan.Commands;
import io.trackersql.plan.Prepared;
import io.trackersql.plan.Procedures;
import io.trackersql.plan.ResultColumn;
import io.trackersql.plan.StatementPlanner;
import io.trackersql.plan.WarmUp;
import io.trackersql.query.EntityTable.SchemaKind;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.calcite.jdbc.CalciteSchema;

/** A database of one or more trackers and whatever else a model file puts beside them. Thread-safe. */
final class TrackerDatabase implements Database, Commands {
    private static final int PLANS_MAX = 200;

    private final ConnectionConfig config;
    private final SessionSettings settings;
    private final Session session;
    private final List<OpenTracker> trackers;
    private final List<SchemaPart> parts;
    private final OtherSchemas others;
    private volatile Catalog catalog;
    private volatile String defaultSchema;

    /** One schema of a tracker, under the name it has here. */
    record SchemaPart(String schema, OpenTracker tracker, SchemaKind kind) {}

    /** Schemas that no tracker fills: other databases, and views. */
    interface OtherSchemas {
        /** Their names. */
        List<String> names();

        /** Adds them below a new root, which already has the trackers' schemas. */
        void addTo(CalciteSchema root);

        /** Nothing beside the trackers. */
        OtherSchemas NONE = new OtherSchemas() {
            @Override
            public List<String> names() {
                return List.of();
            }

            @Override
            public void addTo(CalciteSchema root) {}
        };
    }

    /**
     * The schemas as they are until a model changes, and the plans that were made over them.
     *
     * @param models what the trackers' tables are to these schemas, in the order of the trackers
     */
    private record Catalog(
            CalciteSchema root,
            Map<String, TrackerSchema> trackerSchemas,
            List<SeenModel> models,
            StatementPlanner planner,
            Cache<String, Prepared> plans) {
        boolean isPresent() {
            return models.stream().allMatch(SeenModel::isPresent);
        }
    }

    /** A tracker's tables as schemas see them: always those that they were when they were first looked at. */
    private static final class SeenModel implements Supplier<EntityCatalog> {
        private final OpenTracker tracker;
        private volatile EntityCatalog seen;

        SeenModel(OpenTracker tracker) {
            this.tracker = tracker;
        }

        @Override
        public synchronized EntityCatalog get() {
            if (seen == null) {
                seen = tracker.catalog();
            }
            return seen;
        }

        boolean isPresent() {
            EntityCatalog catalog = seen;
            return catalog == null || catalog == tracker.catalog();
        }
    }

    TrackerDatabase(
            ConnectionConfig config,
            SessionSettings settings,
            List<SchemaPart> parts,
            OtherSchemas others,
            String defaultSchema) {
        this.config = config;
        this.settings = settings;
        this.session = settings.session();
        this.parts = List.copyOf(parts);
        this.trackers = parts.stream().map(SchemaPart::tracker).distinct().toList();
        this.others = others;
        WarmUp.await();
        this.catalog = build();
        this.defaultSchema = defaultSchema;
    }

    private Catalog build() {
        CalciteSchema root = CalciteSchema.createRootSchema(false, false);
        Map<String, TrackerSchema> schemas = new LinkedHashMap<>();
        List<SeenModel> models = trackers.stream().map(SeenModel::new).toList();
        for (SchemaPart part : parts) {
            SeenModel model = models.get(trackers.indexOf(part.tracker()));
            schemas.put(
                    part.schema(),
                    new TrackerSchema(part.tracker().tracker(), model, part.kind(), currentSchema(part)));
        }
        schemas.forEach(root::add);
        others.addTo(root);
        TableInfos infos = new TableInfos(root);
        root.add(SystemSchemas.INFORMATION_SCHEMA, SystemSchemas.informationSchema(this::schemas, infos::of));
        root.add(SystemSchemas.SYSTEM, SystemSchemas.system(session, schemas));
        return new Catalog(
                root,
                schemas,
                models,
                new StatementPlanner(root, session, this, Clock.systemUTC()),
                CacheBuilder.newBuilder().maximumSize(PLANS_MAX).build());
    }

    /** Relations of a link table point to the tables of the same tracker's current rows, if they are open at all. */
    private String currentSchema(SchemaPart part) {
        return parts.stream()
                .filter(p -> p.tracker() == part.tracker() && p.kind() == SchemaKind.CURRENT)
                .map(SchemaPart::schema)
                .findFirst()
                .orElse(part.schema());
    }

    @Override
    public Prepared prepare(String sql) {
        trackers.forEach(OpenTracker::renew);
        String schema = defaultSchema;
        return new CurrentStatement(sql, schema, plan(sql, schema));
    }

    /** Plans are kept by text; everything else that shapes them is part of the key or of the catalog that keeps them. */
    private Prepared plan(String sql, String schema) {
        Catalog current = current();
        String key = schema + '\n' + session.settings() + '\n' + sql;
        Prepared kept = current.plans().getIfPresent(key);
        if (kept == null) {
            kept = current.planner().prepare(sql, schema);
            current.plans().put(key, kept);
        }
        return kept;
    }

    /** The schemas of the present models, built anew if one of them is no longer the one that they were built of. */
    private Catalog current() {
        Catalog current = catalog;
        return current.isPresent() ? current : rebuilt();
    }

    private synchronized Catalog rebuilt() {
        if (!catalog.isPresent()) {
            catalog = build();
        }
        return catalog;
    }

    /**
     * A statement that always runs by a plan for the present settings and the present model. If the tracker refuses it because its
     * model changed since it was read, then the model is read again and the statement planned and run once more.
     */
    private final class CurrentStatement implements Prepared {
        private final String sql;
        private final String schema;
        private final Prepared planned;

        CurrentStatement(String sql, String schema, Prepared planned) {
            this.sql = sql;
            this.schema = schema;
            this.planned = planned;
        }

        @Override
        public List<ResultColumn> columns() {
            return planned.columns();
        }

        @Override
        public List<ResultColumn> parameters() {
            return planned.parameters();
        }

        @Override
        public List<ResultColumn> keyColumns() {
            return planned.keyColumns();
        }

        @Override
        public Outcome execute(Object[] parameters, Execution execution) {
            try {
                return current("").execute(parameters, execution);
            } catch (TrackerException e) {
                if (e.failure() != Failure.UNKNOWN_COLUMN && e.failure() != Failure.UNKNOWN_TABLE) {
                    throw e;
                }
                refresh(execution);
                if (planned.writes()) {
                    throw e; // a part of it may have been written
                }
                return current(" The tracker said: " + e.getMessage()).execute(parameters, execution);
            }
        }

        /** What the caller knows of the result must stay true. */
        private Prepared current(String reason) {
            Prepared current = plan(sql, schema);
            if (!current.columns().equals(planned.columns())
                    || !current.parameters().equals(planned.parameters())) {
                throw Failure.UNKNOWN_COLUMN.with(
                        "The tracker's model has changed since the statement was prepared, and"
                                + " with it the columns of the result. Prepare the statement again." + reason);
            }
            return current;
        }
    }

    @Override
    public BatchOutcome executeBatch(List<BatchEntry> entries, Execution execution) {
        List<BatchEntry> current = entries.stream()
                .map(e -> new BatchEntry(
                        e.statement() instanceof CurrentStatement statement ? statement.current("") : e.statement(),
                        e.parameters()))
                .toList();
        return new BatchRun(session, execution).run(current);
    }

    private void refresh(Execution execution) {
        try (StatementRun run = new StatementRun(session, execution)) {
            trackers.forEach(open -> open.refresh(run.requestScope()));
        }
    }

    @Override
    public List<String> schemas() {
        List<String> names = new ArrayList<>(catalog.trackerSchemas().keySet());
        names.addAll(others.names());
        names.add(SystemSchemas.INFORMATION_SCHEMA);
        names.add(SystemSchemas.SYSTEM);
        return names;
    }

    @Override
    public List<TableInfo> tables(String schema) {
        return new TableInfos(current().root()).of(schema);
    }

    @Override
    public Procedures procedures() {
        return new TrackerProcedures(current().trackerSchemas());
    }

    @Override
    public String defaultSchema() {
        return defaultSchema;
    }

    @Override
    public void useSchema(String schema) {
        defaultSchema = schemas().stream()
                .filter(s -> s.equalsIgnoreCase(schema))
                .findFirst()
                .orElseThrow(() -> Failure.UNKNOWN_SCHEMA.with(
                        "There is no schema '" + schema + "'. The schemas are: " + String.join(", ", schemas()) + "."));
    }

    @Override
    public void use(String schema) {
        useSchema(schema);
    }

    @Override
    public void set(String name, String value) {
        set(name, value, settings.connectionScope());
    }

    @Override
    public void set(String name, String value, Execution execution) {
        try (StatementRun run = new StatementRun(session, execution)) {
            set(name, value, run.requestScope());
        }
    }

    private void set(String name, String value, RequestScope scope) {
        ConnectionProperty property = SessionSettings.session(name);
        String checked = property.checked(value);
        if (!property.isScope()) {
            settings.set(property, checked);
            return;
        }
        OpenTracker open = scoped().orElseThrow(() -> noneToScope(property));
        synchronized (open) {
            settings.show(open.tracker(), open.find(property.in(open.wanted(), checked), scope));
        }
    }

    /** What the URL of several trackers says of scopes holds as if it were set now. */
    void setScope(ConnectionConfig given) {
        given.values().forEach((property, value) -> {
            if (property.isScope()) {
                set(property.key(), value);
            }
        });
    }

    private TrackerException noneToScope(ConnectionProperty property) {
        return Failure.BAD_PROPERTY.with(
                withProjects().isEmpty()
                        ? "Property " + property.key()
                                + " cannot be set: no tracker of this connection is asked for one project"
                                + " alone. Use a condition on the column of the project instead."
                        : "Property " + property.key()
                                + " cannot be set: several trackers of this connection have projects."
                                + " USE the schema of the one that is meant first.");
    }

    private List<OpenTracker> withProjects() {
        return trackers.stream()
                .filter(t -> Products.hasProjects(t.tracker().backend().product()))
                .toList();
    }

    /** The tracker whose scope is meant: the one of the default schema, or the only one that has projects. */
    private Optional<OpenTracker> scoped() {
        List<OpenTracker> all = withProjects();
        return all.size() == 1
                ? Optional.of(all.get(0))
                : ofSchema(defaultSchema).filter(all::contains);
    }

    private Optional<OpenTracker> ofSchema(String schema) {
        return parts.stream()
                .filter(part -> part.schema().equals(schema))
                .map(SchemaPart::tracker)
                .findFirst();
    }

    @Override
    public Optional<String> setting(String name) {
        ConnectionProperty property = SessionSettings.session(name);
        return property.isScope()
                ? scoped().map(open -> property.of(open.wanted()))
                : Optional.of(settings.value(property));
    }

    @Override
    public Transaction transaction() {
        return session.transaction();
    }

    @Override
    public void begin() {
        session.transaction().begin();
    }

    @Override
    public void commit(Execution execution) {
        try (StatementRun run = new StatementRun(session, execution)) {
            session.transaction().commit(run);
        }
    }

    @Override
    public void rollback() {
        session.transaction().rollback();
    }

    @Override
    public void refreshMetadata(Execution execution) {
        refresh(execution);
    }

    @Override
    public String userName() {
        return ofSchema(defaultSchema).map(OpenTracker::user).orElse("");
    }

    @Override
    public String url() {
        return config.url();
    }

    @Override
    public String productName() {
        return trackers.stream()
                .map(t -> t.tracker().backend().product())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    @Override
    public String productVersion() {
        return trackers.stream()
                .filter(OpenTracker::isConnected)
                .map(t -> t.catalog().model().version())
                .collect(Collectors.joining(", "));
    }

    @Override
    public boolean isReachable(Duration timeout) {
        Cancellation cancellation = new Cancellation();
        ScheduledFuture<?> alarm = timeout.isZero()
                ? null
                : Alarms.TIMER.schedule(
                        () -> cancellation.stop(Failure.TIMEOUT, "The tracker did not answer in time."),
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS);
        try {
            for (OpenTracker open : trackers) {
                if (open.isConnected()) {
                    open.tracker().backend().fetchUser(settings.scope(cancellation));
                }
            }
            return true;
        } catch (TrackerException e) {
            return false;
        } finally {
            if (alarm != null) {
                alarm.cancel(false);
            }
        }
    }

    @Override
    public long requestsSent() {
        return session.log().sent();
    }

    @Override
    public List<String> functions(String group) {
        return StatementPlanner.functions(group);
    }

    @Override
    public void close() {
        trackers.forEach(OpenTracker::close);
    }
}
