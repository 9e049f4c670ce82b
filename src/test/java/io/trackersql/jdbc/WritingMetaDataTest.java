package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.sql.LocalTracker;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What metadata says of writing is what planning a statement finds. Nothing is written. */
class WritingMetaDataTest {
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:tracker:demo:");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static List<String> rows(ResultSet result, String... columns) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (result) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (String column : columns) {
                    values.add(result.getString(column));
                }
                rows.add(String.join(" ", values));
            }
        }
        return rows;
    }

    private static boolean canPrepare(String sql) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "versionone, Story",
        "versionone_history, Story",
        "versionone_links, Workitem_Owners",
        "rally, HierarchicalRequirement",
        "rally_links, HierarchicalRequirement_Tags",
        "system, requests"
    })
    void aColumnIsUpdatableIfUpdateTakesIt(String schema, String table) throws SQLException {
        List<List<String>> columns = LocalTracker.rows(
                connection,
                "SELECT column_name, is_updatable FROM information_schema.columns WHERE table_schema = '" + schema
                        + "' AND table_name = '" + table + "'");
        assertThat(columns).isNotEmpty();
        List<List<String>> found = columns.stream()
                .map(c -> List.of(
                        c.get(0),
                        canPrepare("UPDATE " + schema + "." + table + " SET \"" + c.get(0) + "\" = NULL")
                                ? "YES"
                                : "NO"))
                .toList();
        assertThat(columns).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"versionone, Story", "rally, HierarchicalRequirement"})
    void keysAreGeneratedAndNothingElse(String schema, String table) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        List<String> generated =
                rows(metaData.getColumns(null, schema, table, "%"), "COLUMN_NAME", "IS_AUTOINCREMENT").stream()
                        .filter(column -> column.endsWith(" YES"))
                        .toList();
        assertThat(generated)
                .containsExactly(rows(metaData.getPrimaryKeys(null, schema, table), "COLUMN_NAME")
                                .get(0) + " YES");
    }

    @ParameterizedTest
    @CsvSource({"versionone", "rally"})
    void eachOperationIsAProcedure(String schema) throws SQLException {
        List<String> procedures = rows(connection.getMetaData().getProcedures(null, schema, "%\\_%"), "PROCEDURE_NAME");
        assertThat(procedures)
                .isNotEmpty()
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(LocalTracker.rows(
                                connection,
                                "SELECT procedure_name FROM system.operations WHERE table_schema = '" + schema + "'")
                        .stream()
                        .map(row -> row.get(0))
                        .toList());
        assertThat(rows(connection.getMetaData().getProcedures("other", schema, "%"), "PROCEDURE_NAME"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"versionone, Story", "rally, HierarchicalRequirement"})
    void proceduresCanBeCalledWithTheParametersThatAreListed(String schema, String table) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        for (String procedure : rows(metaData.getProcedures(null, schema, table + "\\_%"), "PROCEDURE_NAME")) {
            List<String> parameters =
                    rows(metaData.getProcedureColumns(null, schema, procedure, "%"), "ORDINAL_POSITION", "TYPE_NAME");
            String markers = String.join(", ", Collections.nCopies(parameters.size(), "?"));
            try (PreparedStatement call =
                    connection.prepareCall("{call " + schema + ".\"" + procedure + "\"(" + markers + ")}")) {
                List<String> types = new ArrayList<>();
                for (int i = 1; i <= call.getParameterMetaData().getParameterCount(); i++) {
                    types.add(i + " " + call.getParameterMetaData().getParameterTypeName(i));
                }
                assertThat(types).as(procedure).isEqualTo(parameters);
            }
        }
    }

    @Test
    void theKeyComesFirst() throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        assertThat(rows(
                        metaData.getProcedureColumns(null, "versionone", "Story_QuickClose", "%"),
                        "COLUMN_NAME",
                        "COLUMN_TYPE",
                        "TYPE_NAME",
                        "IS_NULLABLE"))
                .containsExactly("ID 1 VARCHAR NO");
        assertThat(rows(metaData.getProcedures(null, "versionone", "New"), "PROCEDURE_NAME", "PROCEDURE_TYPE"))
                .containsExactly("New 1");
        assertThat(rows(metaData.getProcedures(null, null, "refresh%"), "PROCEDURE_SCHEM"))
                .containsExactly("system");
    }
}
