package io.trackersql.fault;

import static io.trackersql.fault.Failing.assertUsable;
import static io.trackersql.fault.Failing.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultPlan;
import io.trackersql.sql.LocalTracker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What VersionOne's administrators take away after the metadata was read: it is read again once, then what is missing is named. */
class VersionOneChangeTest {
    private LocalTracker tracker;
    private Connection connection;

    @BeforeEach
    void start() throws SQLException {
        tracker = LocalTracker.start();
        connection = tracker.connect();
    }

    @AfterEach
    void stop() throws SQLException {
        connection.close();
        tracker.close();
    }

    @Test
    void anAttributeThatWasRemovedIsNamedAndTheOthersStillWork() throws SQLException {
        LocalTracker.rows(connection, Scene.VERSIONONE.query());
        try (PreparedStatement prepared = connection.prepareStatement("SELECT ID, Custom_Score FROM Story")) {
            tracker.server().store().hide("Story", "Custom_Score");
            tracker.server().ledger().clear();
            failure(prepared::executeQuery, "42S22", "Custom_Score");
        }
        assertThat(tracker.requests()).filteredOn(r -> r.equals("GET meta.v1/")).hasSize(1);
        failure(() -> LocalTracker.rows(connection, "SELECT Custom_Score FROM Story"), "42S22", "Custom_Score");
        assertThat(LocalTracker.rows(connection, Scene.VERSIONONE.query())).isNotEmpty();
        assertUsable(Scene.VERSIONONE, connection);
    }

    @Test
    void aWildcardFollowsTheRemovalOfAnAttribute() throws SQLException {
        LocalTracker.rows(connection, "SELECT * FROM Goal");
        tracker.server().store().hide("Goal", "Priority");
        tracker.server().ledger().clear();
        failure(() -> LocalTracker.rows(connection, "SELECT * FROM Goal"), "42S22", "Priority");
        assertThat(LocalTracker.rows(connection, "SELECT * FROM Goal")).isNotEmpty();
        assertThat(tracker.requests()).filteredOn(r -> r.equals("GET meta.v1/")).hasSize(1);
    }

    @Test
    void aStatementThatDoesNotNameTheRemovedAttributeIsNotTouched() throws SQLException {
        LocalTracker.rows(connection, Scene.VERSIONONE.query());
        tracker.server().store().hide("Story", "Custom_Score");
        tracker.server().ledger().clear();
        assertThat(LocalTracker.rows(connection, Scene.VERSIONONE.query())).isNotEmpty();
        assertThat(tracker.requests()).hasSize(1);
    }

    @Test
    void aTableThatWasRemovedIsNamed() throws SQLException {
        LocalTracker.rows(connection, "SELECT ID FROM Goal");
        String refusal = "<Error href=\"/VersionOne/rest-1.v1/Data/Goal\"><Message>Not Found</Message><Exception"
                + " class=\"VersionOne.DataException\"><Message>Unknown AssetType: Goal</Message></Exception></Error>";
        tracker.server()
                .faults(new FaultPlan(List.of(
                        new FaultPlan.Rule("Data/Goal", 1, 99, new Fault.Answer(404, "text/xml", refusal, Map.of())),
                        new FaultPlan.Rule(
                                "meta.v1",
                                1,
                                99,
                                new Fault.Rewrite(
                                        xml -> xml.replaceAll("(?s)<AssetType name=\"Goal\" .*?</AssetType>", ""))))));
        tracker.server().ledger().clear();
        failure(() -> LocalTracker.rows(connection, "SELECT ID FROM Goal"), "42S02", "Goal");
        failure(() -> LocalTracker.rows(connection, "SELECT ID FROM Goal"), "42S02", "Goal");
        assertThat(tracker.requests()).filteredOn(r -> r.equals("GET meta.v1/")).hasSize(1);
        assertUsable(Scene.VERSIONONE, connection);
    }
}
