package io.trackersql.demo.rally.query;

import io.trackersql.demo.rally.query.Instants.Range;
import io.trackersql.demo.rally.query.Syntax.Compare;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes a comparison with a single value into a test of that value, by the kind of the attribute. */
final class Comparison {
    private static final String NONE = "None";

    private final Rules rules;
    private final Instants instants;
    private final Compare compare;
    private final String operator;
    private final String text;

    Comparison(Rules rules, Instants instants, Compare compare) {
        this.rules = rules;
        this.instants = instants;
        this.compare = compare;
        this.operator = compare.operator();
        this.text = compare.value();
    }

    /** Text without an order: {@code =}, {@code contains} and their negations, and {@code in}. */
    Predicate<Object> string() {
        if (isNull()) {
            return nullTest();
        }
        return switch (operator) {
            case "=", "!=" -> negatable(value -> equal((String) value, text));
            case "contains", "!contains" -> negatable(value -> contains((String) value));
            case "in" -> some(value -> items().stream().anyMatch(item -> equal((String) value, item)));
            default -> throw unsupported();
        };
    }

    /** Rich text, which is only searched. */
    Predicate<Object> richText() {
        if (isNull() && !rules.textNullQueries()) {
            throw unsupported();
        }
        return switch (operator) {
            case "contains", "!contains" -> string();
            case "=", "!=" -> {
                if (!isNull()) {
                    throw unsupported();
                }
                yield string();
            }
            default -> throw unsupported();
        };
    }

    /**
     * A drop-down, state or rating, which is ordered by the position of its allowed values.
     *
     * @param rating true if no entry is shown as None
     */
    Predicate<Object> ordered(List<String> allowed, boolean rating) {
        if (rating) {
            boolean none = rules.noneIsText() && text.equalsIgnoreCase(NONE);
            Comparison stored =
                    none ? new Comparison(rules, instants, new Compare(compare.path(), operator, "")) : this;
            Predicate<Object> test = stored.ordered(allowed, false);
            // Without entry the store holds an empty text, which answers show as None.
            return value -> test.test(NONE.equals(value) ? "" : value);
        }
        if (isNull() || !isOrder()) {
            return string();
        }
        int bound = position(allowed, text);
        return some(value -> bound >= 0
                && position(allowed, (String) value) >= 0
                && ordered(Integer.compare(position(allowed, (String) value), bound)));
    }

    /** The number part of a formatted ID; prefixes are ignored on both sides. */
    Predicate<Object> formattedId() {
        if (isNull()) {
            return nullTest();
        }
        if (operator.endsWith("contains")) {
            return string();
        }
        if (operator.equals("in")) {
            List<BigDecimal> numbers = items().stream().map(this::digits).toList();
            return some(value ->
                    numbers.stream().anyMatch(number -> digits((String) value).compareTo(number) == 0));
        }
        BigDecimal bound = digits(text);
        return numeric(value -> digits((String) value).compareTo(bound));
    }

    /** A number; quotes around the value do not matter. */
    Predicate<Object> number() {
        if (isNull()) {
            return nullTest();
        }
        if (operator.equals("in")) {
            List<BigDecimal> numbers = items().stream().map(this::decimal).toList();
            return some(value -> numbers.stream()
                    .anyMatch(number -> decimal(value.toString()).compareTo(number) == 0));
        }
        BigDecimal bound = decimal(text);
        return numeric(value -> decimal(value.toString()).compareTo(bound));
    }

    Predicate<Object> truth() {
        if (isNull()) {
            return nullTest();
        }
        boolean yes = text.equalsIgnoreCase("true");
        if (!yes && !text.equalsIgnoreCase("false")) {
            throw notConvertible("BOOLEAN");
        }
        if (!operator.equals("=") && !operator.equals("!=")) {
            throw unsupported();
        }
        return negatable(value -> value.equals(yes));
    }

    /** A time, against a literal or a range that a variable names. */
    Predicate<Object> time() {
        if (isNull()) {
            return nullTest();
        }
        Range range = instants.range(text).orElseThrow(() -> notConvertible("DATE"));
        return switch (operator) {
            case "=", "!=" -> negatable(value -> millis(value) >= range.from() && millis(value) < range.until());
            case "<" -> some(value -> millis(value) < range.from());
            case ">=" -> some(value -> millis(value) >= range.from());
            case ">" -> some(value -> millis(value) >= range.until());
            case "<=" -> some(value -> millis(value) < range.until());
            default -> throw unsupported();
        };
    }

    private static long millis(Object value) {
        return ((Instant) value).toEpochMilli();
    }

    /** A comparison with null; only {@code =} and {@code !=} know it. */
    Predicate<Object> nullTest() {
        return switch (operator) {
            case "=" -> this::missing;
            case "!=" -> value -> !missing(value);
            default -> throw unsupported();
        };
    }

    /** Holds for values that pass, and for none if the operator is not negative; a negative one turns the test round. */
    Predicate<Object> negatable(Predicate<Object> test) {
        if (operator.startsWith("!")) {
            return value -> value == null ? rules.nullMatchesNotEquals() : !test.test(value);
        }
        return some(test);
    }

    static Predicate<Object> some(Predicate<Object> test) {
        return value -> value != null && test.test(value);
    }

    boolean isNull() {
        return text.equalsIgnoreCase("null");
    }

    /** The values of a list. */
    List<String> items() {
        return Arrays.stream(text.split(",")).map(String::trim).toList();
    }

    Refusal notConvertible(String type) {
        return Refusal.parse("Could not convert \"" + text + "\" to type " + type + " in the query segment \""
                + compare.text() + "\"");
    }

    Refusal unsupported() {
        return Refusal.parse("Operator \"" + operator + "\" is not allowed with attribute \"" + compare.path()
                + "\" in the query segment \"" + compare.text() + "\"");
    }

    private boolean missing(Object value) {
        return value == null || (rules.emptyIsNull() && value.equals(""));
    }

    private interface Ordering {
        int compare(Object value);
    }

    private Predicate<Object> numeric(Ordering order) {
        return switch (operator) {
            case "=", "!=" -> negatable(value -> order.compare(value) == 0);
            case "<", ">", "<=", ">=" -> some(value -> ordered(order.compare(value)));
            default -> throw unsupported();
        };
    }

    private boolean isOrder() {
        return operator.startsWith("<") || operator.startsWith(">");
    }

    private boolean ordered(int sign) {
        return switch (operator) {
            case "<" -> sign < 0;
            case ">" -> sign > 0;
            case "<=" -> sign <= 0;
            default -> sign >= 0;
        };
    }

    private boolean equal(String value, String other) {
        return rules.equalsIgnoresCase() ? value.equalsIgnoreCase(other) : value.equals(other);
    }

    private boolean contains(String value) {
        return rules.containsIgnoresCase()
                ? value.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT))
                : value.contains(text);
    }

    private int position(List<String> allowed, String value) {
        for (int i = 0; i < allowed.size(); i++) {
            if (equal(allowed.get(i), value)) {
                return i;
            }
        }
        return -1;
    }

    private BigDecimal decimal(String number) {
        try {
            return new BigDecimal(number.trim());
        } catch (NumberFormatException e) {
            throw notConvertible("NUMBER");
        }
    }

    private BigDecimal digits(String formattedId) {
        return Optional.of(formattedId.replaceAll("^\\D+", ""))
                .filter(number -> number.matches("\\d{1,18}"))
                .map(BigDecimal::new)
                .orElseThrow(() -> notConvertible("INTEGER"));
    }
}
