package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements about assets whose earlier changes wait, for the commit or for the rest of a batch: the last word counts, nothing is lost. */
class WaitingWritesTest {
    private static final String OWNERS = "SELECT Owners FROM Story WHERE ID = 'Story:942'";
    private static final String OTHER_OWNER = "UPDATE Story SET Owners = 'Member:20' WHERE ID = 'Story:942'";

    private final DemoServer server = DemoServer.start(DemoOptions.standard());
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("token", DemoServer.ACCESS_TOKEN);
        connection = DriverManager.getConnection("jdbc:tracker:versionone:" + server.versionOneUri(), properties);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        server.close();
    }

    private int update(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private Object value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).as(sql).isTrue();
            return rows.getObject(1);
        }
    }

    private void assertNothingComputed(String sql) {
        assertThatThrownBy(() -> update(sql))
                .hasFieldOrPropertyWithValue("SQLState", "25000")
                .hasMessageContaining("waits for the commit");
    }

    @Test
    void aListThatIsChangedBackStaysAsItWas() throws SQLException {
        Object before = value(OWNERS);
        connection.setAutoCommit(false);
        update(OTHER_OWNER);
        update("UPDATE Story SET Owners = '" + before + "' WHERE ID = 'Story:942'");
        connection.commit();
        assertThat(value(OWNERS)).isEqualTo(before);
    }

    @Test
    void theListOfANewAssetIsCleared() throws SQLException {
        connection.setAutoCommit(false);
        update("INSERT INTO Story (Name, Scope, Owners) VALUES ('cleared list', 'Scope:544', 'Member:20')");
        update("UPDATE Story SET Owners = NULL WHERE ID = 'Story:@1'");
        connection.commit();
        assertThat(value("SELECT Owners FROM Story WHERE Name = 'cleared list'"))
                .isNull();
    }

    @Test
    void linksComeOnTopOfTheListOfTheirAsset() throws SQLException {
        connection.setAutoCommit(false);
        update("INSERT INTO Story (Name, Scope, Owners) VALUES ('linked', 'Scope:544', 'Member:20')");
        update("INSERT INTO versionone_links.Workitem_Owners (Workitem, Member) VALUES ('Story:@1', 'Member:513')");
        update(OTHER_OWNER);
        update("INSERT INTO versionone_links.Workitem_Owners (Workitem, Member) VALUES ('Story:942', 'Member:513')");
        connection.commit();
        assertThat(value("SELECT Owners FROM Story WHERE Name = 'linked'")).isEqualTo("Member:20, Member:513");
        assertThat(value(OWNERS)).isEqualTo("Member:20, Member:513");
    }

    @Test
    void linksOfANewAssetAreNotThoughtMissing() throws SQLException {
        connection.setAutoCommit(false);
        update("INSERT INTO Story (Name, Scope, Owners) VALUES ('linked', 'Scope:544', 'Member:20')");
        assertThatThrownBy(() -> update("DELETE FROM versionone_links.Workitem_Owners WHERE Workitem = 'Story:@1'"))
                .hasFieldOrPropertyWithValue("SQLState", "25000")
                .hasMessageContaining("its links are not found");
    }

    @Test
    void nothingIsComputedFromWhatWaits() throws SQLException {
        connection.setAutoCommit(false);
        update("UPDATE Story SET Estimate = 7, Scope = 'Scope:544', Owners = 'Member:20' WHERE ID = 'Story:942'");
        assertNothingComputed("MERGE INTO Story AS t USING (VALUES ('Story:942')) AS s(k) ON t.ID = s.k"
                + " WHEN MATCHED THEN UPDATE SET Estimate = t.Estimate + 1");
        assertNothingComputed("UPDATE Story SET Name = Scope_Name WHERE ID = 'Story:942'");
        assertThat(update("MERGE INTO Story AS t USING (VALUES ('Story:942', 8)) AS s(k, Estimate) ON t.ID = s.k"
                        + " WHEN MATCHED THEN UPDATE SET Estimate = s.Estimate"))
                .isEqualTo(1);
        update("INSERT INTO versionone_links.Workitem_Owners (Workitem, Member) VALUES ('Story:943', 'Member:20')");
        assertNothingComputed("UPDATE Story SET Owners = Owners || ', Member:513' WHERE ID = 'Story:943'");
        connection.commit();
        assertThat(value("SELECT Estimate FROM Story WHERE ID = 'Story:942'")).isEqualTo(8.0);
    }

    @Test
    void whatWillBeGoneIsNotMerged() throws SQLException {
        connection.setAutoCommit(false);
        update("DELETE FROM Story WHERE ID = 'Story:942'");
        assertNothingComputed("MERGE INTO Story AS t USING (VALUES ('Story:942')) AS s(k) ON t.ID = s.k"
                + " WHEN MATCHED THEN UPDATE SET Estimate = 1");
    }

    @Test
    void aBatchFindsByNameWhatItMakes() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("INSERT INTO Theme (Name, Scope) VALUES ('New theme', 'Scope:544')");
            statement.addBatch(
                    "INSERT INTO Story (Name, Scope, Parent_Name) VALUES ('In theme', 'Scope:544', 'New theme')");
            assertThat(statement.executeBatch()).containsExactly(1, 1);
        }
        assertThat(value("SELECT Parent_Name FROM Story WHERE Name = 'In theme'"))
                .isEqualTo("New theme");
    }

    @Test
    void whatNeedsAnAssetThatWasRefusedIsNotSent() throws SQLException {
        connection.setAutoCommit(false);
        update("INSERT INTO Story (Name, Scope) VALUES ('refused', 'Scope:99999')");
        assertThatThrownBy(connection::commit).hasFieldOrPropertyWithValue("SQLState", "23503");
        update("INSERT INTO Story (Name, Scope) VALUES ('first', 'Scope:544')");
        update("INSERT INTO Task (Name, Parent) VALUES ('orphan', 'Story:@1')");
        int asked = server.ledger().exchanges().size();
        assertThatThrownBy(connection::commit)
                .hasFieldOrPropertyWithValue("SQLState", "23503")
                .hasMessageContaining("1 refused, 1 not sent")
                .hasMessageContaining("the asset Story:@1, which it needs, waits no longer to be created");
        assertThat(server.ledger().exchanges()).hasSize(asked);
        connection.commit();
        assertThat(value("SELECT COUNT(*) FROM Story WHERE Name = 'first'")).isEqualTo(1L);
    }

    @Test
    void whatCouldNotBeSentWaitsOn() throws SQLException {
        update("SET maxRequests = 1");
        update("SET comment = 'one request for each'");
        connection.setAutoCommit(false);
        update("INSERT INTO Story (Name, Scope) VALUES ('waits on', 'Scope:544'), ('waits on', 'Scope:544'),"
                + " ('waits on', 'Scope:544')");
        assertThatThrownBy(connection::commit)
                .hasFieldOrPropertyWithValue("SQLState", "54000")
                .hasMessageContaining("1 made, 2 not sent");
        update("SET maxRequests = 0");
        connection.commit();
        assertThat(value("SELECT COUNT(*) FROM Story WHERE Name = 'waits on'")).isEqualTo(3L);
    }

    @Test
    void aDryRunCommitsNothing() throws SQLException {
        connection.setAutoCommit(false);
        update(OTHER_OWNER);
        update("SET dryRun = 'plan'");
        assertThatThrownBy(connection::commit)
                .hasFieldOrPropertyWithValue("SQLState", "25000")
                .hasMessageContaining("1 writes wait from before dryRun was switched to plan");
        update("SET dryRun = 'off'");
        connection.commit();
        assertThat(value(OWNERS)).isEqualTo("Member:20");
    }
}
