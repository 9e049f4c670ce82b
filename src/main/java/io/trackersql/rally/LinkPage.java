package io.trackersql.rally;

import io.trackersql.backend.Page;
import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.rally.CollectionReader.Asset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A page of assets, each with the keys in one of its collections. The answer tells how many there are; where there are any, they are asked
 * for apart, for several assets at a time.
 */
final class LinkPage implements Page {
    private static final int THREADS_MAX = RallyConfig.REQUESTS_IN_FLIGHT_MAX;
    private static final long IDLE_MILLIS = 1000;

    /** Its tasks wait for the server alone and never for each other, so that each comes to its turn. */
    private static final Executor POOL = pool();

    private final Page assets;
    private final int[] targets;
    private final int groupRows;
    private final int ahead;
    private final CollectionReader reader;
    private final Cancellation part = new Cancellation();
    private final Cancellation.Registration registration;
    private final Deque<Group> pending = new ArrayDeque<>();
    private Group group = new Group(new ArrayDeque<>(), CompletableFuture.completedFuture(Map.of()));
    private String key;
    private boolean isAtEnd;

    /**
     * @param targets the places of the collection in a row, which the answer fills with the number of items
     * @param groupRows how many assets with something in the collection are asked for at once
     * @param ahead how many such groups may be asked for before the first is needed
     * @param reader makes the reader of collections within the scope that it is given
     */
    LinkPage(
            Page assets,
            int[] targets,
            int groupRows,
            int ahead,
            RequestScope scope,
            Function<RequestScope, CollectionReader> reader) {
        this.assets = assets;
        this.targets = targets;
        this.groupRows = groupRows;
        this.ahead = Math.min(ahead, THREADS_MAX);
        this.registration = scope.cancellation().stopsAlso(part);
        this.reader = reader.apply(new RequestScope(part, scope.log(), scope.budget(), scope.warnings()));
    }

    /** Assets whose items are on their way together. */
    private record Group(Deque<Asset> assets, CompletableFuture<Map<String, Object[]>> items) {}

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
        while (group.assets().isEmpty()) {
            while (!isAtEnd && pending.size() < ahead) {
                ask();
            }
            if (pending.isEmpty()) {
                return null;
            }
            group = pending.remove();
        }
        Asset asset = group.assets().remove();
        Object[] items = await(group.items()).getOrDefault(asset.key(), new Object[0]);
        for (int target : targets) {
            asset.row()[target] = items;
        }
        key = asset.key();
        return asset.row();
    }

    private void ask() {
        List<Asset> read = new ArrayList<>();
        int filled = 0;
        while (!isAtEnd && filled < groupRows) {
            Object[] row = assets.next();
            if (row == null) {
                isAtEnd = true;
            } else {
                Long count = (Long) row[targets[0]];
                Asset asset = new Asset(assets.key(), row, count == null ? 0 : count);
                read.add(asset);
                filled += asset.count() > 0 ? 1 : 0;
            }
        }
        pending.add(new Group(
                new ArrayDeque<>(read),
                filled == 0
                        ? CompletableFuture.completedFuture(Map.of())
                        : CompletableFuture.supplyAsync(() -> reader.items(read), POOL)));
    }

    private static Map<String, Object[]> await(CompletableFuture<Map<String, Object[]>> items) {
        try {
            return items.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TrackerException failure) {
                throw failure.failure().with(failure.getMessage(), failure);
            }
            throw e;
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
        group.assets().clear();
        assets.close();
    }
}
