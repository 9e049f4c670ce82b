package io.trackersql.demo.versionone.query;

import io.trackersql.demo.store.ReadContext;
import io.trackersql.demo.store.Version;

/**
 * What a path or filter is evaluated on.
 *
 * @param version the asset that is looked at
 * @param root    the asset of the result's row, which {@code $} stands for inside brackets
 */
public record Row(ReadContext context, Version version, Version root) {
    /** A row of the result itself. */
    public static Row of(ReadContext context, Version version) {
        return new Row(context, version, version);
    }

    Row at(Version other) {
        return new Row(context, other, root);
    }
}
