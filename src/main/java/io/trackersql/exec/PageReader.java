package io.trackersql.exec;

import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads a tracker's rows page by page: asks for the next page, knows the last one, and reads a broken page again without repeating
 * or losing a row. Used by one thread at a time; what is kept does not grow with the rows, only with the rows of a page.
 *
 * <p>The end is an empty page, or a short one that cannot be short for another reason: the total says so, or, where there is
 * no total, the server is known to give larger pages. The total never ends the reading after a full page, since rows may have
 * been added meanwhile.
 */
final class PageReader implements RowReader {
    /** Stands for a row when no further row is expected, or none of a batch, and only one more request can tell. */
    static final Object[] AT_TOTAL = new Object[0];

    /** How often one page that breaks off is read again. */
    static final int RESUMES_MAX = 3;

    /** Rows that are read before pages are asked for ahead; most results of tools and applications end within them. */
    static final int AHEAD_AFTER_ROWS = ReadAheadCursor.DIRECT_ROWS;

    private final Tracker tracker;
    private final NativeQuery query;
    private final Paging paging;
    private final boolean tellsTotal;
    private final boolean wantsTotal;
    private final PagesAhead ahead;
    private final RequestScope scope;
    private final RowBudget rowBudget;

    private final List<String> keys = new ArrayList<>();
    /** The keys of the page before, which rows inserted meanwhile may push to the start of the next. */
    private List<String> before = List.of();

    private String previousFirst = "";
    private String markedFirst = "";
    private Page given;
    private boolean isOfBatch;
    private Page page;
    private PageWindow window;
    private long pages;
    private long start;
    private long delivered;
    private OptionalLong total = OptionalLong.empty();
    private boolean isAtOverlap;
    private int resumes;
    private boolean confirmsOnly;
    private boolean isDone;

    PageReader(
            Tracker tracker,
            ScanPlan plan,
            NativeQuery query,
            boolean wantsTotal,
            PagesAhead ahead,
            RequestScope scope,
            RowBudget rowBudget) {
        this.tracker = tracker;
        this.query = query;
        this.paging = plan.paging();
        this.tellsTotal = plan.tellsTotal();
        this.wantsTotal = wantsTotal && tellsTotal;
        this.ahead = ahead;
        this.scope = scope;
        this.rowBudget = rowBudget;
        this.start = paging.start();
    }

    /**
     * Has the first page from somebody who asked for it already.
     *
     * @param ofBatch whether one answer brings it together with others: then it tells no total, and {@link #AT_TOTAL} comes before
     *     further pages are asked for
     */
    PageReader startingWith(Page first, boolean ofBatch) {
        given = first;
        isOfBatch = ofBatch;
        return this;
    }

    /** How many rows were given so far. */
    long rowsRead() {
        return delivered;
    }

    /**
     * Whether the page of a batch that was read is known to be the last, although it was not when it ended: it has room for more rows
     * than it has, and the server gives more than it has.
     *
     * @param rowsWhole a number of rows at which the server cuts no page
     */
    boolean isWhole(long rowsWhole) {
        return isBatchPage(pages - 1)
                && before.size() < window.rows()
                && (before.size() <= rowsWhole || before.size() < tracker.fullPageRows(false));
    }

    private boolean isBatchPage(long number) {
        return isOfBatch && number == 0;
    }

    @Override
    public void open() {
        openPage(true);
    }

    @Override
    public Object[] next(boolean demanded) {
        while (!isDone) {
            if (page == null) {
                if (confirmsOnly && !demanded) {
                    return AT_TOTAL;
                }
                openPage(demanded);
            }
            Object[] row = read();
            if (row == null) {
                endPage();
            } else if (!isRepeated()) {
                delivered++;
                if (delivered == AHEAD_AFTER_ROWS) {
                    askAhead();
                }
                return row;
            }
        }
        return null;
    }

    @Override
    public void close() {
        isDone = true;
        ahead.close();
        closePage();
        if (given != null) {
            given.close();
            given = null;
        }
        keys.clear();
        before = List.of();
    }

    @Override
    public void readerWaits(boolean isWaiting) {
        ahead.readerWaits(isWaiting);
    }

    private void openPage(boolean demanded) {
        boolean isFirstAsked = pages == (isOfBatch ? 1 : 0);
        boolean wantTotal = wantsTotal && !isBatchPage(pages) && (isFirstAsked || ahead.isUnderWay());
        window = new PageWindow(start, paging.rows(pages, delivered), wantTotal);
        keys.clear();
        resumes = 0;
        page = given != null ? given : ahead.open(window, total, demanded);
        given = null;
        isAtOverlap = !before.isEmpty();
        if (delivered >= AHEAD_AFTER_ROWS) {
            askAhead();
        }
    }

    /** Asks for pages after this one, supposing that it is full. */
    private void askAhead() {
        OptionalLong known = total.isPresent() ? total : page.total();
        if (known.isPresent()) {
            long rest = (long) window.rows() - keys.size();
            ahead.ask(new PagesAhead.Position(pages + 1, start + window.rows(), delivered + rest), known.getAsLong());
        }
    }

    /** The page's next row as it comes, or null at its end. */
    private Object[] read() {
        Object[] row;
        try {
            row = page.next();
        } catch (TrackerException e) {
            row = resume(e);
        }
        if (row == null) {
            return null;
        }
        keys.add(page.key());
        if (keys.size() > window.rows()) {
            throw Failure.BAD_ANSWER.with("The tracker gave more than the " + window.rows() + " rows of "
                    + query.table().name() + " that it was asked for from row " + start
                    + ". Ask its administrator whether a proxy changes requests.");
        }
        if (keys.size() == 1) {
            checkProgress(keys.get(0));
        }
        rowBudget.take();
        return row;
    }

    /** The row at which the page broke, or null if that was its end, from the same page read again. */
    private Object[] resume(TrackerException broken) {
        TrackerException last = broken;
        while (last.failure() == Failure.CONNECTION_BROKEN && resumes < RESUMES_MAX) {
            resumes++;
            scope.cancellation().check();
            closePage();
            // what was asked for before this page is read again may not fit it
            ahead.drop();
            page = tracker.backend().fetchPage(query, window, scope);
            try {
                if (isSameAgain()) {
                    return page.next();
                }
            } catch (TrackerException e) {
                last = e;
                continue;
            }
            throw Failure.CONNECTION_BROKEN.with(
                    "The connection broke while " + query.table().name()
                            + " was read, and the rows read again were not the same: someone changed them meanwhile. Run the statement again.",
                    broken);
        }
        throw last;
    }

    /** Whether the page begins with the rows that it gave before; reads just those. */
    private boolean isSameAgain() {
        for (String key : keys) {
            if (page.next() == null || !page.key().equals(key)) {
                return false;
            }
        }
        return true;
    }

    /** Compares with the page before and with one far back that moves on ever more slowly, which finds a circle of any length. */
    private void checkProgress(String first) {
        if (first.equals(previousFirst) || first.equals(markedFirst)) {
            throw givenTwice();
        }
    }

    private TrackerException givenTwice() {
        return Failure.BAD_ANSWER.with(
                "The tracker gave a page of " + query.table().name() + " a second time: the rows from " + start
                        + " begin with " + keys.get(0)
                        + " again. Ask its administrator whether a proxy changes requests.");
    }

    /** Whether the row that was just read is one of the last page's, moved here by rows that were inserted before it. */
    private boolean isRepeated() {
        if (isAtOverlap && before.contains(keys.get(keys.size() - 1))) {
            warnOfChange();
            return true;
        }
        isAtOverlap = false;
        return false;
    }

    private void endPage() {
        int received = keys.size();
        if (isAtOverlap && received > 0) {
            throw givenTwice();
        }
        noteTotal(page.total());
        // rows that the user may not see have their places in the tracker's order
        long passed = received + page.withheld();
        closePage();
        boolean isFull = passed == window.rows();
        boolean isBatchPage = isBatchPage(pages);
        boolean mayTellTotal = tellsTotal && !isBatchPage;
        if (received == window.rows() || isBatchPage) {
            tracker.noteFullPage(mayTellTotal, received);
        }
        pages++;
        start += passed;
        boolean isTotalRead = total.isPresent() && start >= total.getAsLong();
        if (passed == 0) {
            isDone = true;
            if (total.isPresent() && !isTotalRead) {
                warnOfChange();
            }
            return;
        }
        isDone = delivered == paging.rowsMost() || (!isFull && isLast(passed, isTotalRead, mayTellTotal));
        confirmsOnly = (isFull && isTotalRead) || isBatchPage;
        if (!isFull) {
            // the server gives smaller pages, or the total counts rows that it does not give: no page begins where it
            // was supposed to
            ahead.close();
        }
        remember();
    }

    /** Keeps of the page what later ones are compared with. */
    private void remember() {
        if (!keys.isEmpty()) {
            previousFirst = keys.get(0);
        }
        if (Long.bitCount(pages) == 1) {
            markedFirst = previousFirst;
        }
        before = List.copyOf(keys);
    }

    private void noteTotal(OptionalLong told) {
        if (told.isPresent()) {
            if (total.isPresent() && told.getAsLong() < total.getAsLong()) {
                warnOfChange();
            }
            total = told;
        }
    }

    private boolean isLast(long passed, boolean isTotalRead, boolean mayTellTotal) {
        return total.isPresent() ? isTotalRead : passed < tracker.fullPageRows(mayTellTotal);
    }

    private void warnOfChange() {
        scope.warnings()
                .accept(
                        "Rows of " + query.table().name()
                                + " were added or removed while they were read; some may be missing. Run the statement again to be sure.");
    }

    private void closePage() {
        if (page != null) {
            page.close();
            page = null;
        }
    }
}
