package io.trackersql.jdbc;

import io.trackersql.exec.Execution;
import io.trackersql.model.Failure;
import io.trackersql.plan.BatchEntry;
import io.trackersql.plan.BatchOutcome;
import io.trackersql.plan.GeneratedKeys;
import io.trackersql.plan.Prepared;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs SQL given as text. Belongs to one thread; {@link #cancel} and {@link #close} may come from another.
 *
 * <p>The query timeout limits the time that the caller waits inside the driver, in {@code execute} and {@code next} together;
 * where the connection has a network timeout too, the shorter one counts. Warnings of an execution are found here; those that
 * come up while rows are read, on the result set.
 */
class TrackerStatement implements Statement {
    private final TrackerConnection connection;
    private final Warnings warnings = new Warnings();
    private final List<String> batch = new ArrayList<>();
    private final KeysWish standingWish;

    private TrackerResultSet result;
    private TrackerResultSet keysResult;
    private GeneratedKeys keys = GeneratedKeys.NONE;
    private long updateCount = -1;
    private long rowsMax;
    private int fieldBytesMax;
    private int fetchRows;
    private int timeoutSeconds;
    private boolean poolable;
    private boolean closeOnCompletion;
    private volatile Run run;
    private volatile boolean closed;

    /**
     * A statement.
     *
     * @param standingWish the keys that each execution returns which does not say otherwise
     */
    TrackerStatement(TrackerConnection connection, KeysWish standingWish) {
        this.connection = connection;
        this.standingWish = standingWish;
    }

    final TrackerConnection connection() {
        return connection;
    }

    final void checkOpen() throws SQLException {
        if (closed) {
            throw SqlErrors.of(Failure.OBJECT_CLOSED, "The statement is closed.");
        }
        connection.checkOpen();
    }

    /** What a caller expects of a statement. */
    enum Expected {
        ROWS,
        COUNT,
        EITHER
    }

    /** Where the plan of an execution comes from: parsed now, or prepared earlier. */
    interface Plan {
        Prepared prepared();
    }

    /**
     * Runs one statement and keeps its result as the present one; gives whether that is rows.
     *
     * @param parameters row values
     */
    final boolean run(Plan plan, Object[] parameters, Expected expected, KeysWish wish) throws SQLException {
        Run started = start();
        boolean rows = false;
        try {
            Prepared prepared = started.await(plan::prepared);
            checkExpected(prepared, expected);
            wish.check(prepared.keyColumns());
            // A cancel() that came while the statement was being prepared is noticed before anything is asked.
            rows = started.awaitExecution(() -> keep(prepared, parameters, wish, started));
        } finally {
            if (!rows) {
                started.finish();
                run = null;
            }
        }
        return rows;
    }

    private Run start() throws SQLException {
        checkOpen();
        forgetResult();
        warnings.clear();
        Run started = connection.startRun(timeLimit());
        run = started;
        return started;
    }

    private static void checkExpected(Prepared prepared, Expected expected) throws SQLException {
        if (expected == Expected.ROWS && !prepared.givesRows()) {
            throw SqlErrors.of(
                    Failure.WRONG_CALL,
                    "The statement gives no rows. Call execute or executeUpdate, not executeQuery.");
        }
        if (expected == Expected.COUNT && prepared.givesRows()) {
            throw SqlErrors.of(
                    Failure.WRONG_CALL, "The statement gives rows. Call execute or executeQuery, not executeUpdate.");
        }
    }

    private boolean keep(Prepared prepared, Object[] parameters, KeysWish wish, Run started) throws SQLException {
        WarningSink sink = new WarningSink(warnings);
        Prepared.Outcome outcome = prepared.execute(parameters, execution(wish, started, sink));
        if (outcome instanceof Prepared.Outcome.Rows rows) {
            result = new TrackerResultSet(connection, this, prepared.columns(), rows.cursor(), started, rowsMax);
            sink.redirect(result);
            return true;
        }
        // What is done is done: a cancel() that comes now is too late to make it look undone.
        Prepared.Outcome.Done done = (Prepared.Outcome.Done) outcome;
        updateCount = done.updateCount();
        keys = wish.of(done.keys());
        return false;
    }

    private Execution execution(KeysWish wish, Run started, Consumer<String> sink) {
        return new Execution(started.cancellation(), rowsMax, fetchRows, wish.wants(), sink);
    }

    /** Sends warnings to the statement until there is a result set, then to that. */
    private static final class WarningSink implements Consumer<String> {
        private final Warnings beforeRows;
        private volatile TrackerResultSet rows;

        WarningSink(Warnings beforeRows) {
            this.beforeRows = beforeRows;
        }

        void redirect(TrackerResultSet opened) {
            rows = opened;
        }

        @Override
        public void accept(String message) {
            TrackerResultSet opened = rows;
            if (opened == null) {
                beforeRows.add(message);
            } else {
                opened.warn(message);
            }
        }
    }

    private Duration timeLimit() {
        Duration own = Duration.ofSeconds(timeoutSeconds);
        Duration network = Duration.ofMillis(connection.networkTimeoutMillis());
        if (own.isZero() || network.isZero()) {
            return own.isZero() ? network : own;
        }
        return own.compareTo(network) < 0 ? own : network;
    }

    private void forgetResult() throws SQLException {
        TrackerResultSet open = result;
        result = null;
        updateCount = -1;
        run = null;
        keys = GeneratedKeys.NONE;
        closeKeys();
        if (open != null) {
            open.close();
        }
    }

    private void closeKeys() throws SQLException {
        if (keysResult != null) {
            keysResult.close();
            keysResult = null;
        }
    }

    /** A result set of this statement was closed. */
    final void resultClosed(TrackerResultSet closedResult) throws SQLException {
        if (closedResult == result && closeOnCompletion) {
            close();
        }
    }

    private Plan parsed(String sql) throws SQLException {
        checkOpen();
        if (sql == null) {
            throw SqlErrors.of(Failure.SYNTAX, "The statement is null.");
        }
        return () -> connection.database().prepare(sql);
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        run(parsed(sql), new Object[0], Expected.ROWS, KeysWish.NONE);
        return result;
    }

    private boolean execute(String sql, KeysWish wish) throws SQLException {
        return run(parsed(sql), new Object[0], Expected.EITHER, wish);
    }

    private long executeLargeUpdate(String sql, KeysWish wish) throws SQLException {
        run(parsed(sql), new Object[0], Expected.COUNT, wish);
        return updateCount;
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return executeLargeUpdate(sql, KeysWish.NONE);
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return count(executeLargeUpdate(sql));
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return execute(sql, KeysWish.NONE);
    }

    @Override
    public boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
        return execute(sql, KeysWish.of(autoGeneratedKeys));
    }

    @Override
    public boolean execute(String sql, int[] columnIndexes) throws SQLException {
        return execute(sql, KeysWish.of(columnIndexes));
    }

    @Override
    public boolean execute(String sql, String[] columnNames) throws SQLException {
        return execute(sql, KeysWish.of(columnNames));
    }

    @Override
    public int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        return count(executeLargeUpdate(sql, autoGeneratedKeys));
    }

    @Override
    public int executeUpdate(String sql, int[] columnIndexes) throws SQLException {
        return count(executeLargeUpdate(sql, columnIndexes));
    }

    @Override
    public int executeUpdate(String sql, String[] columnNames) throws SQLException {
        return count(executeLargeUpdate(sql, columnNames));
    }

    @Override
    public long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        return executeLargeUpdate(sql, KeysWish.of(autoGeneratedKeys));
    }

    @Override
    public long executeLargeUpdate(String sql, int[] columnIndexes) throws SQLException {
        return executeLargeUpdate(sql, KeysWish.of(columnIndexes));
    }

    @Override
    public long executeLargeUpdate(String sql, String[] columnNames) throws SQLException {
        return executeLargeUpdate(sql, KeysWish.of(columnNames));
    }

    /** Empty if the last execution created nothing or its keys were not asked for. Each call begins anew and closes the result before. */
    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        checkOpen();
        closeKeys();
        MetaLayout layout = keys.columns().isEmpty() ? MetaLayouts.GENERATED_KEYS : new MetaLayout(keys.columns());
        keysResult = layout.open(connection, this, keys.rows().iterator());
        return keysResult;
    }

    private static int count(long large) throws SQLException {
        if (large > Integer.MAX_VALUE) {
            throw SqlErrors.of(
                    Failure.NUMBER_OUT_OF_RANGE,
                    "The count " + large + " does not fit into int. Call the Large method.");
        }
        return (int) large;
    }

    /** The result of the last {@code execute} if it is rows. */
    @Override
    public ResultSet getResultSet() throws SQLException {
        checkOpen();
        return result;
    }

    final ResultSet currentResult() {
        return result;
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        checkOpen();
        return updateCount;
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return count(getLargeUpdateCount());
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        checkOpen();
        forgetResult();
        return false;
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        checkOpen();
        return switch (current) {
            case CLOSE_CURRENT_RESULT -> getMoreResults();
            case KEEP_CURRENT_RESULT, CLOSE_ALL_RESULTS ->
                throw SqlErrors.unsupported("More than one open result of a statement");
            default -> throw SqlErrors.of(Failure.BAD_VALUE, "getMoreResults does not know the value " + current + ".");
        };
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        checkOpen();
        if (sql == null) {
            throw SqlErrors.of(Failure.SYNTAX, "The statement is null.");
        }
        batch.add(sql);
    }

    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
        batch.clear();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return counts(executeLargeBatch());
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        List<String> statements = List.copyOf(batch);
        batch.clear();
        return runBatch(
                () -> statements.stream()
                        .map(sql -> new BatchEntry(connection.database().prepare(sql), new Object[0]))
                        .toList(),
                statements.size());
    }

    /** Where the entries of a batch come from. */
    interface BatchPlan {
        List<BatchEntry> entries();
    }

    /**
     * Runs a batch as one, so that what it writes costs the fewest requests. If an entry cannot even be prepared, nothing is run.
     *
     * @param size how many entries the batch has
     */
    final long[] runBatch(BatchPlan plan, int size) throws SQLException {
        Run started = start();
        if (size == 0) {
            started.finish();
            run = null;
            return new long[0];
        }
        BatchOutcome outcome;
        try {
            List<BatchEntry> entries = started.await(plan::entries);
            outcome = started.awaitExecution(
                    () -> connection.database().executeBatch(entries, execution(standingWish, started, warnings::add)));
        } catch (SQLException e) {
            long[] counts = new long[size];
            Arrays.fill(counts, EXECUTE_FAILED);
            throw batchFailed("Nothing of the batch was run. " + e.getMessage(), counts, e);
        } finally {
            started.finish();
            run = null;
        }
        keys = standingWish.of(outcome.keys());
        if (outcome.failure().isPresent()) {
            SQLException cause = SqlErrors.of(outcome.failure().get());
            throw batchFailed(summary(outcome.counts()) + cause.getMessage(), outcome.counts(), cause);
        }
        return outcome.counts();
    }

    private static String summary(long[] counts) {
        int first = 0;
        int failed = 0;
        for (int i = counts.length - 1; i >= 0; i--) {
            if (counts[i] == EXECUTE_FAILED) {
                first = i + 1;
                failed++;
            }
        }
        return failed == 0
                ? ""
                : "Of " + counts.length + " entries of the batch " + failed + " failed or were not run, entry " + first
                        + " first. ";
    }

    private static BatchUpdateException batchFailed(String message, long[] counts, SQLException cause) {
        BatchUpdateException failed =
                new BatchUpdateException(message, cause.getSQLState(), cause.getErrorCode(), counts, cause.getCause());
        failed.setNextException(cause);
        return failed;
    }

    static int[] counts(long[] large) throws SQLException {
        int[] counts = new int[large.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = count(large[i]);
        }
        return counts;
    }

    /** Stops what runs now; without effect when nothing does. */
    @Override
    public void cancel() throws SQLException {
        checkOpen();
        Run running = run;
        if (running != null) {
            SqlErrors.run(() -> running.stop(Failure.CANCELLED, "The statement was cancelled."));
        }
    }

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        Run running = run;
        TrackerResultSet open = result;
        if (running != null && open == null) {
            SqlErrors.run(() -> running.stop(Failure.OBJECT_CLOSED, "The statement was closed while it ran."));
        }
        closeKeys();
        if (open != null) {
            open.close();
        }
    }

    @Override
    public boolean isClosed() {
        return closed || connection.isClosed();
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        checkOpen();
        closeOnCompletion = true;
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        checkOpen();
        return closeOnCompletion;
    }

    @Override
    public int getMaxFieldSize() throws SQLException {
        checkOpen();
        return fieldBytesMax;
    }

    /** Kept and not applied: to cut values silently would be a wrong answer. */
    @Override
    public void setMaxFieldSize(int max) throws SQLException {
        checkOpen();
        fieldBytesMax = (int) notNegative(max, "maximum field size");
    }

    @Override
    public int getMaxRows() throws SQLException {
        checkOpen();
        return (int) Math.min(rowsMax, Integer.MAX_VALUE);
    }

    @Override
    public void setMaxRows(int max) throws SQLException {
        setLargeMaxRows(max);
    }

    @Override
    public long getLargeMaxRows() throws SQLException {
        checkOpen();
        return rowsMax;
    }

    @Override
    public void setLargeMaxRows(long max) throws SQLException {
        checkOpen();
        rowsMax = notNegative(max, "maximum number of rows");
    }

    /** Nothing to switch: the parser itself understands escapes. */
    @Override
    public void setEscapeProcessing(boolean enable) throws SQLException {
        checkOpen();
    }

    @Override
    public int getQueryTimeout() throws SQLException {
        checkOpen();
        return timeoutSeconds;
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        checkOpen();
        timeoutSeconds = (int) notNegative(seconds, "query timeout");
    }

    private static long notNegative(long value, String what) throws SQLException {
        if (value < 0) {
            throw SqlErrors.of(Failure.BAD_VALUE, "The " + what + " " + value + " is negative.");
        }
        return value;
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings.first();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        warnings.clear();
    }

    /** Without effect, as JDBC has it for drivers without positioned updates. */
    @Override
    public void setCursorName(String name) throws SQLException {
        checkOpen();
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        if (direction != ResultSet.FETCH_FORWARD
                && direction != ResultSet.FETCH_REVERSE
                && direction != ResultSet.FETCH_UNKNOWN) {
            throw SqlErrors.of(Failure.BAD_VALUE, "There is no fetch direction " + direction + ".");
        }
    }

    @Override
    public int getFetchDirection() throws SQLException {
        checkOpen();
        return ResultSet.FETCH_FORWARD;
    }

    /** A hint for the size of pages; never changes what is read. */
    @Override
    public void setFetchSize(int rows) throws SQLException {
        checkOpen();
        fetchRows = (int) notNegative(rows, "fetch size");
    }

    @Override
    public int getFetchSize() throws SQLException {
        checkOpen();
        return fetchRows;
    }

    @Override
    public int getResultSetConcurrency() throws SQLException {
        checkOpen();
        return ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    public int getResultSetType() throws SQLException {
        checkOpen();
        return ResultSet.TYPE_FORWARD_ONLY;
    }

    @Override
    public int getResultSetHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public Connection getConnection() throws SQLException {
        checkOpen();
        return connection;
    }

    @Override
    public void setPoolable(boolean wanted) throws SQLException {
        checkOpen();
        poolable = wanted;
    }

    @Override
    public boolean isPoolable() throws SQLException {
        checkOpen();
        return poolable;
    }

    final void poolableByDefault() {
        poolable = true;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Wrappers.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return Wrappers.isWrapperFor(this, type);
    }
}
