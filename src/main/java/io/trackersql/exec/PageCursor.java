package io.trackersql.exec;

/** Rows straight from their source. */
final class PageCursor implements Cursor {
    private final RowSource source;

    PageCursor(RowSource source) {
        this.source = source;
    }

    @Override
    public Object[] next() {
        return source.next(true);
    }

    @Override
    public void close() {
        source.close();
    }
}
