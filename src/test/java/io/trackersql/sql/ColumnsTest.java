package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables have the columns that the demo's own model leads one to expect: names, types, order, and no others. */
class ColumnsTest {
    static List<Product> products() {
        return Product.all();
    }

    @ParameterizedTest
    @MethodSource("products")
    void tablesHaveTheColumnsOfTheModel(Product product) throws SQLException {
        try (LocalTracker tracker =
                        LocalTracker.start(product, DemoOptions.standard().withRows(10));
                Connection connection = tracker.connect()) {
            ExpectedTables expected = product.tables(tracker.server(), Map.of());
            for (String table : expected.tables()) {
                assertThat(columns(connection, product.name(), table))
                        .as(table)
                        .containsExactlyElementsOf(expected.columns(table).stream()
                                .map(column -> column.name() + " " + type(column.kind()))
                                .toList());
            }
            for (ExpectedTables.Link link : expected.links()) {
                String type = type(expected.keyKind());
                assertThat(columns(connection, product.name() + "_links", link.table()))
                        .as(link.table())
                        .containsExactly(link.type() + " " + type, link.second() + " " + type);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("products")
    void typesWithAPastHaveAHistoryTable(Product product) throws SQLException {
        try (LocalTracker tracker =
                        LocalTracker.start(product, DemoOptions.standard().withRows(10));
                Connection connection = tracker.connect()) {
            ExpectedTables expected = product.tables(tracker.server(), Map.of());
            String schema = product.name() + "_history";
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = connection.getMetaData().getTables(null, schema, "%", null)) {
                while (rows.next()) {
                    tables.add(rows.getString("TABLE_NAME"));
                }
            }
            assertThat(tables).containsAll(expected.pastTables());
            List<String> without = new ArrayList<>(expected.tables());
            without.removeAll(expected.pastTables());
            without.add("AttributeDefinition");
            assertThat(tables).doesNotContainAnyElementsOf(without);
            for (String table : expected.pastTables()) {
                assertThat(columns(connection, schema, table))
                        .as(table)
                        .containsExactlyElementsOf(expected.historyColumns(table).stream()
                                .map(column -> column.name() + " " + type(column.kind()))
                                .toList());
                assertThat(primaryKey(connection, schema, table))
                        .as(table)
                        .containsExactly(product.samples().plainKey(""), "Version");
                assertThat(neverNull(connection, schema, table))
                        .as("%s: what is demanded today may be missing in old versions", table)
                        .containsExactly(
                                "ValidFrom",
                                "ValidTo",
                                "Version",
                                product.samples().plainKey(""));
            }
            assertKeysOfAVersion(connection, product, schema);
        }
    }

    /** Foreign keys lead to present rows, which there may be none of any more, except for the asset itself. */
    private static void assertKeysOfAVersion(Connection connection, Product product, String schema)
            throws SQLException {
        try (ResultSet rows = connection
                .getMetaData()
                .getImportedKeys(null, schema, product.samples().table())) {
            while (rows.next()) {
                assertThat(rows.getString("PKTABLE_SCHEM")).isEqualTo(product.name());
                assertThat(rows.getString("FKTABLE_SCHEM")).isEqualTo(schema);
            }
        }
    }

    private static List<String> neverNull(Connection connection, String schema, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = connection.getMetaData().getColumns(null, schema, table, "%")) {
            while (rows.next()) {
                if (rows.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls) {
                    columns.add(rows.getString("COLUMN_NAME"));
                }
            }
        }
        return columns;
    }

    private static List<String> primaryKey(Connection connection, String schema, String table) throws SQLException {
        Map<Integer, String> columns = new TreeMap<>();
        try (ResultSet rows = connection.getMetaData().getPrimaryKeys(null, schema, table)) {
            while (rows.next()) {
                columns.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(columns.values());
    }

    private static String type(ExpectedColumn.Kind kind) {
        JDBCType type = kind.isText() ? JDBCType.VARCHAR : JDBCType.valueOf(kind.name());
        return type.getName();
    }

    /** Bytes aside, which no other engine is asked to compare. */
    private static List<String> columns(Connection connection, String schema, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = connection.getMetaData().getColumns(null, schema, table, "%")) {
            while (rows.next()) {
                int type = rows.getInt("DATA_TYPE");
                if (type != Types.VARBINARY) {
                    columns.add(rows.getString("COLUMN_NAME") + " "
                            + JDBCType.valueOf(type).getName());
                }
            }
        }
        return columns;
    }
}
