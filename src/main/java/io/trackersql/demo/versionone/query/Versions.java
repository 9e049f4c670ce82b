package io.trackersql.demo.versionone.query;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.ReadContext;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.store.View;
import java.time.Instant;
import java.util.function.Consumer;

/** Which versions of each asset are the rows of an answer. */
public sealed interface Versions {
    /** The newest version of each asset: the present. */
    Versions CURRENT = new Current();

    /** Every version, each with all that it relates to as it was when the version was made. */
    Versions ALL = new All();

    /** The last version of each asset at or before a time. */
    static Versions asOf(Instant time) {
        return new AsOf(time, View.at(time));
    }

    /** True unless the present is asked for; rows of the past name their moment. */
    default boolean past() {
        return this != CURRENT;
    }

    /** Gives the rows of an asset, oldest first; the context is that of the present. */
    void rows(ReadContext context, Asset asset, Consumer<Row> rows);

    /** The present. */
    record Current() implements Versions {
        @Override
        public void rows(ReadContext context, Asset asset, Consumer<Row> rows) {
            rows.accept(Row.of(context, asset.current()));
        }
    }

    /** One time. */
    record AsOf(Instant time, View view) implements Versions {
        @Override
        public void rows(ReadContext context, Asset asset, Consumer<Row> rows) {
            ReadContext then = context.at(view);
            view.version(asset).ifPresent(version -> rows.accept(Row.of(then, version)));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof AsOf that && time.equals(that.time);
        }

        @Override
        public int hashCode() {
            return time.hashCode();
        }
    }

    /** All times. */
    record All() implements Versions {
        @Override
        public void rows(ReadContext context, Asset asset, Consumer<Row> rows) {
            for (Version version : asset.history()) {
                rows.accept(Row.of(context.at(version), version));
            }
        }
    }
}
