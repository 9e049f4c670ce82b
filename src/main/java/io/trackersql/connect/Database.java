package io.trackersql.connect;

import io.trackersql.catalog.TableInfo;
import io.trackersql.exec.Execution;
import io.trackersql.exec.Transaction;
import io.trackersql.plan.BatchEntry;
import io.trackersql.plan.BatchOutcome;
import io.trackersql.plan.Prepared;
import io.trackersql.plan.Procedures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** What a JDBC connection holds: schemas to query and a session with settings. Thread-safe. */
public interface Database extends AutoCloseable {
    /** Parses, checks and plans a statement. */
    Prepared prepare(String sql);

    /** Runs statements one after the other, with their writes in as few requests as possible; fails only if none of them was run. */
    BatchOutcome executeBatch(List<BatchEntry> entries, Execution execution);

    /** The writes of this connection that wait. */
    Transaction transaction();

    /** Sends the writes that wait, as {@link Transaction#commit} has it. */
    void commit(Execution execution);

    /** The names of all schemas, in the order in which they are listed. */
    List<String> schemas();

    /** The tables of one schema; empty if there is no such schema. Looking at details sends no request once metadata is loaded. */
    List<TableInfo> tables(String schema);

    /** What CALL can run. */
    Procedures procedures();

    /** The schema in which unqualified names are looked up. */
    String defaultSchema();

    /** Changes it; fails with UNKNOWN_SCHEMA. */
    void useSchema(String schema);

    /** Changes one session setting, as {@code SET name = value} does. */
    void set(String name, String value);

    /** The present value of one session setting. */
    Optional<String> setting(String name);

    /** The user's name as the tracker of the default schema tells it; empty if that schema is no tracker's. */
    String userName();

    /** The URL without secrets. */
    String url();

    /** The trackers' product names and versions, for {@code getDatabaseProductName}. */
    String productName();

    /** See {@link #productName}. */
    String productVersion();

    /** Whether the tracker still answers within that time; never throws. Costs one small request. */
    boolean isReachable(Duration timeout);

    /** How many requests this connection has sent since it was opened. */
    long requestsSent();

    /** Functions by group as DatabaseMetaData wants them: {@code numeric}, {@code string}, {@code system}, {@code datetime}. */
    List<String> functions(String group);

    @Override
    void close();

    /**
     * Opens the database of a {@code jdbc:tracker:} URL. Checks reachability and credentials.
     *
     * @param environment where products look for settings that neither URL nor properties have
     */
    static Database open(String url, Properties properties, Map<String, String> environment) {
        return Databases.open(url, properties, environment);
    }

    /** What {@link #open} would take from elsewhere, each setting with its source and without secrets; empty if only URL and properties count. */
    static List<String> origins(String url, Properties properties, Map<String, String> environment) {
        return Databases.origins(url, properties, environment);
    }
}
