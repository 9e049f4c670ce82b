package io.trackersql.demo.store;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The manual ranks of artifacts: texts of 64 characters or more whose order, in ASCII, is the rank; safe for threads.
 *
 * <p>An artifact that was never moved stands where its ObjectID puts it.
 */
final class RallyRanks {
    private static final String FIRST = "P";
    /** Digits in the order of ASCII; no two of them differ in case only, so that an order without case is the same. */
    private static final String DIGITS = "!0123456789abcdefghijklmnopqrstuvwxyz~";

    private static final BigInteger RADIX = BigInteger.valueOf(DIGITS.length());
    private static final int LENGTH = 64;

    private final Map<Asset, String> moved = new ConcurrentHashMap<>();

    String of(Asset artifact) {
        return Optional.ofNullable(moved.get(artifact))
                .orElseGet(() -> padded(RallyIds.rank(artifact.id()), LENGTH, '~'));
    }

    /** Puts an artifact right before or after another one. */
    void move(Asset artifact, Asset neighbour, boolean before, Asset[] all) {
        String place = of(neighbour);
        Comparator<String> order = before ? Comparator.naturalOrder() : Comparator.reverseOrder();
        Optional<String> beyond = Arrays.stream(all)
                .filter(each -> each != artifact)
                .map(this::of)
                .filter(rank -> order.compare(rank, place) < 0)
                .max(order);
        String end = before ? FIRST : FIRST + "~";
        moved.put(artifact, between(List.of(place, beyond.orElse(end))));
    }

    /** Puts an artifact before or after all others. */
    void moveToEnd(Asset artifact, boolean top, Asset[] all) {
        Comparator<String> order = top ? Comparator.reverseOrder() : Comparator.naturalOrder();
        Arrays.stream(all)
                .filter(each -> each != artifact)
                .max(Comparator.comparing(this::of, order))
                .ifPresent(last -> move(artifact, last, top, all));
    }

    /** A rank in the middle of two; longer than both only if there is no room. */
    private static String between(List<String> two) {
        int length = LENGTH;
        for (String rank : two) {
            length = Math.max(length, rank.length());
        }
        BigInteger sum = number(two.get(0), length).add(number(two.get(1), length));
        if (number(two.get(0), length)
                .subtract(number(two.get(1), length))
                .abs()
                .equals(BigInteger.ONE)) {
            length++;
            sum = sum.multiply(RADIX);
        }
        return text(sum.shiftRight(1), length);
    }

    private static BigInteger number(String rank, int length) {
        BigInteger number = BigInteger.ZERO;
        for (char digit : padded(rank, length, '!').substring(FIRST.length()).toCharArray()) {
            number = number.multiply(RADIX).add(BigInteger.valueOf(DIGITS.indexOf(digit)));
        }
        return number;
    }

    private static String text(BigInteger number, int length) {
        StringBuilder digits = new StringBuilder();
        BigInteger rest = number;
        while (digits.length() < length - FIRST.length()) {
            BigInteger[] parts = rest.divideAndRemainder(RADIX);
            digits.append(DIGITS.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return FIRST + digits.reverse();
    }

    private static String padded(String rank, int length, char filler) {
        return rank + String.valueOf(filler).repeat(Math.max(0, length - rank.length()));
    }
}
