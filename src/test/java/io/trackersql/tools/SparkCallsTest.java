package io.trackersql.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The calls that Spark's JDBC source makes, without a dialect for us. */
class SparkCallsTest {
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:tracker:demo:");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void theSchemaOfATableComesFromAProbeWithoutRows() throws SQLException {
        try (PreparedStatement probe = connection.prepareStatement("SELECT * FROM versionone.Story WHERE 1=0")) {
            ResultSetMetaData prepared = probe.getMetaData();
            probe.setQueryTimeout(0);
            try (ResultSet rows = probe.executeQuery()) {
                ResultSetMetaData metaData = rows.getMetaData();
                assertThat(rows.next()).isFalse();
                assertThat(prepared.getColumnCount()).isEqualTo(metaData.getColumnCount());
                for (int i = 1; i <= metaData.getColumnCount(); i++) {
                    JDBCType type = JDBCType.valueOf(metaData.getColumnType(i));
                    // Spark without a dialect stops at a type that it does not know
                    assertThat(type)
                            .as(metaData.getColumnLabel(i))
                            .isIn(
                                    JDBCType.VARCHAR,
                                    JDBCType.DOUBLE,
                                    JDBCType.BIGINT,
                                    JDBCType.SMALLINT,
                                    JDBCType.BOOLEAN,
                                    JDBCType.TIMESTAMP,
                                    JDBCType.DATE,
                                    JDBCType.VARBINARY);
                    assertThat(metaData.isSigned(i)).isEqualTo(prepared.isSigned(i));
                    assertThat(metaData.getScale(i)).isNotNegative();
                }
            }
        }
    }

    @Test
    void aQueryIsWrappedForItsSchema() throws SQLException {
        String query = "SELECT Number, Estimate, CreateDateUTC FROM Story";
        try (PreparedStatement probe =
                connection.prepareStatement("SELECT * FROM (" + query + ") SPARK_GEN_SUBQ_0 WHERE 1=0")) {
            assertThat(probe.getMetaData().getColumnCount()).isEqualTo(3);
            assertThat(probe.getMetaData().getColumnLabel(3)).isEqualTo("CreateDateUTC");
        }
    }

    @Test
    void partitionsTogetherHaveEveryRowOnce() throws SQLException {
        long whole = count("SELECT COUNT(*) FROM Story");
        long parts = 0;
        for (String predicate : List.of(
                "\"AssetState\" < 96 or \"AssetState\" is null",
                "\"AssetState\" >= 96 AND \"AssetState\" < 150",
                "\"AssetState\" >= 150")) {
            parts += rows("SELECT \"ID\",\"Name\" FROM versionone.Story    WHERE " + predicate);
        }
        assertThat(parts).isEqualTo(whole);
        assertThat(rows("SELECT 1 FROM versionone.Story")).isEqualTo(whole);
    }

    private static long rows(String sql) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(100);
            statement.setQueryTimeout(60);
            long count = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    count++;
                }
            }
            return count;
        }
    }

    private static long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
