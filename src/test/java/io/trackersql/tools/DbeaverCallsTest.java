package io.trackersql.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.Driver;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The calls that DBeaver's generic driver makes, in its order, from connecting to closing. */
class DbeaverCallsTest {
    private static final String URL = "jdbc:tracker:demo:";
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        Driver driver = new Driver();
        assertThat(driver.acceptsURL(URL)).isTrue();
        connection = driver.connect(URL, new Properties());
        connection.setAutoCommit(true);
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @AfterAll
    static void close() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        connection.close();
    }

    private static List<String> texts(ResultSet rows, String column) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                texts.add(rows.getString(column));
            }
        }
        return texts;
    }

    @Test
    void aSecondConnectionForMetadataMayBeReadOnly() throws SQLException {
        try (Connection second = new Driver().connect(URL, new Properties())) {
            second.setReadOnly(true);
            assertThat(second.isReadOnly()).isTrue();
            second.setReadOnly(false);
            assertThat(second.isReadOnly()).isFalse();
        }
    }

    @Test
    void everyTypeOfAColumnIsInTheListOfTypes() throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        Set<String> types = new HashSet<>(texts(metaData.getTypeInfo(), "TYPE_NAME"));
        assertThat(types).containsAll(texts(metaData.getColumns(null, "versionone", "%", "%"), "TYPE_NAME"));
        assertThat(types).containsAll(texts(metaData.getColumns(null, "information_schema", "%", "%"), "TYPE_NAME"));
        for (int level : new int[] {
            Connection.TRANSACTION_NONE,
            Connection.TRANSACTION_READ_UNCOMMITTED,
            Connection.TRANSACTION_READ_COMMITTED,
            Connection.TRANSACTION_REPEATABLE_READ,
            Connection.TRANSACTION_SERIALIZABLE
        }) {
            if (metaData.supportsTransactionIsolationLevel(level)) {
                connection.setTransactionIsolation(level);
            }
        }
        assertThat(metaData.getSQLKeywords()).isNotNull();
        assertThat(metaData.getStringFunctions()).contains("CONCAT");
        assertThat(metaData.getNumericFunctions()).contains("ABS");
        assertThat(metaData.getSystemFunctions()).contains("IFNULL");
        assertThat(metaData.getTimeDateFunctions()).contains("DATE_TRUNC");
    }

    @Test
    void theTreeUnfoldsFromSchemasToKeys() throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        assertThat(texts(metaData.getCatalogs(), "TABLE_CAT")).isEmpty();
        List<String> schemas = texts(metaData.getSchemas(null, "%"), "TABLE_SCHEM");
        assertThat(schemas).contains("versionone", "information_schema");
        Set<String> tableTypes = new HashSet<>(texts(metaData.getTableTypes(), "TABLE_TYPE"));
        for (String schema : schemas) {
            assertThat(tableTypes).containsAll(texts(metaData.getTables(null, schema, "%", null), "TABLE_TYPE"));
            assertThat(texts(metaData.getPrimaryKeys(null, schema, "%"), "PK_NAME"))
                    .doesNotContainNull();
        }
        assertThat(texts(metaData.getTables(null, "versionone", "%", null), "TABLE_NAME"))
                .contains("Story")
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        assertThat(texts(metaData.getPrimaryKeys(null, "versionone", "Story"), "COLUMN_NAME"))
                .containsExactly("ID");
        assertThat(texts(metaData.getIndexInfo(null, "versionone", "Story", false, true), "COLUMN_NAME"))
                .allMatch(c -> c == null || c.equals("ID"));
        assertThat(texts(metaData.getImportedKeys(null, "versionone", "Story"), "PKTABLE_NAME"))
                .contains("Scope");
        assertThat(texts(metaData.getExportedKeys(null, "versionone", "Scope"), "FKTABLE_NAME"))
                .contains("Story");
        try (ResultSet functions = metaData.getFunctions(null, "versionone", null);
                ResultSet procedures = metaData.getProcedures(null, "versionone", null)) {
            assertThat(functions.next()).isFalse();
            assertThat(procedures.next()).isTrue();
        }
        assertThat(texts(metaData.getTables(null, null, "DBEAVERFAKETABLENAMEFORPING", null), "TABLE_NAME"))
                .isEmpty();
    }

    @Test
    void theGridPagesByMaxRowsAndReadsEveryColumn() throws SQLException {
        String sql = "SELECT x.* FROM \"versionone\".\"Story\" x\nWHERE \"Estimate\" > 1\nORDER BY x.\"ID\" DESC";
        assertThat(page(sql, 0, 20)).hasSize(20);
        List<String> both = page(sql, 0, 40);
        assertThat(page(sql, 20, 20)).isEqualTo(both.subList(20, 40));
    }

    /** The page's keys; as DBeaver has it, the pages before it are read again and skipped. */
    private static List<String> page(String sql, int first, int rows) throws SQLException {
        List<String> keys = new ArrayList<>();
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setMaxRows(first + rows);
            statement.setFetchSize(rows);
            assertThat(statement.execute(sql)).isTrue();
            try (ResultSet grid = statement.getResultSet()) {
                ResultSetMetaData metaData = grid.getMetaData();
                for (int i = 1; i <= metaData.getColumnCount(); i++) {
                    assertThat(metaData.getColumnName(i)).isNotEmpty();
                    assertThat(metaData.getTableName(i)).isEqualTo("Story");
                    assertThat(metaData.getSchemaName(i)).isEqualTo("versionone");
                    assertThat(metaData.getCatalogName(i)).isEmpty();
                    assertThat(metaData.getColumnDisplaySize(i)).isPositive();
                    assertThat(metaData.isNullable(i)).isNotEqualTo(ResultSetMetaData.columnNullableUnknown);
                }
                for (int i = 0; grid.next(); i++) {
                    if (i < first) {
                        continue;
                    }
                    for (int c = 1; c <= metaData.getColumnCount(); c++) {
                        Object value = grid.getObject(c);
                        assertThat(grid.wasNull()).isEqualTo(value == null);
                    }
                    keys.add(grid.getString("ID"));
                }
            }
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
        }
        return keys;
    }

    @Test
    void countsGroupsAndFiltersWrapTheEditorsQuery() throws SQLException {
        String query = "select ID, Status_Name, CreateDateUTC from Story -- mine";
        long count = number("SELECT COUNT(*) FROM (\n" + query + "\n) dbvrcnt");
        long grouped = number("SELECT SUM(n) FROM (SELECT Status_Name, COUNT(*) AS n FROM (\n" + query
                + "\n) src\nGROUP BY Status_Name) g");
        assertThat(grouped).isEqualTo(count);
        assertThat(number("SELECT COUNT(*) FROM (\n" + query + "\n) z_q WHERE Status_Name = 'Done'"))
                .isBetween(1L, count - 1);
    }

    private static long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    @Test
    void cancellingFromAnotherThreadEndsALongQuery() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery("SELECT a.ID FROM Story a, Story b, Story c, Story d");
            Future<Long> reading = thread.submit(() -> {
                long count = 0;
                while (rows.next()) {
                    count++;
                    running.countDown();
                }
                return count;
            });
            running.await();
            statement.cancel();
            assertThatThrownBy(reading::get)
                    .hasRootCauseInstanceOf(SQLException.class)
                    .rootCause()
                    .hasFieldOrPropertyWithValue("SQLState", "57014");
            assertThat(connection.isValid(5)).isTrue();
            assertThat(statement.executeQuery("SELECT 1").next()).isTrue();
        } finally {
            thread.shutdownNow();
        }
    }
}
