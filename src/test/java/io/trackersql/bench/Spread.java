package io.trackersql.bench;

import java.util.Arrays;
import java.util.Locale;

/** What came of the rounds of one measurement. */
record Spread(double min, double median, double max) {
    static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    String with(String format) {
        return String.format(Locale.ROOT, "min " + format + ", median " + format + ", max " + format, min, median, max);
    }
}
