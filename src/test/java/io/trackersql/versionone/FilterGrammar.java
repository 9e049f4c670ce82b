package io.trackersql.versionone;

import java.util.ArrayList;
import java.util.List;

/**
 * A reader of VersionOne's filter tokens after the official grammar (V1Query.g), written apart from the renderer that it tests:
 * connectors have equal precedence and are taken from left to right, values stand in quotes without escapes.
 */
final class FilterGrammar {
    private final String text;
    private int at;

    private FilterGrammar(String text) {
        this.text = text;
    }

    /** A filter. */
    sealed interface Node {}

    /** One condition; the operators {@code +} and {@code -} have no values. */
    record Test(String attribute, String operator, List<String> values) implements Node {}

    /** Two filters and what connects them. */
    record Pair(Node left, char connector, Node right) implements Node {}

    static Node parse(String text) {
        FilterGrammar grammar = new FilterGrammar(text);
        Node node = grammar.filter();
        if (grammar.at != text.length()) {
            throw grammar.unexpected();
        }
        return node;
    }

    private Node filter() {
        Node node = term();
        while (at < text.length() && ";&|".indexOf(text.charAt(at)) >= 0) {
            char connector = text.charAt(at++);
            node = new Pair(node, connector, term());
        }
        return node;
    }

    private Node term() {
        if (take("(")) {
            Node node = filter();
            if (!take(")")) {
                throw unexpected();
            }
            return node;
        }
        for (String sign : new String[] {"+", "-"}) {
            if (take(sign)) {
                return new Test(attribute(), sign, List.of());
            }
        }
        String attribute = attribute();
        for (String operator : new String[] {"!=", "<=", ">=", "~=", "=", "<", ">"}) {
            if (take(operator)) {
                return new Test(attribute, operator, values());
            }
        }
        return new Test(attribute, "", List.of());
    }

    private List<String> values() {
        List<String> values = new ArrayList<>();
        do {
            char quote = at < text.length() ? text.charAt(at) : ' ';
            int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
            if (end < 0) {
                throw unexpected();
            }
            values.add(text.substring(at + 1, end));
            at = end + 1;
        } while (take(","));
        return values;
    }

    private String attribute() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == start) {
            throw unexpected();
        }
        return text.substring(start, at);
    }

    private boolean take(String token) {
        if (!text.startsWith(token, at)) {
            return false;
        }
        at += token.length();
        return true;
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("unexpected at " + at + ": " + text);
    }
}
