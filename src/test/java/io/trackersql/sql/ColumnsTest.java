package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
