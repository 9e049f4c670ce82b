package io.trackersql.connect;

import io.trackersql.catalog.EntityCatalog;
import io.trackersql.exec.Tracker;
import io.trackersql.model.RequestScope;
import java.time.Duration;

/** A tracker that a connection has open, with the tables it has at present. Thread-safe. */
final class OpenTracker implements AutoCloseable {
    private final Tracker tracker;
    private final String user;
    private final Duration metadataTtl;
    private final MetadataCache cache;
    private volatile EntityCatalog catalog;

    /** Asks who the user is, so that bad credentials fail at once, then for the model unless it is cached. */
    OpenTracker(Tracker tracker, Duration metadataTtl, MetadataCache cache, RequestScope scope) {
        this.tracker = tracker;
        this.metadataTtl = metadataTtl;
        this.cache = cache;
        this.user = tracker.backend().fetchUser(scope);
        replace(cache.catalog(tracker, metadataTtl, scope));
    }

    Tracker tracker() {
        return tracker;
    }

    String user() {
        return user;
    }

    EntityCatalog catalog() {
        return catalog;
    }

    /** Reads the model anew if it has become too old. */
    void renew(RequestScope scope) {
        replace(cache.catalog(tracker, metadataTtl, scope));
    }

    /** Reads the model anew, unless another connection just did. */
    void refresh(RequestScope scope) {
        replace(cache.refreshed(tracker, catalog, scope));
    }

    private void replace(EntityCatalog newCatalog) {
        if (newCatalog != catalog) {
            tracker.backend().useModel(newCatalog.model());
            catalog = newCatalog;
        }
    }

    @Override
    public void close() {
        tracker.close();
    }
}
