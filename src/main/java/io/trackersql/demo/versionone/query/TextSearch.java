package io.trackersql.demo.versionone.query;

import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The {@code find} parameter: whole words in the text of some attributes. */
public final class TextSearch {
    private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}_]+");

    private TextSearch() {}

    /**
     * Rows in which one of the attributes holds all words of a text.
     *
     * @param findIn selection tokens of text attributes; without any, the type's basic text attributes
     */
    public static Predicate<Row> find(Binder binder, DemoType type, String find, List<String> findIn) {
        List<Path> paths = new ArrayList<>();
        if (findIn.isEmpty()) {
            type.attributes().stream()
                    .filter(attribute ->
                            attribute.has(DemoAttribute.Flag.BASIC) && isText(attribute.kind()) && !attribute.multi())
                    .forEach(attribute -> paths.add(binder.path(type, Grammar.attr(attribute.name()))));
        }
        for (String token : findIn) {
            Path path = binder.path(type, Grammar.attr(token));
            if (!isText(path.kind())) {
                throw Refusal.invalid("Invalid FINDIN parameter", "not a text attribute: " + token);
            }
            paths.add(path);
        }
        Set<String> wanted = words(find);
        return row -> paths.stream().anyMatch(path -> holds(path, row, wanted));
    }

    private static boolean isText(AttributeKind kind) {
        return kind == AttributeKind.TEXT || kind == AttributeKind.LONG_TEXT;
    }

    private static boolean holds(Path path, Row row, Set<String> wanted) {
        List<Object> values = new ArrayList<>();
        path.values(row, values);
        return !wanted.isEmpty()
                && values.stream()
                        .anyMatch(value ->
                                value instanceof String text && words(text).containsAll(wanted));
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>(List.of(WORD_BREAK.split(text.toLowerCase(Locale.ROOT))));
        words.remove("");
        return words;
    }
}
