package io.trackersql.connect;

import io.trackersql.backend.DataScope;
import io.trackersql.catalog.EntityCatalog;
import io.trackersql.exec.Tracker;
import io.trackersql.model.RequestScope;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A tracker of a connection, with the part of its data that is shown and the tables that it has at present. Connects when that is
 * asked for, or when its tables are first looked at. Thread-safe.
 */
final class OpenTracker implements AutoCloseable {
    private final Tracker tracker;
    private final Duration metadataTtl;
    private final MetadataCache cache;
    private final Supplier<RequestScope> connectionScope;
    private DataScope.Wanted wanted;
    private volatile String user = "";
    private volatile EntityCatalog catalog;

    /** A tracker to which nothing was sent yet. */
    OpenTracker(
            Tracker tracker,
            DataScope.Wanted wanted,
            Duration metadataTtl,
            MetadataCache cache,
            Supplier<RequestScope> connectionScope) {
        this.tracker = tracker;
        this.wanted = wanted;
        this.metadataTtl = metadataTtl;
        this.cache = cache;
        this.connectionScope = connectionScope;
    }

    /** Asks who the user is, so that bad credentials fail at once, then for the scope, then for the model unless it is cached. */
    synchronized void connect() {
        if (catalog == null) {
            RequestScope scope = connectionScope.get();
            user = tracker.backend().fetchUser(scope);
            tracker.useScope(tracker.backend().fetchDataScope(wanted, scope));
            replace(cache.catalog(tracker, metadataTtl, scope));
        }
    }

    boolean isConnected() {
        return catalog != null;
    }

    Tracker tracker() {
        return tracker;
    }

    /** Empty until the tracker is connected. */
    String user() {
        return user;
    }

    EntityCatalog catalog() {
        EntityCatalog present = catalog;
        if (present == null) {
            connect();
            present = catalog;
        }
        return present;
    }

    /** What of its data the user wants to see. */
    synchronized DataScope.Wanted wanted() {
        return wanted;
    }

    /** Finds the scope that the user names instead of the present one; if it cannot be found, the present one stays. */
    synchronized DataScope find(DataScope.Wanted newWanted, RequestScope scope) {
        connect();
        DataScope found = tracker.backend().fetchDataScope(newWanted, scope);
        wanted = newWanted;
        return found;
    }

    /** Reads the model anew if it has become too old. */
    void renew() {
        if (isConnected()) {
            replace(cache.catalog(tracker, metadataTtl, connectionScope.get()));
        }
    }

    /** Reads the model anew, unless another connection just did. */
    void refresh(RequestScope scope) {
        if (isConnected()) {
            replace(cache.refreshed(tracker, catalog, scope));
        }
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
