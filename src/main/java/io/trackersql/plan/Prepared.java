package io.trackersql.plan;

import io.trackersql.exec.Cursor;
import io.trackersql.exec.Execution;
import java.util.List;

/** A statement that was parsed, checked and planned, at no request. Immutable; may be executed again and again. */
public interface Prepared {
    /** Columns of the result; empty if the statement gives no rows. */
    List<ResultColumn> columns();

    /** The types of the parameters in the order of their markers. */
    List<ResultColumn> parameters();

    /** The columns of {@link Outcome.Done#keys} if the statement creates assets; else empty. */
    default List<ResultColumn> keyColumns() {
        return List.of();
    }

    /** Whether execution gives rows rather than a count. */
    default boolean givesRows() {
        return !columns().isEmpty();
    }

    /** Whether execution may change something in a tracker, so that it must not be repeated unseen. */
    default boolean writes() {
        return false;
    }

    /**
     * Runs the statement.
     *
     * @param parameters a row value for each parameter, of the parameter's type as {@link Cursor} describes it; null is SQL NULL
     */
    Outcome execute(Object[] parameters, Execution execution);

    /** What an execution gave. */
    sealed interface Outcome {
        /** Rows. */
        record Rows(Cursor cursor) implements Outcome {}

        /** No rows; how many were changed, and the keys of those that were created. */
        record Done(long updateCount, GeneratedKeys keys) implements Outcome {
            /** Nothing was created. */
            public Done(long updateCount) {
                this(updateCount, GeneratedKeys.NONE);
            }
        }
    }
}
