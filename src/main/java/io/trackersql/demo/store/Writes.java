package io.trackersql.demo.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Changes of a VersionOne store, one after another.
 *
 * <p>Safe for threads. Each transaction has one time and one moment, later than all before it, so the same requests in the same
 * order make the same data if the clock stands still or tells the same times.
 */
public final class Writes {
    private static final long MILLISECOND = 10_000;
    private static final int NUMBER_DIGITS = 5;

    private final DemoStore store;
    private final InstantSource clock;
    private final Map<DemoType, Long> numbers = new HashMap<>();
    private long lastTicks = Long.MIN_VALUE;
    private long lastId;

    /** Changes that happen at the times of a clock, or as much later as keeps their order, to the millisecond. */
    public Writes(DemoStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Makes one change; nothing is changed if it fails.
     *
     * @param by      the member who makes it
     * @param comment what the member says about it
     * @param work    makes the change and gives the asset that it is about
     * @return the version of that asset that the change made
     * @throws Violation if the change breaks a rule
     */
    public synchronized Version transaction(Asset by, Optional<String> comment, Function<Edit, Asset> work) {
        long ticks = nextTicks();
        Edit edit = new Edit(store, this, by, ticks, comment.orElse(null));
        Asset result = work.apply(edit);
        edit.commit();
        lastTicks = ticks;
        return result.current();
    }

    /** When the next change would be made. */
    public synchronized Instant now() {
        return Computations.instant(nextTicks());
    }

    private long nextTicks() {
        begin();
        long now = Computations.ticks(clock.instant());
        long last = lastTicks - Math.floorMod(lastTicks, MILLISECOND);
        return Math.max(now - Math.floorMod(now, MILLISECOND), last + MILLISECOND);
    }

    private void begin() {
        if (lastTicks == Long.MIN_VALUE) {
            lastTicks = store.everything()
                    .mapToLong(asset -> asset.current().ticks())
                    .max()
                    .orElse(0);
            lastId = store.everything().mapToLong(Asset::id).max().orElse(0);
        }
    }

    long nextId() {
        return ++lastId;
    }

    /** The next number of a type's assets, such as {@code B-01301}. */
    String nextNumber(DemoType type, String prefix, DemoAttribute attribute) {
        long last = numbers.computeIfAbsent(type, key -> lastNumber(key, attribute)) + 1;
        numbers.put(type, last);
        String digits = Long.toString(last);
        return prefix + "-" + "0".repeat(Math.max(0, NUMBER_DIGITS - digits.length())) + digits;
    }

    private long lastNumber(DemoType type, DemoAttribute attribute) {
        long last = 1000;
        for (Asset asset : store.all(type)) {
            if (asset.current().cell(attribute.slot()) instanceof String number && number.matches("\\w+-\\d{1,18}")) {
                last = Math.max(last, Long.parseLong(number.substring(number.indexOf('-') + 1)));
            }
        }
        return last;
    }
}
