package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.exec.Cursor;
import io.trackersql.model.Failure;
import io.trackersql.plan.Prepared;
import io.trackersql.plan.ResultColumn;
import java.sql.BatchUpdateException;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The protocol of Statement and ResultSet: what may be called when, and what it gives. */
class StatementTest {
    private static final List<ResultColumn> NAME = List.of(FakeDatabase.column("Name", JDBCType.VARCHAR));

    private final FakeDatabase database = new FakeDatabase();
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

    @Test
    void rowsComeOneByOneAndEnd() throws SQLException {
        ResultSet rows = statement.executeQuery("three");
        assertThat(rows.isBeforeFirst()).isTrue();
        assertThatThrownBy(() -> rows.getString(1))
                .hasFieldOrPropertyWithValue("SQLState", "24000")
                .hasMessage("The result set stands before its first row. Call next() first.");
        assertThat(rows.next()).isTrue();
        assertThat(rows.isFirst()).isTrue();
        assertThat(rows.isLast()).isFalse();
        assertThat(rows.getRow()).isEqualTo(1);
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isTrue();
        assertThat(rows.isLast()).isTrue();
        assertThat(rows.getString("NAME")).isEqualTo("c");
        assertThat(rows.next()).isFalse();
        assertThat(rows.next()).isFalse();
        assertThat(rows.isAfterLast()).isTrue();
        assertThat(rows.getRow()).isZero();
        assertThatThrownBy(() -> rows.getString(1)).hasFieldOrPropertyWithValue("SQLState", "24000");
        assertThat(rows.isClosed()).isFalse();
        assertThat(statement.executeQuery("none").isBeforeFirst()).isFalse();
    }

    @Test
    void columnsAreFoundByLabelAndTheFirstOfSeveralWins() throws SQLException {
        database.rows(
                "twins",
                List.of(FakeDatabase.column("a", JDBCType.BIGINT), FakeDatabase.column("A", JDBCType.BIGINT)),
                new Object[] {1L, 2L});
        ResultSet rows = statement.executeQuery("twins");
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt("A")).isEqualTo(1);
        assertThat(rows.getInt(2)).isEqualTo(2);
        assertThatThrownBy(() -> rows.getInt("b"))
                .isInstanceOf(SQLSyntaxErrorException.class)
                .hasMessage("The result has no column \"b\"; its columns are a, A.");
        assertThatThrownBy(() -> rows.getInt(3)).hasFieldOrPropertyWithValue("SQLState", "07009");
        assertThatThrownBy(() -> rows.getInt(0)).hasFieldOrPropertyWithValue("SQLState", "07009");
    }

    @Test
    void scrollingAndWritingAreRefused() throws SQLException {
        ResultSet rows = statement.executeQuery("three");
        assertThat(rows.next()).isTrue();
        List<Callable<?>> calls = List.of(
                rows::first,
                rows::last,
                rows::previous,
                () -> rows.absolute(1),
                () -> rows.relative(1),
                () -> {
                    rows.beforeFirst();
                    return null;
                },
                () -> {
                    rows.updateString(1, "x");
                    return null;
                },
                () -> {
                    rows.deleteRow();
                    return null;
                });
        for (Callable<?> call : calls) {
            assertThatThrownBy(call::call).isInstanceOf(SQLFeatureNotSupportedException.class);
        }
        assertThat(rows.getString(1)).isEqualTo("a");
    }

    @Test
    void executeTellsRowsFromCounts() throws SQLException {
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.execute("three")).isTrue();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        ResultSet rows = statement.getResultSet();
        assertThat(rows.next()).isTrue();
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(rows.isClosed()).isTrue();
        assertThat(statement.getResultSet()).isNull();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);

        assertThat(statement.execute("update")).isFalse();
        assertThat(statement.getResultSet()).isNull();
        assertThat(statement.getUpdateCount()).isEqualTo(7);
        assertThat(statement.getLargeUpdateCount()).isEqualTo(7);
        assertThat(statement.getMoreResults(Statement.CLOSE_CURRENT_RESULT)).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThatThrownBy(() -> statement.getMoreResults(Statement.KEEP_CURRENT_RESULT))
                .isInstanceOf(SQLFeatureNotSupportedException.class);
    }

    @Test
    void theWrongMethodIsRefusedBeforeAnythingRuns() {
        FakeDatabase.FakeStatement update = database.count("write", 1);
        assertThatThrownBy(() -> statement.executeQuery("write"))
                .hasFieldOrPropertyWithValue("SQLState", "HY010")
                .hasMessageContaining("gives no rows");
        assertThat(update.executions()).isZero();
        assertThatThrownBy(() -> statement.executeUpdate("three"))
                .hasFieldOrPropertyWithValue("SQLState", "HY010")
                .hasMessageContaining("gives rows");
    }

    @Test
    void anUpdateCountBeyondIntIsNotCut() throws SQLException {
        database.count("many", 3_000_000_000L);
        assertThat(statement.executeLargeUpdate("many")).isEqualTo(3_000_000_000L);
        assertThatThrownBy(() -> statement.executeUpdate("many")).isInstanceOf(SQLDataException.class);
    }

    @Test
    void executingAgainClosesTheEarlierResult() throws SQLException {
        ResultSet first = statement.executeQuery("three");
        ResultSet second = statement.executeQuery("three");
        assertThat(first.isClosed()).isTrue();
        assertThatThrownBy(first::next).hasMessage("The result set is closed.");
        assertThat(second.next()).isTrue();
    }

    @Test
    void wishesReachTheExecutionAndMaxRowsIsKept() throws SQLException {
        FakeDatabase.FakeStatement three =
                database.rows("three", NAME, new Object[] {"a"}, new Object[] {"b"}, new Object[] {"c"});
        statement.setMaxRows(2);
        statement.setFetchSize(50);
        ResultSet rows = statement.executeQuery("three");
        assertThat(three.lastExecution().rowsMax()).isEqualTo(2);
        assertThat(three.lastExecution().fetchRows()).isEqualTo(50);
        assertThat(rows.next()).isTrue();
        assertThat(rows.isLast()).isFalse();
        assertThat(rows.next()).isTrue();
        assertThat(rows.isLast()).isTrue();
        assertThat(rows.next()).isFalse();
        statement.setLargeMaxRows(5_000_000_000L);
        assertThat(statement.getLargeMaxRows()).isEqualTo(5_000_000_000L);
        assertThat(statement.getMaxRows()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void negativeWishesAreRefused() {
        assertThatThrownBy(() -> statement.setFetchSize(-1)).hasMessage("The fetch size -1 is negative.");
        assertThatThrownBy(() -> statement.setMaxRows(-1)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> statement.setQueryTimeout(-1)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> statement.setFetchDirection(42)).isInstanceOf(SQLException.class);
    }

    @Test
    void harmlessWishesAreHarmless() throws SQLException {
        statement.setEscapeProcessing(false);
        statement.setCursorName("c");
        statement.setPoolable(true);
        assertThat(statement.isPoolable()).isTrue();
        statement.setMaxFieldSize(10);
        assertThat(statement.getMaxFieldSize()).isEqualTo(10);
        statement.setFetchDirection(ResultSet.FETCH_REVERSE);
        assertThat(statement.getFetchDirection()).isEqualTo(ResultSet.FETCH_FORWARD);
        assertThat(statement.execute("update", Statement.RETURN_GENERATED_KEYS)).isFalse();
        assertThat(statement.getGeneratedKeys().next()).isFalse();
        assertThat(statement.executeUpdate("update", new String[] {"ID"})).isEqualTo(7);
        assertThat(statement.executeLargeUpdate("update", new int[] {1})).isEqualTo(7);
        assertThatThrownBy(() -> statement.execute("update", 99)).isInstanceOf(SQLException.class);
    }

    @Test
    void warningsOfTheExecutionAreTheStatementsAndThoseOfReadingTheResults() throws SQLException {
        database.when("warns", NAME, List.of(), (values, execution) -> {
            execution.warnings().accept("first");
            execution.warnings().accept("second");
            return new Prepared.Outcome.Rows(new Cursor() {
                @Override
                public Object[] next() {
                    execution.warnings().accept("while reading");
                    return null;
                }

                @Override
                public void close() {}
            });
        });
        ResultSet rows = statement.executeQuery("warns");
        assertThat((Object) rows.getWarnings()).isNull();
        assertThat(rows.next()).isFalse();
        assertThat(rows.getWarnings().getMessage()).isEqualTo("while reading");
        rows.clearWarnings();
        assertThat((Object) rows.getWarnings()).isNull();
        assertThat(statement.getWarnings().getMessage()).isEqualTo("first");
        assertThat(statement.getWarnings().getSQLState()).isEqualTo("01000");
        assertThat(statement.getWarnings().getNextWarning().getMessage()).isEqualTo("second");
        statement.clearWarnings();
        assertThat((Object) statement.getWarnings()).isNull();
        statement.executeQuery("warns");
        statement.executeQuery("three");
        assertThat((Object) statement.getWarnings()).isNull();
    }

    @Test
    void aBatchRunsInOrderAndStopsAtTheFirstFailure() throws SQLException {
        statement.addBatch("update");
        statement.addBatch("update");
        assertThat(statement.executeBatch()).containsExactly(7, 7);
        assertThat(statement.executeBatch()).isEmpty();
        database.when("refused", List.of(), List.of(), (values, execution) -> {
            throw Failure.RULE_VIOLATION.with("Estimate is below zero.");
        });
        FakeDatabase.FakeStatement after = database.count("after", 1);
        statement.addBatch("update");
        statement.addBatch("refused");
        statement.addBatch("after");
        assertThatThrownBy(statement::executeLargeBatch).isInstanceOfSatisfying(BatchUpdateException.class, e -> {
            assertThat(e.getLargeUpdateCounts()).containsExactly(7, -3, -3);
            assertThat(e.getSQLState()).isEqualTo("23514");
            assertThat(e.getMessage())
                    .isEqualTo("Of 3 entries of the batch 2 failed or were not run, entry 2 first."
                            + " Estimate is below zero.");
            assertThat(e.getNextException().getMessage()).isEqualTo("Estimate is below zero.");
        });
        assertThat(after.executions()).isZero();
        assertThat(statement.executeBatch()).isEmpty();
    }

    @Test
    void aBatchWithAStatementThatIsNoneRunsNothing() throws SQLException {
        FakeDatabase.FakeStatement before = database.count("before", 1);
        statement.addBatch("before");
        statement.addBatch("wrong");
        assertThatThrownBy(statement::executeBatch).isInstanceOfSatisfying(BatchUpdateException.class, e -> {
            assertThat(e.getUpdateCounts()).containsExactly(-3, -3);
            assertThat(e.getSQLState()).isEqualTo("42000");
            assertThat(e.getMessage()).isEqualTo("Nothing of the batch was run. Nothing is known of wrong");
        });
        assertThat(before.executions()).isZero();
        statement.addBatch("before");
        statement.clearBatch();
        assertThat(statement.executeBatch()).isEmpty();
        assertThat(before.executions()).isZero();
    }

    @Test
    void failuresOfTheDatabaseComeOutWithoutWrapping() {
        assertThatThrownBy(() -> statement.executeQuery("nonsense"))
                .isInstanceOf(SQLSyntaxErrorException.class)
                .hasMessage("Nothing is known of nonsense")
                .hasFieldOrPropertyWithValue("SQLState", "42000")
                .hasNoCause();
    }

    @Test
    void failuresThatNobodyForesawAreOneClearException() throws SQLException {
        database.when("breaks", NAME, List.of(), (values, execution) -> {
            throw new IllegalStateException("rule fired twice");
        });
        assertThatThrownBy(() -> statement.executeQuery("breaks"))
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("SQLState", "XX000")
                .hasMessage("The driver failed in a way it did not foresee: IllegalStateException: rule fired twice."
                        + " Please report the statement with this message.");
        database.when("asserts", NAME, List.of(), (values, execution) -> {
            throw new AssertionError("MERGE");
        });
        assertThatThrownBy(() -> statement.executeQuery("asserts")).hasFieldOrPropertyWithValue("SQLState", "XX000");
        database.when(
                "divides",
                NAME,
                List.of(),
                (values, execution) -> new Prepared.Outcome.Rows(new Cursor() {
                    @Override
                    public Object[] next() {
                        throw new ArithmeticException("/ by zero");
                    }

                    @Override
                    public void close() {}
                }));
        ResultSet rows = statement.executeQuery("divides");
        assertThatThrownBy(rows::next)
                .isInstanceOf(SQLDataException.class)
                .hasFieldOrPropertyWithValue("SQLState", "22012");
    }

    @Test
    void anOutOfMemoryErrorStaysOne() {
        database.when("fills", NAME, List.of(), (values, execution) -> {
            throw new OutOfMemoryError("pretended");
        });
        assertThatThrownBy(() -> statement.executeQuery("fills")).isInstanceOf(OutOfMemoryError.class);
    }
}
