package io.trackersql.sql;

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
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final Connection connection;
    private final ExpectedTables expected;
    private final Map<String, List<ExpectedColumn>> tables = new LinkedHashMap<>();
    private final PastTables past;

    DemoDatabase(Product product, ExpectedTables expected) throws SQLException {
        this.expected = expected;
        this.connection =
                DriverManager.getConnection("jdbc:hsqldb:mem:demo" + COUNTER.incrementAndGet() + ";shutdown=true");
        execute("SET DATABASE COLLATION SQL_TEXT NO PAD");
        execute("SET DATABASE SQL NULLS FIRST TRUE");
        execute("SET DATABASE SQL NULLS ORDER FALSE");
        execute("SET DATABASE SQL AVG SCALE 10");
        for (String function : expected.functions()) {
            execute(function);
        }
        for (String table : expected.tables()) {
            load(table);
        }
        String links = product.name().toUpperCase(Locale.ROOT) + "_LINKS.";
        execute("CREATE SCHEMA " + links.substring(0, links.length() - 1));
        for (ExpectedTables.Link link : expected.links()) {
            loadLinks(link, links + quoted(link.table()));
        }
        past = new PastTables(product, expected, connection);
    }

    Connection connection() {
        return connection;
    }

    /** The columns of a table. */
    List<ExpectedColumn> columns(String table) {
        return tables.get(table);
    }

    /** A query as HSQLDB can answer it: tables as of a time are parts of others, and history tables are there. */
    String rewritten(String sql) throws SQLException {
        return past.rewritten(sql);
    }

    /** What the tables must hold. */
    ExpectedTables expected() {
        return expected;
    }

    /** Names stand in capitals, so that unquoted ones are found. */
    private static String quoted(String name) {
        return '"' + name.toUpperCase(Locale.ROOT) + '"';
    }

    private void load(String table) throws SQLException {
        List<ExpectedColumn> columns = expected.columns(table);
        tables.put(table, columns);
        execute(columns.stream()
                .map(column -> quoted(column.name()) + " " + column.kind().sql)
                .collect(Collectors.joining(", ", "CREATE TABLE " + quoted(table) + " (", ")")));
        try (PreparedStatement insert = insert(quoted(table), columns.size())) {
            for (Object key : expected.keys(table)) {
                for (int i = 0; i < columns.size(); i++) {
                    insert.setObject(i + 1, columns.get(i).value(key));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void loadLinks(ExpectedTables.Link link, String table) throws SQLException {
        String kind = expected.keyKind().sql;
        execute("CREATE TABLE " + table + " (" + quoted(link.type()) + " " + kind + ", " + quoted(link.second()) + " "
                + kind + ")");
        try (PreparedStatement insert = insert(table, 2)) {
            for (Object key : expected.keys(link.type())) {
                for (Object target : expected.targets(link, key)) {
                    insert.setObject(1, key);
                    insert.setObject(2, target);
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
