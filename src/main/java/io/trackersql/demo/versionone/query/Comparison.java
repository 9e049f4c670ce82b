package io.trackersql.demo.versionone.query;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.Collation;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.versionone.query.Syntax.Value;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One comparison of a path with values, checked against what the attribute's type allows. */
final class Comparison {
    private static final Set<AttributeKind> ORDERED =
            Set.of(AttributeKind.NUMERIC, AttributeKind.DATE, AttributeKind.OPAQUE, AttributeKind.LONG_INT);
    private static final Set<AttributeKind> INCOMPARABLE =
            Set.of(AttributeKind.LONG_TEXT, AttributeKind.PASSWORD, AttributeKind.BLOB);
    private static final Pattern TOKEN = Pattern.compile("([A-Za-z0-9_]+):(-?\\d{1,18})(:\\d{1,18})?");

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,7})?)?");

    private final Binder binder;
    private final Path path;
    private final Syntax.Compare compare;
    private final List<String> texts = new ArrayList<>();
    private boolean root;

    Comparison(Binder binder, Path path, Syntax.Compare compare) {
        this.binder = binder;
        this.path = path;
        this.compare = compare;
    }

    Predicate<Row> predicate() {
        checkOperator();
        for (Value value : compare.values()) {
            addTexts(value);
        }
        Predicate<Object> matches = element();
        if (path.multi()) {
            return row -> {
                for (Object value : (List<?>) path.value(row)) {
                    if (test(matches, value, row)) {
                        return true;
                    }
                }
                return false;
            };
        }
        return row -> test(matches, path.value(row), row);
    }

    private boolean test(Predicate<Object> matches, Object value, Row row) {
        if (!root) {
            return matches.test(value);
        }
        boolean same = value != null && asset(value) == row.root().asset();
        return compare.operator().equals("=") == same;
    }

    private void checkOperator() {
        AttributeKind kind = path.kind();
        if (INCOMPARABLE.contains(kind)) {
            String definition = kind == AttributeKind.LONG_TEXT ? "SimpleLongText" : "Simple" + kind.label();
            throw Refusal.invalid("System.NotSupportedException: " + definition + "AttributeDefinition.BuildPredicate ("
                    + path.leafOwner() + "." + path.leaf().name() + ")");
        }
        String operator = compare.operator();
        boolean inequality = operator.startsWith("<") || operator.startsWith(">");
        if (inequality && !ORDERED.contains(kind)) {
            throw Refusal.invalid("Inequality operation not valid for " + kind.label() + " attributes");
        }
        if (inequality && compare.values().size() > 1) {
            throw Refusal.invalid("Inequality operation not valid for a list of values");
        }
        if (operator.equals("~=")
                && (kind != AttributeKind.TEXT || !binder.rules().like())) {
            throw Refusal.invalid("Operator ~= not valid for " + kind.label() + " attributes");
        }
    }

    private void addTexts(Value value) {
        if (!value.variable()) {
            texts.add(value.text());
        } else if (!value.text().isEmpty()) {
            List<String> bound = binder.variables().get(value.text());
            if (bound == null) {
                throw Refusal.invalid("Unknown variable: $" + value.text());
            }
            texts.addAll(bound);
        } else {
            boolean relation = path.kind() == AttributeKind.RELATION;
            if (!relation || !Set.of("=", "!=").contains(compare.operator())) {
                throw Refusal.invalid("Unknown variable: $");
            }
            root = true;
        }
    }

    private Predicate<Object> element() {
        String operator = compare.operator();
        if (operator.equals("~=")) {
            Predicate<String> like = like(texts);
            return value -> value != null && like.test((String) value);
        }
        if (operator.equals("=") || operator.equals("!=")) {
            return equality(operator.equals("="));
        }
        if (texts.size() != 1) {
            throw Refusal.invalid("Inequality operation not valid for a list of values");
        }
        ToIntFunction<Object> order = order(texts.get(0));
        return value -> value != null && holds(operator, order.applyAsInt(value));
    }

    private static boolean holds(String operator, int sign) {
        return switch (operator) {
            case "<" -> sign < 0;
            case "<=" -> sign <= 0;
            case ">" -> sign > 0;
            default -> sign >= 0;
        };
    }

    private Predicate<Object> equality(boolean equal) {
        Set<Object> keys = new HashSet<>();
        boolean nulls = false;
        boolean dead = false;
        for (String text : texts) {
            if (text.isEmpty() || (path.kind() == AttributeKind.RELATION && text.equals("NULL"))) {
                nulls = true;
            } else if (path.kind() == AttributeKind.STATE && text.equalsIgnoreCase("Dead")) {
                dead = true;
            } else {
                keys.add(key(text));
            }
        }
        boolean matchesNull = nulls;
        boolean matchesDead = dead;
        boolean nullDiffers = binder.rules().nullMatchesNotEquals();
        return value -> {
            boolean missing = value == null || value.equals("");
            if (equal) {
                return missing ? matchesNull : found(keys, matchesDead, value);
            }
            return missing ? !matchesNull && nullDiffers : !found(keys, matchesDead, value);
        };
    }

    private static boolean found(Set<Object> keys, boolean dead, Object value) {
        return keys.contains(normal(value)) || (dead && value instanceof Long state && state >= 192);
    }

    /** A form of a stored value whose {@code equals} is the server's equality. */
    private static Object normal(Object value) {
        if (value instanceof String text) {
            return Collation.key(text);
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        return value instanceof Version version ? version.asset() : value;
    }

    private static Asset asset(Object value) {
        return value instanceof Version version ? version.asset() : (Asset) value;
    }

    private Object key(String text) {
        return switch (path.kind()) {
            case TEXT, DURATION, LOCALIZER_TAG, GUID -> Collation.key(text);
            case ASSET_TYPE -> {
                DemoType type =
                        binder.model().type(text).orElseThrow(() -> Refusal.invalid("Unknown AssetType: " + text));
                yield Collation.key(type.name());
            }
            case BOOLEAN -> bool(text);
            case STATE -> States.code(text);
            case RELATION -> relation(text);
            case NUMERIC -> number(text).stripTrailingZeros();
            case RANK, LONG_INT, OPAQUE -> integer(text);
            case DATE -> date(text);
            case LONG_TEXT, PASSWORD, BLOB -> throw new IllegalStateException("refused before");
        };
    }

    /** Compares stored values with the bound of an inequality. */
    private ToIntFunction<Object> order(String text) {
        switch (path.kind()) {
            case NUMERIC -> {
                BigDecimal bound = number(text);
                return value -> ((BigDecimal) value).compareTo(bound);
            }
            case LONG_INT, OPAQUE -> {
                Long bound = integer(text);
                return value -> ((Long) value).compareTo(bound);
            }
            default -> {
                LocalDateTime bound = date(text);
                return value -> ((LocalDateTime) value).compareTo(bound);
            }
        }
    }

    /** An asset, or the text itself if no such asset exists: then nothing matches. A moment is ignored. */
    private Object relation(String text) {
        Matcher token = TOKEN.matcher(text);
        if (!token.matches()) {
            throw Refusal.invalid("Invalid OID token: " + text);
        }
        DemoType type = binder.model()
                .type(token.group(1))
                .orElseThrow(() -> Refusal.invalid("Unknown AssetType: " + token.group(1)));
        Optional<Asset> asset = binder.store().find(type, Long.parseLong(token.group(2)));
        return asset.isPresent() ? asset.get() : text;
    }

    private static Boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalidValue(text);
        };
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw invalidValue(text);
        }
    }

    private static Long integer(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw invalidValue(text);
        }
    }

    private static LocalDateTime date(String text) {
        if (!DATE.matcher(text).matches()) {
            throw invalidValue(text);
        }
        try {
            return text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw invalidValue(text);
        }
    }

    private static Refusal invalidValue(String text) {
        return Refusal.invalid("Invalid value: " + text);
    }

    /** SQL Server's LIKE with % and _; the whole text must match. */
    private static Predicate<String> like(List<String> patterns) {
        List<Pattern> compiled = patterns.stream().map(Comparison::likePattern).toList();
        return text ->
                compiled.stream().anyMatch(pattern -> pattern.matcher(text).matches());
    }

    private static Pattern likePattern(String like) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < like.length(); i++) {
            char c = like.charAt(i);
            switch (c) {
                case '%' -> regex.append(".*");
                case '_' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
}
