package io.trackersql.jdbc;

import java.sql.SQLWarning;

/** A chain of SQLWarnings as getWarnings hands it out. Thread-safe. */
final class Warnings {
    private static final String SQL_STATE = "01000";

    private SQLWarning first;

    synchronized void add(String message) {
        SQLWarning warning = new SQLWarning(message, SQL_STATE);
        if (first == null) {
            first = warning;
        } else {
            first.setNextWarning(warning);
        }
    }

    /** The oldest warning, to which the others are chained; null when there is none, as JDBC has it. */
    synchronized SQLWarning first() {
        return first;
    }

    synchronized void clear() {
        first = null;
    }
}
