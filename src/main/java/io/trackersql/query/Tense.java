package io.trackersql.query;

/** Which versions of assets a query is about. */
public enum Tense {
    /** Assets as they are now. */
    PRESENT,
    /** Assets as they were at one time. */
    PAST,
    /** All versions that assets had, each a row. */
    VERSIONS
}
