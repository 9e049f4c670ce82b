package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.connect.Database;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The behaviour of Connection that needs no statement. */
class ConnectionTest {
    private final FakeDatabase database = new FakeDatabase();
    private final TrackerConnection connection = database.connect();

    @Test
    void autoCommitIsOnAndCommitBelongsToManualMode() throws SQLException {
        assertThat(connection.getAutoCommit()).isTrue();
        assertThatThrownBy(connection::commit).hasFieldOrPropertyWithValue("SQLState", "25000");
        assertThatThrownBy(connection::rollback).hasFieldOrPropertyWithValue("SQLState", "25000");
        connection.setAutoCommit(false);
        assertThatCode(connection::commit).doesNotThrowAnyException();
        assertThatCode(connection::rollback).doesNotThrowAnyException();
    }

    @Test
    void readOnlyIsKept() throws SQLException {
        assertThat(connection.isReadOnly()).isFalse();
        connection.setReadOnly(true);
        assertThat(connection.isReadOnly()).isTrue();
    }

    @Test
    void isolationHasTheLevelsThatSingleRequestsFulfil() throws SQLException {
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        connection.setTransactionIsolation(Connection.TRANSACTION_NONE);
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_NONE);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        assertThatThrownBy(() -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE))
                .isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThatThrownBy(() -> connection.setTransactionIsolation(99)).isInstanceOf(SQLException.class);
    }

    @Test
    void theSchemaIsThatOfTheSession() throws SQLException {
        database.schema("versionone");
        database.schema("rally");
        connection.setSchema("rally");
        assertThat(connection.getSchema()).isEqualTo("rally");
        assertThatThrownBy(() -> connection.setSchema("nope")).hasFieldOrPropertyWithValue("SQLState", "3F000");
        connection.setCatalog("anything");
        assertThat(connection.getCatalog()).isNull();
    }

    @Test
    void validityIsAQuestionToTheTracker() throws SQLException {
        assertThat(connection.isValid(2)).isTrue();
        assertThat(database.lastPing()).isEqualTo(Duration.ofSeconds(2));
        assertThatThrownBy(() -> connection.isValid(-1)).isInstanceOf(SQLException.class);
        connection.close();
        assertThat(connection.isValid(2)).isFalse();
    }

    @Test
    void aScrollableStatementIsDowngradedWithAWarning() throws SQLException {
        var statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
        assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
        SQLWarning warning = connection.getWarnings();
        assertThat(warning.getMessage()).contains("forward-only");
        assertThat(warning.getNextWarning().getMessage()).contains("read-only");
        connection.clearWarnings();
        assertThat((Object) connection.getWarnings()).isNull();
        assertThatThrownBy(() -> connection.createStatement(1, 2)).isInstanceOf(SQLException.class);
    }

    @Test
    void holdabilityIsOverCommit() throws SQLException {
        assertThat(connection.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
        connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
        assertThatThrownBy(() -> connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT))
                .isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThatThrownBy(() -> connection.setHoldability(0)).isInstanceOf(SQLException.class);
    }

    @Test
    void networkTimeoutIsKept() throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 1234);
        assertThat(connection.getNetworkTimeout()).isEqualTo(1234);
        assertThatThrownBy(() -> connection.setNetworkTimeout(Runnable::run, -1))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connection.setNetworkTimeout(null, 1)).isInstanceOf(SQLException.class);
    }

    @Test
    void clientInfoIsKept() throws SQLException {
        connection.setClientInfo("ApplicationName", "report");
        assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("report");
        Properties replaced = new Properties();
        replaced.setProperty("ClientUser", "andre");
        connection.setClientInfo(replaced);
        assertThat(connection.getClientInfo()).isEqualTo(replaced);
        connection.close();
        assertThatThrownBy(() -> connection.setClientInfo("a", "b")).isInstanceOf(SQLClientInfoException.class);
    }

    @Test
    void structuredTypesAreRefused() {
        assertThatThrownBy(() -> connection.createStruct("T", new Object[0]))
                .isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThatThrownBy(connection::createSQLXML).isInstanceOf(SQLFeatureNotSupportedException.class);
    }

    @Test
    void harmlessQuestionsHaveHarmlessAnswers() throws SQLException {
        assertThat(connection.nativeSQL("SELECT {fn NOW()}")).isEqualTo("SELECT {fn NOW()}");
        assertThat(connection.getTypeMap()).isEmpty();
        assertThat(connection.isWrapperFor(Connection.class)).isTrue();
        assertThat(connection.unwrap(Database.class)).isSameAs(database);
        assertThatThrownBy(() -> connection.unwrap(Thread.class)).isInstanceOf(SQLException.class);
        assertThat(connection).hasToString("TrackerConnection jdbc:tracker:fake:");
    }

    @Test
    void aClosedConnectionSaysSo() throws SQLException {
        connection.close();
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        assertThatThrownBy(connection::createStatement)
                .hasFieldOrPropertyWithValue("SQLState", "08003")
                .hasMessage("The connection is closed.");
        assertThatThrownBy(() -> connection.prepareStatement("q")).isInstanceOf(SQLException.class);
        assertThatThrownBy(connection::getMetaData).isInstanceOf(SQLException.class);
    }

    @Test
    void severalThreadsShareAConnectionEachWithItsOwnStatements() throws Exception {
        database.rows(
                "q",
                List.of(FakeDatabase.column("n", JDBCType.BIGINT)),
                IntStream.range(0, 1000).mapToObj(i -> new Object[] {(long) i}).toArray(Object[][]::new));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Long>> sums = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                sums.add(threads.submit(() -> {
                    try (var statement = connection.createStatement();
                            ResultSet rows = statement.executeQuery("q")) {
                        long sum = 0;
                        while (rows.next()) {
                            sum += rows.getLong("N");
                        }
                        return sum;
                    }
                }));
            }
            for (Future<Long> sum : sums) {
                assertThat(sum.get()).isEqualTo(499_500);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void abortClosesAtOnce() throws SQLException {
        assertThatThrownBy(() -> connection.abort(null)).isInstanceOf(SQLException.class);
        connection.abort(Runnable::run);
        assertThat(connection.isClosed()).isTrue();
        assertThat(database.isClosed()).isTrue();
    }
}
