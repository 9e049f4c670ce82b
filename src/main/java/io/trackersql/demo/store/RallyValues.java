package io.trackersql.demo.store;

import io.trackersql.demo.store.RallyAttribute.AttributeType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Made-up values of each attribute type, many of them chosen because they break naive code. */
final class RallyValues {
    static final List<String> TEXTS = Stream.concat(
                    SeedValues.TEXTS.stream(),
                    Stream.of("((unbalanced", "back\\slash\\", "tilde ~ and & pipe |", "50%_off", "None", "\"quoted\""))
            .toList();
    static final List<BigDecimal> NUMBERS = Stream.of(
                    "0", "0.5", "1", "2", "3", "5", "5.5", "8", "13", "20", "1.25", "100")
            .map(BigDecimal::new)
            .toList();
    private static final List<Long> INTEGERS = List.of(0L, 1L, 2L, 3L, 5L, 42L, 100L, 2_147_483_648L);
    // Some are midnights on clocks in New York and Berlin, summer and winter.
    private static final List<Instant> TIMES = Stream.of(
                    "2021-03-14T06:59:59.999Z",
                    "2021-03-14T07:00:00Z",
                    "2021-11-07T05:30:00.090Z",
                    "2022-07-01T04:00:00Z",
                    "2022-12-01T05:00:00Z",
                    "2023-06-30T22:00:00Z",
                    "2023-12-31T23:59:59.999Z",
                    "2024-02-29T12:00:00.123Z",
                    "2024-10-27T01:30:00Z",
                    "2025-01-01T00:00:00Z")
            .map(Instant::parse)
            .toList();
    private static final List<WebLink> LINKS =
            List.of(new WebLink("123", "The Label"), new WebLink("a b&c", "O'Brien \"link\""), new WebLink("", "Süd"));
    private static final List<byte[]> BLOBS =
            List.of(new byte[] {0, 1, 2, (byte) 0xFF}, "attached text".getBytes(StandardCharsets.UTF_8));
    static final String NO_ENTRY = "None";

    private RallyValues() {}

    /** A value of an attribute that refers to no object, or null; text may be empty. */
    static Object any(RallyAttribute attribute, SplittableRandom random) {
        if (attribute.type() == AttributeType.RATING) {
            String choice = SeedValues.pick(attribute.choices(), random);
            return choice.isEmpty() ? NO_ENTRY : choice;
        }
        if (!attribute.required() && random.nextInt(4) == 0) {
            return null;
        }
        return switch (attribute.type()) {
            case BOOLEAN -> random.nextBoolean();
            case DATE -> SeedValues.pick(TIMES, random);
            case DECIMAL, QUANTITY -> SeedValues.pick(NUMBERS, random);
            case INTEGER -> SeedValues.pick(INTEGERS, random);
            case STATE, STRING -> attribute.constrained() ? choice(attribute, random) : text(attribute, TEXTS, random);
            case TEXT -> text(attribute, SeedValues.LONG_TEXTS, random);
            case WEB_LINK -> SeedValues.pick(LINKS, random);
            case BINARY_DATA -> SeedValues.pick(BLOBS, random);
            default -> throw new IllegalArgumentException(attribute.name() + " refers to objects");
        };
    }

    /** Built-in drop-downs without entry are null, custom ones null or empty. */
    private static String choice(RallyAttribute attribute, SplittableRandom random) {
        String choice = SeedValues.pick(attribute.choices(), random);
        if (choice.isEmpty() && attribute.required()) {
            return attribute.choices().get(attribute.choices().size() - 1);
        }
        return choice.isEmpty() && !attribute.custom() ? null : choice;
    }

    private static String text(RallyAttribute attribute, List<String> texts, SplittableRandom random) {
        if (!attribute.required() && random.nextInt(8) == 0) {
            return "";
        }
        return SeedValues.pick(texts, random);
    }
}
