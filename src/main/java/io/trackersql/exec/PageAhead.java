package io.trackersql.exec;

import io.trackersql.backend.Backend;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestScope;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * A page that is asked for and read by a thread of the pool before its turn, and read from memory when its turn has come. Rows can
 * be taken as soon as they have arrived. One thread fetches; one other at a time uses the methods of {@link Page} and waits where
 * these would block. Closing it early breaks off its request at once.
 */
final class PageAhead implements Page {
    private final PageWindow window;
    private final RequestScope scope;
    private final Cancellation.Registration registration;
    private final Object lock = new Object();
    private final Object[][] rows;
    private final String[] keys;
    private boolean isBegun;
    private volatile int filled;
    private volatile OptionalLong total = OptionalLong.empty();
    private volatile long withheld;
    private volatile boolean isEnded;
    private volatile Throwable failure;
    private volatile boolean isReaderAsleep;

    // of the reader alone
    private int index;
    private int visible;
    private String key = "";

    /** A page that nobody has asked for yet; it ends with the scope. */
    PageAhead(PageWindow window, RequestScope scope) {
        this.window = window;
        Cancellation own = new Cancellation();
        this.scope = new RequestScope(own, scope.log(), scope.budget(), scope.warnings());
        // room for one row too many, which shows that the tracker did not keep to the window
        rows = new Object[window.rows() + 1][];
        keys = new String[window.rows() + 1];
        registration = scope.cancellation().stopsAlso(own);
        own.onStop(this::wake);
    }

    PageWindow window() {
        return window;
    }

    /** Whether the caller is the one who may fetch the page; only the first is. */
    boolean begin() {
        synchronized (lock) {
            boolean isFirst = !isBegun;
            isBegun = true;
            return isFirst;
        }
    }

    /** Asks for the page and reads all of it. What goes wrong is kept for the reader. */
    void fetch(Backend backend, NativeQuery query) {
        try (Page page = backend.fetchPage(query, window, scope)) {
            read(page);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        isEnded = true;
        registration.close();
        wake();
    }

    private void read(Page page) {
        for (int i = 0; i < rows.length; i++) {
            Object[] row = page.next();
            if (row == null) {
                break;
            }
            rows[i] = row;
            keys[i] = page.key();
            if (i == 0) {
                total = page.total();
            }
            // a full fence follows, so that this thread cannot miss that the reader waits for this very row
            filled = i + 1;
            if (isReaderAsleep) {
                wake();
            }
        }
        total = page.total();
        withheld = page.withheld();
    }

    /** Whether the page has told how many rows match, or will not. */
    boolean isThere() {
        return total.isPresent() || isEnded;
    }

    /** How many rows have arrived, those that were read included. */
    int rowsThere() {
        return filled;
    }

    /** Waits until it {@link #isThere}. */
    void awaitThere() {
        await(this::isThere);
    }

    /** Whether the page gave nothing because it could not be asked for or its answer was refused. */
    boolean isRefused() {
        return failure != null && filled == 0;
    }

    @Override
    public Object[] next() {
        if (index == visible) {
            await(() -> filled > index);
            visible = filled;
            if (index == visible) {
                Handover.raise(failure);
                return null;
            }
        }
        Object[] row = rows[index];
        key = keys[index];
        rows[index] = null;
        index++;
        return row;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public OptionalLong total() {
        return total;
    }

    @Override
    public long withheld() {
        return withheld;
    }

    @Override
    public void close() {
        registration.close();
        if (!isEnded) {
            scope.cancellation().stop(Failure.OBJECT_CLOSED, "The page is not needed any more.");
        }
    }

    /** Waits until the condition, which only comes true, holds or the page has ended; first in the way that costs the least time. */
    private void await(BooleanSupplier condition) {
        for (int turn = 0; !condition.getAsBoolean() && !isEnded; turn++) {
            scope.cancellation().check();
            if (turn < Handover.NAPS) {
                Handover.nap(this);
            } else {
                sleep(condition);
            }
        }
    }

    private void sleep(BooleanSupplier condition) {
        synchronized (lock) {
            isReaderAsleep = true;
            try {
                while (!condition.getAsBoolean()
                        && !isEnded
                        && !scope.cancellation().isStopped()) {
                    lock.wait();
                }
            } catch (InterruptedException e) {
                throw Handover.interrupted(e);
            } finally {
                isReaderAsleep = false;
            }
        }
    }

    private void wake() {
        synchronized (lock) {
            lock.notifyAll();
        }
    }
}
