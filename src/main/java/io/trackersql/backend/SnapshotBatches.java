package io.trackersql.backend;

import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import java.util.List;

/** Asks a tracker for the rows of one query at several times with one request. Thread-safe. */
public interface SnapshotBatches {
    /** The most times that one request can ask about. */
    int timesMost(NativeQuery query);

    /** The request that {@link #fetch} would send. Pure. */
    NativeRequest render(NativeQuery query, List<AsOf> times, int rows);

    /**
     * Sends one request for the first rows at each of the times and returns when the answer begins. Retries as the transport's rules
     * say.
     *
     * @param query its own time counts for nothing
     * @param times at most {@link #timesMost}
     * @param rows the most rows to give of each time; a time with as many may have more, which {@link Backend#fetchPage} gives
     */
    Snapshots fetch(NativeQuery query, List<AsOf> times, int rows, RequestScope scope);
}
