package io.trackersql.demo.versionone.query;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.ReadContext;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.store.View;
import java.util.Optional;

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

    /** What the row is called: a version if it is a past one, an asset if not. */
    public Object reference() {
        return context.past() ? version : version.asset();
    }

    /** What a relation of this row holds, as it was at the time that this row speaks of. */
    Optional<Row> related(Object value) {
        if (value instanceof Version version) {
            return Optional.of(new Row(context.at(version), version, root));
        }
        return context.view().version((Asset) value).map(version -> new Row(context, version, root));
    }

    /** What a relation of this row holds, as it is now. */
    Row relatedNow(Asset asset) {
        return new Row(context.at(View.CURRENT), asset.current(), root);
    }
}
