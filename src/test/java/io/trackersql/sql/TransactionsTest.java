package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a transaction keeps, sends and drops, on the trackers' servers: until commit they are only asked for rows. */
class TransactionsTest {
    /**
     * A product's words.
     *
     * @param key    of an asset that is there
     * @param create a new asset with the name {@code %s}
     * @param child  a new task below the asset with the key {@code %s}
     * @param parent the column of a task that has that key
     */
    record Words(
            Product product, String table, String keyColumn, String key, String create, String child, String parent) {
        String rename(String name) {
            return "UPDATE " + table + " SET Name = '" + name + "' WHERE " + keyColumn + " = " + key;
        }

        String count(String name) {
            return "SELECT COUNT(*) FROM " + table + " WHERE Name = '" + name + "'";
        }

        @Override
        public String toString() {
            return product.name();
        }
    }

    static Stream<Words> words() {
        return Stream.of(
                new Words(
                        Product.VERSIONONE,
                        "Story",
                        "ID",
                        "'Story:942'",
                        "INSERT INTO Story(Name, Scope) VALUES ('%s', 'Scope:545')",
                        "INSERT INTO Task(Name, Scope, Parent) VALUES ('its task', 'Scope:545', '%s')",
                        "Parent"),
                new Words(
                        Product.RALLY,
                        "HierarchicalRequirement",
                        "ObjectID",
                        "105000000037",
                        "INSERT INTO HierarchicalRequirement(Name) VALUES ('%s')",
                        "INSERT INTO Task(Name, WorkProduct) VALUES ('its task', %s)",
                        "WorkProduct"));
    }

    private static LocalTracker start(Words words) {
        return LocalTracker.start(words.product(), DemoOptions.standard().withRows(40));
    }

    private static Connection begin(LocalTracker tracker) throws SQLException {
        Connection connection = tracker.connect();
        connection.setAutoCommit(false);
        tracker.server().ledger().clear();
        return connection;
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private static String count(Connection connection, Words words, String name) throws SQLException {
        return LocalTracker.rows(connection, words.count(name)).get(0).get(0);
    }

    private static List<String> writes(LocalTracker tracker) {
        return tracker.requests().stream().filter(r -> !r.startsWith("GET ")).toList();
    }

    @ParameterizedTest
    @MethodSource("words")
    void aRollbackLeavesNothingSent(Words words) throws SQLException {
        try (LocalTracker tracker = start(words);
                Connection connection = begin(tracker)) {
            execute(connection, words.create().formatted("new"), words.rename("renamed"));
            connection.rollback();
            connection.commit();
            assertThat(writes(tracker)).isEmpty();
            assertThat(count(connection, words, "new")).isEqualTo("0");
            assertThat(count(connection, words, "renamed")).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @MethodSource("words")
    void noQuerySeesWhatWaits(Words words) throws SQLException {
        try (LocalTracker tracker = start(words);
                Connection connection = begin(tracker)) {
            execute(connection, words.create().formatted("new"), words.rename("renamed"));
            assertThat(count(connection, words, "new")).isEqualTo("0");
            assertThat(count(connection, words, "renamed")).isEqualTo("0");
            assertThat(writes(tracker)).isEmpty();
            connection.commit();
            assertThat(count(connection, words, "new")).isEqualTo("1");
            assertThat(count(connection, words, "renamed")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @MethodSource("words")
    void whatNamesNoRowsIsSentOnlyAtCommit(Words words) throws SQLException {
        try (LocalTracker tracker = start(words);
                Connection connection = begin(tracker)) {
            execute(connection, words.create().formatted("new"), words.create().formatted("other"));
            assertThat(tracker.requests()).isEmpty();
            connection.commit();
            assertThat(tracker.requests()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("words")
    void whatFollowsASavepointCanBeDropped(Words words) throws SQLException {
        try (LocalTracker tracker = start(words);
                Connection connection = begin(tracker)) {
            execute(connection, words.create().formatted("kept"));
            Savepoint savepoint = connection.setSavepoint();
            execute(connection, words.create().formatted("dropped"), words.rename("dropped"));
            connection.rollback(savepoint);
            execute(connection, words.create().formatted("kept, too"));
            connection.commit();
            assertThat(count(connection, words, "kept")).isEqualTo("1");
            assertThat(count(connection, words, "kept, too")).isEqualTo("1");
            assertThat(count(connection, words, "dropped")).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @MethodSource("words")
    void newAssetsCanBeNamedBeforeTheyAreThere(Words words) throws SQLException {
        try (LocalTracker tracker = start(words);
                Connection connection = begin(tracker)) {
            String provisional = created(connection, words.create().formatted("parent"));
            execute(
                    connection,
                    words.child().formatted(provisional),
                    "UPDATE " + words.table() + " SET Description = 'changed' WHERE " + words.keyColumn() + " = "
                            + (provisional.startsWith("-") ? provisional : "'" + provisional + "'"));
            connection.commit();
            String real = LocalTracker.rows(
                            connection,
                            "SELECT " + words.keyColumn() + " FROM " + words.table()
                                    + " WHERE Name = 'parent' AND Description = 'changed'")
                    .get(0)
                    .get(0);
            assertThat(LocalTracker.rows(connection, "SELECT " + words.parent() + " FROM Task WHERE Name = 'its task'"))
                    .containsExactly(List.of(real));
            assertThat(LocalTracker.rows(
                            connection,
                            "SELECT provisional_key, key FROM system.generated_keys WHERE table_name <> 'Task'"))
                    .containsExactly(List.of(provisional, real));
        }
    }

    private static String created(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql, Statement.RETURN_GENERATED_KEYS);
            try (ResultSet keys = statement.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                return keys.getString(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("words")
    void closingDropsWhatWaits(Words words) throws SQLException {
        try (LocalTracker tracker = start(words)) {
            try (Connection connection = begin(tracker)) {
                execute(connection, words.create().formatted("never"));
            }
            assertThat(writes(tracker)).isEmpty();
            try (Connection connection = tracker.connect()) {
                assertThat(count(connection, words, "never")).isEqualTo("0");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("words")
    void severalUpdatesOfOneAssetAreOneWrite(Words words) throws SQLException {
        try (LocalTracker tracker = start(words);
                Connection connection = begin(tracker)) {
            execute(connection, words.rename("one"), words.rename("two"), words.rename("three"));
            connection.commit();
            assertThat(writes(tracker)).filteredOn(w -> w.contains("three")).hasSize(1);
            assertThat(writes(tracker)).filteredOn(w -> w.contains("one\"")).isEmpty();
            assertThat(count(connection, words, "three")).isEqualTo("1");
        }
    }
}
