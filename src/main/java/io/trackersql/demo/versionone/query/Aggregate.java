package io.trackersql.demo.versionone.query;

import io.trackersql.demo.store.AttributeKind;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The aggregates that may end a path; Min and Max do not exist (github.com/versionone/Grammars, commit fb8c314). */
enum Aggregate {
    SUM("Sum", AttributeKind.NUMERIC, AttributeKind.NUMERIC),
    COUNT("Count", null, AttributeKind.NUMERIC),
    DISTINCT_COUNT("DistinctCount", null, AttributeKind.NUMERIC),
    MIN_DATE("MinDate", AttributeKind.DATE, AttributeKind.DATE),
    MAX_DATE("MaxDate", AttributeKind.DATE, AttributeKind.DATE),
    AND("And", AttributeKind.BOOLEAN, AttributeKind.BOOLEAN),
    OR("Or", AttributeKind.BOOLEAN, AttributeKind.BOOLEAN),
    MAX_STATE("MaxState", AttributeKind.STATE, AttributeKind.STATE);

    private final String label;
    private final AttributeKind argument;
    private final AttributeKind result;

    Aggregate(String label, AttributeKind argument, AttributeKind result) {
        this.label = label;
        this.argument = argument;
        this.result = result;
    }

    static Aggregate named(String name, AttributeKind argument) {
        Optional<Aggregate> found = Stream.of(values())
                .filter(each -> each.label.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .filter(each -> each.argument == null || each.argument == argument)
                .findFirst();
        return found.orElseThrow(() -> Refusal.invalid("Unknown token: @" + name));
    }

    AttributeKind result() {
        return result;
    }

    Object of(List<Object> all) {
        List<Object> values = all.stream().filter(Objects::nonNull).toList();
        return switch (this) {
            case COUNT -> BigDecimal.valueOf(values.size());
            case DISTINCT_COUNT -> BigDecimal.valueOf(new HashSet<>(values).size());
            case SUM ->
                values.stream()
                        .map(BigDecimal.class::cast)
                        .reduce(BigDecimal::add)
                        .orElse(null);
            case MIN_DATE ->
                values.stream()
                        .map(LocalDateTime.class::cast)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
            case MAX_DATE ->
                values.stream()
                        .map(LocalDateTime.class::cast)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
            case AND -> values.isEmpty() ? null : (Object) values.stream().allMatch(Boolean.TRUE::equals);
            case OR -> values.isEmpty() ? null : (Object) values.stream().anyMatch(Boolean.TRUE::equals);
            case MAX_STATE ->
                values.stream()
                        .map(Long.class::cast)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
        };
    }
}
