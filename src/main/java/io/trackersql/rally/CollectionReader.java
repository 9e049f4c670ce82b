package io.trackersql.rally;

import io.trackersql.backend.AllPages;
import io.trackersql.backend.DataScope;
import io.trackersql.backend.NativeQuery;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.model.ValueType;
import io.trackersql.query.Predicate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the keys in collections: of one asset, or of several at once where the collection is the other side of a relation. Items are read
 * wherever they are in the workspace, since the link belongs to the asset; they come in the order of their keys.
 */
final class CollectionReader {
    private final RallyBackend backend;
    private final NativeQuery query;
    private final LinkPlan plan;
    private final RequestScope scope;

    CollectionReader(RallyBackend backend, NativeQuery query, LinkPlan plan, RequestScope scope) {
        this.backend = backend;
        this.query = query;
        this.plan = plan;
        this.scope = scope;
    }

    /** An asset and how many items its collection has. */
    record Asset(String key, Object[] row, long count) {}

    /** The items of each of these assets, by key of the asset. An asset that is gone by now has none. */
    Map<String, Object[]> items(List<Asset> assets) {
        Map<String, Object[]> items = new HashMap<>();
        List<Asset> filled = assets.stream().filter(a -> a.count() > 0).toList();
        if (filled.size() > 1) {
            plan.inverse().ifPresent(other -> items.putAll(items(filled, other)));
        }
        for (Asset asset : filled) {
            Object[] found = items.get(asset.key());
            // what the user may not see, or what changed meanwhile: the collection itself decides
            if (found == null || found.length != asset.count()) {
                items.put(asset.key(), items(asset.key()).orElse(new Object[0]));
            }
        }
        return items;
    }

    /** The items of one asset; empty if there is no such asset. */
    Optional<Object[]> items(String asset) {
        List<Object> items = new ArrayList<>();
        try {
            AllPages.read(
                    QueryRenderer.PAGE_ROWS_MAX,
                    window -> backend.fetchPage(
                            plan.request(query, asset, window),
                            plan.workspace().map(List::of).orElse(List.of()),
                            window.start(),
                            scope),
                    (key, row) -> {
                        if (isHere(row)) {
                            items.add(item(key));
                        }
                    });
        } catch (TrackerException e) {
            if (ErrorReader.saysGone(e)) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(items.toArray());
    }

    /** Whether an item is in the workspace that is read; what is in none belongs to all. */
    private boolean isHere(Object[] row) {
        return row.length == 0
                || row[0] == null
                || query.scope().workspace().stream()
                        .allMatch(here -> here.key().equals(row[0].toString()));
    }

    private Map<String, Object[]> items(List<Asset> assets, Inverses.Inverse other) {
        List<Long> keys =
                assets.stream().map(asset -> Long.valueOf(asset.key())).toList();
        DataScope whole = new DataScope(query.scope().workspace(), Optional.empty(), false, false);
        NativeQuery wanted = new NativeQuery(
                other.items(),
                whole,
                List.of(other.relation()),
                Optional.empty(),
                List.of(Predicate.In.of(other.relation(), keys)),
                List.of());
        Map<String, List<Object>> found = new HashMap<>();
        AllPages.read(
                QueryRenderer.PAGE_ROWS_MAX,
                window -> backend.fetchPage(wanted, window, scope),
                (key, row) -> found.computeIfAbsent(String.valueOf(row[0]), k -> new ArrayList<>())
                        .add(item(key)));
        Map<String, Object[]> items = new HashMap<>();
        found.forEach((asset, keysFound) -> items.put(asset, keysFound.toArray()));
        return items;
    }

    private Object item(String itemKey) {
        if (plan.collection().elementType() != ValueType.BIGINT) {
            return itemKey;
        }
        try {
            return Long.valueOf(itemKey);
        } catch (NumberFormatException e) {
            throw Failure.BAD_ANSWER.with(
                    "Column " + plan.collection().name() + " of "
                            + query.table().name() + " has the key '" + itemKey + "', which is no number.",
                    e);
        }
    }
}
