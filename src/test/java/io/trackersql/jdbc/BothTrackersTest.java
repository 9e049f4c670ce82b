package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.sql.LocalTracker;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo's connection: two trackers of which the second is asked nothing until it is looked at, and the scope that it shows. */
class BothTrackersTest {
    private static final String TEAM = "Company // R&D // Team A";

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:tracker:demo:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private List<List<String>> rows(String sql) throws SQLException {
        return LocalTracker.rows(connection, sql);
    }

    private String value(String sql) throws SQLException {
        return rows(sql).get(0).get(0);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> requests(String tracker) throws SQLException {
        return rows("SELECT target FROM system.requests WHERE tracker = '" + tracker + "'").stream()
                .map(row -> row.get(0))
                .toList();
    }

    @Test
    void whoLooksAtOneTrackerDoesNotAskTheOther() throws SQLException {
        assertThat(connection.getSchema()).isEqualTo("versionone");
        rows("SELECT Name FROM Story LIMIT 1");
        rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'versionone'");
        rows("SHOW TABLES");
        rows("DESCRIBE Story");
        assertThat(connection.isValid(5)).isTrue();
        assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("versionone, rally");
        assertThat(connection.getMetaData().getDatabaseProductVersion()).doesNotContain(",");
        assertThat(connection.getMetaData().getUserName()).isEqualTo("admin");
        assertThat(value("SHOW project")).isEmpty();

        assertThat(requests("rally")).isEmpty();
    }

    @Test
    void theOtherIsConnectedToWhenItIsLookedAt() throws SQLException {
        rows("SELECT Name FROM rally.Defect LIMIT 1");
        assertThat(requests("rally")).hasSizeBetween(2, 4).last().asString().contains("/Defect?");
        rows("SELECT Name FROM rally.Defect LIMIT 1");
        assertThat(requests("rally")).hasSizeBetween(3, 5);
        execute("USE rally");
        assertThat(connection.getMetaData().getUserName()).isEqualTo("admin");
        assertThat(connection.getMetaData().getDatabaseProductVersion()).contains(", ");
    }

    @Test
    void bothJoinInOneStatement() throws SQLException {
        assertThat(rows("SELECT DISTINCT v.Name FROM Scope AS v JOIN rally.Project AS r ON r.Name = v.Name ORDER BY 1"))
                .contains(List.of("Company"), List.of("Call Center"));
    }

    @Test
    void metadataListsBoth() throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, "rally", "Defect", null)) {
            assertThat(tables.next()).isTrue();
        }
        try (ResultSet schemas = connection.getMetaData().getSchemas()) {
            assertThat(LocalTracker.rows(schemas))
                    .extracting(row -> row.get(0))
                    .contains("versionone", "versionone_links", "rally", "rally_links");
        }
    }

    @Test
    void aProjectCanBeSetAndTakenBack() throws SQLException {
        String count = "SELECT COUNT(*) FROM rally.Defect";
        long all = Long.parseLong(value(count));
        execute("SET project = '" + TEAM + "'");
        assertThat(value("SHOW project")).isEqualTo(TEAM);
        assertThat(Long.parseLong(value(count))).isPositive().isLessThan(all);
        assertThat(value("EXPLAIN PLAN FOR SELECT Name FROM rally.Defect")).isNotEmpty();
        assertThat(rows("EXPLAIN PLAN FOR SELECT Name FROM rally.Defect").toString())
                .contains(TEAM);
        execute("SET project = ''");
        assertThat(Long.parseLong(value(count))).isEqualTo(all);
    }

    @Test
    void aProjectWithItsChildrenIsMoreThanWithout() throws SQLException {
        execute("SET project = 'Company'");
        assertThat(value("SHOW projectScopeDown")).isEqualTo("true");
        long withChildren = Long.parseLong(value("SELECT COUNT(*) FROM rally.HierarchicalRequirement"));
        execute("SET projectScopeDown = false");
        long alone = Long.parseLong(value("SELECT COUNT(*) FROM rally.HierarchicalRequirement"));
        assertThat(alone).isLessThan(withChildren);
        execute("SET project = '" + TEAM + "'");
        long team = Long.parseLong(value("SELECT COUNT(*) FROM rally.HierarchicalRequirement"));
        execute("SET projectScopeUp = true");
        assertThat(Long.parseLong(value("SELECT COUNT(*) FROM rally.HierarchicalRequirement")))
                .isGreaterThan(team);
    }

    @Test
    void aProjectThatIsNotFoundLeavesTheOldOne() throws SQLException {
        execute("SET project = '" + TEAM + "'");
        String before = value("SELECT COUNT(*) FROM rally.Defect");
        for (String name : new String[] {"Team A", "Nowhere"}) {
            assertThatThrownBy(() -> execute("SET project = '" + name + "'"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("HY024"))
                    .hasMessageContaining(name)
                    .hasMessageContaining("Company // Call Center // Team A");
        }
        assertThat(value("SHOW project")).isEqualTo(TEAM);
        assertThat(value("SELECT COUNT(*) FROM rally.Defect")).isEqualTo(before);
    }

    @Test
    void aStatementThatRunsKeepsItsScope() throws SQLException {
        execute("SET pageRows = 20");
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT ObjectID FROM rally.HierarchicalRequirement")) {
            result.next();
            execute("SET project = '" + TEAM + "'");
            long rows = 1;
            while (result.next()) {
                rows++;
            }
            execute("SET project = ''");
            assertThat(String.valueOf(rows)).isEqualTo(value("SELECT COUNT(*) FROM rally.HierarchicalRequirement"));
        }
    }

    @Test
    void theScopeIsATable() throws SQLException {
        assertThat(rows("SELECT tracker, kind, name, is_effective FROM system.scope WHERE is_effective"))
                .containsExactly(List.of("rally", "workspace", "Company", "true"));
        execute("SET project = '" + TEAM + "'");
        assertThat(rows("SELECT kind, path, state, project_scope_up, project_scope_down FROM system.scope"
                        + " WHERE is_effective AND kind = 'project'"))
                .containsExactly(List.of("project", TEAM, "Open", "false", "true"));
        assertThat(rows("SELECT state FROM system.scope WHERE path = 'Company // Old Portal'"))
                .containsExactly(List.of("Closed"));
        long before = requests("rally").size();
        assertThat(rows("SELECT * FROM system.scope WHERE tracker = 'versionone'"))
                .isEmpty();
        assertThat(requests("rally")).hasSize((int) before);
    }

    @Test
    void aProjectOfTheUrlIsFoundAtOnce() throws SQLException {
        try (Connection scoped = DriverManager.getConnection(
                "jdbc:tracker:demo:?projectScopeDown=false&project=" + TEAM.replace("&", "%26"))) {
            assertThat(LocalTracker.rows(scoped, "SHOW project")).containsExactly(List.of(TEAM));
            assertThat(LocalTracker.rows(scoped, "SHOW projectScopeDown")).containsExactly(List.of("false"));
        }
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:tracker:demo:rally?project=Nowhere"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("HY024"))
                .hasMessageContaining("Nowhere");
    }

    @Test
    void eachTrackerOfTheDemoCanBeOpenedAlone() throws SQLException {
        try (Connection rally = DriverManager.getConnection("jdbc:tracker:demo:rally?schema=r")) {
            assertThat(rally.getSchema()).isEqualTo("r");
            assertThat(LocalTracker.rows(rally, "SELECT COUNT(*) FROM Defect"))
                    .isEqualTo(rows("SELECT COUNT(*) FROM rally.Defect"));
        }
        try (Connection versionOne = DriverManager.getConnection("jdbc:tracker:demo:versionone");
                ResultSet schemas = versionOne.getMetaData().getSchemas()) {
            assertThat(LocalTracker.rows(schemas)).extracting(row -> row.get(0)).doesNotContain("rally");
            try (Statement statement = versionOne.createStatement()) {
                assertThatThrownBy(() -> statement.execute("SET project = 'Company'"))
                        .hasMessageContaining("Use a condition on the column of the project");
            }
        }
    }

    @Test
    void allowedValuesOfRallyComeFromItsSchemaOrAreAskedFor() throws SQLException {
        assertThat(rows("SELECT value FROM system.allowed_values WHERE table_schema = 'rally' AND table_name = 'Defect'"
                        + " AND column_name = 'State'"))
                .extracting(row -> row.get(0))
                .containsExactlyInAnyOrder("Submitted", "Open", "Fixed", "Closed", "Closed Declined");
        long before = requests("rally").size();
        assertThat(rows("SELECT value FROM system.allowed_values WHERE table_schema = 'rally' AND table_name = 'Defect'"
                        + " AND column_name = 'Priority'"))
                .extracting(row -> row.get(0))
                .contains("Urgent", "High");
        assertThat(requests("rally").size() - before).isBetween(0L, 1L);
    }
}
