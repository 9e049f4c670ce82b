package io.trackersql.demo.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What Rally's Lookback API keeps of an artifact from one change until the next; never changes.
 *
 * @param version what was stored
 * @param number  its place among the snapshots of the artifact, from 0
 * @param kind    what made it
 * @param updated when a user last changed the artifact itself; earlier than the snapshot if only what is computed from others changed
 * @param derived what is computed from other artifacts, as it was when the snapshot began: by attribute, null for no value
 */
public record Snapshot(Version version, int number, Kind kind, Instant updated, Map<String, Object> derived) {
    /** What made a snapshot. */
    public enum Kind {
        CREATE,
        UPDATE,
        DELETE,
        RESTORE
    }

    static final String HIERARCHY = "_ItemHierarchy";

    /** The artifact. */
    public Asset artifact() {
        return version.asset();
    }

    /** When it begins, to the millisecond; it ends when the next one begins. */
    public Instant validFrom() {
        return RallyRules.instant(version);
    }

    /** Who made the change. */
    public Asset changedBy() {
        return version.changedBy();
    }

    /** The artifacts above this one, from the top, and itself. */
    public List<Asset> hierarchy() {
        return ((List<?>) derived.get(HIERARCHY))
                .stream().map(Asset.class::cast).toList();
    }
}
