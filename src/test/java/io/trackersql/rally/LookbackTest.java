package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The past of Rally as SQL, against a server that was written from the protocol alone. */
class LookbackTest {
    private static DemoServer server;
    private static Connection connection;

    private final List<String> warnings = new ArrayList<>();

    @BeforeAll
    static void start() throws SQLException {
        server = DemoServer.start(DemoOptions.standard());
        Properties properties = new Properties();
        properties.setProperty("token", DemoServer.RALLY_API_KEY);
        connection = DriverManager.getConnection("jdbc:tracker:rally:" + server.rallyUri(), properties);
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        server.close();
    }

    private List<List<Object>> rows(String sql) throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            while (results.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                    row.add(results.getObject(i));
                }
                rows.add(row);
            }
            for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
                warnings.add(w.getMessage());
            }
            for (SQLWarning w = results.getWarnings(); w != null; w = w.getNextWarning()) {
                warnings.add(w.getMessage());
            }
        }
        return rows;
    }

    private List<String> explained(String sql) throws SQLException {
        return rows("EXPLAIN " + sql).stream()
                .map(row -> String.valueOf(row.get(0)).strip())
                .toList();
    }

    @Test
    void aTableAtATimeIsOneRequest() throws SQLException {
        String sql =
                "SELECT FormattedID, Name, State, Priority FROM Defect FOR SYSTEM_TIME AS OF TIMESTAMP '2024-03-01 00:00:00'"
                        + " WHERE State = 'Open' AND PlanEstimate > 5 ORDER BY ObjectID";
        assertThat(explained(sql))
                .contains(
                        "requests: 1 + one per 20000 rows",
                        "POST ../analytics/v2.0/service/rally/workspace/" + workspace() + "/artifact/snapshot/query"
                                + " {\"find\":{\"_TypeHierarchy\":\"Defect\",\"__At\":\"2024-03-01T00:00:00.000Z\","
                                + "\"_SnapshotType\":{\"$nin\":[\"DELETE\",\"Delete\",\"DELETED\",\"Deleted\"]},"
                                + "\"State\":\"Open\",\"PlanEstimate\":{\"$gt\":5}},"
                                + "\"fields\":[\"ObjectID\",\"FormattedID\",\"Name\",\"State\",\"Priority\"],"
                                + "\"hydrate\":[\"State\",\"Priority\"],\"sort\":{\"ObjectID\":1},"
                                + "\"start\":0,\"pagesize\":20000,\"removeUnauthorizedSnapshots\":true}");
        assertThat(rows(sql)).isNotEmpty().allSatisfy(row -> assertThat(row.get(2))
                .isEqualTo("Open"));
    }

    private String workspace() throws SQLException {
        return String.valueOf(
                rows("SELECT DISTINCT Workspace FROM Defect").get(0).get(0));
    }

    @Test
    void aTimeIsTheVersionsThatHeldThen() throws SQLException {
        for (String table : List.of("Defect", "HierarchicalRequirement", "Task", "Feature", "Artifact")) {
            for (String time : List.of("2021-06-01 00:00:00", "2024-03-01 12:34:56.789", "2026-01-01 00:00:00")) {
                String columns = "ObjectID, FormattedID, Name, Project, Owner, Tags, LastUpdateDate";
                List<List<Object>> then = rows("SELECT " + columns + " FROM " + table
                        + " FOR SYSTEM_TIME AS OF TIMESTAMP '" + time + "' ORDER BY ObjectID");
                List<List<Object>> held = rows("SELECT " + columns + " FROM rally_history." + table
                        + " WHERE ValidFrom <= TIMESTAMP '" + time + "' AND TIMESTAMP '" + time
                        + "' < ValidTo ORDER BY ObjectID");
                assertThat(then).as(table + " at " + time).isEqualTo(held).isNotEmpty();
            }
        }
    }

    @Test
    void nowIsThePresent() throws SQLException {
        for (String table : List.of("Defect", "HierarchicalRequirement", "Feature", "Artifact")) {
            String columns = "ObjectID, FormattedID, Name, Project, Owner, Tags, CreationDate"
                    + (table.equals("Defect") ? ", State, Priority, c_Region, PlanEstimate, Blocked" : "");
            assertThat(rows("SELECT " + columns + " FROM " + table
                            + " FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP ORDER BY ObjectID"))
                    .as(table)
                    .isEqualTo(rows("SELECT " + columns + " FROM " + table + " ORDER BY ObjectID"));
        }
        assertThat(
                        rows(
                                "SELECT _type, COUNT(*) FROM Artifact FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP GROUP BY _type ORDER BY 1"))
                .isEqualTo(rows("SELECT _type, COUNT(*) FROM Artifact GROUP BY _type ORDER BY 1"));
        assertThat(warnings).anySatisfy(w -> assertThat(w).contains("complete up to"));
    }

    @Test
    void linksAreReadFromTheListsOfThatTime() throws SQLException {
        assertThat(
                        rows(
                                "SELECT Defect, Tag FROM rally_links.Defect_Tags FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP ORDER BY 1, 2"))
                .isEqualTo(rows("SELECT Defect, Tag FROM rally_links.Defect_Tags ORDER BY 1, 2"))
                .isNotEmpty();
        assertThat(
                        rows(
                                "SELECT * FROM rally_links.HierarchicalRequirement_Children FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP ORDER BY 1, 2"))
                .isEqualTo(rows("SELECT * FROM rally_links.HierarchicalRequirement_Children ORDER BY 1, 2"))
                .isNotEmpty();
    }

    @Test
    void whatIsNotKeptIsNamed() throws SQLException {
        assertThat(
                        rows(
                                "SELECT Owner_Name, Tags_Count, Milestones FROM Defect FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP LIMIT 1"))
                .containsExactly(Arrays.asList(null, null, null));
        assertThat(warnings).anySatisfy(w -> assertThat(w)
                .contains("not kept", "Defect.Owner_Name", "Defect.Tags_Count", "Defect.Milestones"));
        assertFails("SELECT Name FROM Defect FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP WHERE Owner_Name = 'x'", "0A000");
        assertFails("SELECT * FROM Iteration FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP", "0A000");
        assertFails("SELECT * FROM rally_links.Defect_Duplicates FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP", "0A000");
    }

    private void assertFails(String sql, String state) {
        assertThat(catchThrowableOfType(SQLException.class, () -> rows(sql)).getSQLState())
                .as(sql)
                .isEqualTo(state);
    }

    @Test
    void columnsOfWhichNothingIsKnownAreNamed() throws SQLException {
        String now = " FROM Defect FOR SYSTEM_TIME AS OF TIMESTAMP '2024-03-01 00:00:00'";
        rows("SELECT Name, TaskStatus, TestCaseCount, TaskEstimateTotal" + now);
        assertThat(warnings).singleElement().asString().contains("not known", ": TaskStatus, TestCaseCount.");
        assertThat(rows("SELECT Name" + now + " WHERE TaskStatus = 'DEFINED' OR ObjectID = 0"))
                .isEmpty();
        assertThat(warnings).anySatisfy(w -> assertThat(w).contains("not known", ": TaskStatus."));
    }

    @Test
    void aTimeBeforeThePastBeginsIsSaid() throws SQLException {
        assertThat(rows("SELECT * FROM Defect FOR SYSTEM_TIME AS OF DATE '2010-01-01'"))
                .isEmpty();
        assertThat(warnings).anySatisfy(w -> assertThat(w).contains("begins at about 2011-12-01"));
    }
}
