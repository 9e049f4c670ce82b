package io.trackersql.exec;

import io.trackersql.backend.Backend;
import io.trackersql.backend.Page;
import io.trackersql.model.RequestScope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

/** A request for each time; some are under way together, as far as permits, memory and the user's {@code maxRequests} allow. */
final class FirstPagesAhead implements FirstPages {
    private final Backend backend;
    private final List<ScanPlan> plans;
    private final RequestScope scope;
    private final Executor pool;
    private final Deque<PageAhead> pages = new ArrayDeque<>();
    private final int pagesMost;
    private final int rowsMost;
    /** How many rows a page is supposed to have: as many as it may, until the first shows how many there are. */
    private int rowsExpected;

    private PageAhead last;
    private int taken;
    private int asked;

    FirstPagesAhead(Backend backend, List<ScanPlan> plans, RequestScope scope, Executor pool) {
        this.backend = backend;
        this.plans = plans;
        this.scope = scope;
        this.pool = pool;
        ScanPlan plan = plans.get(0);
        rowsMost =
                PagesAhead.CELLS_MOST / ReadAheadCursor.cells(plan.nativeQuery().columns());
        rowsExpected = plan.firstWindow().rows();
        // one of the permits is for the page that is read, whose rows somebody waits for
        pagesMost = Math.min(PagesAhead.PAGES_MOST, backend.maxInFlight() - 1);
    }

    @Override
    public Page next() {
        ScanPlan plan = plans.get(taken);
        if (last != null) {
            // it has been read; the same query has about as many rows at the next time
            rowsExpected = last.rowsThere();
        }
        PageAhead page = pages.poll();
        taken++;
        asked = Math.max(asked, taken);
        ask();
        last = page;
        if (page != null && !page.begin()) {
            return page;
        } else if (page != null) {
            // no thread was free for it yet; the caller need not wait for one
            page.close();
            last = null;
        }
        return backend.fetchPage(plan.nativeQuery(), plan.firstWindow(), scope);
    }

    private void ask() {
        // a request ahead must not use up the user's maxRequests before its turn
        int pagesInMemory = Math.max(1, rowsMost / Math.max(1, rowsExpected));
        while (pages.size() < Math.min(pagesMost, pagesInMemory)
                && asked < plans.size()
                && scope.budget().left() > pages.size() + 1) {
            ScanPlan plan = plans.get(asked);
            PageAhead page = new PageAhead(plan.firstWindow(), scope);
            pages.add(page);
            asked++;
            pool.execute(() -> {
                if (page.begin()) {
                    page.fetch(backend, plan.nativeQuery());
                }
            });
        }
    }

    @Override
    public boolean isBetweenRequests() {
        return true;
    }

    @Override
    public void close() {
        asked = plans.size();
        pages.forEach(PageAhead::close);
        pages.clear();
    }
}
