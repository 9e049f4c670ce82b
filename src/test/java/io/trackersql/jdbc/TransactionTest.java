package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.model.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Savepoint;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Connection makes of writes that wait: commit, rollback, savepoints, and what else ends a transaction. */
@Timeout(30)
class TransactionTest {
    private final FakeDatabase database = new FakeDatabase();
    private final TrackerConnection connection = database.connect();

    @BeforeEach
    void switchAutoCommitOff() throws SQLException {
        connection.setAutoCommit(false);
    }

    private static void assertGone(SqlErrors.Action action) {
        assertThatThrownBy(action::run).hasFieldOrPropertyWithValue("SQLState", "3B001");
    }

    @Test
    void commitSendsAndRollbackDrops() throws SQLException {
        database.await("a", "b");
        connection.commit();
        assertThat(database.sent()).isEqualTo(2);
        database.await("c");
        connection.rollback();
        connection.commit();
        assertThat(database.sent()).isEqualTo(2);
        assertThat(connection.getAutoCommit()).isFalse();
    }

    @Test
    void switchingAutoCommitOnSendsWhatWaits() throws SQLException {
        database.await("a");
        connection.setAutoCommit(false);
        assertThat(database.commits()).isEmpty();
        connection.setAutoCommit(true);
        assertThat(database.sent()).isEqualTo(1);
        assertThat(connection.getAutoCommit()).isTrue();
        connection.setAutoCommit(true);
        assertThat(database.commits()).hasSize(1);
    }

    @Test
    void autoCommitStaysOffIfWhatWaitsCannotBeSent() throws SQLException {
        database.await("a");
        database.onCommit(() -> {
            throw Failure.CONFLICT.with("somebody else wrote it");
        });
        assertThatThrownBy(() -> connection.setAutoCommit(true)).hasFieldOrPropertyWithValue("SQLState", "40001");
        assertThat(connection.getAutoCommit()).isFalse();
        assertThat(database.transaction().pending()).isEqualTo(1);
    }

    @Test
    void aTransactionThatAStatementBeganIsOne() throws SQLException {
        connection.setAutoCommit(true);
        database.transaction().begin();
        assertThat(connection.getAutoCommit()).isFalse();
        database.await("a");
        connection.rollback();
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(database.transaction().pending()).isZero();
        assertThatThrownBy(connection::commit).hasFieldOrPropertyWithValue("SQLState", "25000");
    }

    @Test
    void theNetworkTimeoutHoldsForACommit() throws SQLException {
        CountDownLatch stopped = new CountDownLatch(1);
        database.onCommit(() -> {
            var cancellation = database.commits().get(0).cancellation();
            cancellation.onStop(stopped::countDown);
            try {
                stopped.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            cancellation.check();
        });
        connection.setNetworkTimeout(Runnable::run, 50);
        assertThatThrownBy(connection::commit).isInstanceOf(SQLTimeoutException.class);
    }

    @Test
    void closingDuringACommitDoesNotHideThatItsOutcomeIsUnknown() {
        database.onCommit(() -> {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            throw Failure.UNKNOWN_OUTCOME.with("Sent, and the answer was not awaited.");
        });
        assertThatThrownBy(connection::commit).hasFieldOrPropertyWithValue("SQLState", "08007");
    }

    @Test
    void closingDropsWhatWaits() throws SQLException {
        database.await("a", "b");
        connection.close();
        assertThat(database.commits()).isEmpty();
        assertThat(database.transaction().pending()).isZero();
    }

    @Test
    void whatWaitsKeepsTheConnectionWritable() throws SQLException {
        database.await("a");
        assertThatThrownBy(() -> connection.setReadOnly(true))
                .hasFieldOrPropertyWithValue("SQLState", "25000")
                .hasMessage("The connection cannot become read-only while 1 writes wait. Commit or roll back first.");
        connection.setReadOnly(false);
        connection.rollback();
        connection.setReadOnly(true);
        assertThat(connection.isReadOnly()).isTrue();
    }

    @Test
    void aSavepointIsAPlaceToGoBackTo() throws SQLException {
        database.await("a");
        Savepoint first = connection.setSavepoint();
        database.await("b");
        Savepoint named = connection.setSavepoint("named");
        database.await("c");
        connection.rollback(named);
        assertThat(database.transaction().pending()).isEqualTo(2);
        connection.rollback(first);
        assertThat(database.transaction().pending()).isEqualTo(1);
        connection.rollback(first);
        assertGone(() -> connection.rollback(named));
        assertThat(named.getSavepointName()).isEqualTo("named");
        assertThatThrownBy(named::getSavepointId).isInstanceOf(SQLException.class);
        assertThat(first.getSavepointId()).isPositive();
        assertThatThrownBy(first::getSavepointName).isInstanceOf(SQLException.class);
    }

    @Test
    void aReleasedSavepointIsGoneWithThoseAfterIt() throws SQLException {
        Savepoint first = connection.setSavepoint("same");
        Savepoint second = connection.setSavepoint("same");
        Savepoint third = connection.setSavepoint();
        database.await("a");
        connection.releaseSavepoint(second);
        assertGone(() -> connection.releaseSavepoint(second));
        assertGone(() -> connection.rollback(third));
        connection.rollback(first);
        assertThat(database.transaction().pending()).isZero();
    }

    @Test
    void savepointsEndWithTheirTransaction() throws SQLException {
        Savepoint committed = connection.setSavepoint();
        connection.commit();
        assertGone(() -> connection.rollback(committed));
        Savepoint dropped = connection.setSavepoint();
        connection.rollback();
        assertGone(() -> connection.releaseSavepoint(dropped));
    }

    @Test
    void savepointsOfOthersAreUnknown() throws SQLException {
        Connection other = new FakeDatabase().connect();
        other.setAutoCommit(false);
        Savepoint theirs = other.setSavepoint();
        assertGone(() -> connection.rollback(theirs));
        assertGone(() -> connection.rollback((Savepoint) null));
        connection.setAutoCommit(true);
        assertThatThrownBy(connection::setSavepoint).hasFieldOrPropertyWithValue("SQLState", "25000");
        assertThatThrownBy(() -> connection.rollback(theirs)).hasFieldOrPropertyWithValue("SQLState", "25000");
    }
}
