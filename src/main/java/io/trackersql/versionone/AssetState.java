package io.trackersql.versionone;

/**
 * The states of an asset. Rest-1 answers with codes, query.v1 with names, and filters take names, of which {@code Dead} covers all
 * codes from 192: the table is in the vendor's page on terminology, which gives the dead ones the suffix {@code (Dead)}.
 */
enum AssetState {
    FUTURE(0, "Future", "Future"),
    ACTIVE(64, "Active", "Active"),
    CLOSED(128, "Closed", "Closed"),
    DEAD(192, "Dead", "Dead"),
    TEMPLATE(200, "Template", "Dead"),
    BROKEN_DOWN(208, "Broken Down", "Dead"),
    /** Never a row: deleted assets are hidden. */
    DELETED(255, "Deleted", "Dead");

    /** The attribute that tells it. */
    static final String ATTRIBUTE = "AssetState";

    private static final String DEAD_SUFFIX = " (Dead)";

    private final Short code;
    private final String displayName;
    private final String filterName;

    AssetState(int code, String displayName, String filterName) {
        this.code = (short) code;
        this.displayName = displayName;
        this.filterName = filterName;
    }

    Short code() {
        return code;
    }

    String displayName() {
        return displayName;
    }

    /** The name by which a filter finds it, and perhaps others. */
    String filterName() {
        return filterName;
    }

    /** Whether its filter name covers no other state. */
    boolean hasOwnFilterName() {
        return code < DEAD.code;
    }

    /** The name for a code; a code without a name is its own. */
    static String nameOf(Short code) {
        for (AssetState state : values()) {
            if (state.code.equals(code)) {
                return state.displayName;
            }
        }
        return code.toString();
    }

    /** The code that a name or a number in an answer means; null if none. */
    static Short codeOf(String text) {
        String name = text.endsWith(DEAD_SUFFIX) ? text.substring(0, text.length() - DEAD_SUFFIX.length()) : text;
        for (AssetState state : values()) {
            if (state.displayName.equalsIgnoreCase(name)) {
                return state.code;
            }
        }
        try {
            return Short.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
