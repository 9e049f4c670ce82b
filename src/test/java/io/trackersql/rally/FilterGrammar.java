package io.trackersql.rally;

import java.util.List;

/**
 * A strict reader of Rally's query language, written apart from the renderer that it tests: every group is one comparison or two groups,
 * blanks stand around operators, and text in quotes has no escapes.
 */
final class FilterGrammar {
    private static final List<String> OPERATORS = List.of("=", "!=", "<", "<=", ">", ">=", "contains");

    private final String text;
    private int at;

    private FilterGrammar(String text) {
        this.text = text;
    }

    /** A group. */
    sealed interface Node {
        /** How many groups lie within one another. */
        int depth();
    }

    /** One comparison; the value as it is written. */
    record Test(String path, String operator, String value) implements Node {
        @Override
        public int depth() {
            return 1;
        }
    }

    /** Two groups and what connects them. */
    record Pair(Node left, String connector, Node right) implements Node {
        @Override
        public int depth() {
            return 1 + Math.max(left.depth(), right.depth());
        }
    }

    static Node parse(String text) {
        FilterGrammar grammar = new FilterGrammar(text);
        Node node = grammar.group();
        if (grammar.at != text.length()) {
            throw grammar.unexpected();
        }
        return node;
    }

    private Node group() {
        expect("(");
        Node node;
        if (text.startsWith("(", at)) {
            Node left = group();
            String connector = text.startsWith(" AND ", at) ? "AND" : "OR";
            expect(" " + connector + " ");
            node = new Pair(left, connector, group());
        } else {
            String path = until(' ');
            expect(" ");
            String operator = until(' ');
            if (!OPERATORS.contains(operator)) {
                throw unexpected();
            }
            expect(" ");
            node = new Test(path, operator, value());
        }
        expect(")");
        return node;
    }

    private String value() {
        if (!text.startsWith("\"", at)) {
            return until(')');
        }
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
            throw unexpected();
        }
        String value = text.substring(at, end + 1);
        at = end + 1;
        return value;
    }

    private String until(char end) {
        int start = at;
        at = text.indexOf(end, at);
        if (at <= start) {
            throw new IllegalArgumentException("unexpected at " + start + ": " + text);
        }
        return text.substring(start, at);
    }

    private void expect(String token) {
        if (!text.startsWith(token, at)) {
            throw unexpected();
        }
        at += token.length();
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("unexpected at " + at + ": " + text);
    }
}
