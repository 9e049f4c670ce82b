package io.trackersql.exec;

/** At most one row, which is known. */
final class FixedCursor implements Cursor {
    private Object[] row;

    private FixedCursor(Object[] row) {
        this.row = row;
    }

    static Cursor empty() {
        return new FixedCursor(null);
    }

    static Cursor of(Object[] row) {
        return new FixedCursor(row);
    }

    @Override
    public Object[] next() {
        Object[] next = row;
        row = null;
        return next;
    }

    @Override
    public void close() {
        row = null;
    }
}
