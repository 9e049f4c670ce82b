package io.trackersql.demo.store;

import java.util.Map;
import java.util.TreeMap;

/** What users made of an artifact, with changes that come between its first and its second version, so that the present stays. */
final class Timeline {
    private static final long MILLISECOND = 10_000;

    private final Asset artifact;
    private final TreeMap<Long, Version> versions = new TreeMap<>();
    private final long until;

    /** A timeline of an artifact with several versions. */
    Timeline(Asset artifact) {
        this.artifact = artifact;
        for (Version version : artifact.versions()) {
            versions.put(version.ticks(), version);
        }
        this.until = artifact.versions()[1].ticks();
    }

    Asset artifact() {
        return artifact;
    }

    /** True if a time, in ticks, lies between the first and the second version. */
    boolean isOpen(long ticks) {
        return ticks > versions.firstKey() && ticks < until;
    }

    /** What held before the second version was made. */
    Object[] before() {
        return versions.lowerEntry(until).getValue().cells().clone();
    }

    /** What the artifact began with. */
    Object[] first() {
        return versions.firstEntry().getValue().cells().clone();
    }

    void begin(Object[] cells) {
        Version first = versions.firstEntry().getValue();
        versions.put(first.ticks(), new Version(artifact, first.ticks(), first.changedBy(), first.state(), cells));
    }

    /** Adds a change; a millisecond later if there is one at that time. */
    void add(long ticks, Asset by, int state, Object[] cells) {
        long free = ticks;
        while (versions.containsKey(free)) {
            free += MILLISECOND;
        }
        versions.put(free, new Version(artifact, free, by, state, cells));
    }

    /** Sets an attribute that the type may lack, or compute. */
    void set(Object[] cells, Map<String, Object> values) {
        values.forEach((name, value) -> artifact.type()
                .attribute(name)
                .filter(DemoAttribute::stored)
                .ifPresent(attribute -> cells[attribute.slot()] = value));
    }

    Version[] versions() {
        return versions.values().toArray(Version[]::new);
    }
}
