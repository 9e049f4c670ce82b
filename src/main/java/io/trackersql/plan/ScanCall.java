package io.trackersql.plan;

import io.trackersql.exec.Cursor;
import io.trackersql.exec.StatementRun;
import io.trackersql.exec.Tracker;
import io.trackersql.model.ValueType;
import io.trackersql.query.Operand;
import io.trackersql.query.TrackerQuery;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;

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
                return new RowEnumerator(call, run, context);
            }
        };
    }

    private static final class RowEnumerator implements Enumerator<Object> {
        private final ScanCall call;
        private final StatementRun run;
        private final DataContext context;
        private final boolean bare;
        private final boolean hasBytes;
        private Cursor cursor;
        private Object current;

        RowEnumerator(ScanCall call, StatementRun run, DataContext context) {
            this.call = call;
            this.run = run;
            this.context = context;
            this.bare = call.query().count() || call.query().columns().size() == 1;
            this.hasBytes = call.query().columns().stream().anyMatch(c -> c.type() == ValueType.VARBINARY);
        }

        @Override
        public Object current() {
            return current;
        }

        @Override
        public boolean moveNext() {
            if (cursor == null) {
                cursor = call.openPart(run, context);
            }
            Object[] row = cursor.next();
            if (row == null) {
                return false;
            }
            if (hasBytes) {
                wrapBytes(row);
            }
            current = bare ? row[0] : row;
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
