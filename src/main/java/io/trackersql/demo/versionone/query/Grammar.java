package io.trackersql.demo.versionone.query;

import io.trackersql.demo.versionone.query.Syntax.Attr;
import io.trackersql.demo.versionone.query.Syntax.Filter;
import io.trackersql.demo.versionone.query.Syntax.Part;
import io.trackersql.demo.versionone.query.Syntax.SortTerm;
import io.trackersql.demo.versionone.query.Syntax.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recursive-descent parser of VersionOne's query tokens, one instance per token.
 *
 * <p>White space is allowed inside quotes only, values must be quoted, and filters are joined strictly from left to right.
 */
public final class Grammar {
    private static final int NESTING_MAX = 100;

    private final String text;
    private int at;
    private int nesting;

    private Grammar(String text) {
        this.text = text;
    }

    /** A list of selection tokens; empty text is an empty list. */
    public static List<Attr> selection(String text) {
        return new Grammar(text).whole(Grammar::attrs);
    }

    /** One selection token. */
    public static Attr attr(String text) {
        return new Grammar(text).whole(Grammar::attr);
    }

    /** A list of sort terms; empty text is an empty list. */
    public static List<SortTerm> sort(String text) {
        return new Grammar(text).whole(Grammar::sortTerms);
    }

    /** A filter; empty text is no filter. */
    public static Optional<Filter> filter(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new Grammar(text).whole(Grammar::filter));
    }

    @FunctionalInterface
    private interface Rule<T> {
        T parse(Grammar grammar);
    }

    private <T> T whole(Rule<T> rule) {
        T result = rule.parse(this);
        if (at < text.length()) {
            throw unexpected();
        }
        return result;
    }

    private List<Attr> attrs() {
        List<Attr> attrs = new ArrayList<>();
        if (!text.isEmpty()) {
            do {
                attrs.add(attr());
            } while (accept(','));
        }
        return attrs;
    }

    private List<SortTerm> sortTerms() {
        List<SortTerm> terms = new ArrayList<>();
        if (!text.isEmpty()) {
            do {
                boolean descending = accept('-');
                if (!descending) {
                    accept('+');
                }
                terms.add(new SortTerm(attr(), descending));
            } while (accept(','));
        }
        return terms;
    }

    private Attr attr() {
        int start = at;
        List<Part> parts = new ArrayList<>(List.of(part()));
        String aggregate = "";
        while (aggregate.isEmpty() && accept('.')) {
            if (accept('@')) {
                aggregate = name();
            } else {
                parts.add(part());
            }
        }
        return new Attr(List.copyOf(parts), aggregate, text.substring(start, at));
    }

    private Part part() {
        String name = name();
        boolean now = accept('#');
        String downcast = accept(':') ? name() : "";
        Optional<Filter> filter = Optional.empty();
        if (accept('[')) {
            filter = Optional.of(filter());
            expect(']');
        }
        return new Part(name, now, downcast, filter);
    }

    private Filter filter() {
        if (++nesting > NESTING_MAX) {
            throw Refusal.invalid("Unknown token: " + text);
        }
        Filter left = term();
        while (at < text.length() && (peek(';') || peek('&') || peek('|'))) {
            boolean and = text.charAt(at++) != '|';
            left = new Syntax.Joined(left, and, term());
        }
        nesting--;
        return left;
    }

    private Filter term() {
        if (accept('(')) {
            Filter inner = filter();
            expect(')');
            return inner;
        }
        int start = at;
        if (accept('+')) {
            return new Syntax.Exists(attr(), text.substring(start, at));
        }
        if (accept('-')) {
            return new Syntax.Missing(attr(), text.substring(start, at));
        }
        Attr attr = attr();
        String operator = operator();
        if (operator.isEmpty()) {
            return new Syntax.Bare(attr, text.substring(start, at));
        }
        List<Value> values = values();
        return new Syntax.Compare(attr, operator, values, text.substring(start, at));
    }

    private String operator() {
        for (String operator : List.of("!=", "<=", ">=", "~=", "=", "<", ">")) {
            if (text.startsWith(operator, at)) {
                at += operator.length();
                return operator;
            }
        }
        return "";
    }

    private List<Value> values() {
        if (accept('$')) {
            int start = at;
            skipName();
            return List.of(new Value(text.substring(start, at), true));
        }
        List<Value> values = new ArrayList<>();
        do {
            values.add(new Value(quoted(), false));
        } while (accept(','));
        return List.copyOf(values);
    }

    /** A quoted value; its own quote is written twice, as the SDKs do. */
    private String quoted() {
        if (!peek('\'') && !peek('"')) {
            throw unexpected();
        }
        char quote = text.charAt(at++);
        StringBuilder value = new StringBuilder();
        while (true) {
            int end = text.indexOf(quote, at);
            if (end < 0) {
                throw unexpected();
            }
            value.append(text, at, end);
            at = end + 1;
            if (!accept(quote)) {
                return value.toString();
            }
            value.append(quote);
        }
    }

    private String name() {
        int start = at;
        skipName();
        if (at == start) {
            throw unexpected();
        }
        return text.substring(start, at);
    }

    private void skipName() {
        while (at < text.length() && isNameCharacter(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    }

    private boolean peek(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean accept(char c) {
        if (peek(c)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw unexpected();
        }
    }

    private Refusal unexpected() {
        return Refusal.invalid("Unknown token: " + text);
    }
}
