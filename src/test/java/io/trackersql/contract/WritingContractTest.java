package io.trackersql.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultPlan;
import io.trackersql.sql.LocalTracker;
import io.trackersql.sql.Product;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user who writes may rely on, whatever the product. Each test has a server of its own. */
class WritingContractTest {
    /** The names that a product has for what both have. */
    private enum Names {
        VERSIONONE(Product.VERSIONONE, "Story", "ID", "Number", "Scope", "Scope:99999999", "POST /VersionOne/"),
        RALLY(
                Product.RALLY,
                "HierarchicalRequirement",
                "ObjectID",
                "FormattedID",
                "Project",
                "99999999999",
                "POST /slm/webservice/");

        private final Product product;
        private final String table;
        private final String key;
        private final String number;
        private final String project;
        private final String noProject;
        private final String write;

        Names(
                Product product,
                String table,
                String key,
                String number,
                String project,
                String noProject,
                String write) {
            this.product = product;
            this.table = table;
            this.key = key;
            this.number = number;
            this.project = project;
            this.noProject = noProject;
            this.write = write;
        }

        String sql(String template) {
            return template.replace("{schema}", product.name())
                    .replace("{table}", table)
                    .replace("{key}", key)
                    .replace("{number}", number)
                    .replace("{project}", project);
        }
    }

    /** A server with a connection. */
    private record Scene(Names names, LocalTracker tracker, Connection connection, String project)
            implements AutoCloseable {
        static Scene open(Names names) throws SQLException {
            LocalTracker tracker =
                    LocalTracker.start(names.product, DemoOptions.standard().withRows(20));
            Connection connection = tracker.connect();
            String project = LocalTracker.rows(
                            connection, names.sql("SELECT {project} FROM {table} WHERE {project} IS NOT NULL LIMIT 1"))
                    .get(0)
                    .get(0);
            tracker.server().ledger().clear();
            return new Scene(names, tracker, connection, project);
        }

        PreparedStatement insert() throws SQLException {
            return insert(connection);
        }

        PreparedStatement insert(Connection on) throws SQLException {
            return on.prepareStatement(
                    names.sql("INSERT INTO {schema}.{table} (Name, {project}) VALUES (?, ?)"),
                    Statement.RETURN_GENERATED_KEYS);
        }

        void bind(PreparedStatement insert, String name) throws SQLException {
            insert.setString(1, name);
            insert.setString(2, project);
        }

        /** The new asset's key and number. */
        List<String> add(String name) throws SQLException {
            try (PreparedStatement insert = insert()) {
                bind(insert, name);
                assertThat(insert.executeUpdate()).isEqualTo(1);
                return keys(insert).get(0);
            }
        }

        /** How many assets have such a name. */
        int named(String pattern) throws SQLException {
            return LocalTracker.rows(
                            connection, names.sql("SELECT {key} FROM {table} WHERE Name LIKE '" + pattern + "'"))
                    .size();
        }

        long writes() {
            return tracker.requests().stream()
                    .filter(r -> r.startsWith("POST "))
                    .count();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
            tracker.close();
        }
    }

    private static List<List<String>> keys(Statement statement) throws SQLException {
        try (ResultSet keys = statement.getGeneratedKeys()) {
            return LocalTracker.rows(keys);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewAssetTellsItsKeyAndNumber(Names names) throws SQLException {
        try (Scene scene = Scene.open(names)) {
            List<String> made = scene.add("made by a test");

            assertThat(scene.writes()).isEqualTo(1);
            assertThat(LocalTracker.rows(
                            scene.connection(),
                            names.sql("SELECT {key}, {number} FROM {table} WHERE Name = 'made by a test'")))
                    .containsExactly(made);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachEntryOfABatchHasAKey(Names names) throws SQLException {
        try (Scene scene = Scene.open(names);
                PreparedStatement insert = scene.insert()) {
            for (int i = 0; i < 5; i++) {
                scene.bind(insert, "entry " + i);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1, 1, 1);
            assertThat(scene.writes()).isEqualTo(1);
            List<String> found = new ArrayList<>();
            for (List<String> key : keys(insert)) {
                found.add(LocalTracker.rows(
                                scene.connection(),
                                names.sql("SELECT Name FROM {table} WHERE {number} = '" + key.get(1) + "'"))
                        .get(0)
                        .get(0));
            }
            assertThat(found).containsExactly("entry 0", "entry 1", "entry 2", "entry 3", "entry 4");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCountsOfABatchSayWhichEntriesWereMade(Names names) throws SQLException {
        try (Scene scene = Scene.open(names);
                PreparedStatement insert = scene.insert()) {
            for (int i = 0; i < 3; i++) {
                scene.bind(insert, "entry " + i);
                if (i == 1) {
                    insert.setString(2, names.noProject);
                }
                insert.addBatch();
            }
            BatchUpdateException failure = catchThrowableOfType(BatchUpdateException.class, insert::executeBatch);

            assertThat(failure.getSQLState()).isEqualTo("23503");
            assertThat(failure.getUpdateCounts()).hasSize(3);
            assertThat(failure.getUpdateCounts()[1]).isEqualTo(Statement.EXECUTE_FAILED);
            for (int i = 0; i < 3; i++) {
                assertThat(scene.named("entry " + i))
                        .as("entry " + i)
                        .isEqualTo(failure.getUpdateCounts()[i] == 1 ? 1 : 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsInsertedWaitsForTheCommit(Names names) throws SQLException {
        try (Scene scene = Scene.open(names)) {
            scene.connection().setAutoCommit(false);
            List<String> provisional = scene.add("waits");
            assertThat(scene.writes()).isZero();
            assertThat(scene.named("waits")).isZero();

            scene.connection().commit();
            assertThat(scene.named("waits")).isEqualTo(1);
            assertThat(LocalTracker.rows(
                            scene.connection(), names.sql("SELECT {key}, {number} FROM {table} WHERE Name = 'waits'")))
                    .isEqualTo(LocalTracker.rows(
                            scene.connection(),
                            "SELECT \"key\", number FROM system.generated_keys WHERE provisional_key = '"
                                    + provisional.get(0) + "'"));
            scene.connection().commit();
            assertThat(scene.named("waits")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCameAfterASavepointCanBeDropped(Names names) throws SQLException {
        try (Scene scene = Scene.open(names)) {
            scene.connection().setAutoCommit(false);
            scene.add("dropped at first");
            scene.connection().rollback();
            scene.add("kept");
            Savepoint savepoint = scene.connection().setSavepoint();
            scene.add("dropped later");
            scene.connection().rollback(savepoint);
            scene.connection().commit();
            assertThat(scene.named("kept")).isEqualTo(1);
            assertThat(scene.named("dropped%")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWriteWhoseAnswerIsLostIsReportedAndNotRepeated(Names names) throws SQLException {
        try (Scene scene = Scene.open(names)) {
            scene.add("before");
            scene.tracker().server().ledger().clear();
            scene.tracker().server().faults(FaultPlan.on(names.write, 1, new Fault.Cut(-1)));
            assertThatThrownBy(() -> scene.add("lost")).hasFieldOrPropertyWithValue("SQLState", "08007");
            assertThat(scene.writes()).isEqualTo(1);
            assertThat(scene.named("lost")).as("the demo served it").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCommitWhoseAnswerIsLostSendsNothingAgain(Names names) throws SQLException {
        try (Scene scene = Scene.open(names)) {
            scene.add("before");
            scene.tracker().server().faults(FaultPlan.on(names.write, 1, new Fault.Cut(-1)));
            scene.connection().setAutoCommit(false);
            scene.add("lost");
            assertThatThrownBy(() -> scene.connection().commit()).hasFieldOrPropertyWithValue("SQLState", "08007");
            scene.connection().commit();
            assertThat(scene.named("lost")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGridChangesAndDeletesTheRowOfAKey(Names names) throws SQLException {
        try (Scene scene = Scene.open(names)) {
            String key = scene.add("cell").get(0);
            int before = scene.named("%");
            String row = names.sql("\"{schema}\".\"{table}\"");
            try (PreparedStatement update = scene.connection()
                    .prepareStatement(
                            "UPDATE " + row + "\n\tSET \"Name\"=?\n\tWHERE " + names.sql("\"{key}\"=?"),
                            Statement.RETURN_GENERATED_KEYS)) {
                update.setString(1, "edited");
                update.setString(2, key);
                assertThat(update.execute()).isFalse();
                assertThat(update.getLargeUpdateCount()).isEqualTo(1);
                assertThat(keys(update)).isEmpty();
            }
            assertThat(scene.named("edited")).isEqualTo(1);
            assertThat(scene.named("cell")).isZero();
            try (PreparedStatement delete = scene.connection()
                    .prepareStatement("DELETE FROM " + row + "\n\tWHERE " + names.sql("\"{key}\"=?"))) {
                delete.setString(1, key);
                delete.addBatch();
                assertThat(delete.executeLargeBatch()).containsExactly(1);
            }
            assertThat(scene.named("%")).isEqualTo(before - 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReadOnlyConnectionAsksNothing(Names names) throws SQLException {
        try (Scene scene = Scene.open(names)) {
            scene.connection().setReadOnly(true);
            assertThatThrownBy(() -> scene.add("refused")).hasFieldOrPropertyWithValue("SQLState", "25006");
            assertThat(scene.tracker().requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPoolDropsWhatABorrowerDidNotCommit(Names names) throws SQLException {
        try (Scene scene = Scene.open(names)) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(scene.tracker().url());
            config.setUsername(names.product.user());
            config.setPassword(names.product.password());
            names.product.properties(scene.tracker().server()).forEach(config::addDataSourceProperty);
            config.setMaximumPoolSize(1);
            config.setAutoCommit(false);
            try (HikariDataSource pool = new HikariDataSource(config)) {
                for (String name : List.of("forgotten", "committed")) {
                    try (Connection connection = pool.getConnection();
                            PreparedStatement insert = scene.insert(connection)) {
                        scene.bind(insert, name);
                        insert.executeUpdate();
                        if (name.equals("committed")) {
                            connection.commit();
                        }
                    }
                }
            }
            assertThat(scene.named("forgotten")).isZero();
            assertThat(scene.named("committed")).isEqualTo(1);
        }
    }
}
