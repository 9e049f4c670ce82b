package io.trackersql.rally;

import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A page of assets, each with the keys in one of its collections. The answer tells how many there are; where there are any, they are asked
 * for with a request per asset, for several assets at a time.
 */
final class LinkPage implements Page {
    private static final int THREADS_MAX = RallyConfig.REQUESTS_IN_FLIGHT_MAX;
    private static final long IDLE_MILLIS = 1000;

    /** Its tasks wait for the server alone and never for each other, so that each comes to its turn. */
    private static final Executor POOL = pool();

    private final RallyBackend backend;
    private final NativeQuery query;
    private final Column collection;
    private final Page assets;
    private final Cancellation part = new Cancellation();
    private final Cancellation.Registration registration;
    private final RequestScope scope;
    private final int ahead;
    private final Deque<Asset> pending = new ArrayDeque<>();
    private String key;
    private boolean isAtEnd;

    LinkPage(RallyBackend backend, NativeQuery query, Column collection, Page assets, RequestScope scope) {
        this.backend = backend;
        this.query = query;
        this.collection = collection;
        this.assets = assets;
        this.registration = scope.cancellation().stopsAlso(part);
        this.scope = new RequestScope(part, scope.log(), scope.budget(), scope.warnings());
        this.ahead = Math.min(backend.maxInFlight(), THREADS_MAX);
    }

    /** An asset whose items are on their way. */
    private record Asset(String key, Object[] row, CompletableFuture<Object[]> items) {}

    private static Executor pool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS_MAX, THREADS_MAX, IDLE_MILLIS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "trackersql-collections");
                    thread.setDaemon(true);
                    // the class loader of whoever read first must not be held by a thread that outlives him
                    thread.setContextClassLoader(LinkPage.class.getClassLoader());
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public Object[] next() {
        while (!isAtEnd && pending.size() < ahead) {
            ask();
        }
        Asset asset = pending.poll();
        if (asset == null) {
            return null;
        }
        Object[] items = await(asset.items());
        Object[] row = asset.row();
        for (int i = 0; i < row.length; i++) {
            if (query.columns().get(i).equals(collection)) {
                row[i] = items;
            }
        }
        key = asset.key();
        return row;
    }

    private void ask() {
        Object[] row = assets.next();
        if (row == null) {
            isAtEnd = true;
            return;
        }
        Long count = (Long) row[query.columns().indexOf(collection)];
        String asset = assets.key();
        pending.add(new Asset(
                asset,
                row,
                count == null || count == 0
                        ? CompletableFuture.completedFuture(new Object[0])
                        : CompletableFuture.supplyAsync(() -> items(asset), POOL)));
    }

    private static Object[] await(CompletableFuture<Object[]> items) {
        try {
            return items.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TrackerException failure) {
                throw failure.failure().with(failure.getMessage(), failure);
            }
            throw e;
        }
    }

    private Object[] items(String asset) {
        List<Object> items = new ArrayList<>();
        long total;
        do {
            int before = items.size();
            PageWindow window = new PageWindow(before, QueryRenderer.PAGE_ROWS_MAX, true);
            try (Page page = backend.fetchCollection(query, asset, collection, window, scope)) {
                while (page.next() != null) {
                    items.add(item(page.key()));
                }
                total = items.size() == before ? before : page.total().orElse(Long.MAX_VALUE);
            }
        } while (items.size() < total);
        return items.toArray();
    }

    private Object item(String itemKey) {
        if (collection.elementType() != ValueType.BIGINT) {
            return itemKey;
        }
        try {
            return Long.valueOf(itemKey);
        } catch (NumberFormatException e) {
            throw Failure.BAD_ANSWER.with(
                    "Column " + collection.name() + " of " + query.table().name() + " has the key '" + itemKey
                            + "', which is no number.",
                    e);
        }
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public OptionalLong total() {
        return assets.total();
    }

    @Override
    public void close() {
        registration.close();
        part.stop(Failure.CANCELLED, "The rows are not wanted any more.");
        pending.clear();
        assets.close();
    }
}
