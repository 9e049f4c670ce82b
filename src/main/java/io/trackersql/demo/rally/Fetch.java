package io.trackersql.demo.rally;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Which attributes of which objects an answer shows.
 *
 * @param all       every attribute of the objects asked for, while the objects they lead to are references
 * @param names     attributes by lower-case name, on every object of the answer
 * @param inner     in place of {@code names} for the objects that an attribute leads to, by its lower-case name; empty if
 *     {@code names} holds everywhere
 * @param shallow   whether {@code inner} decides
 * @param summaries groupings of collections, by the collection's lower-case name
 */
record Fetch(
        boolean all,
        Set<String> names,
        Map<String, Fetch> inner,
        boolean shallow,
        Map<String, List<List<String>>> summaries) {
    /** References only. */
    static final Fetch REFS = new Fetch(false, Set.of(), Map.of(), false, Map.of());

    /** The whole object. */
    static final Fetch ALL = new Fetch(true, Set.of(), Map.of(), false, Map.of());

    private static final String SUMMARY = ":summary";

    /** The value of {@code fetch}, which clients may put in quotes, or of {@code shallowFetch}. */
    static Fetch of(Optional<String> fetch, Optional<String> shallowFetch, Supplier<Fetch> otherwise) {
        if (shallowFetch.isPresent()) {
            return shallow(shallowFetch.get(), ',');
        }
        if (fetch.isEmpty()) {
            return otherwise.get();
        }
        String text = unquoted(fetch.get());
        if (text.equalsIgnoreCase("true")) {
            return ALL;
        }
        if (text.isEmpty() || text.equalsIgnoreCase("false")) {
            return REFS;
        }
        return flat(text);
    }

    /** True if references are all that is wanted. */
    boolean nothing() {
        return !all && names.isEmpty();
    }

    /** Whether an attribute is shown, by its lower-case name. */
    boolean shows(String attribute) {
        return all || names.contains(attribute);
    }

    /** What is shown of the objects that an attribute leads to. */
    Fetch inside(String attribute) {
        if (all) {
            return REFS;
        }
        return shallow ? inner.getOrDefault(attribute, REFS) : this;
    }

    private static Fetch flat(String text) {
        Map<String, List<List<String>>> summaries = new LinkedHashMap<>();
        Set<String> names = parts(text, ',').stream()
                .map(part -> {
                    int summary = part.indexOf(SUMMARY);
                    if (summary < 0) {
                        return part;
                    }
                    String name = part.substring(0, summary);
                    summaries.put(name, groups(part.substring(summary + SUMMARY.length())));
                    return name;
                })
                .collect(Collectors.toUnmodifiableSet());
        return new Fetch(false, names, Map.of(), false, summaries);
    }

    /** {@code [State;Owner]} gives two groupings, {@code [State+Blocked]} one within the other. */
    private static List<List<String>> groups(String brackets) {
        if (!brackets.startsWith("[") || !brackets.endsWith("]")) {
            return List.of();
        }
        return parts(brackets.substring(1, brackets.length() - 1), ';').stream()
                .map(group -> parts(group, '+'))
                .toList();
    }

    private static Fetch shallow(String text, char separator) {
        Map<String, Fetch> inner = new LinkedHashMap<>();
        Set<String> names = parts(unquoted(text), separator).stream()
                .map(part -> {
                    int bracket = part.indexOf('[');
                    if (bracket < 0 || !part.endsWith("]")) {
                        return part;
                    }
                    String name = part.substring(0, bracket);
                    inner.put(name, shallow(part.substring(bracket + 1, part.length() - 1), ';'));
                    return name;
                })
                .collect(Collectors.toUnmodifiableSet());
        return new Fetch(false, names, inner, true, Map.of());
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return (quoted ? text.substring(1, text.length() - 1) : text).trim();
    }

    /** Lower-case parts between separators outside brackets. */
    private static List<String> parts(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : separator;
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (i == text.length() || (c == separator && depth == 0)) {
                String part = text.substring(start, i).trim().toLowerCase(Locale.ROOT);
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i + 1;
            }
        }
        return parts;
    }
}
