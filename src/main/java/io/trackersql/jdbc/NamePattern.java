package io.trackersql.jdbc;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name or a pattern of names as DatabaseMetaData takes them: {@code %} is any text, {@code _} any character, a backslash
 * takes the meaning from the character after it. Names are compared without regard to case, as SQL statements look them up.
 */
final class NamePattern {
    static final String ESCAPE = "\\";

    private static final NamePattern ANY = new NamePattern(null, null);

    private final String exact;
    private final Pattern pattern;

    private NamePattern(String exact, Pattern pattern) {
        this.exact = exact;
        this.pattern = pattern;
    }

    /** A pattern; null matches every name. */
    static NamePattern of(String text) {
        if (text == null || text.equals("%")) {
            return ANY;
        }
        StringBuilder literal = new StringBuilder();
        StringBuilder regex = new StringBuilder();
        boolean wild = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' || c == '_') {
                wild = true;
                regex.append(c == '%' ? ".*" : ".");
                continue;
            }
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                c = text.charAt(i);
            }
            literal.append(c);
            regex.append(Pattern.quote(String.valueOf(c)));
        }
        return wild
                ? new NamePattern(
                        null,
                        Pattern.compile(
                                regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL))
                : new NamePattern(literal.toString(), null);
    }

    /** A name that is no pattern; null matches every name, and so does {@code %}, which DBeaver sends for all tables at once. */
    static NamePattern ofName(String name) {
        return name == null || name.equals("%") ? ANY : new NamePattern(name, null);
    }

    boolean matches(String name) {
        if (exact != null) {
            return exact.equalsIgnoreCase(name);
        }
        return pattern == null || pattern.matcher(name).matches();
    }

    @Override
    public String toString() {
        return exact != null ? exact : pattern == null ? "%" : pattern.pattern().toLowerCase(Locale.ROOT);
    }
}
