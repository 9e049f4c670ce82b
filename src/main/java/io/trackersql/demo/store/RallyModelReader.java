package io.trackersql.demo.store;

import io.trackersql.demo.store.DemoAttribute.Flag;
import io.trackersql.demo.store.RallyAttribute.AttributeType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the compact text of Rally's types; the notation is explained at the top of {@code rally-types.txt}. */
final class RallyModelReader {
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "(?<name>\\w+):(?<kind>[a-z]\\d*|[=>][\\w/]+?|\\[=?[\\w/]+\\])(/(?<marks>[!*~]+))?(<(?<reverse>\\w+))?(@(?<rule>\\w+))?");
    private static final Pattern HEADER =
            Pattern.compile("(?<path>[\\w/]+)( : (?<base>[\\w/]+))?(?<abstract> abstract)?(?<options>( \\w+=\\S+)*)");
    private static final String CUSTOM = "c_";
    private static final long BUILT_IN_DEFINITIONS = -20_000;
    private static final long CUSTOM_DEFINITIONS = 780_432_701_000L;

    private record Choices(AttributeType type, List<String> values) {}

    private record Declared(
            DemoAttribute stored, AttributeType type, List<String> choices, int maxLength, boolean hidden) {}

    private final Map<String, Choices> choices = new LinkedHashMap<>();
    private final Map<String, DemoType> types = new LinkedHashMap<>();
    private final Map<String, RallyType> rallyTypes = new LinkedHashMap<>();
    private long definitions;

    private RallyModelReader() {}

    static RallyModel read(String text) {
        RallyModelReader reader = new RallyModelReader();
        String header = null;
        List<String> words = new ArrayList<>();
        for (String line : text.split("\r?\n")) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("enum ")) {
                reader.readChoices(line);
            } else if (line.startsWith(" ")) {
                words.addAll(Arrays.asList(line.trim().split(" +")));
            } else {
                reader.addType(header, words);
                header = line;
                words.clear();
            }
        }
        reader.addType(header, words);
        RallyProduct product = new RallyProduct();
        RallyModel model = new RallyModel(new DemoModel(reader.types, product), reader.rallyTypes);
        product.joins(model);
        return model;
    }

    private void readChoices(String line) {
        String[] parts = line.split(" ", 4);
        List<String> values =
                Arrays.stream(parts[3].split("\\|", -1)).map(String::strip).toList();
        choices.put(parts[1], new Choices(AttributeType.valueOf(parts[2]), values));
    }

    private void addType(String header, List<String> words) {
        if (header == null) {
            return;
        }
        Matcher parts = HEADER.matcher(header);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a type: " + header);
        }
        String path = parts.group("path");
        Optional<DemoType> base = Optional.ofNullable(parts.group("base")).map(types::get);
        DemoType type = new DemoType(path, base, parts.group("abstract") != null, Map.of());
        List<Declared> declared =
                words.stream().map(word -> attribute(word, path)).toList();
        type.complete(declared.stream().map(Declared::stored).toList(), List.of());
        types.put(path, type);
        rallyTypes.put(path, rallyType(type, declared, options(parts.group("options"))));
    }

    private static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : text.trim().split(" ")) {
            int equals = option.indexOf('=');
            if (equals > 0) {
                options.put(
                        option.substring(0, equals),
                        option.substring(equals + 1).replace('_', ' '));
            }
        }
        return options;
    }

    private RallyType rallyType(DemoType type, List<Declared> declared, Map<String, String> options) {
        Map<String, RallyAttribute> own = new TreeMap<>();
        for (Declared each : declared) {
            DemoAttribute stored = type.attribute(each.stored().name()).orElseThrow();
            long definition =
                    stored.has(Flag.CUSTOM) ? CUSTOM_DEFINITIONS + ++definitions : BUILT_IN_DEFINITIONS - ++definitions;
            own.put(
                    stored.name(),
                    new RallyAttribute(
                            stored, each.type(), each.choices(), each.maxLength(), each.hidden(), definition));
        }
        Map<String, RallyAttribute> all = new LinkedHashMap<>();
        type.base().ifPresent(base -> all.putAll(rallyTypes.get(base.name()).attributes()));
        all.putAll(own);
        List<RallyAttribute> ordered = new ArrayList<>(all.values());
        ordered.sort(Comparator.comparing(RallyAttribute::custom));
        Map<String, RallyAttribute> attributes = new LinkedHashMap<>();
        ordered.forEach(attribute -> attributes.put(attribute.name(), attribute));
        String element = type.name().substring(type.name().indexOf('/') + 1);
        return new RallyType(
                type,
                attributes,
                options.getOrDefault("ops", ""),
                options.getOrDefault("id", ""),
                options.getOrDefault("display", RallyType.words(element)),
                Long.parseLong(options.get("oid")),
                Integer.parseInt(options.getOrDefault("ordinal", "-1")));
    }

    private Declared attribute(String word, String owner) {
        Matcher parts = ATTRIBUTE.matcher(word);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an attribute: " + word);
        }
        String name = parts.group("name");
        String kind = parts.group("kind");
        String marks = Optional.ofNullable(parts.group("marks")).orElse("");
        boolean many = kind.startsWith("[");
        String inner = many ? kind.substring(1, kind.length() - 1) : kind;
        Optional<Choices> set = inner.startsWith("=") ? Optional.of(choices(inner.substring(1))) : Optional.empty();
        AttributeType type =
                many ? AttributeType.COLLECTION : set.map(Choices::type).orElseGet(() -> type(inner));
        String related = "";
        if (many) {
            related = set.isPresent() ? "AllowedAttributeValue" : inner;
        } else if (type == AttributeType.OBJECT) {
            related = inner.substring(1);
        }
        DemoAttribute stored = new DemoAttribute(
                name,
                kind(type),
                owner,
                related,
                Optional.ofNullable(parts.group("reverse")).orElse(""),
                flags(name, marks, many),
                source(parts.group("rule"), parts.group("reverse"), related),
                -1);
        int maxLength = kind.matches("[st]\\d+") ? Integer.parseInt(kind.substring(1)) : -1;
        return new Declared(stored, type, set.map(Choices::values).orElse(List.of()), maxLength, marks.contains("~"));
    }

    private Choices choices(String name) {
        return Optional.ofNullable(choices.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no enum " + name));
    }

    private static AttributeSource source(String rule, String reverse, String related) {
        if (rule != null) {
            return new AttributeSource.Computed(rule);
        }
        return reverse != null ? new AttributeSource.Reverse(related, reverse) : new AttributeSource.Stored();
    }

    private static Set<Flag> flags(String name, String marks, boolean many) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (many) {
            flags.add(Flag.MULTI);
        }
        if (name.startsWith(CUSTOM)) {
            flags.add(Flag.CUSTOM);
        }
        if (marks.contains("!")) {
            flags.add(Flag.REQUIRED);
        }
        if (!marks.contains("*")) {
            flags.add(Flag.READ_ONLY);
        }
        return flags;
    }

    private static AttributeType type(String kind) {
        return switch (kind.charAt(0)) {
            case 's' -> AttributeType.STRING;
            case 't' -> AttributeType.TEXT;
            case 'd' -> AttributeType.DATE;
            case 'i' -> AttributeType.INTEGER;
            case 'n' -> AttributeType.QUANTITY;
            case 'f' -> AttributeType.DECIMAL;
            case 'b' -> AttributeType.BOOLEAN;
            case 'w' -> AttributeType.WEB_LINK;
            case 'x' -> AttributeType.BINARY_DATA;
            case '>' -> AttributeType.OBJECT;
            default -> throw new IllegalArgumentException("unknown kind " + kind);
        };
    }

    private static AttributeKind kind(AttributeType type) {
        return switch (type) {
            case BINARY_DATA -> AttributeKind.BLOB;
            case BOOLEAN -> AttributeKind.BOOLEAN;
            case COLLECTION, OBJECT -> AttributeKind.RELATION;
            case DATE -> AttributeKind.DATE;
            case DECIMAL, QUANTITY -> AttributeKind.NUMERIC;
            case INTEGER -> AttributeKind.LONG_INT;
            case RATING, STATE, STRING -> AttributeKind.TEXT;
            case TEXT -> AttributeKind.LONG_TEXT;
            case WEB_LINK -> AttributeKind.OPAQUE;
        };
    }
}
