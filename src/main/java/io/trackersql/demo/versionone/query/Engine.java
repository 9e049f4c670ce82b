package io.trackersql.demo.versionone.query;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.Collation;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.store.ReadContext;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.versionone.query.Criteria.SortKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds the rows of a query in their order; safe for threads.
 *
 * <p>The last answers are kept, so that page after page of a long result costs one evaluation.
 */
public final class Engine {
    private static final int KEPT_RESULTS = 8;

    private record Key(long revision, DemoType type, Versions versions, Asset self, String text) {}

    private record Keyed(Row row, Object[] keys) {}

    private final DemoStore store;
    private final Map<Key, Rows> results = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Rows> eldest) {
            return size() > KEPT_RESULTS;
        }
    };

    public Engine(DemoStore store) {
        this.store = store;
    }

    /** All rows of a type, before paging, for who asks in a context of the present. */
    public Rows rows(ReadContext context, DemoType type, Criteria criteria) {
        boolean everything = criteria.filter().isEmpty() && criteria.sort().isEmpty() && store.seesAll(context.self());
        if (everything && !criteria.versions().past()) {
            return Rows.current(context, criteria.deleted() ? store.all(type) : store.visible(type));
        }
        Key key = new Key(store.revision(), type, criteria.versions(), context.self(), criteria.text());
        synchronized (results) {
            Rows known = results.get(key);
            if (known != null) {
                return known;
            }
        }
        Rows found = rows(context, store.all(type), criteria);
        synchronized (results) {
            results.put(key, found);
        }
        return found;
    }

    /** All rows of some assets, before paging. */
    public Rows rows(ReadContext context, Asset[] candidates, Criteria criteria) {
        Predicate<Row> filter = criteria.filter().orElse(row -> true);
        List<Row> kept = new ArrayList<>();
        for (Asset asset : candidates) {
            criteria.versions().rows(context, asset, row -> {
                if ((criteria.deleted() || !row.version().deleted())
                        && store.sees(context.self(), row.version())
                        && filter.test(row)) {
                    kept.add(row);
                }
            });
        }
        List<Row> ordered = kept;
        if (!criteria.sort().isEmpty()) {
            ordered = sorted(kept, criteria);
        } else if (criteria.byMoment()) {
            ordered.sort(Comparator.comparingLong(row -> row.version().moment()));
        }
        return criteria.versions().past()
                ? Rows.of(ordered)
                : Rows.current(
                        context,
                        ordered.stream().map(row -> row.version().asset()).toArray(Asset[]::new));
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
        return new Keyed(row, keys);
    }

    private static List<Row> sorted(List<Row> rows, Criteria criteria) {
        SortKey[] sort = criteria.sort().toArray(SortKey[]::new);
        // Nothing promises an order among ties: the opposite of key order shows clients that rely on one.
        Collections.reverse(rows);
        return rows.stream()
                .map(row -> keyed(row, sort))
                .sorted((left, right) -> compare(left, right, sort))
                .map(Keyed::row)
                .toList();
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
