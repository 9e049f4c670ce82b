package io.trackersql.rally;

import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The links of assets that a query names by their keys: one request for the collection of each. An asset that is not there gives no row. */
final class NamedLinks implements Page {
    private final NativeQuery query;
    private final CollectionReader reader;
    private final List<String> assets;
    private final long start;
    private int asked;
    private long found;
    private String key = "";

    NamedLinks(NativeQuery query, List<String> assets, CollectionReader reader, PageWindow window) {
        this.query = query;
        this.reader = reader;
        this.start = window.start();
        int from = (int) Math.min(assets.size(), window.start());
        this.assets = assets.subList(from, (int) Math.min(assets.size(), window.start() + window.rows()));
    }

    @Override
    public Object[] next() {
        while (asked < assets.size()) {
            String asset = assets.get(asked);
            asked++;
            Optional<Object[]> items = reader.items(asset);
            if (items.isPresent()) {
                found++;
                key = asset;
                return query.columns().stream()
                        .map(column -> column.isKey() ? Long.valueOf(asset) : items.get())
                        .toArray();
            }
        }
        return null;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public OptionalLong total() {
        return asked == assets.size() ? OptionalLong.of(start + found) : OptionalLong.empty();
    }

    @Override
    public void close() {
        asked = assets.size();
    }
}
