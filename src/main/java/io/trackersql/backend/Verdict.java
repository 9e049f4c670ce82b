package io.trackersql.backend;

/** How a tracker's answer to a condition compares with SQL's. */
public enum Verdict {
    /** The same rows. */
    EXACT,
    /** All rows that are TRUE in SQL, and perhaps more: ask, and test again here. */
    SUPERSET,
    /** Not to be asked. */
    NONE
}
