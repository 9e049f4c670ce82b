package io.trackersql.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.trackersql.TrackerDataSource;
import io.trackersql.jdbc.TrackerConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Connections in a pool: HikariCP as applications set it up. */
class PoolTest {
    private static HikariConfig config() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:tracker:demo:");
        config.setMaximumPoolSize(4);
        config.setLeakDetectionThreshold(TimeUnit.MINUTES.toMillis(1));
        return config;
    }

    private static int scopes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM Scope")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    @Test
    void manyThreadsShareFewConnections() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (HikariDataSource pool = new HikariDataSource(config())) {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                tasks.add(() -> {
                    try (Connection connection = pool.getConnection()) {
                        return scopes(connection);
                    }
                });
            }
            for (Future<Integer> count : threads.invokeAll(tasks)) {
                assertThat(count.get()).isPositive();
            }
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isBetween(1, 4);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatABorrowerChangesIsResetForTheNext() throws SQLException {
        HikariConfig config = config();
        config.setMaximumPoolSize(1);
        config.setSchema("versionone");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            try (Connection connection = pool.getConnection()) {
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
                connection.setSchema("system");
                connection.setNetworkTimeout(Runnable::run, 1234);
                connection.setTransactionIsolation(Connection.TRANSACTION_NONE);
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.isReadOnly()).isFalse();
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(connection.getSchema()).isEqualTo("versionone");
                assertThat(connection.getNetworkTimeout()).isNotEqualTo(1234);
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
                assertThat((Throwable) connection.getWarnings()).isNull();
            }
        }
    }

    @Test
    void theWholePoolMayBeReadOnlyOrInManualMode() throws SQLException {
        HikariConfig config = config();
        config.setReadOnly(true);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionTestQuery("SELECT 1");
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            assertThat(connection.isReadOnly()).isTrue();
            assertThat(scopes(connection)).isPositive();
            connection.commit();
            connection.rollback();
        }
    }

    @Test
    void aPoolDoesNotLiftTheReadOnlyOfTheUrl() throws SQLException {
        HikariConfig config = config();
        config.setJdbcUrl("jdbc:tracker:demo:?readOnly=true");
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            assertThat(connection.isReadOnly()).isTrue();
        }
    }

    @Test
    void aMistakeLeavesTheConnectionInThePool() throws SQLException {
        HikariConfig config = config();
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Connection before;
            try (Connection connection = pool.getConnection()) {
                before = connection.unwrap(TrackerConnection.class);
                assertThatThrownBy(() -> connection.createStatement().executeQuery("SELECT nonsense FROM Story"))
                        .hasFieldOrPropertyWithValue("SQLState", "42S22");
            }
            try (Connection connection = pool.getConnection()) {
                Connection after = connection.unwrap(TrackerConnection.class);
                assertThat(after).isSameAs(before);
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void aPoolTakesOurDataSource() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSourceClassName(TrackerDataSource.class.getName());
        config.addDataSourceProperty("url", "jdbc:tracker:demo:");
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            assertThat(scopes(connection)).isPositive();
        }
    }
}
