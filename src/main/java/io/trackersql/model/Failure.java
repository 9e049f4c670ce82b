package io.trackersql.model;

/**
 * The kinds of things that can go wrong, each with the SQLSTATE that a caller sees. Nothing else decides a SQLSTATE.
 *
 * <p>Messages follow one form: what was wrong, what was found, where, what to do. They never hold a secret.
 */
public enum Failure {
    /** The statement is not SQL that we know. */
    SYNTAX("42000"),
    UNKNOWN_TABLE("42S02"),
    UNKNOWN_COLUMN("42S22"),
    UNKNOWN_SCHEMA("3F000"),
    UNKNOWN_FUNCTION("42883"),
    /** Types that do not fit together in a statement. */
    TYPE_MISMATCH("42804"),
    /** The statement is SQL, but nothing here can run it. */
    UNSUPPORTED("0A000"),
    /** A property of the connection or the session has a bad name or value. */
    BAD_PROPERTY("HY024"),
    BAD_URL("08001"),
    /** The server cannot be reached or its name is not known. */
    CONNECTION_REFUSED("08001"),
    /** The connection broke while an answer was being read. */
    CONNECTION_BROKEN("08006"),
    /** The connection, statement or result set was closed before. */
    CLOSED("08003"),
    OBJECT_CLOSED("HY010"),
    AUTHENTICATION("28000"),
    /** The tracker says that this user may not. */
    PERMISSION("42501"),
    /** The tracker answered something that its protocol does not allow. */
    BAD_ANSWER("08P01"),
    /** The tracker refused the request, for a reason that is none of the above. */
    REFUSED("HY000"),
    /** The tracker's quota is used up and the wait that it asks for is too long. */
    RATE_LIMITED("53400"),
    /** The tracker is down or too slow: statuses from 500. */
    SERVER_ERROR("08004"),
    TIMEOUT("HYT00"),
    CANCELLED("57014"),
    /** A limit that the user or this driver sets was reached: maxRequests, maxRows and others. */
    LIMIT_REACHED("54000"),
    /** One statement asks about the past of a table at more different times than a statement may. */
    TOO_MANY_TIMES("54001"),
    /** A method of JDBC was called that does not go with this statement. */
    WRONG_CALL("HY010"),
    /** The result set stands on no row. */
    NO_ROW("24000"),
    PARAMETER_UNBOUND("07001"),
    PARAMETER_INDEX("07009"),
    NUMBER_OUT_OF_RANGE("22003"),
    BAD_DATE_TIME("22007"),
    BAD_CAST("22018"),
    DIVISION_BY_ZERO("22012"),
    BAD_VALUE("22023"),
    CARDINALITY("21000"),
    READ_ONLY("25006"),
    /** A value is missing that the tracker demands. */
    NOT_NULL("23502"),
    /** A relation leads to an asset that is not there or that the user may not see. */
    INVALID_RELATION("23503"),
    /** A value is not one of those to choose from, or a rule of the tracker's says no. */
    RULE_VIOLATION("23514"),
    /** Text that is longer than the tracker takes. */
    TOO_LONG("22001"),
    /** A column or a table that the tracker does not let anybody write. */
    NOT_WRITABLE("42000"),
    /** The tracker saw another change of the same asset at the same time. */
    CONFLICT("40001"),
    /** The asset that is to be written is not there, or no longer. */
    NO_ASSET("02000"),
    /** A write was sent, and whether the tracker has done it is not known. */
    UNKNOWN_OUTCOME("08007"),
    SAVEPOINT("3B001"),
    TRANSACTION_STATE("25000"),
    /** Our own bug. */
    INTERNAL("XX000");

    private final String sqlState;

    Failure(String sqlState) {
        this.sqlState = sqlState;
    }

    /** Five characters of SQL:2016, ODBC or PostgreSQL, in this order of preference. */
    public String sqlState() {
        return sqlState;
    }

    /** An exception of this kind. */
    public TrackerException with(String message) {
        return new TrackerException(this, message, null);
    }

    /** An exception of this kind that keeps its cause for the log; the message must say all that a user needs. */
    public TrackerException with(String message, Throwable cause) {
        return new TrackerException(this, message, cause);
    }
}
