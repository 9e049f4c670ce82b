package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.rally.RallyQuirks;
import io.trackersql.demo.rally.lookback.LookbackRules;
import io.trackersql.demo.rally.lookback.LookbackRules.Service;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The past where the Lookback API is another than usual, or is not there, and for a user who may not see all of it. */
class LookbackServicesTest {
    private static final String NOW = " FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP";

    static Stream<LookbackRules> rules() {
        LookbackRules standard = LookbackRules.standard().withLag(Duration.ZERO);
        LookbackRules mild = LookbackRules.mild();
        return Stream.of(
                standard,
                mild,
                new LookbackRules(Service.AVAILABLE, Duration.ZERO, true, false, false, true, true, true, true),
                new LookbackRules(Service.AVAILABLE, Duration.ZERO, false, true, true, true, false, true, false));
    }

    private static DemoServer server(LookbackRules rules) {
        return DemoServer.start(
                DemoOptions.standard().withRallyQuirks(RallyQuirks.standard().withLookback(rules)));
    }

    private static Connection connected(DemoServer server, String key, String... settings) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("token", key);
        for (int i = 0; i < settings.length; i += 2) {
            properties.setProperty(settings[i], settings[i + 1]);
        }
        return DriverManager.getConnection("jdbc:tracker:rally:" + server.rallyUri(), properties);
    }

    private static List<List<Object>> rows(Connection connection, String sql) throws SQLException {
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
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whatIsOpenAboutTheServiceChangesNoRow(LookbackRules rules) throws SQLException {
        String columns = "ObjectID, FormattedID, Name, State, Priority, c_Region, Tags, Owner, PlanEstimate";
        try (DemoServer server = server(rules);
                Connection connection = connected(server, DemoServer.RALLY_API_KEY)) {
            assertThat(rows(connection, "SELECT " + columns + " FROM Defect" + NOW + " ORDER BY ObjectID"))
                    .isEqualTo(rows(connection, "SELECT " + columns + " FROM Defect ORDER BY ObjectID"));
            for (String condition : List.of(
                    "Priority = 'None'",
                    "c_Region IS NULL",
                    "Tags IS NULL",
                    "Tags IS NOT NULL",
                    "Priority IN ('High', 'None') AND State <> 'Open'",
                    "NOT (Priority = 'High' OR Owner IS NULL)")) {
                assertThat(rows(
                                connection,
                                "SELECT ObjectID FROM Defect" + NOW + " WHERE " + condition + " ORDER BY 1"))
                        .as(condition)
                        .isEqualTo(rows(connection, "SELECT ObjectID FROM Defect WHERE " + condition + " ORDER BY 1"));
            }
            // a deletion ends a version and is none: the versions of an artifact follow each other without overlap
            assertThat(
                            rows(
                                    connection,
                                    "SELECT COUNT(*) FROM rally_history.Artifact v JOIN rally_history.Artifact n"
                                            + " ON v.ObjectID = n.ObjectID AND v.Version < n.Version AND v.ValidTo > n.ValidFrom"))
                    .containsExactly(List.of(0L));
            assertThat(rows(
                            connection,
                            "SELECT COUNT(*) FROM rally_history.Artifact WHERE ValidTo > CURRENT_TIMESTAMP"))
                    .isEqualTo(rows(connection, "SELECT COUNT(*) FROM Artifact"));
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whatTheUserMayNotSeeShiftsNoPage(LookbackRules rules) throws SQLException {
        try (DemoServer server = server(rules);
                Connection connection = connected(server, DemoServer.RALLY_RESTRICTED_KEY);
                Connection small = connected(server, DemoServer.RALLY_RESTRICTED_KEY, "pageRows", "7");
                Connection all = connected(server, DemoServer.RALLY_API_KEY)) {
            String sql = "SELECT ObjectID FROM Artifact ORDER BY ObjectID";
            List<List<Object>> seen = rows(connection, sql);
            assertThat(rows(all, sql).size()).isGreaterThan(seen.size());
            String past = "SELECT ObjectID FROM Artifact" + NOW + " ORDER BY ObjectID";
            assertThat(rows(connection, past)).isEqualTo(seen);
            assertThat(rows(small, past)).isEqualTo(seen);
            assertThat(rows(small, past + " LIMIT 20 OFFSET 30")).isEqualTo(seen.subList(30, 50));
            assertThat(rows(connection, past + " LIMIT 20")).isEqualTo(seen.subList(0, 20));
            assertThat(rows(small, "SELECT COUNT(*) FROM Artifact" + NOW)).containsExactly(List.of((long) seen.size()));
            String versions = "SELECT ObjectID, Version FROM rally_history.Defect ORDER BY ObjectID, Version";
            assertThat(rows(small, versions))
                    .isEqualTo(rows(connection, versions))
                    .isNotEmpty();
        }
    }

    @Test
    void aServerWithoutThePastSaysSo() throws SQLException {
        try (DemoServer server = server(LookbackRules.standard().withService(Service.MISSING));
                Connection connection = connected(server, DemoServer.RALLY_API_KEY)) {
            SQLException failure = failure(connection, "SELECT Name FROM Defect" + NOW);
            assertThat(failure.getSQLState()).isEqualTo("0A000");
            assertThat(failure.getMessage()).contains("Lookback API", "Only present rows");
            assertThat(rows(connection, "SELECT Name FROM Defect LIMIT 1")).hasSize(1);
        }
    }

    @Test
    void aUserWithoutAccessToThePastIsToldWhomToAsk() throws SQLException {
        try (DemoServer server = server(LookbackRules.standard().withService(Service.FORBIDDEN));
                Connection connection = connected(server, DemoServer.RALLY_API_KEY)) {
            SQLException failure = failure(connection, "SELECT Name FROM rally_history.Defect");
            assertThat(failure.getSQLState()).isEqualTo("42501");
            assertThat(failure.getMessage()).contains("Ask its administrator", "Lookback API");
        }
    }

    private static SQLException failure(Connection connection, String sql) {
        return catchThrowableOfType(SQLException.class, () -> rows(connection, sql));
    }

    @Test
    void theScopeIsThatOfTheTime() throws SQLException {
        try (DemoServer server = server(LookbackRules.standard());
                Connection all = connected(server, DemoServer.RALLY_API_KEY)) {
            Object project = rows(
                            all,
                            "SELECT Project FROM Defect" + NOW + " GROUP BY Project ORDER BY COUNT(*) DESC LIMIT 1")
                    .get(0)
                    .get(0);
            for (String up : List.of("true", "false")) {
                for (String down : List.of("true", "false")) {
                    try (Connection scoped = connected(
                            server,
                            DemoServer.RALLY_API_KEY,
                            "project",
                            String.valueOf(project),
                            "projectScopeUp",
                            up,
                            "projectScopeDown",
                            down)) {
                        // the demo shows tasks of no project in every project
                        String sql = "SELECT ObjectID FROM Artifact%s WHERE Project IS NOT NULL ORDER BY ObjectID";
                        assertThat(rows(scoped, sql.formatted(NOW)))
                                .as("up " + up + ", down " + down)
                                .isEqualTo(rows(scoped, sql.formatted("")))
                                .isNotEmpty();
                    }
                }
            }
        }
    }
}
