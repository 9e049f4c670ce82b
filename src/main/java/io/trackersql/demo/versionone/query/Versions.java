package io.trackersql.demo.versionone.query;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.ReadContext;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.store.View;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which versions of each asset are the rows of an answer.
 *
 * @param time the one time that is asked about, if any
 */
public record Versions(boolean past, Optional<Instant> time) {
    /** The newest version of each asset: the present. */
    public static final Versions CURRENT = new Versions(false, Optional.empty());

    /** Every version, each with all that it relates to as it was when the version was made. */
    public static final Versions ALL = new Versions(true, Optional.empty());

    /** The last version of each asset at or before a time. */
    public static Versions asOf(Instant time) {
        return new Versions(true, Optional.of(time));
    }

    /** Gives the rows of an asset, oldest first; the context is that of the present. */
    public void rows(ReadContext context, Asset asset, Consumer<Row> rows) {
        if (!past) {
            rows.accept(Row.of(context, asset.current()));
        } else if (time.isPresent()) {
            ReadContext then = context.at(View.at(time.get()));
            then.view().version(asset).ifPresent(version -> rows.accept(Row.of(then, version)));
        } else {
            for (Version version : asset.history()) {
                rows.accept(Row.of(context.at(version), version));
            }
        }
    }
}
