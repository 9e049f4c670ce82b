package io.trackersql.sql;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * A demo server of its own, a connection of the driver to it, and HSQLDB beside it, which gets the server's data before each statement. Both write;
 * then their counts must be the same, and HSQLDB's rows and the server's. What the server holds is read from its store, not through
 * the driver.
 *
 * <p>Of new rows the columns are compared that the statement names: the tracker gives the key and fills others. Of rows that were there all
 * that nobody but clients changes.
 */
final class WriteEngines implements AutoCloseable {
    /** How statements are sent. */
    enum Manner {
        AUTO_COMMIT,
        TRANSACTION,
        BATCH
    }

    /** The rows of a table, those that were there by key. */
    private record Content(Map<String, String> rows, List<String> added) {}

    private final DemoServer server;
    private final DemoDatabase database;
    private final Connection connection;
    private final Manner manner;

    WriteEngines(Product product, DemoOptions options, Manner manner, Map<String, String> properties)
            throws SQLException {
        this.manner = manner;
        server = DemoServer.start(options);
        database = new DemoDatabase(product, product.tables(server, Map.of()));
        Properties all = new Properties();
        product.properties(server).forEach(all::setProperty);
        properties.forEach(all::setProperty);
        all.setProperty("user", product.user());
        all.setProperty("password", product.password());
        connection = DriverManager.getConnection(product.url(server), all);
        connection.setAutoCommit(manner != Manner.TRANSACTION);
    }

    DemoServer server() {
        return server;
    }

    DemoDatabase database() {
        return database;
    }

    Connection connection() {
        return connection;
    }

    Manner manner() {
        return manner;
    }

    /** What is wrong with what the driver did; empty if nothing. A batch and a transaction take all the writes together. */
    String difference(List<Write> writes) {
        try {
            Set<String> mentioned = new LinkedHashSet<>();
            Set<String> targets = new LinkedHashSet<>();
            for (Write write : writes) {
                mentioned.addAll(write.tables());
                targets.add(write.target());
            }
            for (String table : mentioned) {
                database.reload(table);
            }
            Map<String, Set<String>> before = new HashMap<>();
            for (String target : targets) {
                before.put(target, database.keys(target));
            }
            List<Integer> expected = expectedCounts(writes);
            Map<String, Content> contents = new LinkedHashMap<>();
            for (String target : targets) {
                contents.put(target, content(target, writes, before.get(target)));
            }
            List<Integer> actual = actualCounts(writes);
            if (!actual.equals(expected)) {
                return described(writes) + "\n  changed " + actual + " rows, not " + expected;
            }
            for (String target : targets) {
                database.reload(target);
                String difference = difference(contents.get(target), content(target, writes, before.get(target)));
                if (!difference.isEmpty()) {
                    return described(writes) + "\n  " + target + difference;
                }
            }
            return "";
        } catch (SQLException e) {
            rollback();
            return described(writes) + "\n  failed with " + e.getSQLState() + " " + e.getMessage();
        }
    }

    private static String described(List<Write> writes) {
        return String.join("\n", writes.stream().map(Write::toString).toList());
    }

    private void rollback() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new AssertionError("rollback", e);
        }
    }

    private List<Integer> expectedCounts(List<Write> writes) throws SQLException {
        List<Integer> counts = new ArrayList<>();
        try (Statement statement = database.connection().createStatement()) {
            for (Write write : writes) {
                int count;
                try {
                    count = statement.executeUpdate(write.hsqldb());
                } catch (SQLException e) {
                    throw new SQLException("HSQLDB cannot do " + write.hsqldb() + ": " + e.getMessage(), "HSQLDB", e);
                }
                if (write.rows() != Write.Rows.ANY && (write.rows() == Write.Rows.NONE) != (count == 0)) {
                    throw new SQLException("HSQLDB changes " + count + " rows: " + write.hsqldb(), "HSQLDB");
                }
                counts.add(count);
            }
        }
        return counts;
    }

    private List<Integer> actualCounts(List<Write> writes) throws SQLException {
        if (manner == Manner.BATCH) {
            try (Statement statement = connection.createStatement()) {
                for (Write write : writes) {
                    statement.addBatch(write.inlined());
                }
                return Arrays.stream(statement.executeBatch()).boxed().toList();
            }
        }
        List<Integer> counts = new ArrayList<>();
        for (Write write : writes) {
            counts.add(count(write));
        }
        if (manner == Manner.TRANSACTION) {
            connection.commit();
        }
        return counts;
    }

    private int count(Write write) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(write.sql())) {
            List<Object> values = Engines.bindable(write.parameters());
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return statement.executeUpdate();
        }
    }

    private Content content(String table, List<Write> writes, Set<String> before) throws SQLException {
        Map<String, String> rows = new LinkedHashMap<>();
        List<String> added = new ArrayList<>();
        for (Map.Entry<String, List<String>> row : database.rows(table, database.given(table, written(table, writes)))
                .entrySet()) {
            rows.put(row.getKey(), String.join(", ", row.getValue()));
        }
        rows.keySet().retainAll(before);
        Optional<Set<String>> named = named(table, writes);
        if (named.isPresent()) {
            added.addAll(database.rowsWithout(table, before, List.copyOf(named.get())));
        }
        return new Content(rows, added);
    }

    /** The columns that statements give to a table, in lower case. */
    private static Set<String> written(String table, List<Write> writes) {
        Set<String> written = new HashSet<>();
        writes.stream().filter(w -> w.target().equals(table)).forEach(w -> written.addAll(w.assigned()));
        return written;
    }

    private static Optional<Set<String>> named(String table, List<Write> writes) {
        Optional<Set<String>> named = Optional.empty();
        for (Write write : writes) {
            if (write.target().equals(table) && write.named().isPresent()) {
                Set<String> common = new LinkedHashSet<>(write.named().get());
                named.ifPresent(common::retainAll);
                named = Optional.of(common);
            }
        }
        return named;
    }

    private static String difference(Content expected, Content actual) {
        StringBuilder text = new StringBuilder();
        expected.rows().forEach((key, row) -> {
            String other = actual.rows().get(key);
            if (!row.equals(other)) {
                text.append("\n    ")
                        .append(key)
                        .append(": ")
                        .append(other == null ? "is gone" : different(other, row));
            }
        });
        Set<String> extra = new LinkedHashSet<>(actual.rows().keySet());
        extra.removeAll(expected.rows().keySet());
        if (!extra.isEmpty()) {
            text.append("\n    still there: ").append(extra);
        }
        if (!expected.added().equals(actual.added())) {
            text.append("\n    new: ")
                    .append(actual.added())
                    .append("\n    not: ")
                    .append(expected.added());
        }
        return text.toString();
    }

    private static String different(String actual, String expected) {
        List<String> values = new ArrayList<>(List.of(actual.split(", (?=\\w+=)")));
        List<String> wanted = new ArrayList<>(List.of(expected.split(", (?=\\w+=)")));
        List<String> wrong = new ArrayList<>(values);
        wrong.removeAll(wanted);
        wanted.removeAll(values);
        return wrong + ", not " + wanted;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        database.close();
        server.close();
    }
}
