package io.trackersql.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/**
 * Cuts a script into statements at each {@code ;} that stands outside quotes and comments. Reads no further than the end of
 * the next statement, so that it can follow a pipe.
 */
final class Statements {
    /** One statement without its {@code ;}, and the line on which it begins, counted from 1. */
    record Sql(String text, int line) {}

    private static final int END = -1;

    private final BufferedReader script;
    private int line = 1;
    private final StringBuilder text = new StringBuilder();
    private int firstLine;

    Statements(Reader script) {
        this.script = new BufferedReader(script);
    }

    /** The next statement that is more than blanks and comments; empty at the end. */
    Optional<Sql> next() throws IOException {
        int next;
        do {
            text.setLength(0);
            firstLine = 0;
            next = readStatement();
        } while (firstLine == 0 && next != END);
        return firstLine == 0
                ? Optional.empty()
                : Optional.of(new Sql(text.toString().strip(), firstLine));
    }

    /** Reads to the {@code ;} or the end and returns which it was. */
    private int readStatement() throws IOException {
        int next = read();
        while (next != END && next != ';') {
            if (next == '-' && peek() == '-') {
                skipLineComment(next);
            } else if (next == '/' && peek() == '*') {
                skipBlockComment(next);
            } else {
                if (firstLine == 0 && !Character.isWhitespace(next)) {
                    firstLine = line;
                }
                text.append((char) next);
                if (next == '\'' || next == '"') {
                    readQuoted(next);
                }
            }
            next = read();
        }
        return next;
    }

    /** A doubled quote inside is an end and a new beginning, which comes to the same. */
    private void readQuoted(int quote) throws IOException {
        int next;
        do {
            next = read();
            if (next != END) {
                text.append((char) next);
            }
        } while (next != END && next != quote);
    }

    private void skipLineComment(int first) throws IOException {
        text.append((char) first);
        while (peek() != END && peek() != '\n') {
            text.append((char) read());
        }
    }

    private void skipBlockComment(int first) throws IOException {
        text.append((char) first).append((char) read());
        int previous = 0;
        int next = read();
        while (next != END && !(previous == '*' && next == '/')) {
            text.append((char) next);
            previous = next;
            next = read();
        }
        if (next != END) {
            text.append((char) next);
        }
    }

    private int read() throws IOException {
        int next = script.read();
        if (next == '\n') {
            line++;
        }
        return next;
    }

    private int peek() throws IOException {
        script.mark(1);
        int next = script.read();
        if (next != END) {
            script.reset();
        }
        return next;
    }
}
