package io.trackersql.http;

/** Shortens text of unknown origin to something that can stand in a message. */
final class Excerpts {
    static final int CHARACTERS_MAX = 120;

    private Excerpts() {}

    /** The text's beginning, white space and control characters as single blanks. */
    static String of(String text) {
        StringBuilder result = new StringBuilder();
        boolean blank = false;
        for (int i = 0; i < text.length() && result.length() < CHARACTERS_MAX; i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isISOControl(c)) {
                blank = result.length() > 0;
            } else {
                if (blank) {
                    result.append(' ');
                    blank = false;
                }
                result.append(c);
            }
        }
        return result.toString();
    }
}
