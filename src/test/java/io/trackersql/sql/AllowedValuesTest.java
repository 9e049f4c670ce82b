package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code system.allowed_values} asks for the lists of the columns that are wanted, each once, and for no other. */
class AllowedValuesTest {
    private static final String SELECT =
            "SELECT table_schema, table_name, column_name, position, value, key FROM system.allowed_values ";

    private static LocalTracker tracker;
    private static Connection connection;

    @BeforeAll
    static void open() throws SQLException {
        tracker = LocalTracker.start();
        connection = tracker.connect();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
        tracker.close();
    }

    private static List<List<String>> rows(String where, String... parameters) throws SQLException {
        tracker.server().ledger().clear();
        try (PreparedStatement statement = connection.prepareStatement(SELECT + where)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return LocalTracker.rows(result);
            }
        }
    }

    /** The same from the list type's own table. */
    private static List<List<String>> expected(String table, String column, String type) throws SQLException {
        List<String> requests = tracker.requests();
        List<List<String>> values = LocalTracker.rows(
                connection, "SELECT Name, ID FROM " + type + " WHERE AssetState = 64 ORDER BY \"Order\", ID");
        assertThat(values).hasSizeGreaterThan(1);
        assertThat(requests).hasSize(1);
        return IntStream.range(0, values.size())
                .mapToObj(i -> List.of(
                        "versionone",
                        table,
                        column,
                        String.valueOf(i + 1),
                        values.get(i).get(0),
                        values.get(i).get(1)))
                .toList();
    }

    @Test
    void theListOfOneColumnIsOneRequest() throws SQLException {
        List<List<String>> rows = rows("WHERE table_name = 'Story' AND column_name = 'Status'");

        assertThat(tracker.requests()).hasSize(1).first().asString().contains("/Data/StoryStatus?");
        assertThat(rows).isEqualTo(expected("Story", "Status", "StoryStatus"));
    }

    @Test
    void parametersNarrowAsLiteralsDo() throws SQLException {
        List<List<String>> rows =
                rows("WHERE column_name = ? AND table_name = ? AND value IS NOT NULL", "Status", "Story");

        assertThat(tracker.requests()).hasSize(1).first().asString().contains("/Data/StoryStatus?");
        assertThat(rows).isEqualTo(expected("Story", "Status", "StoryStatus"));
    }

    @Test
    void severalListsAreOneRequestAndEachIsAskedOnce() throws SQLException {
        List<List<String>> rows = rows(
                "WHERE table_name IN ('Story', 'Defect') AND column_name IN ('Status', 'Priority') AND position = 1");

        assertThat(rows)
                .extracting(row -> row.get(1) + "." + row.get(2))
                .containsExactlyInAnyOrder("Story.Status", "Story.Priority", "Defect.Status", "Defect.Priority");
        assertThat(tracker.requests())
                .hasSize(1)
                .first()
                .asString()
                .contains("/Data/List?")
                .contains("AssetType='StoryStatus','WorkitemPriority'");
    }

    @Test
    void customListsAreListsToo() throws SQLException {
        assertThat(rows("WHERE table_name = 'Story' AND column_name LIKE 'Custom%'"))
                .extracting(row -> row.get(4))
                .contains("FY2024", "Süd");
    }

    @Test
    void columnsWithoutAListAreNotAskedFor() throws SQLException {
        assertThat(rows("WHERE table_name = 'Story' AND column_name IN ('Name', 'Scope', 'Status_Name')"))
                .isEmpty();
        assertThat(rows("WHERE table_name = 'Nothing'")).isEmpty();
        assertThat(rows("WHERE table_schema = 'versionone_links'")).isEmpty();
        assertThat(tracker.requests()).isEmpty();
    }

    @Test
    void everyListOfTheTrackerIsOneRequest() throws SQLException {
        assertThat(rows("")).hasSizeGreaterThan(100);
        assertThat(tracker.requests()).hasSize(1);
    }

    @Test
    void joinsNarrowByTheirConditionsOnTheTable() throws SQLException {
        rows("AS v JOIN information_schema.tables AS t USING (table_schema, table_name)"
                + " WHERE v.table_name = 'Story' AND v.column_name = 'Status'");
        assertThat(tracker.requests()).hasSize(1).first().asString().contains("/Data/StoryStatus?");
    }

    @Test
    void theGuardOfRequestsHoldsForThemToo() throws SQLException {
        try (Connection guarded = tracker.connect("maxRequests=1")) {
            assertThat(LocalTracker.rows(guarded, SELECT + "WHERE table_name = 'Story'"))
                    .isNotEmpty();
            assertThat(LocalTracker.rows(guarded, "SELECT * FROM system.scope")).isEmpty();
        }
    }
}
