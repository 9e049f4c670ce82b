package io.trackersql.backend;

/** What a tracker says of the number of rows that match a query. */
public enum Total {
    /** Nothing. */
    UNTOLD,
    /** A number that may count rows which the user cannot read: good for planning the reading, but for no COUNT and no OFFSET. */
    ROUGH,
    /** The number of rows. */
    EXACT
}
