package io.trackersql.exec;

import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.model.RequestScope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/**
 * Asks for pages before their turn and hands them out in their turn: first one, and several at a time once somebody had to wait for a
 * page. Whoever reads pages comes with the window of each; only a page with that very window is given from memory, every other
 * is asked for then and there.
 *
 * <p>Answers of pages that are asked for together may come from before and after a change of the tracker's rows, and then a row
 * could be missing between them. So every page ahead must tell the same total as the page before it; if it does not, it is given up
 * with all behind it, and the reading goes on from there. A page that could not be read at all is given up and asked for again in its turn.
 *
 * <p>Used by one thread at a time, {@link #readerWaits} apart.
 */
final class PagesAhead {
    /** The most pages that are asked for before their turn, beside the one that is read. */
    static final int PAGES_MOST = 4;

    /** The most values of all pages ahead, so that they fit in a small heap. A wide table's pages are larger: they come one by one. */
    static final int CELLS_MOST = 262_144;

    /** After so many times that pages ahead turned out useless they are asked for one after another. */
    static final int DROPS_MOST = 3;

    private final Tracker tracker;
    private final NativeQuery query;
    private final Paging paging;
    private final RequestScope scope;
    private final Executor pool;
    private final int pagesMost;
    private final long rowsMost;

    private final Object lock = new Object();
    private final Deque<PageAhead> pages = new ArrayDeque<>();
    private boolean isHurried;
    private int drops;
    private boolean isOff;
    private boolean isAwaited;
    private boolean isReaderWaiting;
    /** Tasks in the pool that have not begun; each will take the first page that nobody has begun. */
    private int tasks;

    private Position next = new Position(0, 0, 0);
    private long rowsInAll;

    /**
     * Where a page begins.
     *
     * @param page its number, from 0
     * @param start rows of the tracker before it
     * @param delivered rows of the reading before it
     */
    record Position(long page, long start, long delivered) {}

    PagesAhead(Tracker tracker, ScanPlan plan, NativeQuery query, RequestScope scope, Executor pool) {
        this.tracker = tracker;
        this.query = query;
        this.paging = plan.paging();
        this.scope = scope;
        this.pool = pool;
        pagesMost = plan.pagesAheadMost();
        rowsMost = CELLS_MOST / ReadAheadCursor.cells(query.columns());
    }

    /** The next page. Waits for it if it was asked for already, sends its request if not. */
    Page open(PageWindow window, OptionalLong total, boolean isDemanded) {
        Optional<PageAhead> ahead = take(window, isDemanded);
        try {
            return ahead.isPresent() && fits(ahead.get(), total)
                    ? ahead.get()
                    : tracker.backend().fetchPage(query, window, scope);
        } finally {
            synchronized (lock) {
                isAwaited = false;
            }
        }
    }

    /** Whether the next page must tell the total because it may have to be compared with others that are under way. */
    boolean isUnderWay() {
        synchronized (lock) {
            return !pages.isEmpty();
        }
    }

    /**
     * Asks for pages from that position on, as far as they are certainly needed.
     *
     * @param position where the page after the one that is read begins, if that one is full
     * @param total how many rows match
     */
    void ask(Position position, long total) {
        synchronized (lock) {
            if (pages.isEmpty()) {
                next = position;
            }
            rowsInAll = total;
            ask();
        }
    }

    /** Gives up what was asked for ahead, since a page was not what it was expected to be. */
    void drop() {
        synchronized (lock) {
            if (!pages.isEmpty()) {
                drops++;
                isOff |= drops == DROPS_MOST;
            }
            pages.forEach(PageAhead::close);
            pages.clear();
        }
    }

    /** Gives up what was asked for ahead, and asks for nothing ahead any more. */
    void close() {
        synchronized (lock) {
            isOff = true;
        }
        drop();
    }

    /** Tells that the reader of the result begins to wait for rows, or has them. Thread-safe. */
    void readerWaits(boolean isWaiting) {
        synchronized (lock) {
            isReaderWaiting = isWaiting;
            hurry(isWaiting);
        }
    }

    /** The page with that window if it was asked for; then the caller waits for it. */
    private Optional<PageAhead> take(PageWindow window, boolean isDemanded) {
        synchronized (lock) {
            PageAhead page = pages.peek();
            if (page == null) {
                return Optional.empty();
            }
            if (page.window().start() != window.start() || page.window().rows() != window.rows()) {
                drop();
                return Optional.empty();
            }
            pages.remove();
            isAwaited = !page.isThere();
            hurry(isDemanded || isReaderWaiting);
            if (isHurried || !isAwaited) {
                ask();
            }
            return Optional.of(page);
        }
    }

    /** Whether the page can be read now, for which it waits; if not, it must be asked for again. */
    private boolean fits(PageAhead page, OptionalLong total) {
        if (page.begin()) {
            // no thread was free for it yet; the caller need not wait for one
            page.close();
            return false;
        }
        page.awaitThere();
        boolean isFit = !page.isRefused() && total.equals(page.total());
        if (!isFit) {
            page.close();
            drop();
        }
        return isFit;
    }

    /** Asks for more pages if the reader of the result waits for one. The lock must be held. */
    private void hurry(boolean isReaderHere) {
        if (isAwaited && isReaderHere && !isHurried) {
            isHurried = true;
            ask();
        }
    }

    /** Asks for pages as far as the bounds allow. The lock must be held. */
    private void ask() {
        // one of the permits is for the page that is read, whose rows somebody waits for
        int most = Math.min(
                isHurried ? pagesMost : Math.min(1, pagesMost),
                tracker.backend().maxInFlight() - 1);
        long rows = pages.stream().mapToLong(page -> page.window().rows()).sum();
        while (!isOff && pages.size() < most && isNeeded(next)) {
            PageWindow window = new PageWindow(next.start(), paging.rows(next.page(), next.delivered()), true);
            rows += window.rows();
            if (rows > rowsMost) {
                return;
            }
            pages.add(new PageAhead(window, scope));
            next = new Position(next.page() + 1, next.start() + window.rows(), next.delivered() + window.rows());
            if (tasks < pages.size()) {
                tasks++;
                pool.execute(this::fetch);
            }
        }
    }

    private boolean isNeeded(Position position) {
        // a page ahead must not use up the user's maxRequests before its turn: those before it and the one awaited come
        // first
        boolean isInBudget = scope.budget().left() > pages.size() + 1;
        return isInBudget && position.start() < rowsInAll && position.delivered() < paging.rowsSure();
    }

    private void fetch() {
        PageAhead mine = null;
        synchronized (lock) {
            tasks--;
            for (PageAhead page : pages) {
                if (page.begin()) {
                    mine = page;
                    break;
                }
            }
        }
        if (mine != null) {
            mine.fetch(tracker.backend(), query);
        }
    }
}
