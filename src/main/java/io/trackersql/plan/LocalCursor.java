package io.trackersql.plan;

import io.trackersql.exec.Cursor;
import io.trackersql.exec.StatementRun;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.linq4j.Enumerator;

/**
 * Rows of Calcite's runtime, in the one shape that all cursors have: always an array, bytes as {@code byte[]}. Polls for cancellation,
 * which generated code does not.
 */
final class LocalCursor implements Cursor {
    private final Enumerator<?> rows;
    private final StatementRun run;
    private Object[] first;
    private boolean ended;

    /** Computes the first row at once, so that whatever is wrong is raised when the statement is executed. */
    LocalCursor(Enumerator<?> rows, StatementRun run) {
        this.rows = rows;
        this.run = run;
        try {
            this.first = compute();
        } catch (RuntimeException | Error e) {
            rows.close();
            throw e;
        }
    }

    @Override
    public Object[] next() {
        Object[] row = first != null ? first : compute();
        first = null;
        return row;
    }

    private Object[] compute() {
        run.cancellation().check();
        if (ended || !rows.moveNext()) {
            ended = true;
            return null;
        }
        Object current = rows.current();
        Object[] row = current instanceof Object[] array ? array : new Object[] {current};
        for (int i = 0; i < row.length; i++) {
            if (row[i] instanceof ByteString bytes) {
                row[i] = bytes.getBytes();
            }
        }
        return row;
    }

    @Override
    public void close() {
        rows.close();
    }
}
