package io.trackersql.exec;

/**
 * Which rows of the tracker to read, and in pages of what size.
 *
 * @param start rows that the tracker skips
 * @param rowsMost the most rows to take from the tracker, {@link Long#MAX_VALUE} for all
 * @param rowsSure how many rows are needed if there are so many, whatever is in them
 * @param firstRows rows of the first page
 * @param pageRows rows of a page at most
 */
record Paging(long start, long rowsMost, long rowsSure, int firstRows, int pageRows) {
    /** The first page of a reading that will probably end early has at least as many rows; fewer would not be faster. */
    static final int FIRST_ROWS_LEAST = 100;

    /** Each later page of such a reading is so many times larger, since the ones before did not hold enough. */
    static final int GROWTH = 4;

    /** The tracker cuts the rows. */
    static Paging cutByTracker(long start, long rowsMost, int pageRows) {
        return new Paging(start, rowsMost, rowsMost, pageRows, pageRows);
    }

    /**
     * All rows may be needed, but reading will stop when enough of them have passed, at least {@code passing}.
     *
     * @param rowsMost the most rows that the tracker has
     * @param isOneForOne whether it takes at least as many rows of the tracker, all of them of this reading
     */
    static Paging cutHere(long passing, long rowsMost, boolean isOneForOne, int pageRows) {
        int first = (int) Math.min(pageRows, Math.max(FIRST_ROWS_LEAST, passing));
        long sure = isOneForOne || passing == Long.MAX_VALUE ? passing : 0;
        return new Paging(0, rowsMost, Math.min(sure, rowsMost), first, pageRows);
    }

    /** Rows to ask for in the page with that number, counted from 0, when so many were delivered before. */
    int rows(long page, long delivered) {
        long rows = firstRows;
        for (long i = 0; i < page && rows < pageRows; i++) {
            rows *= GROWTH;
        }
        return (int) Math.min(Math.min(rows, pageRows), rowsMost - delivered);
    }

    /** Requests for all rows up to {@code rowsMost}, which must be a number. */
    long requests() {
        return Math.max(1, rowsMost / pageRows + (rowsMost % pageRows == 0 ? 0 : 1));
    }
}
