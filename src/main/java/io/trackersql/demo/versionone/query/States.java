package io.trackersql.demo.versionone.query;

import java.util.Locale;
import java.util.Map;

/** Names and codes of asset states, as docs name them. */
public final class States {
    private static final Map<Long, String> NAMES = Map.of(
            0L, "Future",
            64L, "Active",
            128L, "Closed",
            200L, "Template (Dead)",
            208L, "Broken Down (Dead)",
            255L, "Deleted (Dead)");

    private States() {}

    /** The name that query.v1 gives a state. */
    public static String name(long code) {
        return NAMES.getOrDefault(code, Long.toString(code));
    }

    /** The code of a name or number in a filter. */
    static Long code(String text) {
        for (Map.Entry<Long, String> entry : NAMES.entrySet()) {
            if (entry.getValue().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))) {
                return entry.getKey();
            }
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw Refusal.invalid("Invalid value: " + text);
        }
    }
}
