package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.model.Failure;
import java.io.IOException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which exception of java.sql each failure becomes. */
class SqlErrorsTest {
    @Test
    void theClassFollowsTheSqlState() {
        Map<Failure, Class<?>> expected = new EnumMap<>(Failure.class);
        for (Failure failure : Failure.values()) {
            expected.put(
                    failure,
                    switch (failure.sqlState().substring(0, 2)) {
                        case "42" -> SQLSyntaxErrorException.class;
                        case "0A" -> SQLFeatureNotSupportedException.class;
                        case "22" -> SQLDataException.class;
                        case "23" -> SQLIntegrityConstraintViolationException.class;
                        case "40" -> SQLTransactionRollbackException.class;
                        case "28" -> SQLInvalidAuthorizationSpecException.class;
                        case "08" -> SQLNonTransientConnectionException.class;
                        default -> SQLException.class;
                    });
        }
        expected.put(Failure.TIMEOUT, SQLTimeoutException.class);
        expected.put(Failure.CONNECTION_REFUSED, SQLTransientConnectionException.class);
        expected.put(Failure.CONNECTION_BROKEN, SQLTransientConnectionException.class);
        expected.put(Failure.SERVER_ERROR, SQLTransientConnectionException.class);
        expected.put(Failure.RATE_LIMITED, SQLTransientException.class);
        Map<Failure, Class<?>> found = new EnumMap<>(Failure.class);
        for (Failure failure : Failure.values()) {
            SQLException e = SqlErrors.of(failure.with("said"));
            assertThat(e.getSQLState()).isEqualTo(failure.sqlState());
            assertThat(e.getMessage()).isEqualTo("said");
            found.put(failure, e.getClass());
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void theCauseIsKeptButNotTheExceptionThatSaysTheSame() {
        IOException cause = new IOException("reset");
        SQLException e = SqlErrors.of(Failure.CONNECTION_BROKEN.with("The connection broke.", cause));
        assertThat(e.getCause()).isSameAs(cause);
        assertThat(SqlErrors.of(Failure.SYNTAX.with("said")).getCause()).isNull();
    }

    @Test
    void aStackOverflowIsALimitThatTheUserCanRead() {
        assertThat(SqlErrors.of(new StackOverflowError()).getSQLState()).isEqualTo("54000");
    }

    @Test
    void castsThatFailInsideGeneratedCodeAreDataErrors() {
        assertThat(SqlErrors.of(new NumberFormatException("x")).getSQLState()).isEqualTo("22018");
        assertThat(SqlErrors.of(new ExceptionInInitializerError(new ArithmeticException("/ by zero")))
                        .getSQLState())
                .isEqualTo("22012");
        assertThat(SqlErrors.of(new IllegalStateException(Failure.BAD_VALUE.with("inside")))
                        .getMessage())
                .isEqualTo("inside");
        assertThat(SqlErrors.of(new ArithmeticException("Value out of range")).getSQLState())
                .isEqualTo("22003");
    }
}
