package io.trackersql.exec;

import io.trackersql.backend.Backend;
import io.trackersql.backend.DataScope;
import io.trackersql.backend.MutationWriter;
import io.trackersql.model.Failure;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A tracker, and what was learned of the pages that it gives. Thread-safe; connections to one server with one user may share it.
 *
 * <p>Why learn: a server may cap its pages without saying so, and then a short page is not the last one. Only a page that has fewer
 * rows than the server is known to give at once is short because the rows are at their end.
 */
public final class Tracker implements AutoCloseable {
    private final String name;
    private final Backend backend;
    private volatile DataScope scope = DataScope.ALL;
    private final AtomicInteger fullPageRowsWithTotal = new AtomicInteger();
    private final AtomicInteger fullPageRowsWithoutTotal = new AtomicInteger();

    /** A tracker by the name that tells it from others of the connection. */
    public Tracker(String name, Backend backend) {
        this.name = name;
        this.backend = backend;
    }

    /** What it is called in its connection. */
    public String name() {
        return name;
    }

    /** The tracker itself. */
    public Backend backend() {
        return backend;
    }

    /** How it is written to; fails with UNSUPPORTED if it only reads. */
    public MutationWriter writer() {
        return backend.writer()
                .orElseThrow(() -> Failure.UNSUPPORTED.with(name + " cannot be written through this driver."));
    }

    /** Which part of its data statements see whose session says nothing else. */
    public DataScope scope() {
        return scope;
    }

    /** Sets the scope that the connection was opened with. */
    public void useScope(DataScope opened) {
        scope = opened;
    }

    /** The most rows that a page of that kind of query is known to have given; 0 if none is known. */
    int fullPageRows(boolean tellsTotal) {
        return learned(tellsTotal).get();
    }

    /** Notes that a page of that kind of query gave so many rows: all that it was asked for, or what it had in a batch. */
    void noteFullPage(boolean tellsTotal, int rows) {
        learned(tellsTotal).accumulateAndGet(rows, Math::max);
    }

    private AtomicInteger learned(boolean tellsTotal) {
        return tellsTotal ? fullPageRowsWithTotal : fullPageRowsWithoutTotal;
    }

    @Override
    public void close() {
        backend.close();
    }
}
