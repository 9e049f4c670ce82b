package io.trackersql.demo.rally.query;

import io.trackersql.demo.rally.query.Syntax.Compare;
import io.trackersql.demo.rally.query.Syntax.Filter;
import io.trackersql.demo.rally.query.Syntax.Joined;
import io.trackersql.demo.rally.query.Syntax.OrderTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Recursive-descent parser of Rally's queries, one instance per query.
 *
 * <p>Strictly binary: a group is one comparison or two groups with AND or OR between them. Parentheses separate tokens, operators
 * do not: {@code Name="x"} is one word. The texts of the errors are those that users of the service report.
 */
public final class Grammar {
    private static final Set<String> OPERATORS =
            Set.of("=", "!=", "<", ">", "<=", ">=", "contains", "!contains", "in", "containsall", "containsany");
    private static final int NESTING_MAX = 200;
    private static final String END = "";

    private final String text;
    private final boolean backslashEscapes;
    private int at;
    private int nesting;

    private Grammar(String text, boolean backslashEscapes) {
        this.text = text;
        this.backslashEscapes = backslashEscapes;
    }

    /**
     * A query; blank text is none.
     *
     * @param backslashEscapes whether a backslash inside quotes is dropped
     */
    public static Optional<Filter> query(String text, boolean backslashEscapes) {
        return text.isBlank() ? Optional.empty() : Optional.of(new Grammar(text, backslashEscapes).whole());
    }

    /** The keys of {@code order}; blank text is none. */
    public static List<OrderTerm> order(String text) {
        List<OrderTerm> terms = new ArrayList<>();
        for (String part : text.split(",")) {
            if (part.isBlank()) {
                continue;
            }
            String[] words = part.trim().split("\\s+");
            String direction = words.length > 1 ? words[1].toLowerCase(Locale.ROOT) : "asc";
            if (words.length > 2 || !(direction.equals("asc") || direction.equals("desc"))) {
                throw Refusal.query("Cannot sort using unknown attribute " + part.trim());
            }
            terms.add(new OrderTerm(words[0], direction.equals("desc")));
        }
        return terms;
    }

    private Filter whole() {
        skipBlanks();
        if (!peek('(')) {
            // What a comparison without parentheses is told.
            throw Refusal.parse("Unknown operator \")\"");
        }
        Filter filter = group();
        skipBlanks();
        if (at < text.length()) {
            throw Refusal.parse(
                    "Error parsing expression -- expected end of expression but saw \"" + word() + "\" instead.");
        }
        return filter;
    }

    private Filter group() {
        if (++nesting > NESTING_MAX) {
            throw Refusal.parse("Error parsing expression -- nested too deeply.");
        }
        expect('(');
        skipBlanks();
        Filter filter = peek('(') ? joined() : comparison();
        expect(')');
        nesting--;
        return filter;
    }

    private Filter joined() {
        Filter left = group();
        skipBlanks();
        String word = word();
        boolean and = word.equalsIgnoreCase("and");
        if (!and && !word.equalsIgnoreCase("or")) {
            throw Refusal.parse(
                    "Error parsing expression -- expected \"AND\" or \"OR\" but saw \"" + word + "\" instead.");
        }
        skipBlanks();
        return new Joined(left, and, group());
    }

    private Compare comparison() {
        String path = word();
        skipBlanks();
        String operator = word();
        if (!OPERATORS.contains(operator.toLowerCase(Locale.ROOT))) {
            throw Refusal.parse("Unknown operator \"" + operator + "\"");
        }
        skipBlanks();
        String value;
        if (peek('"')) {
            value = quoted();
        } else {
            value = word();
            if (value.equals(")") || value.equals("(") || value.equals(END)) {
                throw Refusal.parse("Error parsing expression -- expected a value but saw \"" + value + "\" instead.");
            }
        }
        return new Compare(path, operator.toLowerCase(Locale.ROOT), value);
    }

    /** A parenthesis, or everything up to a blank or a parenthesis; empty at the end. */
    private String word() {
        int start = at;
        while (at < text.length() && !isBlank(text.charAt(at)) && text.charAt(at) != '(' && text.charAt(at) != ')') {
            at++;
        }
        if (at == start && at < text.length()) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
            throw Refusal.parse("Error parsing expression -- expected \"\"\" but saw \"" + END + "\" instead.");
        }
        String value = text.substring(at + 1, end);
        at = end + 1;
        return backslashEscapes ? value.replace("\\", "") : value;
    }

    private void expect(char parenthesis) {
        skipBlanks();
        int start = at;
        if (!peek(parenthesis)) {
            String found = word();
            at = start;
            throw Refusal.parse(
                    "Error parsing expression -- expected \"" + parenthesis + "\" but saw \"" + found + "\" instead.");
        }
        at++;
    }

    private boolean peek(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
