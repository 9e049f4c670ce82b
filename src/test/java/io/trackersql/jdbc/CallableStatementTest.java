package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.demo.DemoOptions;
import io.trackersql.sql.LocalTracker;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Operations of a tracker through JDBC's interface for calls. */
class CallableStatementTest {
    private static LocalTracker tracker;
    private static Connection connection;

    @BeforeAll
    static void open() throws SQLException {
        tracker = LocalTracker.start(DemoOptions.standard().withRows(20));
        connection = tracker.connect();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
        tracker.close();
    }

    private static String openStory() throws SQLException {
        return LocalTracker.rows(connection, "SELECT ID FROM Story WHERE AssetState = 64 ORDER BY ID LIMIT 1")
                .get(0)
                .get(0);
    }

    private static String state(String story) throws SQLException {
        return LocalTracker.rows(connection, "SELECT AssetState FROM Story WHERE ID = '" + story + "'")
                .get(0)
                .get(0);
    }

    @Test
    void anOperationAnswersWithTheAssetThatItWasDoneTo() throws SQLException {
        String story = openStory();
        try (CallableStatement call = connection.prepareCall("{call versionone.Story_QuickClose(?)}")) {
            call.setString(1, story);
            assertThat(call.execute()).isTrue();
            try (ResultSet answer = call.getResultSet()) {
                assertThat(answer.next()).isTrue();
                assertThat(answer.getString("ID")).isEqualTo(story);
            }
        }
        assertThat(state(story)).isEqualTo("128");
    }

    @Test
    void aPlainStatementCallsAsWell() throws SQLException {
        String story = openStory();
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute("CALL Story_QuickClose('" + story + "')"))
                    .isTrue();
        }
        assertThat(state(story)).isEqualTo("128");
    }

    @Test
    void returnValuesAndOutParametersAreRefused() throws SQLException {
        assertThatThrownBy(() -> connection.prepareCall("{? = call versionone.Story_QuickClose(?)}"))
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessage("A procedure has no return value; what it answers is a result set."
                        + " Write {call ...} instead of {? = call ...}.");
        try (CallableStatement call = connection.prepareCall("{call versionone.Story_QuickClose(?)}")) {
            assertThatThrownBy(() -> call.registerOutParameter(1, Types.VARCHAR))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageContaining("result set");
        }
    }

    @Test
    void aWrongCallIsRefusedBeforeAnythingIsAsked() throws SQLException {
        tracker.server().ledger().clear();
        assertThatThrownBy(() -> connection.prepareCall("{call versionone.Story_QuikClose(?)}"))
                .hasFieldOrPropertyWithValue("SQLState", "42883")
                .hasMessageContaining("Did you mean Story_QuickClose?");
        try (CallableStatement call = connection.prepareCall("{call versionone.Story_QuickClose(?)}")) {
            assertThatThrownBy(call::execute).hasFieldOrPropertyWithValue("SQLState", "07001");
            call.setString(1, "Story:1");
            assertThatThrownBy(call::executeUpdate)
                    .hasFieldOrPropertyWithValue("SQLState", "HY010")
                    .hasMessageContaining("gives rows");
        }
        assertThat(tracker.requests()).isEmpty();
    }
}
