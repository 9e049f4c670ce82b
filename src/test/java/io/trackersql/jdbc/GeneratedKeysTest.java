package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The keys of what a statement created reach whoever asked for them, and nobody else. */
class GeneratedKeysTest {
    private final FakeDatabase database = new FakeDatabase();
    private final Connection connection = database.connect();
    private FakeDatabase.FakeStatement insert;

    @BeforeEach
    void statements() {
        insert = database.insert("two", new Object[] {"Story:1", "S-1"}, new Object[] {"Story:2", null});
        database.insert("one", new Object[] {"Story:3", "S-3"});
        database.count("update", 7);
    }

    /** Column labels, then the rows. */
    private static List<String> keys(Statement statement) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet keys = statement.getGeneratedKeys()) {
            ResultSetMetaData columns = keys.getMetaData();
            StringBuilder labels = new StringBuilder();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                labels.append(columns.getColumnLabel(i)).append(' ');
            }
            lines.add(labels.toString().trim());
            while (keys.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.append(keys.getString(i)).append(' ');
                }
                lines.add(row.toString().trim());
            }
        }
        return lines;
    }

    @Test
    void eachNewAssetHasARow() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("two", Statement.RETURN_GENERATED_KEYS))
                    .isEqualTo(2);
            assertThat(insert.lastExecution().wantsKeys()).isTrue();
            assertThat(keys(statement)).containsExactly("ID Number", "Story:1 S-1", "Story:2 null");
            assertThat(keys(statement)).as("once more").hasSize(3);
        }
    }

    @Test
    void whoDidNotAskHasNone() throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("two", Statement.NO_GENERATED_KEYS)) {
            statement.executeUpdate("two");
            assertThat(insert.lastExecution().wantsKeys()).isFalse();
            assertThat(keys(statement)).containsExactly("GENERATED_KEY");
            statement.execute("two", Statement.NO_GENERATED_KEYS);
            assertThat(keys(statement)).containsExactly("GENERATED_KEY");
            statement.execute("two", Statement.RETURN_GENERATED_KEYS);
            statement.executeUpdate("update");
            assertThat(keys(statement)).as("of the last execution").containsExactly("GENERATED_KEY");
            prepared.execute();
            assertThat(keys(prepared)).containsExactly("GENERATED_KEY");
        }
    }

    @Test
    void columnsAreChosenByNameAndByPlace() throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("one", new String[] {"number", "ID"})) {
            statement.executeUpdate("one", new String[] {"id"});
            assertThat(keys(statement)).containsExactly("ID", "Story:3");
            statement.executeLargeUpdate("one", new int[] {2});
            assertThat(keys(statement)).containsExactly("Number", "S-3");
            statement.execute("one", new int[0]);
            assertThat(keys(statement)).containsExactly("GENERATED_KEY");
            prepared.executeUpdate();
            assertThat(keys(prepared)).containsExactly("Number ID", "S-3 Story:3");
        }
    }

    @Test
    void aWrongColumnIsRefusedBeforeAnythingRuns() throws SQLException {
        int before = insert.executions();
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("two", new String[] {"ID", "Nmae"}))
                    .hasFieldOrPropertyWithValue("SQLState", "42S22")
                    .hasMessage(
                            "The statement cannot return column \"Nmae\" of what it creates; it returns ID, Number.");
            assertThatThrownBy(() -> statement.execute("two", new int[] {3}))
                    .hasFieldOrPropertyWithValue("SQLState", "07009");
            assertThatThrownBy(() -> connection.prepareStatement("two", new String[] {"Nmae"}))
                    .hasFieldOrPropertyWithValue("SQLState", "42S22");
            assertThat(insert.executions()).isEqualTo(before);
            assertThat(statement.executeUpdate("update", new String[] {"Nmae"}))
                    .as("creates nothing")
                    .isEqualTo(7);
        }
    }

    @Test
    void aBatchGivesTheKeysOfAllItsEntries() throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement("two", Statement.RETURN_GENERATED_KEYS)) {
            prepared.addBatch();
            prepared.addBatch();
            assertThat(prepared.executeBatch()).containsExactly(2, 2);
            assertThat(insert.lastExecution().wantsKeys()).isTrue();
            assertThat(keys(prepared))
                    .containsExactly("ID Number", "Story:1 S-1", "Story:2 null", "Story:1 S-1", "Story:2 null");
            assertThat(prepared.getUpdateCount()).isEqualTo(-1);
        }
    }

    @Test
    void closingTheStatementClosesItsKeys() throws SQLException {
        Statement statement = connection.createStatement();
        statement.execute("one", Statement.RETURN_GENERATED_KEYS);
        ResultSet keys = statement.getGeneratedKeys();
        assertThat(keys.getStatement()).isSameAs(statement);
        statement.close();
        assertThat(keys.isClosed()).isTrue();
    }
}
