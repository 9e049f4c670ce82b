package io.trackersql.demo.store;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;

/** ObjectIDs and ObjectUUIDs: either can be told from the other, so that no index is kept. */
final class RallyIds {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final long FILLER = 0x2545F4914F6CDD1DL;
    private static final long VERSION = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long LOW = 0xFFFFL;
    private static final long FILLED = 0x3FFF_FFFF_FFFF_0000L;

    private RallyIds() {}

    /** The UUID of an ObjectID: its bits, mixed, in the places that version and variant leave free. */
    static UUID uuid(long objectId) {
        long mixed = mix(objectId);
        long filler = mixed * FILLER;
        long high = (mixed & ~LOW) | VERSION | (filler >>> 52);
        long low = VARIANT | ((filler << 12) & FILLED) | (mixed & LOW);
        return new UUID(high, low);
    }

    /** The ObjectID that a text stands for, if it is a UUID with or without hyphens that {@link #uuid} gives. */
    static OptionalLong objectId(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replace("-", "");
        if (!plain.matches("[0-9a-f]{32}")) {
            return OptionalLong.empty();
        }
        UUID uuid = new UUID(
                Long.parseUnsignedLong(plain.substring(0, 16), 16), Long.parseUnsignedLong(plain.substring(16), 16));
        long mixed = (uuid.getMostSignificantBits() & ~LOW) | (uuid.getLeastSignificantBits() & LOW);
        long objectId = unmix(mixed);
        return uuid(objectId).equals(uuid) ? OptionalLong.of(objectId) : OptionalLong.empty();
    }

    /** The place of an object among the manually ranked ones: another order than that of ObjectIDs. */
    static String rank(long objectId) {
        return "P!" + Long.toString(mix(objectId) >>> 1, Character.MAX_RADIX);
    }

    static long mix(long value) {
        long product = value * FACTOR;
        return product ^ (product >>> 32);
    }

    private static long unmix(long mixed) {
        return (mixed ^ (mixed >>> 32)) * inverse();
    }

    /** The odd number that undoes the multiplication, by Newton's method modulo 2^64. */
    private static long inverse() {
        long inverse = FACTOR;
        for (int i = 0; i < 6; i++) {
            inverse *= 2 - FACTOR * inverse;
        }
        return inverse;
    }
}
