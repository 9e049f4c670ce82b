package io.trackersql.query;

import java.util.Arrays;
import java.util.List;

/** The text in which all values of a multi-valued attribute are shown in one column. */
public final class MultiValue {
    /** Stands between two values. */
    public static final String SEPARATOR = ", ";

    private MultiValue() {}

    /** The text of these values in their order; null if there are none, as an empty list is no value. */
    public static String join(List<String> values) {
        return values.isEmpty() ? null : String.join(SEPARATOR, values);
    }

    /** The values of such a text, in its order; none of null and of blank text. */
    public static List<String> split(String text) {
        return text == null || text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    /** Whether the text lists the value, which must be there between separators, spelled exactly. */
    public static boolean has(String text, String value) {
        return (SEPARATOR + text + SEPARATOR).contains(SEPARATOR + value + SEPARATOR);
    }
}
