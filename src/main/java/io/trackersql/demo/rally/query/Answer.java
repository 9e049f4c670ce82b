package io.trackersql.demo.rally.query;

import io.trackersql.demo.store.Asset;
import java.util.Arrays;

/**
 * All rows of a question; immutable.
 *
 * @param rows   in order; the caller must not change them
 * @param groups where each run of rows begins that the order does not tell apart, empty if it tells all apart
 * @param total  number of rows that the service claims
 */
public record Answer(Asset[] rows, int[] groups, int total) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /**
     * The row at a position, while rows that the order does not tell apart are shuffled.
     *
     * @param shuffle the same number gives the same order
     */
    public Asset row(int position, long shuffle) {
        if (groups.length == 0) {
            return rows[position];
        }
        int found = Arrays.binarySearch(groups, position);
        int group = found >= 0 ? found : -found - 2;
        int start = groups[group];
        int end = group + 1 < groups.length ? groups[group + 1] : rows.length;
        return rows[start + shuffled(position - start, end - start, shuffle)];
    }

    /** Position under a rotation with steps: a bijection, since step and count have no common divisor. */
    private static int shuffled(int position, int count, long shuffle) {
        long mixed = (shuffle + 1) * GOLDEN;
        long step = 1L + Math.floorMod(mixed >>> 17, count);
        while (gcd(step, count) != 1) {
            step++;
        }
        return (int) Math.floorMod(position * step + Math.floorMod(mixed, count), (long) count);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
