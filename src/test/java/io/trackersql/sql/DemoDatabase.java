package io.trackersql.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final String links;

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
        links = product.name().toUpperCase(Locale.ROOT) + "_LINKS.";
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
        fill(table, columns);
    }

    /** Gives a table, of assets or of links, the rows that are there now. */
    void reload(String table) throws SQLException {
        Optional<ExpectedTables.Link> link = link(table);
        execute("DELETE FROM " + (link.isPresent() ? links : "") + quoted(table));
        if (link.isPresent()) {
            fillLinks(link.get(), links + quoted(table));
        } else {
            fill(table, columns(table));
        }
    }

    private Optional<ExpectedTables.Link> link(String table) {
        return expected.links().stream()
                .filter(l -> l.table().equalsIgnoreCase(table))
                .findFirst();
    }

    /** The rows of some columns of a table by key, each value with its column's name; rows without a key are left out. A link is its own key. */
    Map<String, List<String>> rows(String table, List<String> columns) throws SQLException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (List<String> row : texts(table, columns)) {
            if (!row.get(0).equals("null")) {
                rows.put(row.get(0), row.subList(1, row.size()));
            }
        }
        return rows;
    }

    /** The rows whose key is none of these, or that have none, of some columns, in the order of their values. */
    List<String> rowsWithout(String table, Set<String> keys, List<String> columns) throws SQLException {
        return texts(table, columns).stream()
                .filter(row -> !keys.contains(row.get(0)))
                .map(row -> row.subList(1, row.size()).toString())
                .sorted()
                .toList();
    }

    /** The keys of a table's rows. */
    Set<String> keys(String table) throws SQLException {
        return Set.copyOf(rows(table, List.of()).keySet());
    }

    /** The columns of a table that nobody but clients changes, and those that are named. */
    List<String> given(String table, Set<String> named) {
        return link(table).isPresent()
                ? List.of()
                : columns(table).stream()
                        .filter(c -> expected.isGiven(table, c)
                                || named.contains(c.name().toLowerCase(Locale.ROOT)))
                        .map(ExpectedColumn::name)
                        .toList();
    }

    /** The key first. */
    private List<List<String>> texts(String table, List<String> columns) throws SQLException {
        Optional<ExpectedTables.Link> link = link(table);
        String key = link.map(l -> quoted(l.type()) + " || '-' || " + quoted(l.second()))
                .orElseGet(() -> quoted(expected.key()));
        String shown = columns.stream().map(c -> ", " + quoted(c)).collect(Collectors.joining());
        String sql = "SELECT " + key + " AS K" + shown + " FROM " + (link.isPresent() ? links : "") + quoted(table);
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>(List.of(String.valueOf(result.getString(1))));
                for (int i = 0; i < columns.size(); i++) {
                    row.add(columns.get(i) + "=" + result.getString(i + 2));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private void fill(String table, List<ExpectedColumn> columns) throws SQLException {
        try (PreparedStatement insert = insert(quoted(table), columns.size())) {
            for (Object key : expected.keys(table)) {
                for (int i = 0; i < columns.size(); i++) {
                    insert.setObject(i + 1, columns.get(i).value(key));
                }
                insert.addBatch();
            }
            if (!expected.keys(table).isEmpty()) {
                insert.executeBatch();
            }
        }
    }

    private void loadLinks(ExpectedTables.Link link, String table) throws SQLException {
        String kind = expected.keyKind().sql;
        execute("CREATE TABLE " + table + " (" + quoted(link.type()) + " " + kind + ", " + quoted(link.second()) + " "
                + kind + ")");
        fillLinks(link, table);
    }

    private void fillLinks(ExpectedTables.Link link, String table) throws SQLException {
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
