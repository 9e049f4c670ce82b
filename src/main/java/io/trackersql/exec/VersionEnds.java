package io.trackersql.exec;

import io.trackersql.model.Failure;
import io.trackersql.model.History;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable.VersionColumns;
import java.util.Arrays;
import java.util.List;

/**
 * Gives each version its end, which is the start of the asset's next version, and leaves out the versions that only say that the
 * asset was deleted. The rows come asset by asset and, within an asset, in the order of their versions; one row is held back until
 * the next one is known.
 */
final class VersionEnds implements RowReader {
    private final RowReader rows;
    private final String table;
    private final int key;
    private final int start;
    private final int number;
    private final int deletion;
    private Object[] held;
    /** The asset before that of the row held back, which must not come again. */
    private Object finished;

    private boolean isAtEnd;

    /**
     * @param columns what the rows hold: at least key, start and number of the version
     */
    VersionEnds(RowReader rows, String table, VersionColumns versions, Column keyColumn, List<Column> columns) {
        this.rows = rows;
        this.table = table;
        this.key = columns.indexOf(keyColumn);
        this.start = columns.indexOf(versions.start());
        this.number = columns.indexOf(versions.number());
        this.deletion = versions.deletion().map(columns::indexOf).orElse(-1);
    }

    @Override
    public void open() {
        rows.open();
    }

    /** A row with one value more, which is the end of the version. */
    @Override
    public Object[] next(boolean demanded) {
        while (!isAtEnd) {
            Object[] row = rows.next(demanded);
            if (row == PageReader.AT_TOTAL) {
                return row;
            }
            isAtEnd = row == null;
            Object[] ended = held;
            held = row;
            if (ended != null) {
                boolean isLast = row == null || !row[key].equals(ended[key]);
                long end = isLast ? History.NEVER : endOf(ended, row);
                if (isLast) {
                    finish(ended[key], row);
                }
                if (!isDeletion(ended)) {
                    return with(ended, end);
                }
            }
        }
        return null;
    }

    private void finish(Object asset, Object[] next) {
        if (next != null && next[key].equals(finished)) {
            throw Failure.BAD_ANSWER.with(
                    "The tracker gave versions of " + finished + " of " + table
                            + " before and after those of " + asset
                            + ", not one after the other as asked for. Without their order nothing tells when a version ended.");
        }
        finished = asset;
    }

    private boolean isDeletion(Object[] row) {
        return deletion >= 0 && Boolean.TRUE.equals(row[deletion]);
    }

    private long endOf(Object[] row, Object[] next) {
        if (row[number] == null || next[start] == null || (Long) next[number] <= (Long) row[number]) {
            throw Failure.BAD_ANSWER.with("The tracker gave the versions of " + row[key] + " of " + table
                    + " in another order than asked for: " + next[number] + " after " + row[number]
                    + ". Without their order nothing tells when a version ended.");
        }
        return (Long) next[start];
    }

    private static Object[] with(Object[] row, long end) {
        Object[] longer = Arrays.copyOf(row, row.length + 1);
        longer[row.length] = end;
        return longer;
    }

    @Override
    public void readerWaits(boolean isWaiting) {
        rows.readerWaits(isWaiting);
    }

    @Override
    public void close() {
        isAtEnd = true;
        rows.close();
    }
}
