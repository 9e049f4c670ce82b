package io.trackersql.demo.store;

/**
 * One version of an asset: what held from its change until the next one.
 *
 * <p>Cells hold String, Boolean, BigDecimal, Long, LocalDateTime, byte[], {@link Asset}, or Object[] of them for multi-valued
 * attributes; null stands for no value. Values are shared between versions and never changed.
 */
public final class Version {
    static final int ACTIVE = 64;
    static final int CLOSED = 128;
    static final int DEAD = 192;
    static final int DELETED = 255;

    private final Asset asset;
    private final long ticks;
    private final Asset changedBy;
    private final short state;
    private final Object[] values;
    private final String comment;
    private long moment;

    /** A version that was made by {@code changedBy} at {@code ticks}, in units of 100 ns since 1970 UTC. */
    Version(Asset asset, long ticks, Asset changedBy, int state, Object[] values) {
        this(asset, ticks, changedBy, state, values, null);
    }

    /** A version with what the member said about the change, or null. */
    Version(Asset asset, long ticks, Asset changedBy, int state, Object[] values, String comment) {
        this.asset = asset;
        this.ticks = ticks;
        this.changedBy = changedBy;
        this.state = (short) state;
        this.values = values;
        this.comment = comment;
    }

    public Asset asset() {
        return asset;
    }

    /** The instance-wide number of the change that made this version. */
    public long moment() {
        return moment;
    }

    /** The key with the moment, such as {@code Story:1005:3423}. */
    public String token() {
        return asset.token() + ":" + moment;
    }

    /** True if the asset was deleted by this version. */
    public boolean deleted() {
        return state == DELETED;
    }

    /** Code of the asset's state: 0, 64, 128, 200, 208 or 255. */
    public int state() {
        return state;
    }

    long ticks() {
        return ticks;
    }

    Asset changedBy() {
        return changedBy;
    }

    String comment() {
        return comment;
    }

    Object cell(int slot) {
        return values[slot];
    }

    Object[] cells() {
        return values;
    }

    void numbered(long newMoment) {
        moment = newMoment;
    }
}
