package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.exec.Cursor;
import io.trackersql.exec.Execution;
import io.trackersql.model.Failure;
import io.trackersql.plan.Prepared;
import io.trackersql.plan.ResultColumn;
import java.sql.BatchUpdateException;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends an execution: cancel, its time limit, and closing, from this thread or another. */
@Timeout(30)
class StopTest {
    private static final List<ResultColumn> NAME = List.of(FakeDatabase.column("Name", JDBCType.VARCHAR));

    private final FakeDatabase database = new FakeDatabase();
    private final ExecutorService otherThread = Executors.newSingleThreadExecutor();
    private TrackerConnection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        connection = database.connect();
        statement = connection.createStatement();
        database.rows("three", NAME, new Object[] {"a"}, new Object[] {"b"}, new Object[] {"c"});
        database.rows("none", NAME);
        database.count("update", 7);
    }

    @AfterEach
    void stopThread() {
        otherThread.shutdownNow();
    }

    /** Rows that come only until a latch is waited for; being stopped opens the latch. */
    private static final class StallingCursor implements Cursor {
        private final CountDownLatch stalled = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final Execution execution;
        private final int rowsBefore;
        private int given;
        private volatile boolean closed;

        StallingCursor(Execution execution, int rowsBefore) {
            this.execution = execution;
            this.rowsBefore = rowsBefore;
        }

        @Override
        public Object[] next() {
            if (given < rowsBefore) {
                given++;
                return new Object[] {"row " + given};
            }
            try (var registration = execution.cancellation().onStop(released::countDown)) {
                assertThat(registration).isNotNull();
                stalled.countDown();
                released.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            throw new IllegalStateException("socket closed");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private AtomicReference<StallingCursor> stallAfter(String sql, int rows) {
        AtomicReference<StallingCursor> opened = new AtomicReference<>();
        database.when(sql, NAME, List.of(), (values, execution) -> {
            opened.set(new StallingCursor(execution, rows));
            return new Prepared.Outcome.Rows(opened.get());
        });
        return opened;
    }

    private static SQLException failureOf(Future<?> future) throws Exception {
        try {
            future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return (SQLException) e.getCause();
        }
        throw new AssertionError("did not fail");
    }

    @Test
    void aStopDoesNotHideThatTheOutcomeOfAWriteIsUnknown() {
        database.when("writes", NAME, List.of(), (values, execution) -> {
            execution.cancellation().stop(Failure.CANCELLED, "The statement was cancelled.");
            throw Failure.UNKNOWN_OUTCOME.with("The statement was cancelled. It may or may not have been done.");
        });
        assertThatThrownBy(() -> statement.execute("writes"))
                .hasMessage("The statement was cancelled. It may or may not have been done.")
                .hasFieldOrPropertyWithValue("SQLState", "08007");
    }

    @Test
    void aStopDoesNotHideThatAPartWasWritten() {
        database.when("writes", List.of(), List.of(), (values, execution) -> {
            execution.cancellation().stop(Failure.CANCELLED, "The statement was cancelled.");
            throw Failure.RULE_VIOLATION.with("Of 2 writes 1 made, 1 refused.");
        });
        assertThatThrownBy(() -> statement.execute("writes")).hasMessage("Of 2 writes 1 made, 1 refused.");
    }

    @Test
    void aStopAfterTheWorkDoesNotMakeItLookUndone() throws SQLException {
        database.when("writes", List.of(), List.of(), (values, execution) -> {
            execution.cancellation().stop(Failure.CANCELLED, "The statement was cancelled.");
            return new Prepared.Outcome.Done(3);
        });
        assertThat(statement.executeUpdate("writes")).isEqualTo(3);
    }

    @Test
    void aBatchThatIsStoppedStillTellsItsCounts() throws SQLException {
        database.when("stops", List.of(), List.of(), (values, execution) -> {
            execution.cancellation().stop(Failure.CANCELLED, "The statement was cancelled.");
            throw Failure.UNKNOWN_OUTCOME.with("The statement was cancelled. It may or may not have been done.");
        });
        statement.addBatch("update");
        statement.addBatch("stops");
        assertThatThrownBy(statement::executeBatch).isInstanceOfSatisfying(BatchUpdateException.class, e -> {
            assertThat(e.getUpdateCounts()).containsExactly(7, -3);
            assertThat(e.getSQLState()).isEqualTo("08007");
        });
        assertThat(statement.executeUpdate("update")).isEqualTo(7);
    }

    @Test
    void theTimeLimitHoldsForABatch() throws SQLException {
        database.when("waits", List.of(), List.of(), (values, execution) -> {
            CountDownLatch stopped = new CountDownLatch(1);
            execution.cancellation().onStop(stopped::countDown);
            try {
                stopped.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            execution.cancellation().check();
            throw new AssertionError("not stopped");
        });
        connection.setNetworkTimeout(Runnable::run, 50);
        statement.addBatch("update");
        statement.addBatch("waits");
        assertThatThrownBy(statement::executeBatch).isInstanceOfSatisfying(BatchUpdateException.class, e -> {
            assertThat(e.getUpdateCounts()).containsExactly(7, -3);
            assertThat(e.getSQLState()).isEqualTo("HYT00");
        });
    }

    @Test
    void cancelStopsNextAndTheStatementStaysUsable() throws Exception {
        AtomicReference<StallingCursor> cursor = stallAfter("stalls", 1);
        ResultSet rows = statement.executeQuery("stalls");
        assertThat(rows.next()).isTrue();
        Future<Boolean> waiting = otherThread.submit(rows::next);
        cursor.get().stalled.await();
        statement.cancel();
        SQLException failure = failureOf(waiting);
        assertThat(failure.getSQLState()).isEqualTo("57014");
        assertThat(failure.getMessage()).isEqualTo("The statement was cancelled.");
        assertThat(failure.getCause()).isNull();
        assertThat(cursor.get().closed).isTrue();
        assertThatThrownBy(rows::next).hasFieldOrPropertyWithValue("SQLState", "57014");
        assertThat(statement.executeQuery("three").next()).isTrue();
    }

    @Test
    void cancelStopsAnExecutionThatHasNoResultYet() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        database.when("slow", NAME, List.of(), (values, execution) -> {
            CountDownLatch stopped = new CountDownLatch(1);
            execution.cancellation().onStop(stopped::countDown);
            started.countDown();
            try {
                stopped.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            throw new IllegalStateException("socket closed");
        });
        Future<ResultSet> running = otherThread.submit(() -> statement.executeQuery("slow"));
        started.await();
        statement.cancel();
        assertThat(failureOf(running).getSQLState()).isEqualTo("57014");
        assertThat(statement.executeUpdate("update")).isEqualTo(7);
    }

    @Test
    void cancelWithoutAnExecutionDoesNothing() throws SQLException {
        statement.cancel();
        ResultSet rows = statement.executeQuery("none");
        assertThat(rows.next()).isFalse();
        statement.cancel();
        assertThat(rows.next()).isFalse();
        assertThat(statement.executeQuery("three").next()).isTrue();
    }

    @Test
    void aCursorThatEndsEarlyBecauseItWasStoppedIsNoEndOfTheResult() throws SQLException {
        AtomicReference<Execution> running = new AtomicReference<>();
        database.when("cut", NAME, List.of(), (values, execution) -> {
            running.set(execution);
            return new Prepared.Outcome.Rows(new Cursor() {
                @Override
                public Object[] next() {
                    execution.cancellation().stop(Failure.TIMEOUT, "too late");
                    return null;
                }

                @Override
                public void close() {}
            });
        });
        ResultSet rows = statement.executeQuery("cut");
        assertThatThrownBy(rows::next).isInstanceOf(SQLTimeoutException.class).hasMessage("too late");
        assertThat(running.get().cancellation().isStopped()).isTrue();
    }

    @Test
    void theTimeLimitFiresWhileNextWaits() throws Exception {
        stallAfter("stalls", 1);
        connection.setNetworkTimeout(Runnable::run, 50);
        ResultSet rows = statement.executeQuery("stalls");
        assertThat(rows.next()).isTrue();
        assertThatThrownBy(rows::next)
                .isInstanceOf(SQLTimeoutException.class)
                .hasFieldOrPropertyWithValue("SQLState", "HYT00")
                .hasMessageContaining("50 ms");
        assertThat(statement.executeUpdate("update")).isEqualTo(7);
    }

    @Test
    void theQueryTimeoutCountsWhenItIsShorter() throws Exception {
        stallAfter("stalls", 0);
        connection.setNetworkTimeout(Runnable::run, 60_000);
        statement.setQueryTimeout(1);
        ResultSet rows = statement.executeQuery("stalls");
        long start = System.nanoTime();
        assertThatThrownBy(rows::next).isInstanceOf(SQLTimeoutException.class).hasMessageContaining("1 s");
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isBetween(900L, 5000L);
    }

    @Test
    void closingAStatementClosesItsResult() throws SQLException {
        FakeDatabase.ListCursor cursor = new FakeDatabase.ListCursor(List.<Object[]>of(new Object[] {"a"}));
        database.when("one", NAME, List.of(), (values, execution) -> new Prepared.Outcome.Rows(cursor));
        ResultSet rows = statement.executeQuery("one");
        statement.close();
        statement.close();
        assertThat(rows.isClosed()).isTrue();
        assertThat(cursor.isClosed()).isTrue();
        assertThatThrownBy(() -> statement.executeQuery("one"))
                .hasFieldOrPropertyWithValue("SQLState", "HY010")
                .hasMessage("The statement is closed.");
        assertThatThrownBy(statement::getWarnings).isInstanceOf(SQLException.class);
    }

    @Test
    void theCursorIsClosedAtTheEndOfTheRows() throws SQLException {
        FakeDatabase.ListCursor cursor = new FakeDatabase.ListCursor(List.<Object[]>of(new Object[] {"a"}));
        database.when("one", NAME, List.of(), (values, execution) -> new Prepared.Outcome.Rows(cursor));
        ResultSet rows = statement.executeQuery("one");
        assertThat(rows.next()).isTrue();
        assertThat(cursor.isClosed()).isFalse();
        assertThat(rows.next()).isFalse();
        assertThat(cursor.isClosed()).isTrue();
    }

    @Test
    void closingTheConnectionEndsEverything() throws Exception {
        AtomicReference<StallingCursor> cursor = stallAfter("stalls", 0);
        ResultSet rows = statement.executeQuery("stalls");
        Future<Boolean> waiting = otherThread.submit(rows::next);
        cursor.get().stalled.await();
        connection.close();
        assertThat(failureOf(waiting).getSQLState()).isEqualTo("08003");
        assertThat(cursor.get().closed).isTrue();
        assertThat(statement.isClosed()).isTrue();
        assertThat(rows.isClosed()).isTrue();
        assertThat(database.isClosed()).isTrue();
        assertThatThrownBy(() -> statement.executeQuery("three")).hasFieldOrPropertyWithValue("SQLState", "08003");
    }

    @Test
    void closingAResultThatWaitsEndsTheWait() throws Exception {
        AtomicReference<StallingCursor> cursor = stallAfter("stalls", 0);
        statement.executeQuery("stalls");
        ResultSet rows = statement.getResultSet();
        Future<Boolean> waiting = otherThread.submit(rows::next);
        cursor.get().stalled.await();
        statement.close();
        assertThat(failureOf(waiting).getSQLState()).isEqualTo("HY010");
        assertThat(cursor.get().closed).isTrue();
    }

    @Test
    void closeOnCompletionClosesTheStatementWithItsResult() throws SQLException {
        statement.closeOnCompletion();
        assertThat(statement.isCloseOnCompletion()).isTrue();
        ResultSet rows = statement.executeQuery("three");
        assertThat(statement.isClosed()).isFalse();
        rows.close();
        assertThat(statement.isClosed()).isTrue();
    }

    @Test
    void closeOnCompletionAllowsToExecuteAgain() throws SQLException {
        statement.closeOnCompletion();
        statement.executeQuery("three");
        assertThat(statement.executeQuery("three").next()).isTrue();
    }
}
