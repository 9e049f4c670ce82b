package io.trackersql.jdbc;

import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
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
import java.time.DateTimeException;

/**
 * Turns whatever escapes from below into the one SQLException that a caller sees.
 *
 * <p>The subclass follows the class of the SQLSTATE, as the Javadoc of java.sql demands. A {@link TrackerException} is not kept as
 * cause, since it says the same words once more; what caused it is. What no layer foresaw, such as a failure inside generated
 * code, becomes XX000 with its cause.
 */
final class SqlErrors {
    private static final int CAUSES_MAX = 50;

    private SqlErrors() {}

    /** Something that may fail in any way and gives a value. */
    interface Call<T> {
        T run() throws SQLException;
    }

    /** Something that may fail in any way. */
    interface Action {
        void run() throws SQLException;
    }

    /** Runs it; every failure comes out as SQLException. */
    static <T> T guard(Call<T> call) throws SQLException {
        try {
            return call.run();
        } catch (RuntimeException | Error e) {
            throw of(e);
        }
    }

    /** As {@link #guard(Call)}. */
    static void run(Action action) throws SQLException {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            throw of(e);
        }
    }

    /** The exception for a failure that this layer found. */
    static SQLException of(Failure failure, String message) {
        return create(failure, message, null);
    }

    /** What a method answers that this driver does not have. */
    static SQLFeatureNotSupportedException unsupported(String what) {
        return new SQLFeatureNotSupportedException(
                what + " is not supported by this driver.", Failure.UNSUPPORTED.sqlState());
    }

    /** The exception for anything thrown. Rethrows what no program should catch, such as OutOfMemoryError. */
    static SQLException of(Throwable thrown) {
        if (thrown instanceof SQLException known) {
            return known;
        }
        if (thrown instanceof TrackerException known) {
            SQLException e = create(known.failure(), known.getMessage(), foreign(known.getCause()));
            e.setStackTrace(known.getStackTrace());
            return e;
        }
        if (thrown instanceof StackOverflowError) {
            return of(
                    Failure.LIMIT_REACHED,
                    "The statement is nested too deeply. Split it, or raise the thread's stack.");
        }
        if (thrown instanceof VirtualMachineError fatal) {
            throw fatal;
        }
        return ofUnforeseen(thrown);
    }

    /** The first cause that is not a failure of our own, whose words would only be said again. */
    private static Throwable foreign(Throwable cause) {
        Throwable found = cause;
        while (found instanceof TrackerException) {
            found = found.getCause();
        }
        return found;
    }

    /** As {@link #of(Throwable)}; where the words would tell a secret they are made safe, and the cause with them is left out. */
    static SQLException of(Throwable thrown, Secrets secrets) {
        SQLException e = of(thrown);
        String safe = secrets.hidden(String.valueOf(e.getMessage()));
        if (safe.equals(e.getMessage())) {
            return e;
        }
        return of(thrown instanceof TrackerException known ? known.failure() : Failure.INTERNAL, safe);
    }

    /** Arithmetic and casts that fail inside generated code arrive as the JDK's own exceptions, often within others. */
    private static SQLException ofUnforeseen(Throwable thrown) {
        Throwable root = root(thrown);
        String said = root.getMessage() == null ? "" : root.getMessage();
        if (root instanceof ArithmeticException) {
            return said.contains("zero")
                    ? create(Failure.DIVISION_BY_ZERO, "Division by zero.", thrown)
                    : create(Failure.NUMBER_OUT_OF_RANGE, "A number is out of range: " + said, thrown);
        }
        if (root instanceof NumberFormatException) {
            return create(Failure.BAD_CAST, "A text is not a number: " + said, thrown);
        }
        if (root instanceof DateTimeException) {
            return create(Failure.BAD_DATE_TIME, "A text is not a date or time: " + said, thrown);
        }
        if (root instanceof TrackerException known) {
            return of(known);
        }
        return create(
                Failure.INTERNAL,
                "The driver failed in a way it did not foresee: "
                        + root.getClass().getSimpleName() + (said.isEmpty() ? "" : ": " + said)
                        + ". Please report the statement with this message.",
                thrown);
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        // Circles are possible in theory; the bound ends them.
        for (int depth = 0; root.getCause() != null && depth < CAUSES_MAX; depth++) {
            root = root.getCause();
        }
        return root;
    }

    private static SQLException create(Failure failure, String message, Throwable cause) {
        String state = failure.sqlState();
        return switch (failure) {
            case TIMEOUT -> new SQLTimeoutException(message, state, cause);
            case CONNECTION_REFUSED, CONNECTION_BROKEN, SERVER_ERROR ->
                new SQLTransientConnectionException(message, state, cause);
            case RATE_LIMITED -> new SQLTransientException(message, state, cause);
            default ->
                switch (state.substring(0, 2)) {
                    case "08" -> new SQLNonTransientConnectionException(message, state, cause);
                    case "0A" -> new SQLFeatureNotSupportedException(message, state, cause);
                    case "22" -> new SQLDataException(message, state, cause);
                    case "23" -> new SQLIntegrityConstraintViolationException(message, state, cause);
                    case "28" -> new SQLInvalidAuthorizationSpecException(message, state, cause);
                    case "40" -> new SQLTransactionRollbackException(message, state, cause);
                    case "42" -> new SQLSyntaxErrorException(message, state, cause);
                    default -> new SQLException(message, state, cause);
                };
        };
    }
}
