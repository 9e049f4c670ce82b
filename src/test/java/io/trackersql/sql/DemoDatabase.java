package io.trackersql.sql;

import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The visible rows of a demo store in HSQLDB, as tables with the columns that the driver promises: an SQL engine of others over the
 * same data, to compare answers with. Text compares exactly and NULL is low.
 */
final class DemoDatabase implements AutoCloseable {
    /** The asset types that are loaded. */
    static final List<String> TYPES = List.of(
            "Story",
            "Defect",
            "Epic",
            "Task",
            "Member",
            "Scope",
            "Timebox",
            "Workitem",
            "Actual",
            "Note",
            "StoryStatus",
            "MessageReceipt");

    /** The link tables that are loaded: declaring type, multi-valued attribute, name of the second column. */
    static final List<List<String>> LINKS = List.of(
            List.of("Workitem", "Owners", "Member"),
            List.of("PrimaryWorkitem", "Dependencies", "Related"),
            List.of("BaseAsset", "TaggedWith", "Value"),
            List.of("Member", "OwnedWorkitems", "Workitem"));

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final Connection connection;
    private final DemoStore store;
    private final Map<String, List<ExpectedColumn>> tables = new LinkedHashMap<>();

    DemoDatabase(DemoStore store) throws SQLException {
        this.store = store;
        this.connection =
                DriverManager.getConnection("jdbc:hsqldb:mem:demo" + COUNTER.incrementAndGet() + ";shutdown=true");
        execute("SET DATABASE COLLATION SQL_TEXT NO PAD");
        execute("SET DATABASE SQL NULLS FIRST TRUE");
        execute("SET DATABASE SQL NULLS ORDER FALSE");
        execute("SET DATABASE SQL AVG SCALE 10");
        execute(
                "CREATE FUNCTION HAS(A VARCHAR(32000), B VARCHAR(32000)) RETURNS BOOLEAN CONTAINS SQL RETURN CASE WHEN A IS"
                        + " NULL OR B IS NULL THEN NULL WHEN POSITION(', ' || B || ', ' IN ', ' || A || ', ') > 0 THEN TRUE ELSE FALSE END");
        // The demo tracker's order of text and of keys.
        execute("CREATE FUNCTION TRACKER_TEXT(A VARCHAR(32000)) RETURNS VARCHAR(32000) CONTAINS SQL"
                + " RETURN LOWER(UPPER(RTRIM(A)))");
        execute(
                "CREATE FUNCTION TRACKER_KEY(A VARCHAR(32000)) RETURNS VARCHAR(32000) CONTAINS SQL RETURN CASE WHEN A IS NULL"
                        + " THEN NULL ELSE LPAD(CAST(1000000000000 + CAST(SUBSTRING(A FROM POSITION(':' IN A) + 1) AS BIGINT) AS"
                        + " VARCHAR(30)), 30, '0') || A END");
        for (String type : TYPES) {
            load(store.model().require(type));
        }
        execute("CREATE SCHEMA VERSIONONE_LINKS");
        for (List<String> link : LINKS) {
            loadLinks(link.get(0), link.get(1), link.get(2));
        }
    }

    Connection connection() {
        return connection;
    }

    /** The columns of a loaded type. */
    List<ExpectedColumn> columns(String type) {
        return tables.get(type);
    }

    /** Names stand in capitals, so that unquoted ones are found. */
    private static String quoted(String name) {
        return '"' + name.toUpperCase(Locale.ROOT) + '"';
    }

    private void load(DemoType type) throws SQLException {
        List<ExpectedColumn> columns = ExpectedColumn.of(type);
        tables.put(type.name(), columns);
        execute(columns.stream()
                .map(column -> quoted(column.name()) + " " + column.kind().sql)
                .collect(Collectors.joining(", ", "CREATE TABLE " + quoted(type.name()) + " (", ")")));
        try (PreparedStatement insert = insert(quoted(type.name()), columns.size())) {
            for (String key : store.keys(type.name())) {
                for (int i = 0; i < columns.size(); i++) {
                    insert.setObject(i + 1, columns.get(i).value(store, key));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void loadLinks(String type, String attribute, String target) throws SQLException {
        String table = "VERSIONONE_LINKS." + quoted(type + "_" + attribute);
        execute("CREATE TABLE " + table + " (" + quoted(type) + " VARCHAR(32000), " + quoted(target)
                + " VARCHAR(32000))");
        try (PreparedStatement insert = insert(table, 2)) {
            for (String key : store.keys(type)) {
                for (Object value : (List<?>) store.value(key, attribute)) {
                    insert.setString(1, key);
                    insert.setString(2, (String) value);
                    insert.executeUpdate();
                }
            }
        }
    }

    private PreparedStatement insert(String table, int width) throws SQLException {
        return connection.prepareStatement(
                "INSERT INTO " + table + " VALUES (" + String.join(", ", Collections.nCopies(width, "?")) + ")");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
