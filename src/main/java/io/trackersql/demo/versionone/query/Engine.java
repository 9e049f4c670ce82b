package io.trackersql.demo.versionone.query;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.Collation;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.store.ReadContext;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.store.View;
import io.trackersql.demo.versionone.query.Criteria.SortKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the rows of a query in their order; safe for threads.
 *
 * <p>The last answers are kept, so that page after page of a long result costs one evaluation.
 */
public final class Engine {
    private static final int KEPT_RESULTS = 8;

    private record Key(long revision, DemoType type, Asset self, String text) {}

    private record Keyed(Asset asset, Object[] keys) {}

    private final DemoStore store;
    private final Map<Key, Asset[]> results = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Asset[]> eldest) {
            return size() > KEPT_RESULTS;
        }
    };

    public Engine(DemoStore store) {
        this.store = store;
    }

    /** All rows, before paging. The caller must not change the array. */
    public Asset[] rows(ReadContext context, DemoType type, Criteria criteria) {
        boolean everything = criteria.filter().isEmpty() && criteria.sort().isEmpty() && store.seesAll(context.self());
        if (everything && context.view() == View.CURRENT) {
            return criteria.deleted() ? store.all(type) : store.visible(type);
        }
        if (context.view() != View.CURRENT) {
            return evaluate(context, type, criteria);
        }
        Key key = new Key(store.revision(), type, context.self(), criteria.text());
        synchronized (results) {
            Asset[] known = results.get(key);
            if (known != null) {
                return known;
            }
        }
        Asset[] found = evaluate(context, type, criteria);
        synchronized (results) {
            results.put(key, found);
        }
        return found;
    }

    private Asset[] evaluate(ReadContext context, DemoType type, Criteria criteria) {
        Predicate<Row> filter = criteria.filter().orElse(row -> true);
        Asset[] candidates = store.all(type);
        Asset[] kept = new Asset[candidates.length];
        int count = 0;
        for (Asset asset : candidates) {
            Optional<Version> version = context.view().version(asset);
            if (version.isPresent()
                    && (criteria.deleted() || !version.get().deleted())
                    && store.sees(context.self(), version.get())
                    && filter.test(Row.of(context, version.get()))) {
                kept[count++] = asset;
            }
        }
        Asset[] found = Arrays.copyOf(kept, count);
        return criteria.sort().isEmpty() ? found : sorted(context, found, criteria);
    }

    /** Sorts the rows of a nested query; without sort keys they stay in the order of their relation. */
    public static void sort(List<Row> rows, Criteria criteria) {
        if (!criteria.sort().isEmpty()) {
            SortKey[] sort = criteria.sort().toArray(SortKey[]::new);
            rows.sort((left, right) -> compare(keyed(left, sort), keyed(right, sort), sort));
        }
    }

    private static Keyed keyed(Row row, SortKey[] sort) {
        Object[] keys = new Object[sort.length];
        for (int k = 0; k < sort.length; k++) {
            keys[k] = sortable(sort[k].path().value(row));
        }
        return new Keyed(row.version().asset(), keys);
    }

    private static Asset[] sorted(ReadContext context, Asset[] assets, Criteria criteria) {
        SortKey[] sort = criteria.sort().toArray(SortKey[]::new);
        Keyed[] keyed = new Keyed[assets.length];
        for (int i = 0; i < assets.length; i++) {
            keyed[i] = keyed(Row.of(context, context.view().version(assets[i]).orElseThrow()), sort);
        }
        Comparator<Keyed> order = (left, right) -> compare(left, right, sort);
        // Nothing promises an order among ties: the opposite of key order shows clients that rely on one.
        Arrays.sort(
                keyed,
                order.thenComparing(
                        Comparator.comparingLong((Keyed each) -> each.asset().id())
                                .reversed()));
        return Arrays.stream(keyed).map(Keyed::asset).toArray(Asset[]::new);
    }

    private static int compare(Keyed left, Keyed right, SortKey[] sort) {
        for (int k = 0; k < sort.length; k++) {
            int sign = compareNullsFirst(left.keys()[k], right.keys()[k]);
            if (sign != 0) {
                return sort[k].descending() ? -sign : sign;
            }
        }
        return 0;
    }

    @SuppressWarnings("unchecked")
    private static int compareNullsFirst(Object left, Object right) {
        if (left == null || right == null) {
            return left == right ? 0 : left == null ? -1 : 1;
        }
        return ((Comparable<Object>) left).compareTo(right);
    }

    private record KeyOfAsset(long id, String type) implements Comparable<KeyOfAsset> {
        @Override
        public int compareTo(KeyOfAsset other) {
            int sign = Long.compare(id, other.id);
            return sign != 0 ? sign : type.compareTo(other.type);
        }
    }

    private static Object sortable(Object value) {
        if (value instanceof String text) {
            return Collation.key(text);
        }
        if (value instanceof Version version) {
            return new KeyOfAsset(version.asset().id(), version.asset().type().name());
        }
        return value instanceof Asset asset
                ? new KeyOfAsset(asset.id(), asset.type().name())
                : value;
    }
}
