package io.trackersql.jdbc;

import io.trackersql.connect.Database;
import io.trackersql.exec.Execution;
import io.trackersql.exec.Transaction;
import io.trackersql.model.Failure;
import io.trackersql.plan.Prepared;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.JDBCType;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection over an open {@link Database}. Thread-safe: several threads may use it, each with statements of its own, and all
 * share one transaction.
 *
 * <p>Trackers have no transactions. Without auto-commit what statements write is checked, and waits in this connection: commit sends it,
 * rollback drops it, savepoints are places in the list. Each request reads what the tracker holds at its moment, never what waits;
 * nothing is isolated from others, and a commit is atomic only as far as one request of the tracker is. A commit that
 * fails says of each write what became of it, and what was not sent goes on waiting. Closing drops what waits, with a
 * warning in the log.
 *
 * <p>A network timeout limits each statement and each commit as a query timeout does; it leaves the connection usable. Closing
 * ends every execution that is still going on.
 */
public final class TrackerConnection implements Connection {
    /** The wait of {@code isValid(0)}, which by JDBC has no limit; a pool must not hang on a dead server. */
    private static final Duration VALID_WAIT = Duration.ofSeconds(30);

    private static final String READ_ONLY = "readOnly";
    private static final Logger LOG = LoggerFactory.getLogger(TrackerConnection.class);

    private final Database database;
    private final Warnings warnings = new Warnings();
    private final Set<Run> runs = ConcurrentHashMap.newKeySet();
    private final Map<String, String> clientInfo = new ConcurrentHashMap<>();
    private final Transaction transaction;
    private final Savepoints savepoints;
    private final boolean alwaysReadOnly;
    private volatile int isolation = TRANSACTION_READ_COMMITTED;
    private volatile int networkTimeoutMillis;
    private volatile boolean closed;

    /** A connection that closes the database with itself. */
    public TrackerConnection(Database database) {
        this.database = database;
        this.transaction = database.transaction();
        this.savepoints = new Savepoints(transaction);
        this.alwaysReadOnly = isSetReadOnly();
    }

    Database database() {
        return database;
    }

    /** How many requests this connection has sent to trackers; for a program that shows how far a long read has come. */
    public long requestsSent() {
        return database.requestsSent();
    }

    void checkOpen() throws SQLException {
        if (closed) {
            throw SqlErrors.of(Failure.CLOSED, "The connection is closed.");
        }
    }

    /** Begins an execution that closing the connection ends. */
    Run startRun(Duration limit) throws SQLException {
        Run run = new Run(limit, runs);
        if (closed) {
            run.finish();
            checkOpen();
        }
        return run;
    }

    int networkTimeoutMillis() {
        return networkTimeoutMillis;
    }

    @Override
    public Statement createStatement() throws SQLException {
        checkOpen();
        return new TrackerStatement(this, KeysWish.NONE);
    }

    @Override
    public Statement createStatement(int resultSetType, int resultSetConcurrency) throws SQLException {
        checkOpen();
        downgrade(resultSetType, resultSetConcurrency);
        return new TrackerStatement(this, KeysWish.NONE);
    }

    @Override
    public Statement createStatement(int resultSetType, int resultSetConcurrency, int resultSetHoldability)
            throws SQLException {
        checkHoldability(resultSetHoldability);
        return createStatement(resultSetType, resultSetConcurrency);
    }

    private Prepared prepared(String sql) throws SQLException {
        checkOpen();
        if (sql == null) {
            throw SqlErrors.of(Failure.SYNTAX, "The statement is null.");
        }
        return SqlErrors.guard(() -> database.prepare(sql));
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return prepareStatement(sql, KeysWish.NONE);
    }

    private PreparedStatement prepareStatement(String sql, KeysWish wish) throws SQLException {
        Prepared prepared = prepared(sql);
        wish.check(prepared.keyColumns());
        return new TrackerPreparedStatement(this, prepared, wish);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int resultSetType, int resultSetConcurrency)
            throws SQLException {
        checkOpen();
        downgrade(resultSetType, resultSetConcurrency);
        return prepareStatement(sql);
    }

    @Override
    public PreparedStatement prepareStatement(
            String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability) throws SQLException {
        checkHoldability(resultSetHoldability);
        return prepareStatement(sql, resultSetType, resultSetConcurrency);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        return prepareStatement(sql, KeysWish.of(autoGeneratedKeys));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        return prepareStatement(sql, KeysWish.of(columnIndexes));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        return prepareStatement(sql, KeysWish.of(columnNames));
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return new TrackerCallableStatement(this, prepared(sql));
    }

    @Override
    public CallableStatement prepareCall(String sql, int resultSetType, int resultSetConcurrency) throws SQLException {
        checkOpen();
        downgrade(resultSetType, resultSetConcurrency);
        return prepareCall(sql);
    }

    @Override
    public CallableStatement prepareCall(
            String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability) throws SQLException {
        checkHoldability(resultSetHoldability);
        return prepareCall(sql, resultSetType, resultSetConcurrency);
    }

    /** JDBC wants a lesser result with a warning rather than a failure. */
    private void downgrade(int resultSetType, int resultSetConcurrency) throws SQLException {
        switch (resultSetType) {
            case ResultSet.TYPE_FORWARD_ONLY -> {}
            case ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE ->
                warnings.add("Results are forward-only: the wish for a scrollable one is not met.");
            default -> throw SqlErrors.of(Failure.BAD_VALUE, "There is no result set type " + resultSetType + ".");
        }
        switch (resultSetConcurrency) {
            case ResultSet.CONCUR_READ_ONLY -> {}
            case ResultSet.CONCUR_UPDATABLE ->
                warnings.add("Results are read-only: the wish for an updatable one is not met.");
            default ->
                throw SqlErrors.of(
                        Failure.BAD_VALUE, "There is no result set concurrency " + resultSetConcurrency + ".");
        }
    }

    private static void checkHoldability(int holdability) throws SQLException {
        if (holdability == ResultSet.CLOSE_CURSORS_AT_COMMIT) {
            throw SqlErrors.unsupported("CLOSE_CURSORS_AT_COMMIT");
        }
        if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT) {
            throw SqlErrors.of(Failure.BAD_VALUE, "There is no holdability " + holdability + ".");
        }
    }

    /** The same text: the parser itself understands JDBC's escapes. */
    @Override
    public String nativeSQL(String sql) throws SQLException {
        checkOpen();
        return sql;
    }

    /** Switching it on sends what waits; if that fails, it stays off. */
    @Override
    public void setAutoCommit(boolean wanted) throws SQLException {
        checkOpen();
        if (wanted && !transaction.isAutoCommit()) {
            sendPending();
        }
        transaction.useAutoCommit(wanted);
    }

    /** False also between the statements BEGIN and COMMIT. */
    @Override
    public boolean getAutoCommit() throws SQLException {
        checkOpen();
        return transaction.isAutoCommit();
    }

    @Override
    public void commit() throws SQLException {
        checkManual("commit");
        sendPending();
    }

    private void sendPending() throws SQLException {
        Run sending = startRun(Duration.ofMillis(networkTimeoutMillis));
        try {
            sending.awaitExecution(() -> {
                database.commit(new Execution(sending.cancellation(), 0, 0, warnings::add));
                return null;
            });
        } finally {
            sending.finish();
        }
    }

    @Override
    public void rollback() throws SQLException {
        checkManual("roll back");
        transaction.rollback();
    }

    private void checkManual(String what) throws SQLException {
        checkOpen();
        if (transaction.isAutoCommit()) {
            throw SqlErrors.of(
                    Failure.TRANSACTION_STATE,
                    "There is nothing to " + what + " in auto-commit mode. Switch it off first.");
        }
    }

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        SqlErrors.run(() -> {
            endRuns();
            database.close();
        });
    }

    private void endRuns() {
        for (Run run : new ArrayList<>(runs)) {
            run.stop(Failure.CLOSED, "The connection was closed while the statement ran.");
            run.finish();
        }
        int dropped = transaction.rollback();
        if (dropped > 0) {
            LOG.warn("A connection was closed with {} writes that no commit had sent; they are dropped.", dropped);
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        checkOpen();
        return new TrackerDatabaseMetaData(this);
    }

    /**
     * The session setting {@code readOnly}, not while writes wait. False only takes back true: pools say false as a matter of course, which must not lift
     * a {@code readOnly=true} that the connection was opened with.
     */
    @Override
    public void setReadOnly(boolean wanted) throws SQLException {
        checkOpen();
        int pending = transaction.pending();
        if (wanted && pending > 0) {
            throw SqlErrors.of(
                    Failure.TRANSACTION_STATE,
                    "The connection cannot become read-only while " + pending
                            + " writes wait. Commit or roll back first.");
        }
        SqlErrors.run(() -> database.set(READ_ONLY, String.valueOf(wanted || alwaysReadOnly)));
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        checkOpen();
        return isSetReadOnly();
    }

    private boolean isSetReadOnly() {
        return database.setting(READ_ONLY).map(Boolean::parseBoolean).orElse(false);
    }

    /** Ignored, as JDBC has it for databases without catalogs. */
    @Override
    public void setCatalog(String catalog) throws SQLException {
        checkOpen();
    }

    /** Null: there are no catalogs. */
    @Override
    public String getCatalog() throws SQLException {
        checkOpen();
        return null;
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        checkOpen();
        if (schema == null) {
            throw SqlErrors.of(Failure.UNKNOWN_SCHEMA, "The schema is null.");
        }
        SqlErrors.run(() -> database.useSchema(schema));
    }

    @Override
    public String getSchema() throws SQLException {
        checkOpen();
        return SqlErrors.guard(database::defaultSchema);
    }

    /**
     * Accepts the levels that single requests to a tracker fulfil; none of them changes anything. READ_COMMITTED is what they give:
     * nobody reads what others have yet to send.
     */
    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        checkOpen();
        switch (level) {
            case TRANSACTION_NONE, TRANSACTION_READ_UNCOMMITTED, TRANSACTION_READ_COMMITTED -> isolation = level;
            case TRANSACTION_REPEATABLE_READ, TRANSACTION_SERIALIZABLE ->
                throw SqlErrors.unsupported("A transaction isolation above READ_COMMITTED");
            default -> throw SqlErrors.of(Failure.BAD_VALUE, "There is no transaction isolation " + level + ".");
        }
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        checkOpen();
        return isolation;
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

    /** Always empty: there are no user-defined types. */
    @Override
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        checkOpen();
        return Map.of();
    }

    /** Ignored: there are no user-defined types. */
    @Override
    public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
        checkOpen();
    }

    @Override
    public void setHoldability(int holdability) throws SQLException {
        checkOpen();
        checkHoldability(holdability);
    }

    @Override
    public int getHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        checkOpen();
        return savepoints.set(null);
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        checkOpen();
        if (name == null) {
            throw SqlErrors.of(Failure.BAD_VALUE, "The name of the savepoint is null.");
        }
        return savepoints.set(name);
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        checkManual("roll back");
        savepoints.rollback(savepoint);
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        checkManual("release");
        savepoints.release(savepoint);
    }

    @Override
    public Clob createClob() throws SQLException {
        checkOpen();
        return new MemoryClob("");
    }

    @Override
    public NClob createNClob() throws SQLException {
        checkOpen();
        return new MemoryClob("");
    }

    @Override
    public Blob createBlob() throws SQLException {
        checkOpen();
        return new MemoryBlob(new byte[0]);
    }

    @Override
    public SQLXML createSQLXML() throws SQLException {
        throw SqlErrors.unsupported("SQLXML");
    }

    @Override
    public Struct createStruct(String typeName, Object[] attributes) throws SQLException {
        throw SqlErrors.unsupported("A structured type");
    }

    /** An array for {@code setArray}; the type is one of SQL's names, such as VARCHAR. */
    @Override
    public Array createArrayOf(String typeName, Object[] elements) throws SQLException {
        checkOpen();
        if (typeName == null || elements == null) {
            throw SqlErrors.of(Failure.BAD_VALUE, "An array needs a type and elements, not null.");
        }
        JDBCType type = TypeFacts.byName(typeName)
                .orElseThrow(() -> SqlErrors.of(Failure.BAD_VALUE, "There is no type " + typeName + " for an array."));
        return SqlErrors.guard(() -> {
            List<Object> raw = new ArrayList<>();
            for (int i = 0; i < elements.length; i++) {
                Place place = new Place("element " + (i + 1), false);
                raw.add(ParameterValues.toRowValue(elements[i], null, place, MetaLayout.column("VALUE", type)));
            }
            return new TrackerArray(MetaLayout.column("VALUE", type), raw);
        });
    }

    @Override
    public boolean isValid(int timeout) throws SQLException {
        if (timeout < 0) {
            throw SqlErrors.of(Failure.BAD_VALUE, "The timeout " + timeout + " is negative.");
        }
        return !closed && database.isReachable(timeout == 0 ? VALID_WAIT : Duration.ofSeconds(timeout));
    }

    /** Kept for {@link #getClientInfo(String)} only. */
    @Override
    public void setClientInfo(String name, String value) throws SQLClientInfoException {
        if (closed) {
            throw new SQLClientInfoException("The connection is closed.", Failure.CLOSED.sqlState(), Map.of());
        }
        if (name == null) {
            throw new SQLClientInfoException("A client property needs a name.", Failure.BAD_VALUE.sqlState(), Map.of());
        }
        if (value == null) {
            clientInfo.remove(name);
        } else {
            clientInfo.put(name, value);
        }
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        if (closed) {
            throw new SQLClientInfoException("The connection is closed.", Failure.CLOSED.sqlState(), Map.of());
        }
        clientInfo.clear();
        if (properties == null) {
            return;
        }
        for (String name : properties.stringPropertyNames()) {
            setClientInfo(name, properties.getProperty(name));
        }
    }

    @Override
    public String getClientInfo(String name) throws SQLException {
        checkOpen();
        return name == null ? null : clientInfo.get(name);
    }

    @Override
    public Properties getClientInfo() throws SQLException {
        checkOpen();
        Properties copy = new Properties();
        copy.putAll(clientInfo);
        return copy;
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        if (executor == null) {
            throw SqlErrors.of(Failure.BAD_VALUE, "abort needs an executor, not null.");
        }
        if (closed) {
            return;
        }
        closed = true;
        SqlErrors.run(() -> {
            endRuns();
            executor.execute(database::close);
        });
    }

    @Override
    public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
        checkOpen();
        if (executor == null || milliseconds < 0) {
            throw SqlErrors.of(
                    Failure.BAD_VALUE,
                    "setNetworkTimeout needs an executor and a time of at least 0 ms, not " + milliseconds + ".");
        }
        networkTimeoutMillis = milliseconds;
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        checkOpen();
        return networkTimeoutMillis;
    }

    /** Leads to the {@link Database} too, for code of this project that needs more than JDBC says. */
    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Wrappers.unwrap(Wrappers.isWrapperFor(database, type) ? database : this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return Wrappers.isWrapperFor(this, type) || Wrappers.isWrapperFor(database, type);
    }

    @Override
    public String toString() {
        return "TrackerConnection " + database.url();
    }
}
