package io.trackersql.plan;

import io.trackersql.exec.Cursor;
import io.trackersql.exec.StatementRun;
import io.trackersql.exec.Tracker;
import io.trackersql.model.ValueType;
import io.trackersql.query.Operand;
import io.trackersql.query.TrackerQuery;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.DataContext;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;

/**
 * What runs when a {@link TrackerScan} runs: on its own, or called by generated code. Public since generated code names it.
 *
 * @param operands what the query's parameters stand for
 */
public record ScanCall(Tracker tracker, TrackerQuery query, List<ConstantExpression> operands) {
    /** Opens the scan of a statement that it answers alone. Sends the first request. */
    Cursor open(StatementRun run, DataContext context) {
        return run.scan(tracker, query, values(context));
    }

    private Cursor openPart(StatementRun run, DataContext context) {
        return run.scanPart(tracker, query, values(context));
    }

    private Object[] values(DataContext context) {
        return operands.stream().map(o -> o.evaluate(context)).toArray();
    }

    /** The query with the values that the operands have in one execution. */
    TrackerQuery bind(DataContext context) {
        return query.bind(operand -> operand instanceof Operand.Parameter parameter
                ? new Operand.Literal(operands.get(parameter.index()).evaluate(context))
                : operand);
    }

    /** The scan's rows in the shape of Calcite's generated code: an array, or the bare value if there is one column. */
    public static Enumerable<Object> enumerate(DataContext context, ScanCall call) {
        StatementRun run = StatementContext.runOf(context);
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<Object> enumerator() {
                return new RowEnumerator(call, () -> call.openPart(run, context), call.width() == 1);
            }
        };
    }

    /** The rows at each different time, with the time before their columns. Called by generated code. */
    public static Enumerable<Object> enumerateSnapshots(DataContext context, ScanCall call, Enumerable<Object> times) {
        StatementRun run = StatementContext.runOf(context);
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<Object> enumerator() {
                return new RowEnumerator(call, () -> call.openSnapshots(run, context, times), false);
            }
        };
    }

    private Cursor openSnapshots(StatementRun run, DataContext context, Enumerable<Object> times) {
        Enumerable<Object> known = times.select(row -> row instanceof Object[] array ? array[0] : row)
                .where(time -> time != null);
        try (Enumerator<Long> rows = known.cast(Long.class).enumerator()) {
            return run.snapshots(tracker, query, values(context), Linq4j.enumeratorIterator(rows));
        }
    }

    private int width() {
        return query.count() ? 1 : query.columns().size();
    }

    private static final class RowEnumerator implements Enumerator<Object> {
        private final Supplier<Cursor> rows;
        private final boolean isBare;
        private final boolean hasBytes;
        private Cursor cursor;
        private Object current;

        RowEnumerator(ScanCall call, Supplier<Cursor> rows, boolean isBare) {
            this.rows = rows;
            this.isBare = isBare;
            this.hasBytes = call.query().columns().stream().anyMatch(c -> c.type() == ValueType.VARBINARY);
        }

        @Override
        public Object current() {
            return current;
        }

        @Override
        public boolean moveNext() {
            if (cursor == null) {
                cursor = rows.get();
            }
            Object[] row = cursor.next();
            if (row == null) {
                return false;
            }
            if (hasBytes) {
                wrapBytes(row);
            }
            current = isBare ? row[0] : row;
            return true;
        }

        private static void wrapBytes(Object[] row) {
            for (int i = 0; i < row.length; i++) {
                if (row[i] instanceof byte[] bytes) {
                    row[i] = new ByteString(bytes);
                }
            }
        }

        @Override
        public void reset() {
            close();
        }

        @Override
        public void close() {
            if (cursor != null) {
                cursor.close();
                cursor = null;
            }
        }
    }
}
