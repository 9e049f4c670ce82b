package io.trackersql.plan;

import io.trackersql.model.Failure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites what other databases read and the parser does not: {@code SELECT TOP n}, {@code INTERVAL '1 day'}, {@code N'text'} and
 * {@code AS date}. Works on words, not on the tree, since there is no tree before it; what it does not know it leaves alone.
 */
final class DialectText {
    private static final Pattern INTERVAL = Pattern.compile(
            "'\\s*([+-]?)\\s*(\\d+)\\s+(second|minute|hour|day|week|month|quarter|year)s?\\s*'",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** Reserved words that are good names of columns; after AS nothing else can begin with them outside a CAST. */
    private static final Set<String> NAMES_OF_COLUMNS =
            Set.of("DATE", "TIME", "TIMESTAMP", "ORDER", "GROUP", "CURRENT");

    private static final Set<String> CASTS = Set.of("CAST", "TRY_CAST", "SAFE_CAST");
    private static final Set<String> SET_OPERATORS = Set.of("UNION", "EXCEPT", "INTERSECT", "MINUS");

    /** A word, number, quoted text or sign, with the blanks and comments before it. */
    private record Token(String before, String text) {
        boolean is(String word) {
            return text.equalsIgnoreCase(word);
        }

        String upper() {
            return text.toUpperCase(Locale.ROOT);
        }
    }

    /** What is open: a parenthesis and the word before it, and the TOP of the SELECT in it. */
    private static final class Frame {
        private final String word;
        private String top = "";

        Frame(String word) {
            this.word = word;
        }
    }

    private static final Token NONE = new Token("", "");

    private final List<Token> tokens;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Frame> open = new ArrayDeque<>();
    private int at;

    private DialectText(List<Token> tokens) {
        this.tokens = tokens;
        open.push(new Frame(""));
    }

    /** The statement as the parser reads it. */
    static String standard(String sql) {
        List<Token> tokens = new ArrayList<>();
        int start = 0;
        while (start < sql.length()) {
            int word = skipBlanks(sql, start);
            int end = word < sql.length() ? endOfToken(sql, word) : word;
            tokens.add(new Token(sql.substring(start, word), sql.substring(word, end)));
            start = end;
        }
        DialectText text = new DialectText(tokens);
        text.rewrite();
        return text.out.toString();
    }

    private void rewrite() {
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            if (token.text().isEmpty()) {
                closeTop(); // blanks and comments at the end
                out.append(token.before());
            } else if (token.is("TOP") && isAfterSelect()) {
                top(token);
            } else if (token.is("INTERVAL") && INTERVAL.matcher(peek(1).text()).matches()) {
                interval(token);
            } else if (token.is("N")
                    && peek(1).before().isEmpty()
                    && peek(1).text().startsWith("'")) {
                out.append(token.before());
            } else if (token.is("AS") && NAMES_OF_COLUMNS.contains(peek(1).upper()) && !CASTS.contains(frame().word)) {
                append(token);
                at++;
                out.append(peek(0).before()).append('"').append(peek(0).text()).append('"');
            } else {
                plain(token);
            }
            at++;
        }
        closeTop();
    }

    private void plain(Token token) {
        if (token.is("(")) {
            open.push(new Frame(peek(-1).upper()));
        } else if (token.is(")") && open.size() > 1) {
            closeTop();
            open.pop();
        } else if (!frame().top.isEmpty() && SET_OPERATORS.contains(token.upper())) {
            throw Failure.UNSUPPORTED.with("TOP in a SELECT that " + token.upper()
                    + " combines with another is not supported. Put that SELECT in parentheses and end it with LIMIT.");
        }
        append(token);
    }

    private boolean isAfterSelect() {
        boolean quantified = peek(-1).is("DISTINCT") || peek(-1).is("ALL");
        return peek(quantified ? -2 : -1).is("SELECT")
                && NUMBER.matcher(peek(peek(1).is("(") ? 2 : 1).text()).matches();
    }

    private void top(Token token) {
        boolean parentheses = peek(1).is("(");
        frame().top = peek(parentheses ? 2 : 1).text();
        at += parentheses ? 3 : 1;
        if (peek(1).is("PERCENT") || (peek(1).is("WITH") && peek(2).is("TIES"))) {
            throw Failure.UNSUPPORTED.with("TOP takes a number of rows only, not " + peek(1).upper() + ".");
        }
        out.append(token.before());
    }

    /** TOP takes the first rows of the ordered SELECT, which is what LIMIT does at its end. */
    private void closeTop() {
        if (!frame().top.isEmpty()) {
            out.append("\nLIMIT ").append(frame().top);
            frame().top = "";
        }
    }

    private void interval(Token token) {
        append(token);
        at++;
        Matcher parts = INTERVAL.matcher(peek(0).text());
        if (parts.matches()) {
            out.append(" '").append(parts.group(1)).append(parts.group(2)).append("' ");
            out.append(parts.group(3));
        }
    }

    private void append(Token token) {
        out.append(token.before()).append(token.text());
    }

    private Frame frame() {
        return open.element();
    }

    private Token peek(int distance) {
        int index = at + distance;
        return index < 0 || index >= tokens.size() ? NONE : tokens.get(index);
    }

    private static int skipBlanks(String sql, int start) {
        int at = start;
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                at = end < 0 ? sql.length() : end + 2;
            } else {
                return at;
            }
        }
        return at;
    }

    private static int endOfToken(String sql, int start) {
        char first = sql.charAt(start);
        if (first == '\'' || first == '"') {
            return endOfQuoted(sql, start, first);
        }
        if (first == '`') {
            throw Failure.SYNTAX.with("Names are quoted with double quotes, not with `, as at character " + (start + 1)
                    + ": write \"Name\".");
        }
        int at = start;
        while (at < sql.length() && Character.isJavaIdentifierPart(sql.charAt(at))) {
            at++;
        }
        return Math.max(at, start + 1);
    }

    private static int endOfQuoted(String sql, int start, char quote) {
        int end = sql.indexOf(quote, start + 1);
        while (end >= 0 && end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
            end = sql.indexOf(quote, end + 2);
        }
        if (end < 0) {
            throw Failure.SYNTAX.with("The quoted " + (quote == '"' ? "name" : "text") + " that begins at character "
                    + (start + 1) + " has no end.");
        }
        return end + 1;
    }
}
