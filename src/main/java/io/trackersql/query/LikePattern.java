package io.trackersql.query;

import io.trackersql.model.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A LIKE pattern taken apart: literal text, {@code %} for any text and {@code _} for any one character.
 *
 * @param parts in order; adjacent literals are one part
 */
public record LikePattern(List<Part> parts) {
    public LikePattern {
        parts = List.copyOf(parts);
    }

    /** One part of a pattern. */
    public sealed interface Part {
        /** Text that must be there. */
        record Text(String text) implements Part {}

        /** {@code %}. */
        record AnyText() implements Part {}

        /** {@code _}. */
        record AnyCharacter() implements Part {}
    }

    /** Takes a pattern apart; an escape character that escapes nothing special is an error of the user's (22025 in SQL). */
    public static LikePattern parse(String pattern, Optional<Character> escape) {
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (escape.isPresent() && c == escape.get()) {
                i++;
                if (i == pattern.length() || !isEscapable(pattern.charAt(i), escape.get())) {
                    throw Failure.BAD_VALUE.with("The LIKE pattern '" + pattern + "' has the escape character '" + c
                            + "' at position " + i + ", but after it stands none of % _ " + c + ".");
                }
                text.append(pattern.charAt(i));
            } else if (c == '%' || c == '_') {
                flush(text, parts);
                parts.add(c == '%' ? new Part.AnyText() : new Part.AnyCharacter());
            } else {
                text.append(c);
            }
        }
        flush(text, parts);
        return new LikePattern(parts);
    }

    private static boolean isEscapable(char c, char escape) {
        return c == '%' || c == '_' || c == escape;
    }

    private static void flush(StringBuilder text, List<Part> parts) {
        if (!text.isEmpty()) {
            parts.add(new Part.Text(text.toString()));
            text.setLength(0);
        }
    }

    /** A test of whole texts, line breaks included; thread-safe. Make it once for many texts. */
    public LikeMatcher matcher() {
        return new LikeMatcher(this);
    }
}
