package io.trackersql.rally;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** The pieces of a text that consist of certain characters. */
final class Runs {
    private Runs() {}

    /** The longest pieces, without blanks at their ends; none is empty. */
    static List<String> of(String text, IntPredicate isPart) {
        List<String> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isPart.test(c)) {
                run.appendCodePoint(c);
            } else {
                flush(run, runs);
            }
        });
        flush(run, runs);
        return runs;
    }

    private static void flush(StringBuilder run, List<String> runs) {
        String text = run.toString().strip();
        if (!text.isEmpty()) {
            runs.add(text);
        }
        run.setLength(0);
    }

    /** Whether the character is spelled alike in plain text and in HTML, and separates nothing. */
    static boolean isWordPart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
