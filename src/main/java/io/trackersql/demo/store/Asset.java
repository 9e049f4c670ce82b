package io.trackersql.demo.store;

import java.util.List;

/**
 * One asset with all its versions, oldest first.
 *
 * <p>Writers replace the array; readers take it once and see a consistent history.
 */
public final class Asset {
    private final DemoType type;
    private final long id;
    private volatile Version[] versions = {};

    Asset(DemoType type, long id) {
        this.type = type;
        this.id = id;
    }

    public DemoType type() {
        return type;
    }

    /** The number part of the key. */
    public long id() {
        return id;
    }

    /** The key, such as {@code Story:1005}. */
    public String token() {
        return type.name() + ":" + id;
    }

    /** The newest version. */
    public Version current() {
        Version[] all = versions;
        return all[all.length - 1];
    }

    /** The first version. */
    public Version first() {
        return versions[0];
    }

    /** All versions, oldest first. */
    public List<Version> history() {
        return List.of(versions);
    }

    Version[] versions() {
        return versions;
    }

    void replaceVersions(Version[] all) {
        versions = all;
    }

    /** Corrects what the newest version holds, for what is no part of history. */
    void replaceCurrent(Object[] cells) {
        Version[] all = versions.clone();
        Version last = all[all.length - 1];
        Version corrected = new Version(this, last.ticks(), last.changedBy(), last.state(), cells, last.comment());
        corrected.numbered(last.moment());
        all[all.length - 1] = corrected;
        versions = all;
    }

    @Override
    public String toString() {
        return token();
    }
}
