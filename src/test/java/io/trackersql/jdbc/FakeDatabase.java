package io.trackersql.jdbc;

import io.trackersql.catalog.TableInfo;
import io.trackersql.catalog.TrackerProcedures;
import io.trackersql.connect.Database;
import io.trackersql.exec.Cursor;
import io.trackersql.exec.Execution;
import io.trackersql.exec.Session;
import io.trackersql.exec.Settings;
import io.trackersql.exec.StatementRun;
import io.trackersql.exec.Transaction;
import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestLog;
import io.trackersql.model.TrackerException;
import io.trackersql.plan.BatchEntry;
import io.trackersql.plan.BatchOutcome;
import io.trackersql.plan.GeneratedKeys;
import io.trackersql.plan.Prepared;
import io.trackersql.plan.Procedures;
import io.trackersql.plan.ResultColumn;
import io.trackersql.write.Mutation;
import io.trackersql.write.MutationBuffer;
import java.sql.JDBCType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A database that knows some statements by their text and holds its rows in memory. */
final class FakeDatabase implements Database {
    private final Map<String, FakeStatement> statements = new LinkedHashMap<>();
    private final Map<String, List<TableInfo>> schemas = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Transaction transaction = new Transaction();
    private final List<Execution> commits = new ArrayList<>();
    private Runnable onCommit = () -> {};
    private int sent;
    private String schema = "versionone";
    private Duration lastPing;
    private boolean closed;

    /** What an execution does. */
    interface Action {
        Prepared.Outcome run(Object[] parameters, Execution execution);
    }

    /** A statement with every execution that it went through. */
    static class FakeStatement implements Prepared {
        private final List<ResultColumn> columns;
        private final List<ResultColumn> parameters;
        private final Action action;
        private final List<Object[]> bound = new CopyOnWriteArrayList<>();
        private final List<Execution> executions = new CopyOnWriteArrayList<>();

        FakeStatement(List<ResultColumn> columns, List<ResultColumn> parameters, Action action) {
            this.columns = columns;
            this.parameters = parameters;
            this.action = action;
        }

        @Override
        public List<ResultColumn> columns() {
            return columns;
        }

        @Override
        public List<ResultColumn> parameters() {
            return parameters;
        }

        @Override
        public Outcome execute(Object[] values, Execution execution) {
            bound.add(values);
            executions.add(execution);
            return action.run(values, execution);
        }

        List<Object[]> bound() {
            return bound;
        }

        Execution lastExecution() {
            return executions.get(executions.size() - 1);
        }

        int executions() {
            return executions.size();
        }
    }

    /** Rows in memory; remembers whether it was closed. */
    static final class ListCursor implements Cursor {
        private final Iterator<Object[]> rows;
        private boolean closed;

        ListCursor(List<Object[]> rows) {
            this.rows = rows.iterator();
        }

        @Override
        public Object[] next() {
            return rows.hasNext() ? rows.next() : null;
        }

        @Override
        public void close() {
            closed = true;
        }

        boolean isClosed() {
            return closed;
        }
    }

    static ResultColumn column(String label, JDBCType type) {
        return column(label, type, 0, 0, false);
    }

    static ResultColumn column(String label, JDBCType type, int precision, int scale, boolean utc) {
        return new ResultColumn(label, "versionone", "Story", label, type, type.getName(), precision, scale, true, utc);
    }

    FakeStatement rows(String sql, List<ResultColumn> columns, Object[]... rows) {
        return when(
                sql,
                columns,
                List.of(),
                (values, execution) -> new Prepared.Outcome.Rows(new ListCursor(List.of(rows))));
    }

    FakeStatement count(String sql, long count) {
        return when(sql, List.of(), List.of(), (values, execution) -> new Prepared.Outcome.Done(count));
    }

    /** An insert that gives these keys to whoever wants them, of columns ID and Number. */
    FakeStatement insert(String sql, Object[]... keys) {
        GeneratedKeys made = new GeneratedKeys(
                List.of(column("ID", JDBCType.VARCHAR), column("Number", JDBCType.VARCHAR)), List.of(keys));
        FakeStatement statement =
                new FakeStatement(
                        List.of(), List.of(), (values, execution) -> new Prepared.Outcome.Done(keys.length, made)) {
                    @Override
                    public List<ResultColumn> keyColumns() {
                        return made.columns();
                    }
                };
        statements.put(sql, statement);
        return statement;
    }

    FakeStatement when(String sql, List<ResultColumn> columns, List<ResultColumn> parameters, Action action) {
        FakeStatement statement = new FakeStatement(columns, parameters, action);
        statements.put(sql, statement);
        return statement;
    }

    void schema(String name, TableInfo... tables) {
        schemas.put(name, List.of(tables));
    }

    TrackerConnection connect() {
        return new TrackerConnection(this);
    }

    Duration lastPing() {
        return lastPing;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public Prepared prepare(String sql) {
        FakeStatement statement = statements.get(sql);
        if (statement == null) {
            throw Failure.SYNTAX.with("Nothing is known of " + sql);
        }
        return statement;
    }

    /** One by one, until one fails. */
    @Override
    public BatchOutcome executeBatch(List<BatchEntry> entries, Execution execution) {
        long[] counts = new long[entries.size()];
        Arrays.fill(counts, BatchOutcome.FAILED);
        Optional<TrackerException> failure = Optional.empty();
        List<Object[]> keys = new ArrayList<>();
        List<ResultColumn> keyColumns = List.of();
        try {
            for (int i = 0; i < counts.length; i++) {
                BatchEntry entry = entries.get(i);
                Prepared.Outcome.Done done =
                        (Prepared.Outcome.Done) entry.statement().execute(entry.parameters(), execution);
                counts[i] = done.updateCount();
                keyColumns = done.keys().columns();
                keys.addAll(done.keys().rows());
            }
        } catch (TrackerException e) {
            failure = Optional.of(e);
        }
        return new BatchOutcome(counts, new GeneratedKeys(keyColumns, keys), failure);
    }

    /** Puts writes in the transaction that wait. */
    void await(String... keys) {
        Execution execution = new Execution(new Cancellation(), 0, 0, warning -> {});
        try (StatementRun run =
                new StatementRun(new Session(Settings.standard(), new RequestLog(entry -> {})), execution)) {
            transaction.add(
                    Arrays.stream(keys)
                            .map(key -> new MutationBuffer.Pending("fake", new Mutation.Delete(null, key, Map.of())))
                            .toList(),
                    run);
        }
    }

    @Override
    public Transaction transaction() {
        return transaction;
    }

    /** Notes how many writes waited; fails if it shall. */
    @Override
    public void commit(Execution execution) {
        commits.add(execution);
        onCommit.run();
        sent += transaction.rollback();
    }

    List<Execution> commits() {
        return commits;
    }

    int sent() {
        return sent;
    }

    void onCommit(Runnable action) {
        onCommit = action;
    }

    @Override
    public List<String> schemas() {
        return List.copyOf(schemas.keySet());
    }

    @Override
    public List<TableInfo> tables(String name) {
        return schemas.getOrDefault(name, List.of());
    }

    @Override
    public Procedures procedures() {
        return new TrackerProcedures(Map.of());
    }

    @Override
    public String defaultSchema() {
        return schema;
    }

    @Override
    public void useSchema(String name) {
        if (!schemas.containsKey(name)) {
            throw Failure.UNKNOWN_SCHEMA.with("There is no schema " + name + ".");
        }
        schema = name;
    }

    @Override
    public void set(String name, String value) {
        settings.put(name, value);
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    @Override
    public String userName() {
        return "andre";
    }

    @Override
    public String url() {
        return "jdbc:tracker:fake:";
    }

    @Override
    public String productName() {
        return "Fake";
    }

    @Override
    public String productVersion() {
        return "22.1.0.58";
    }

    @Override
    public boolean isReachable(Duration timeout) {
        lastPing = timeout;
        return !closed;
    }

    @Override
    public long requestsSent() {
        return 0;
    }

    @Override
    public List<String> functions(String group) {
        return group.equals("string") ? List.of("LOWER", "UPPER") : List.of();
    }

    @Override
    public void close() {
        closed = true;
    }
}
