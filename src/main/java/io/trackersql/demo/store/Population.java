package io.trackersql.demo.store;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The assets of one type and its subtypes, in key order.
 *
 * @param all     every asset, deleted ones included
 * @param visible those that are not deleted now
 */
record Population(Asset[] all, Asset[] visible) {
    /** By number, then by type: well-known keys such as Scope:0 and Role:0 share a number. */
    static final Comparator<Asset> KEY_ORDER = Comparator.comparingLong(Asset::id)
            .thenComparing(asset -> asset.type().name());

    static Population of(List<Asset[]> parts) {
        Asset[] all = parts.size() == 1
                ? parts.get(0)
                : parts.stream().flatMap(Arrays::stream).toArray(Asset[]::new);
        if (parts.size() > 1) {
            Arrays.sort(all, KEY_ORDER);
        }
        int kept = 0;
        Asset[] visible = new Asset[all.length];
        for (Asset asset : all) {
            if (!asset.current().deleted()) {
                visible[kept++] = asset;
            }
        }
        return new Population(all, kept == all.length ? all : Arrays.copyOf(visible, kept));
    }

    /** The assets of two arrays in key order. */
    static Asset[] merge(Asset[] one, Asset[] other) {
        Asset[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        Arrays.sort(all, KEY_ORDER);
        return all;
    }

    Optional<Asset> find(long id) {
        int low = 0;
        int high = all.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long candidate = all[middle].id();
            if (candidate == id) {
                return Optional.of(all[middle]);
            }
            if (candidate < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }
}
