package io.trackersql.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the metadata of computed columns says, by which tools choose formats and widths, and that the values are so. */
class ResultTypesTest {
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:tracker:demo:");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NOW() | TIMESTAMP | 3",
                "CAST(CreateDateUTC AS TIMESTAMP) | TIMESTAMP | 3",
                "DATE_TRUNC('day', CreateDateUTC) | TIMESTAMP | 3",
                "CURRENT_DATE | DATE | 0",
                "CAST(CreateDateUTC AS DATE) | DATE | 0",
                "COUNT(*) OVER () | BIGINT | 0",
                "CAST(AssetState AS DOUBLE) | DOUBLE | 0",
                "1 + 1 | INTEGER | 0",
                "1.25 | DECIMAL | 2",
                "`Name || 'x'` | VARCHAR | 0",
                "Number::text | VARCHAR | 0",
                "AssetState > 1 | BOOLEAN | 0",
                "DATEDIFF(day, DATE '2023-01-01', CURRENT_DATE) | INTEGER | 0"
            })
    void aComputedColumnSaysWhatItHolds(String expression, String type, int scale) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + expression + " AS x FROM Story")) {
            ResultSetMetaData metaData = row.getMetaData();
            assertThat(metaData.getColumnTypeName(1)).isEqualTo(type);
            assertThat(metaData.getScale(1)).isEqualTo(scale);
            assertThat(metaData.getColumnDisplaySize(1)).isPositive();
            assertThat(metaData.isSearchable(1)).isTrue();
            assertThat(row.next()).isTrue();
            assertThat(row.getObject(1).getClass().getName()).isEqualTo(metaData.getColumnClassName(1));
            assertThat(row.getString(1)).hasSizeLessThanOrEqualTo(metaData.getColumnDisplaySize(1));
        }
    }
}
