package io.trackersql.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files, opened by this driver and by Calcite's own; the latter is on the class path of tests as an application has it. */
class ModelFileTest {
    private static final String SHIPPED = "calcite-model/versionone.json";
    private static final String RALLY = "calcite-model/rally.json";
    private static final String FEDERATION = "calcite-model/federation.json";
    private static final String OURS = "jdbc:tracker:model:";
    private static final String CALCITES = "jdbc:calcite:model=";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT \"ID\", \"Name\", \"Estimate\", \"ChangeDateUTC\", \"AssetState\", \"Owners\", \"Scope_Name\""
                        + " FROM \"Story\"",
                "SELECT \"ID\" FROM \"versionone\".\"Story\" WHERE \"Estimate\" > 3 AND \"Name\" LIKE '%e%'",
                "SELECT * FROM \"Scope\" WHERE \"ID\" = 'Scope:0'",
                "SELECT m.\"Name\", COUNT(*) FROM \"versionone_links\".\"Workitem_Owners\" AS o"
                        + " JOIN \"Member\" AS m ON m.\"ID\" = o.\"Member\" GROUP BY m.\"Name\"",
                "SELECT COUNT(*), SUM(\"Estimate\"), MIN(\"CreateDate\") FROM \"Story\"",
                "SELECT \"Project\", \"Stories\" FROM \"reports\".\"OpenWork\""
            })
    void theShippedModelGivesTheSameRowsUnderBothDrivers(String sql) throws SQLException {
        List<List<Object>> ours = rows(OURS + SHIPPED, sql);
        assertThat(ours).isNotEmpty().containsExactlyInAnyOrderElementsOf(rows(CALCITES + SHIPPED, sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT \"ObjectID\", \"Name\", \"PlanEstimate\", \"LastUpdateDate\", \"ScheduleState\", \"Owner_Name\""
                        + " FROM \"HierarchicalRequirement\"",
                "SELECT \"FormattedID\" FROM \"rally\".\"Defect\" WHERE \"PlanEstimate\" > 1 OR \"Name\" LIKE '%e%'",
                "SELECT d.\"FormattedID\", t.\"Name\" FROM \"rally_links\".\"Defect_Tags\" AS l"
                        + " JOIN \"Defect\" AS d ON d.\"ObjectID\" = l.\"Defect\" JOIN \"Tag\" AS t ON t.\"ObjectID\" = l.\"Tag\"",
                "SELECT \"Project\", \"Defects\" FROM \"reports\".\"OpenDefects\""
            })
    void rallysModelGivesTheSameRowsUnderBothDrivers(String sql) throws SQLException {
        List<List<Object>> ours = rows(OURS + RALLY, sql);
        assertThat(ours).isNotEmpty().containsExactlyInAnyOrderElementsOf(rows(CALCITES + RALLY, sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT \"Tracker\", COUNT(*), SUM(\"Estimate\") FROM \"Work\" GROUP BY \"Tracker\"",
                "SELECT \"CostCenter\", \"Stories\", \"Cost\" FROM \"reports\".\"Cost\"",
                "SELECT b.\"COST_CENTER\", v.\"Name\", r.\"FormattedID\" FROM \"finance\".\"BUDGET\" AS b"
                        + " JOIN \"versionone\".\"Scope\" AS v ON v.\"Name\" = b.\"PROJECT\""
                        + " JOIN \"rally\".\"Defect\" AS r ON r.\"Project_Name\" = v.\"Name\""
            })
    void bothTrackersAndADatabaseJoinUnderBothDrivers(String sql) throws SQLException {
        List<List<Object>> ours = rows(OURS + FEDERATION, sql);
        assertThat(ours).isNotEmpty().containsExactlyInAnyOrderElementsOf(rows(CALCITES + FEDERATION, sql));
    }

    @Test
    void aSchemaShowsTheProjectOfItsOperands() throws IOException, SQLException {
        String model = write(schemas(rally("all", ""), rally("team", ", \"project\": \"Company // R&D // Team A\"")));
        String all = "SELECT COUNT(*) FROM \"all\".\"Defect\" WHERE \"Project_Name\" = 'Team A'";
        String team = "SELECT COUNT(*) FROM \"team\".\"Defect\"";
        for (String driver : new String[] {OURS, CALCITES}) {
            BigDecimal both = (BigDecimal) rows(driver + model, all).get(0).get(0);
            BigDecimal one = (BigDecimal) rows(driver + model, team).get(0).get(0);
            assertThat(one).isPositive().isLessThan(both);
        }
    }

    @Test
    void ofSeveralTrackersTheOneInUseChangesItsProject() throws IOException, SQLException {
        String model = write(schemas(rally("a", ""), rally("b", ", \"pageRows\": \"50\""), tracker()));
        try (Connection connection = DriverManager.getConnection(OURS + model);
                Statement statement = connection.createStatement()) {
            statement.execute("SET project = 'Company // R&D // Team A'");
            assertThat(shown(statement, "SHOW project")).isEqualTo("Company // R&D // Team A");
            statement.execute("USE b");
            assertThat(shown(statement, "SHOW project")).isEmpty();
            String count = "SELECT COUNT(*) FROM ";
            assertThat(Long.parseLong(shown(statement, count + "a.Defect")))
                    .isPositive()
                    .isLessThan(Long.parseLong(shown(statement, count + "b.Defect")));
            statement.execute("USE v1");
            assertThatThrownBy(() -> statement.execute("SET project = 'Company'"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("HY024"))
                    .hasMessageContaining("USE the schema");
        }
    }

    @Test
    void whatIsOneTrackersStandsInItsOperands() throws IOException {
        String model = write(schemas(rally("a", "")));
        assertThatThrownBy(() -> DriverManager.getConnection(OURS + model + "?workspace=Company")
                        .close())
                .hasMessageContaining("stands in the operands");
        assertRefused(
                schemas(tracker()
                        .replace("\"url\"", "\"project\": \"Company\", \"url\"")
                        .replace("demo:", "demo:versionone")),
                "Property project means nothing");
    }

    private static String shown(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static String rally(String name, String operands) {
        return "{\"name\": \"" + name + "\", \"type\": \"custom\", \"factory\": \""
                + TrackerSchemaFactory.class.getName() + "\", \"operand\": {\"url\": \"jdbc:tracker:demo:rally\""
                + operands + "}}";
    }

    @Test
    void anOrderThatIsWrittenOutIsTheSameUnderBothDrivers() throws SQLException {
        String sql =
                "SELECT \"ID\" FROM \"Story\" WHERE \"AssetState\" = 64 ORDER BY \"Estimate\" NULLS FIRST, \"Key\"";
        assertThat(rows(OURS + SHIPPED, sql)).isNotEmpty().isEqualTo(rows(CALCITES + SHIPPED, sql));
    }

    @Test
    void aModelOfTheTrackerAloneAgreesWithThePlainUrl() throws SQLException {
        String sql = "SELECT * FROM Story ORDER BY ID";
        assertThat(rows(OURS + SHIPPED, sql)).hasSizeGreaterThan(100).isEqualTo(rows("jdbc:tracker:demo:", sql));
    }

    @Test
    void anotherDatabaseJoinsWithTheTrackerInOneStatement() throws IOException, SQLException {
        String budget = "jdbc:hsqldb:mem:budgets";
        try (Connection other = DriverManager.getConnection(budget);
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE BUDGET (PROJECT VARCHAR(40), AMOUNT DECIMAL(10, 2))");
            statement.execute("INSERT INTO BUDGET VALUES ('Scope:0', 1200.50), ('Scope:none', 1)");
            String model = write(schemas(tracker(), """
                    {"name": "finance", "type": "jdbc", "jdbcUrl": "jdbc:hsqldb:mem:budgets", "jdbcUser": "SA"},
                    {"name": "views", "type": "map", "tables": [{"name": "Funded", "type": "view",
                      "sql": "SELECT s.Name, b.AMOUNT FROM v1.Scope AS s JOIN finance.BUDGET AS b ON b.PROJECT = s.ID"}]}"""));
            String sql = "SELECT s.ID, b.AMOUNT FROM v1.Scope AS s JOIN finance.BUDGET AS b ON b.PROJECT = s.ID";
            assertThat(rows(OURS + model, sql)).containsExactly(List.of("Scope:0", new BigDecimal("1200.50")));
            assertThat(rows(OURS + model, "SELECT COUNT(*) FROM views.Funded"))
                    .containsExactly(List.of(BigDecimal.ONE));
            assertThat(
                            rows(
                                    OURS + model,
                                    "SELECT 'Für ' || PROJECT, 'x' FROM finance.BUDGET WHERE PROJECT = 'Scope:0' AND PROJECT <> 'ö'"))
                    .containsExactly(List.of("Für Scope:0", "x"));
            assertThat(rows(
                            OURS + model,
                            "SELECT COUNT(*) FROM v1.Story AS s, finance.BUDGET AS b"
                                    + " WHERE s.Scope = b.PROJECT OR b.AMOUNT = 1"))
                    .isEqualTo(rows(
                            "jdbc:tracker:demo:",
                            "SELECT COUNT(*) + COUNT(CASE WHEN Scope = 'Scope:0' THEN 1 END) FROM Story"));
        }
    }

    @Test
    void whatIsNotUnderstoodIsRefused() throws IOException {
        assertRefused("{\"version\": \"1.0\", \"types\": [], \"schemas\": []}", "'types' is not understood");
        assertRefused(schemas(tracker().replace("\"url\"", "\"address\": \"x\", \"url\"")), "no property 'address'");
        assertRefused(
                schemas("{\"name\": \"a\", \"type\": \"map\", \"functions\": []}"), "'functions' is not understood");
        assertRefused(
                schemas("{\"name\": \"a\", \"type\": \"map\", \"tables\": [{\"name\": \"t\", \"type\": \"view\","
                        + " \"sql\": \"SELECT 1\", \"factory\": \"x.Y\"}]}"),
                "'factory' is not understood");
        assertRefused(schemas("{\"name\": \"a\", \"type\": \"inline\"}"), "has type 'inline'");
        assertRefused(schemas("{\"type\": \"map\"}"), "a schema has no name");
    }

    @Test
    void noClassIsLoadedByName() throws IOException {
        assertRefused(
                schemas("{\"name\": \"a\", \"type\": \"custom\", \"factory\": \"org.apache.calcite.adapter.jdbc."
                        + "JdbcSchema$Factory\", \"operand\": {\"jdbcUrl\": \"jdbc:hsqldb:mem:x\"}}"),
                "names the factory 'org.apache.calcite.adapter.jdbc.JdbcSchema$Factory'");
        assertRefused(
                schemas("{\"name\": \"a\", \"type\": \"jdbc\", \"jdbcDriver\": \"org.hsqldb.jdbcDriver\","
                        + " \"jdbcUrl\": \"jdbc:hsqldb:mem:x\"}"),
                "'jdbcDriver' is not understood");
        assertRefused(
                schemas("{\"name\": \"a\", \"type\": \"jdbc\", \"sqlDialectFactory\": \"x.Y\","
                        + " \"jdbcUrl\": \"jdbc:hsqldb:mem:x\"}"),
                "'sqlDialectFactory' is not understood");
        assertRefused(
                schemas("{\"name\": \"a\", \"type\": \"map\", \"tables\": [{\"name\": \"t\", \"type\": \"custom\"}]}"),
                "table t is no view");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/model.json", "file:///etc/model.json", "inline:{}", "", "missing.json"})
    void onlyALocalFileIsRead(String place) {
        assertThatThrownBy(() -> DriverManager.getConnection(OURS + place))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
    }

    @Test
    void aTrackerIsNotOpenedAsAnotherDatabase() throws IOException {
        assertRefused(
                schemas("{\"name\": \"a\", \"type\": \"jdbc\", \"jdbcUrl\": \"jdbc:tracker:demo:\"}"),
                "names a tracker; use type custom");
        assertRefused(schemas("{\"name\": \"a\", \"type\": \"jdbc\"}"), "has no jdbcUrl");
    }

    @Test
    void brokenJsonIsReportedWithItsLine() throws IOException {
        assertRefused("{\"version\": \"1.0\",\n \"schemas\": [", "is not JSON");
    }

    @Test
    void namesOfSchemasAreUniqueAndNotOurs() throws IOException {
        String a = "{\"name\": \"a\", \"type\": \"map\"}";
        assertRefused(schemas(a, a.replace("\"a\"", "\"A\"")), "two schemas are called A");
        assertRefused(schemas(a.replace("\"a\"", "\"System\"")), "a schema that every connection has");
        assertRefused("{\"version\": \"1.0\"}", "there is no list of schemas");
        assertRefused("[]", "there is no list of schemas");
        assertRefused("", "there is no list of schemas");
        assertRefused(
                schemas(a).replace("\"version\"", "\"defaultSchema\": \"b\", \"version\""),
                "the default schema is b, but no schema has that name");
    }

    @Test
    void viewsMayUseViewsButNotThemselves() throws IOException, SQLException {
        String model = write(schemas("{\"name\": \"views\", \"type\": \"map\", \"tables\": ["
                        + view("Ones", "SELECT 1 AS x") + "," + view("Twos", "SELECT x + x AS x FROM Ones") + ","
                        + view("Loop", "SELECT * FROM Pool") + "," + view("Pool", "SELECT * FROM Loop") + ","
                        + view("Wrong", "SELECT x +") + "]}")
                .replace("\"version\"", "\"defaultSchema\": \"VIEWS\", \"version\""));

        assertThat(rows(OURS + model, "SELECT x FROM Twos")).hasToString("[[2]]");
        assertThatThrownBy(() -> rows(OURS + model, "SELECT * FROM Loop"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"))
                .hasMessageContaining("A view is defined by itself");
        assertThatThrownBy(() -> rows(OURS + model, "SELECT * FROM Wrong"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"));
    }

    @Test
    void aDatabaseThatIsNotThereIsNotTakenForABug() throws IOException {
        String model = write(schemas("{\"name\": \"d\", \"type\": \"jdbc\","
                + " \"jdbcUrl\": \"jdbc:hsqldb:mem:secretless;ifexists=true\", \"jdbcUser\": \"x\"}"));

        assertThatThrownBy(() -> rows(OURS + model, "SELECT * FROM d.t"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                .hasMessageContaining("The database of schema d in the model file");
    }

    @Test
    void aPasswordInTheUrlOfAnotherDatabaseIsNotRepeated() throws IOException {
        String model = write(schemas(
                "{\"name\": \"d\", \"type\": \"jdbc\"," + " \"jdbcUrl\": \"jdbc:nosuch://host/db?password=canary\"}"));

        assertThatThrownBy(() -> rows(OURS + model, "SELECT * FROM d.t"))
                .hasMessageContaining("The database of schema d in the model file")
                .satisfies(e -> {
                    for (Throwable t = e; t != null; t = t.getCause()) {
                        assertThat(String.valueOf(t)).doesNotContain("canary");
                    }
                });
    }

    private static String view(String name, String sql) {
        return "{\"name\": \"" + name + "\", \"type\": \"view\", \"sql\": \"" + sql + "\"}";
    }

    private void assertRefused(String model, String message) throws IOException {
        String file = write(model);
        assertThatThrownBy(() -> DriverManager.getConnection(OURS + file).close())
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isIn("08001", "HY024"))
                .hasMessageContaining(message);
    }

    private String write(String model) throws IOException {
        return Files.writeString(folder.resolve("model.json"), model).toString();
    }

    private static String tracker() {
        return "{\"name\": \"v1\", \"type\": \"custom\", \"factory\": \"" + TrackerSchemaFactory.class.getName()
                + "\", \"operand\": {\"url\": \"jdbc:tracker:demo:\"}}";
    }

    private static String schemas(String... schemas) {
        return "{\"version\": \"1.0\", \"schemas\": [" + String.join(",", schemas) + "]}";
    }

    private static List<List<Object>> rows(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<Object>> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    Object value = result.getObject(i);
                    // Calcite's driver gives a SMALLINT as Short, JDBC asks for Integer
                    row.add(value instanceof Number number ? new BigDecimal(number.toString()) : value);
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
