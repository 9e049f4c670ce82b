package io.trackersql.fault;

import static io.trackersql.fault.Failing.assertNoSecret;
import static io.trackersql.fault.Failing.assertUsable;
import static io.trackersql.fault.Failing.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultPlan;
import io.trackersql.sql.LocalTracker;
import io.trackersql.sql.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only Rally answers: errors with status 200, warnings, pages for people, ends after five minutes, a schema that has changed. */
class RallyAnswersTest {
    private static final Scene SCENE = Scene.RALLY;
    private static final String ROWS = SCENE.rows();
    private static final String SCHEMA = SCENE.model();
    private static final ObjectMapper JSON = new ObjectMapper();

    private LocalTracker tracker;
    private Connection connection;

    @BeforeEach
    void start() throws SQLException {
        tracker = LocalTracker.start(Product.RALLY, DemoOptions.standard());
        connection = connect(DemoServer.RALLY_API_KEY);
    }

    @AfterEach
    void stop() throws SQLException {
        connection.close();
        tracker.close();
    }

    private Connection connect(String key, String... properties) throws SQLException {
        Properties all = new Properties();
        all.setProperty("token", key);
        for (int i = 0; i < properties.length; i += 2) {
            all.setProperty(properties[i], properties[i + 1]);
        }
        return DriverManager.getConnection(tracker.url(), all);
    }

    private static Fault says(String errors, String warnings) {
        String body = "{\"QueryResult\":{\"_rallyAPIMajor\":\"2\",\"_rallyAPIMinor\":\"0\",\"Errors\":[" + errors
                + "],\"Warnings\":[" + warnings
                + "],\"TotalResultCount\":0,\"StartIndex\":0,\"PageSize\":0,\"Results\":[]}}";
        return new Fault.Answer(200, "application/json; charset=utf-8", body, Map.of());
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private long asked(String part) {
        return tracker.requests().stream().filter(r -> r.contains(part)).count();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "42S22 | 1 | Could not parse: Could not find the attribute \"Name\" on type HierarchicalRequirement in the query segment \"Name\"",
                "42S22 | 1 | Cannot sort using unknown attribute ObjectID",
                "42S02 | 1 | Requested type name \"hierarchicalrequirement\" is unknown.",
                "28000 | 0 | Not authorized to perform action: Invalid key",
                "42501 | 0 | Not authorized to read this.",
            })
    void errorsWithStatus200AreFailuresAndTheSchemaIsReadAgainOnceIfItMayHaveChanged(
            String sqlState, int refreshes, String error) throws SQLException {
        tracker.server().faults(FaultPlan.always(ROWS, says(quoted(error), "")));
        tracker.server().ledger().clear();
        failure(() -> LocalTracker.rows(connection, SCENE.query()), sqlState, error, "HierarchicalRequirement");
        assertThat(asked(SCHEMA)).isEqualTo(refreshes);
        assertThat(asked(ROWS)).isEqualTo(refreshes + 1);
        tracker.server().faults(FaultPlan.none());
        assertUsable(SCENE, connection);
    }

    @Test
    void aSyntaxErrorIsNotTheUsersFault() {
        String error = "Could not parse: Error parsing expression -- expected \")\" but saw \"AND\" instead.";
        tracker.server().faults(FaultPlan.always(ROWS, says(quoted(error), "")));
        SQLException e = catchThrowableOfType(SQLException.class, () -> LocalTracker.rows(connection, SCENE.query()));
        assertThat(e.getMessage()).contains(error);
        assertThat(e.getSQLState()).isEqualTo("XX000");
    }

    @Test
    void severalErrorsAreAllTold() {
        tracker.server().faults(FaultPlan.always(ROWS, says(quoted("One thing.") + "," + quoted("Another."), "")));
        failure(() -> LocalTracker.rows(connection, SCENE.query()), "HY000", "One thing.; Another.");
    }

    @Test
    void warningsOfTheServiceAreSqlWarnings() throws SQLException {
        tracker.server()
                .faults(FaultPlan.always(
                        ROWS,
                        new Fault.Rewrite(body -> body.replaceFirst(
                                "\"Warnings\":\\[]",
                                "\"Warnings\":[\"This attribute will be removed.\",\"Mind it.\"]"))));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SCENE.query())) {
            assertThat(LocalTracker.rows(rows)).isNotEmpty();
            List<String> found = new ArrayList<>();
            for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
                found.add(w.getMessage());
            }
            assertThat(found).containsExactly("Rally says: This attribute will be removed.", "Rally says: Mind it.");
        }
    }

    @Test
    void aWarningThatComesWithEveryPageIsToldOnce() throws SQLException {
        tracker.server()
                .faults(FaultPlan.always(
                        ROWS,
                        new Fault.Rewrite(
                                body -> body.replaceFirst("\"Warnings\":\\[]", "\"Warnings\":[\"Mind it.\"]"))));
        try (Connection narrow = connect(DemoServer.RALLY_API_KEY, "pageRows", "50");
                Statement statement = narrow.createStatement();
                ResultSet rows = statement.executeQuery(SCENE.query())) {
            assertThat(LocalTracker.rows(rows)).hasSizeGreaterThan(200);
            assertThat(statement.getWarnings().getMessage()).isEqualTo("Rally says: Mind it.");
            assertThat((Throwable) statement.getWarnings().getNextWarning()).isNull();
        }
    }

    @Test
    void aLoginPageBehindARedirectIsCalledOne() throws SQLException {
        URI login = URI.create(tracker.server().rallyUri() + "/login.op");
        tracker.server().faults(FaultPlan.always(ROWS, Fault.redirect(login)));
        failure(() -> LocalTracker.rows(connection, SCENE.query()), "08P01", "login page", "credentials");
        tracker.server().faults(FaultPlan.none());
        assertUsable(SCENE, connection);
    }

    @Test
    void aSessionThatEndedIsAnAuthenticationFailureThatIsNotRepeated() {
        Fault page = new Fault.Answer(
                401,
                "text/html",
                "<html>An Authentication object was not found in the SecurityContext</html>",
                Map.of("WWW-Authenticate", "Basic realm=\"Rally ALM\""));
        tracker.server().faults(FaultPlan.always(ROWS, page));
        tracker.server().ledger().clear();
        failure(() -> LocalTracker.rows(connection, SCENE.query()), "28000", "API key");
        assertThat(tracker.requests()).hasSize(1);
    }

    @Test
    void aPathThatTakesAnotherVerbIsQuoted() {
        String text = "Could not find web service for /HierarchicalRequirement using request method GET."
                + " However a service does exist at that path using method(s) POST.";
        tracker.server().faults(FaultPlan.always(ROWS, new Fault.Answer(405, "text/html", text, Map.of())));
        tracker.server().ledger().clear();
        failure(() -> LocalTracker.rows(connection, SCENE.query()), "08001", "405", "However a service does exist");
        assertThat(tracker.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 524})
    void aGatewayThatFailsQuicklyIsAskedAgain(int status) throws SQLException {
        List<List<String>> right = LocalTracker.rows(connection, SCENE.query());
        tracker.server().faults(FaultPlan.on(ROWS, 1, Fault.status(status)));
        tracker.server().ledger().clear();
        assertThat(LocalTracker.rows(connection, SCENE.query())).isEqualTo(right);
        assertThat(tracker.requests()).hasSize(2);
        tracker.server().faults(FaultPlan.always(ROWS, Fault.status(status)));
        failure(() -> LocalTracker.rows(connection, SCENE.query()), "08004", String.valueOf(status));
    }

    @Test
    void aConnectionIsOneKnownUserAndReadsWithAReadOnlyKey() throws SQLException {
        List<List<String>> right = LocalTracker.rows(connection, SCENE.query());
        try (Connection reading = connect(DemoServer.RALLY_READ_ONLY_KEY)) {
            assertThat(LocalTracker.rows(reading, SCENE.query())).isEqualTo(right);
            assertThat(reading.getMetaData().getUserName()).isEqualTo(DemoServer.USER);
        }
    }

    @Test
    void whoMaySeeLessSeesFewerRowsWithoutAWord() throws SQLException {
        List<List<String>> all = LocalTracker.rows(connection, SCENE.query());
        List<List<String>> projects = LocalTracker.rows(connection, "SELECT ObjectID FROM Project");
        try (Connection restricted = connect(DemoServer.RALLY_RESTRICTED_KEY);
                Statement statement = restricted.createStatement();
                ResultSet rows = statement.executeQuery(SCENE.query())) {
            List<List<String>> seen = LocalTracker.rows(rows);
            assertThat(seen).isNotEmpty().hasSizeLessThan(all.size());
            assertThat(all).containsAll(seen);
            assertThat((Throwable) statement.getWarnings()).isNull();
            List<List<String>> seenProjects = LocalTracker.rows(restricted, "SELECT ObjectID FROM Project");
            assertThat(seenProjects).isNotEmpty().hasSizeLessThan(projects.size());
            // the service counts what it does not show
            assertThat(LocalTracker.rows(restricted, "SELECT COUNT(*) FROM Project"))
                    .containsExactly(List.of(String.valueOf(seenProjects.size())));
            assertThat(LocalTracker.rows(restricted, "SELECT COUNT(*) FROM " + SCENE.table()))
                    .containsExactly(List.of(String.valueOf(seen.size())));
        }
    }

    @Test
    void aWorkspaceOrProjectThatIsUnknownOrAmbiguousListsCandidates() throws SQLException {
        failure(() -> connect(DemoServer.RALLY_API_KEY, "workspace", "Nowhere"), "HY024", "Nowhere", "'Company' (");
        failure(
                () -> connect(DemoServer.RALLY_API_KEY, "project", "Nowhere"),
                "HY024",
                "Nowhere",
                "'Company // Call Center' (");
        failure(
                () -> connect(DemoServer.RALLY_API_KEY, "project", "CALL CENTER"),
                "HY024",
                "'Company // Call Center' (");
        List<List<String>> twins = LocalTracker.rows(
                connection, "SELECT Name FROM Project GROUP BY Name HAVING COUNT(*) > 1 AND COUNT(*) = COUNT(Parent)");
        assertThat(twins).isNotEmpty();
        for (List<String> twin : twins) {
            failure(
                    () -> connect(DemoServer.RALLY_API_KEY, "project", twin.get(0)),
                    "HY024",
                    "of them are called",
                    "// " + twin.get(0) + "' (",
                    "Give the whole path or the number");
        }
        try (Statement statement = connection.createStatement()) {
            failure(() -> statement.execute("SET project = 'Nowhere'"), "HY024", "Nowhere", "There are");
        }
        assertUsable(SCENE, connection);
    }

    @Test
    void aProjectThatTheUserMayNotSeeIsAsUnknownAsAnother() throws SQLException {
        List<List<String>> seen;
        try (Connection restricted = connect(DemoServer.RALLY_RESTRICTED_KEY)) {
            seen = LocalTracker.rows(restricted, "SELECT ObjectID FROM Project");
        }
        String hidden = LocalTracker.rows(connection, "SELECT ObjectID FROM Project").stream()
                .filter(row -> !seen.contains(row))
                .findFirst()
                .orElseThrow()
                .get(0);
        failure(
                () -> connect(DemoServer.RALLY_RESTRICTED_KEY, "project", hidden),
                "HY024",
                hidden,
                "that this user may see");
    }

    /** From now on the schema has another version, and an attribute less; the demo sends its rows without it. */
    private void remove(String attribute) throws SQLException {
        String workspace = LocalTracker.rows(
                        connection, "SELECT * FROM system.scope WHERE kind = 'workspace' ORDER BY 3")
                .get(0)
                .get(2);
        URI changed = URI.create(tracker.server().rallyUri() + "/schema/v2.0/workspace/" + workspace + "/changed");
        tracker.server()
                .faults(new FaultPlan(List.of(
                        // when the answer lacks the attribute, and when the schema is read again
                        new FaultPlan.Rule(SCHEMA, 1, 2, Fault.redirect(changed)),
                        new FaultPlan.Rule(
                                SCHEMA, 3, 99, new Fault.Rewrite(schema -> withoutDefinition(schema, attribute))),
                        new FaultPlan.Rule(
                                ROWS,
                                1,
                                99,
                                new Fault.Rewrite(body -> body.replaceAll(
                                        "\"" + attribute + "\":(\"(?:[^\"\\\\]|\\\\.)*\"|[-0-9.a-z]+),", ""))))));
        tracker.server().ledger().clear();
    }

    private static String withoutDefinition(String schema, String attribute) {
        try {
            ObjectNode root = (ObjectNode) JSON.readTree(schema);
            for (JsonNode type : root.path("QueryResult").path("Results")) {
                ArrayNode attributes = (ArrayNode) type.path("Attributes");
                for (int i = attributes.size() - 1; i >= 0; i--) {
                    if (attributes.get(i).path("ElementName").asText().equals(attribute)) {
                        attributes.remove(i);
                    }
                }
            }
            return JSON.writeValueAsString(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anAttributeThatWasRemovedIsNamedAndTheOthersStillWork() throws SQLException {
        try (PreparedStatement prepared =
                connection.prepareStatement("SELECT ObjectID, c_Alias FROM " + SCENE.table())) {
            remove("c_Alias");
            failure(prepared::executeQuery, "42S22", "c_Alias");
        }
        failure(
                () -> LocalTracker.rows(connection, "SELECT c_Alias FROM " + SCENE.table()),
                "42S22",
                "There is no column 'c_Alias'");
        assertThat(LocalTracker.rows(connection, SCENE.query())).isNotEmpty();
        assertUsable(SCENE, connection);
    }

    @Test
    void anAttributeThatAnswersLackButTheSchemaHasIsNull() throws SQLException {
        tracker.server()
                .faults(FaultPlan.always(
                        ROWS,
                        new Fault.Rewrite(
                                body -> body.replaceAll("\"c_Alias\":(\"(?:[^\"\\\\]|\\\\.)*\"|[-0-9.a-z]+),", ""))));
        tracker.server().ledger().clear();
        for (int i = 0; i < 2; i++) {
            assertThat(LocalTracker.rows(connection, "SELECT c_Alias FROM " + SCENE.table()))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.get(0)).isNull());
        }
        // whether the schema is still the same is asked once, and not for each row or statement
        assertThat(asked(SCHEMA)).isEqualTo(1);
    }

    @Test
    void theKeyIsToldNowhere() throws SQLException {
        LocalTracker.rows(connection, SCENE.query());
        for (String sql : List.of(
                "EXPLAIN PLAN FOR " + SCENE.query(),
                "SELECT * FROM system.requests",
                "SELECT * FROM system.scope",
                "SELECT * FROM system.pushdown WHERE table_name = 'Defect'")) {
            assertThat(LocalTracker.rows(connection, sql))
                    .isNotEmpty()
                    .allSatisfy(row -> assertNoSecret(row.toString()));
        }
        assertNoSecret(
                connection.getMetaData().getURL() + connection.getMetaData().getUserName() + connection);
    }
}
