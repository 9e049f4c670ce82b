package io.trackersql.bench;

import java.time.LocalDateTime;
import java.util.Objects;

/** Uses every value that was read, so that nothing is skipped, and shows that two readers read the same. */
final class Checksum {
    private long rows;
    private long sum;

    void add(String a, String b, String c) {
        sum = sum * 31 + Objects.hash(a, b, c);
    }

    void add(double number, int state) {
        sum = sum * 31 + Double.hashCode(number) + state;
    }

    void add(LocalDateTime time) {
        sum = sum * 31 + Objects.hashCode(time);
        rows++;
    }

    long rows() {
        return rows;
    }

    long value() {
        return sum;
    }
}
