package io.trackersql.exec;

import java.util.List;
import java.util.function.Function;

/** Reads the ranges of a plan one after the other; the second is asked for when the first has ended. */
final class RangeReader implements RowReader {
    private final List<NullRange> ranges;
    private final Function<NullRange, RowReader> readers;
    private int at;
    private volatile RowReader rows;

    RangeReader(List<NullRange> ranges, Function<NullRange, RowReader> readers) {
        this.ranges = ranges;
        this.readers = readers;
        this.rows = readers.apply(ranges.get(0));
    }

    @Override
    public void open() {
        rows.open();
    }

    @Override
    public Object[] next(boolean demanded) {
        while (true) {
            Object[] row = rows.next(demanded);
            if (row == PageReader.AT_TOTAL) {
                return row;
            } else if (row == null) {
                rows.close();
                if (at + 1 == ranges.size()) {
                    return null;
                }
                at++;
                rows = readers.apply(ranges.get(at));
                rows.open();
            } else if (ranges.get(at).holds(row)) {
                return row;
            }
        }
    }

    @Override
    public void readerWaits(boolean isWaiting) {
        rows.readerWaits(isWaiting);
    }

    @Override
    public void close() {
        at = ranges.size() - 1;
        rows.close();
    }
}
