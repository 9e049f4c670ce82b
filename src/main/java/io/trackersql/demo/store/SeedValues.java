package io.trackersql.demo.store;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Made-up values of each kind, many of them chosen because they break naive code. */
final class SeedValues {
    static final List<String> TEXTS = List.of(
            "O'Brien said \"hi\"",
            "a;b|c,d&e#f+g%h\\i=j",
            "Müller größe Straße",
            "Grinning 😀 and 👩‍💻",
            "漢字かな交じり文",
            "Case Pair",
            "case pair",
            "CASE PAIR",
            "trailing",
            "trailing ",
            "trailing  ",
            " leading",
            "'",
            "\"\"",
            "100%",
            "under_score",
            "[bracket] (paren)",
            "NULL",
            "null",
            "$name",
            "2024-01-01",
            "007",
            "7",
            "<b>&amp;</b>",
            "tab\tand \\ backslash",
            "line one\nline two",
            "Éclair",
            "eclair",
            "/path/to?x=1&y=2",
            "Login page",
            "Password reset",
            "Search results",
            "Search",
            "Export to CSV",
            "x");
    static final List<String> LONG_TEXTS = List.of(
            "<p>As a <b>user</b> I want to <i>log in</i>&nbsp;so that I see \"my\" projects.</p>",
            "<ul><li>first</li><li>O'Brien's second</li></ul>",
            "plain text with a search word",
            "<p>Überprüfung der Größe, 漢字, 😀</p>",
            "<p>" + "A long paragraph that goes on and on. ".repeat(40) + "</p>");

    private static final List<BigDecimal> NUMBERS = Stream.of(
                    "0",
                    "1",
                    "2",
                    "3",
                    "5",
                    "8",
                    "13",
                    "0.5",
                    "1.25",
                    "-1",
                    "-2.75",
                    "10",
                    "100",
                    "0.1",
                    "1000000",
                    "123456.789")
            .map(BigDecimal::new)
            .toList();
    private static final List<Long> LONG_INTS =
            List.of(0L, 1L, -1L, 42L, 9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE, 10L, 9L);
    private static final List<LocalDateTime> DAYS = Stream.of(
                    "2016-06-19",
                    "2021-03-14",
                    "2021-11-07",
                    "2024-02-29",
                    "1969-12-31",
                    "2000-01-01",
                    "2025-12-31",
                    "2024-03-31")
            .map(day -> LocalDateTime.parse(day + "T00:00:00"))
            .toList();
    // 02:30 on 2021-03-14 does not exist and 01:30 on 2021-11-07 happens twice on a clock in New York.
    private static final List<LocalDateTime> TIMES = Stream.of(
                    "2021-03-14T02:30:00",
                    "2021-11-07T01:30:00",
                    "2021-11-07T01:30:00.090",
                    "2021-11-07T01:30:00.0907",
                    "2012-05-14T23:45:14.124",
                    "2020-02-29T00:00:00",
                    "1999-12-31T23:59:59.999",
                    "2024-10-27T02:30:00",
                    "2024-06-01T12:00:00.0000001",
                    "2024-06-01T12:00:00")
            .map(LocalDateTime::parse)
            .toList();
    private static final List<String> DURATIONS = List.of("2 Weeks", "0 Days", "10 Days", "3 Months", "1 Weeks");
    private static final List<String> TAGS = List.of("ui", "UI", "backend", "O'Brien", "a, b", "größe", "API ");
    private static final List<String> GUIDS = List.of(
            "98771fb4-71b8-42ec-be8b-69414daa020e",
            "00000000-0000-0000-0000-000000000000",
            "0f8fad5b-d9cb-469f-a165-70867728950e");
    private static final List<String> LABELS = List.of("Role.Name'Developer", "AssetType'Story", "Custom'Ünknown");
    private static final List<Long> STATES = List.of(0L, 64L, 128L, 200L, 208L, 255L);
    private static final List<byte[]> BLOBS =
            List.of(new byte[] {0, 1, 2, (byte) 0xFF}, "blob".getBytes(StandardCharsets.UTF_8), new byte[0]);

    private SeedValues() {}

    /** A value of a kind that is not a relation, never null; text may be empty. */
    static Object any(DemoAttribute attribute, SplittableRandom random) {
        return switch (attribute.kind()) {
            case BOOLEAN -> random.nextBoolean();
            case NUMERIC -> pick(NUMBERS, random);
            case DATE -> pick(attribute.has(DemoAttribute.Flag.DAY) ? DAYS : TIMES, random);
            case DURATION -> pick(DURATIONS, random);
            case TEXT -> text(attribute, random);
            case LONG_TEXT -> pick(LONG_TEXTS, random);
            case LOCALIZER_TAG -> pick(LABELS, random);
            case PASSWORD -> "secret";
            case ASSET_TYPE -> random.nextBoolean() ? "Story" : "Defect";
            case OPAQUE, LONG_INT -> pick(LONG_INTS, random);
            case STATE -> pick(STATES, random);
            case RANK -> (long) random.nextInt(-25, 200);
            case BLOB -> pick(BLOBS, random);
            case GUID -> pick(GUIDS, random);
            case RELATION -> throw new IllegalArgumentException(attribute.name() + " is a relation");
        };
    }

    private static String text(DemoAttribute attribute, SplittableRandom random) {
        if (attribute.multi()) {
            return pick(TAGS, random);
        }
        boolean empty = !attribute.has(DemoAttribute.Flag.REQUIRED) && random.nextInt(12) == 0;
        return empty ? "" : pick(TEXTS, random);
    }

    static <T> T pick(List<T> values, SplittableRandom random) {
        return values.get(random.nextInt(values.size()));
    }
}
