package io.trackersql.exec;

import io.trackersql.model.Failure;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the rows that one statement reads from trackers and raises when the user's {@code maxRows} is exceeded. Thread-safe. */
final class RowBudget {
    private final long rowsMax;
    private final AtomicLong taken = new AtomicLong();

    /** A budget of at most that many rows; 0 means no limit. */
    RowBudget(long rowsMax) {
        this.rowsMax = rowsMax;
    }

    /** Takes one row from the budget, before it is used. */
    void take() {
        if (rowsMax > 0 && taken.incrementAndGet() > rowsMax) {
            throw Failure.LIMIT_REACHED.with("The statement reads more than maxRows=" + rowsMax
                    + " rows from the tracker. Narrow it, look at EXPLAIN PLAN FOR, or raise maxRows.");
        }
    }
}
