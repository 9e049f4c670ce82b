package io.trackersql.demo.rally.lookback;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyStore;
import io.trackersql.demo.store.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The documents of a workspace, as they are known up to a time; safe for threads. */
record Documents(RallyStore store, Catalog catalog, LookbackRules rules) {

    /** Hands over the documents of an artifact. */
    void of(Asset artifact, Instant until, Consumer<Document> taker) {
        List<Snapshot> all = store.snapshots(artifact);
        Optional<Snapshot> before = Optional.empty();
        for (int i = 0; i < all.size() && !all.get(i).validFrom().isAfter(until); i++) {
            Snapshot snapshot = all.get(i);
            boolean ends = i + 1 < all.size() && !all.get(i + 1).validFrom().isAfter(until);
            Instant validTo = ends ? all.get(i + 1).validFrom() : Times.FOREVER;
            if (rules.keepsDeletions() || snapshot.kind() != Snapshot.Kind.DELETE) {
                taker.accept(new Document(this, snapshot, before, validTo));
            }
            before = Optional.of(snapshot);
        }
    }
}
