package io.trackersql.jdbc;

import io.trackersql.exec.Transaction;
import io.trackersql.model.Failure;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

/** The savepoints of a connection's transaction, oldest first. Thread-safe. */
final class Savepoints {
    private final Transaction transaction;
    private final List<Point> points = new ArrayList<>();
    private int lastId;

    Savepoints(Transaction transaction) {
        this.transaction = transaction;
    }

    /** A place in the list of writes that wait; it has a number or a name. */
    private record Point(int id, String name, Transaction.Mark mark) implements Savepoint {
        @Override
        public int getSavepointId() throws SQLException {
            if (name != null) {
                throw SqlErrors.of(Failure.SAVEPOINT, "The savepoint \"" + name + "\" has a name and no number.");
            }
            return id;
        }

        @Override
        public String getSavepointName() throws SQLException {
            if (name == null) {
                throw SqlErrors.of(Failure.SAVEPOINT, "Savepoint " + id + " has a number and no name.");
            }
            return name;
        }

        /** Two savepoints of one name are two. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        @Override
        public String toString() {
            return name == null ? "savepoint " + id : "savepoint \"" + name + '"';
        }
    }

    /**
     * A savepoint at what waits now.
     *
     * @param name null for one with a number
     */
    synchronized Savepoint set(String name) throws SQLException {
        if (transaction.isAutoCommit()) {
            throw SqlErrors.of(
                    Failure.TRANSACTION_STATE,
                    "A savepoint is part of a transaction, and in auto-commit mode there is none."
                            + " Call setAutoCommit(false) first.");
        }
        points.removeIf(p -> !transaction.isValid(p.mark()));
        Point point = new Point(++lastId, name, transaction.mark());
        points.add(point);
        return point;
    }

    /** Drops what was written since; the savepoint stays, later ones are gone. */
    synchronized void rollback(Savepoint savepoint) throws SQLException {
        int place = place(savepoint);
        SqlErrors.run(() -> transaction.rollback(points.get(place).mark()));
        points.subList(place + 1, points.size()).clear();
    }

    /** Forgets it and later ones; what was written since goes on waiting. */
    synchronized void release(Savepoint savepoint) throws SQLException {
        int place = place(savepoint);
        SqlErrors.run(() -> transaction.requireValid(points.get(place).mark()));
        points.subList(place, points.size()).clear();
    }

    private int place(Savepoint savepoint) throws SQLException {
        int place = savepoint instanceof Point point ? points.indexOf(point) : -1;
        if (place < 0) {
            throw SqlErrors.of(
                    Failure.SAVEPOINT,
                    savepoint instanceof Point
                            ? "There is no " + savepoint
                                    + " in this connection's transaction: it was released, rolled back"
                                    + " over, ended with its transaction, or belongs to another connection."
                            : "What was given as savepoint was not set by this connection.");
        }
        return place;
    }
}
