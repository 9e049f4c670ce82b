package io.trackersql.connect;

import io.trackersql.catalog.EntityCatalog;
import io.trackersql.exec.Tracker;
import io.trackersql.model.EntityModel;
import io.trackersql.model.RequestScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models of trackers, kept in the process for a while and shared by connections to the same server. Thread-safe; a model that
 * several connections need at once is read once.
 */
final class MetadataCache {
    /** The cache of this process. */
    static final MetadataCache PROCESS = new MetadataCache(Clock.systemUTC());

    private final Clock clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    MetadataCache(Clock clock) {
        this.clock = clock;
    }

    /** One server's model; its lock is held while it is read. */
    private static final class Entry {
        private EntityCatalog catalog;
        private Instant readAt = Instant.EPOCH;
    }

    /** The tables of a tracker; reads its model if none is kept or it is older than allowed. */
    EntityCatalog catalog(Tracker tracker, Duration timeToLive, RequestScope scope) {
        Entry entry = entries.computeIfAbsent(tracker.backend().server(), s -> new Entry());
        synchronized (entry) {
            Instant now = clock.instant();
            if (entry.catalog == null || Duration.between(entry.readAt, now).compareTo(timeToLive) >= 0) {
                entry.catalog = read(tracker, entry.catalog, scope);
                entry.readAt = now;
            }
            return entry.catalog;
        }
    }

    /** A tracker that can tell that its model is still the same saves reading it. */
    private static EntityCatalog read(Tracker tracker, EntityCatalog known, RequestScope scope) {
        Optional<EntityModel> old = Optional.ofNullable(known).map(EntityCatalog::model);
        return new EntityCatalog(tracker.backend().fetchModel(old, scope));
    }

    /** Reads a tracker's model anew, unless that was done since the caller looked at its present one. */
    EntityCatalog refreshed(Tracker tracker, EntityCatalog known, RequestScope scope) {
        Entry entry = entries.computeIfAbsent(tracker.backend().server(), s -> new Entry());
        synchronized (entry) {
            if (entry.catalog == null || entry.catalog == known) {
                entry.catalog = read(tracker, entry.catalog, scope);
                entry.readAt = clock.instant();
            }
            return entry.catalog;
        }
    }
}
