package io.trackersql.demo.store;

import java.util.Locale;

/**
 * How the tracker compares text: as SQL Server does by default, ignoring case and trailing blanks.
 *
 * <p>Order is that of the folded text's UTF-16 code units, a stand-in for the real tables of weights.
 */
public final class Collation {
    private Collation() {}

    /** A text whose equality and order under {@code compareTo} are the tracker's. */
    public static String key(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
