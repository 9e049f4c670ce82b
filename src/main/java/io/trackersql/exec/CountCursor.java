package io.trackersql.exec;

/** One row with the number of rows of another cursor, which it reads to the end when it is asked. */
final class CountCursor implements Cursor {
    private final Cursor rows;
    private boolean isDone;

    CountCursor(Cursor rows) {
        this.rows = rows;
    }

    @Override
    public Object[] next() {
        if (isDone) {
            return null;
        }
        long count = 0;
        while (rows.next() != null) {
            count++;
        }
        isDone = true;
        return new Object[] {count};
    }

    @Override
    public void close() {
        rows.close();
    }
}
