package io.trackersql.plan;

import io.trackersql.model.Failure;

/**
 * Makes of what tools send what the parser reads: drops a trailing semicolon and unwraps the JDBC escapes that the parser does not
 * know ({@code {oj ...}}, {@code {escape '!'}}, {@code {call ...}}). Quoted text and comments are left alone.
 */
final class StatementText {
    private final String sql;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private StatementText(String sql) {
        this.sql = sql;
    }

    /** The statement without escapes and semicolon; two statements in one text are an error. */
    static String normalize(String sql) {
        StatementText text = new StatementText(sql);
        text.copy(false);
        return text.out.toString().strip();
    }

    /** A statement with a blank for each comment, so that its words can be told by patterns. */
    static String withoutComments(String normalized) {
        StatementText text = new StatementText(normalized);
        while (text.at < normalized.length()) {
            char c = normalized.charAt(text.at);
            int length = text.out.length();
            if (c == '\'' || c == '"') {
                text.copyQuoted(c);
            } else if (text.copyComment()) {
                text.out.setLength(length);
                text.out.append(' ');
            } else {
                text.out.append(c);
                text.at++;
            }
        }
        return text.out.toString().strip();
    }

    private void copy(boolean insideBraces) {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'' || c == '"') {
                copyQuoted(c);
            } else if (c == '{') {
                brace();
            } else if (c == '}' && insideBraces) {
                return;
            } else if (c == ';' && !insideBraces) {
                at++;
                requireNothingMore();
                return;
            } else if (!copyComment()) {
                out.append(c);
                at++;
            }
        }
    }

    /** After the first statement only blanks, comments and further semicolons may come. */
    private void requireNothingMore() {
        int length = out.length();
        int rest = at;
        while (at < sql.length()) {
            if (sql.charAt(at) == ';' || Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else if (!copyComment()) {
                throw Failure.SYNTAX.with("The text holds more than one statement; the second begins with '"
                        + sql.substring(at, Math.min(sql.length(), at + 20)).strip() + "' at character " + rest
                        + ". Send one statement at a time.");
            }
        }
        out.setLength(length);
    }

    /** A brace is an escape only if a word of JDBC follows; the parser reads the others itself. */
    private void brace() {
        int start = at;
        at++;
        skipBlanks();
        if (wordIs("fn")) {
            function();
            return;
        }
        if (at < sql.length() && sql.charAt(at) == '?') {
            throw Failure.UNSUPPORTED.with("A procedure has no return value; what it answers is a result set."
                    + " Write {call ...} instead of {? = call ...}.");
        }
        boolean outerJoin = wordIs("oj");
        if (!outerJoin && !wordIs("escape") && !wordIs("call")) {
            at = start + 1;
            out.append('{');
            copy(true);
            if (at < sql.length()) {
                out.append('}');
                at++;
            }
            return;
        }
        if (outerJoin) {
            at += 2; // of the others the word itself stays
        }
        out.append(' ');
        copy(true);
        if (at >= sql.length()) {
            throw Failure.SYNTAX.with(
                    "The JDBC escape that begins at character " + (start + 1) + " has no closing brace.");
        }
        out.append(' ');
        at++;
    }

    /** The parser knows the functions of JDBC by their names in capitals only. */
    private void function() {
        out.append("{fn ");
        at += 2;
        skipBlanks();
        while (at < sql.length() && Character.isJavaIdentifierPart(sql.charAt(at))) {
            out.append(Character.toUpperCase(sql.charAt(at++)));
        }
        copy(true);
        if (at < sql.length()) {
            out.append('}');
            at++;
        }
    }

    private void skipBlanks() {
        while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
            at++;
        }
    }

    private boolean wordIs(String word) {
        int end = at + word.length();
        return sql.regionMatches(true, at, word, 0, word.length())
                && (end == sql.length() || !Character.isLetterOrDigit(sql.charAt(end)));
    }

    private void copyQuoted(char quote) {
        int end = sql.indexOf(quote, at + 1);
        end = end < 0 ? sql.length() : end + 1;
        out.append(sql, at, end);
        at = end;
    }

    /** The parser reads three kinds of comments; a quote or brace within them is none. */
    private boolean copyComment() {
        if (sql.startsWith("--", at) || sql.startsWith("//", at)) {
            copyUpTo("\n");
        } else if (sql.startsWith("/*", at)) {
            copyUpTo("*/");
        } else {
            return false;
        }
        return true;
    }

    private void copyUpTo(String terminator) {
        int end = sql.indexOf(terminator, at + 2);
        end = end < 0 ? sql.length() : end + terminator.length();
        out.append(sql, at, end);
        at = end;
    }
}
