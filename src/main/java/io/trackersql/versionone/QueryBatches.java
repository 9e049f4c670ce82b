package io.trackersql.versionone;

import io.trackersql.backend.AsOf;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.PageWindow;
import io.trackersql.backend.SnapshotBatches;
import io.trackersql.backend.Snapshots;
import io.trackersql.http.Answer;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Several times with one request: query.v1 takes a list of independent queries, each with an {@code asof} of its own, and answers with
 * a list of results in the same order.
 */
final class QueryBatches implements SnapshotBatches {
    /** A month of days. How many queries the server takes is not documented; it answers them one after the other, while we wait. */
    static final int TIMES_MAX = 31;

    /** A quarter of what ASP.NET takes unless it is configured otherwise. */
    static final int BODY_BYTES_MAX = 1 << 20;

    private static final AsOf SOME_TIME = new AsOf(Instant.EPOCH, Optional.empty());
    private static final int SEPARATOR_BYTES = 1;

    private final BiFunction<NativeRequest, RequestScope, Answer> send;

    QueryBatches(BiFunction<NativeRequest, RequestScope, Answer> send) {
        this.send = send;
    }

    @Override
    public int timesMost(NativeQuery query) {
        int bytes = text(query, SOME_TIME, Integer.MAX_VALUE).getBytes(StandardCharsets.UTF_8).length + SEPARATOR_BYTES;
        return Math.max(1, Math.min(TIMES_MAX, BODY_BYTES_MAX / bytes));
    }

    @Override
    public NativeRequest render(NativeQuery query, List<AsOf> times, int rows) {
        return NativeRequest.post(
                "query.v1",
                times.stream().map(time -> text(query, time, rows)).collect(Collectors.joining(",", "[", "]")));
    }

    private static String text(NativeQuery query, AsOf time, int rows) {
        return new QueryRenderer(query.withAsOf(time)).body(new PageWindow(0, rows, false));
    }

    @Override
    public Snapshots fetch(NativeQuery query, List<AsOf> times, int rows, RequestScope scope) {
        times.forEach(time -> LocalTimes.warnIfUncertain(time, scope));
        Answer answer = send.apply(render(query, times, rows), scope);
        return new QuerySnapshots(answer, new RowBuilder(query.columns(), true, answer), times.size());
    }
}
