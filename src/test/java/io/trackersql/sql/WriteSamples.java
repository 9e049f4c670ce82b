package io.trackersql.sql;

import java.util.List;

/**
 * What generated statements write.
 *
 * @param table   a table of assets that can all be changed and deleted
 * @param given   the columns that a new asset must be given, with values
 * @param text    a column of short texts
 * @param number  a column of numbers that may be NULL
 * @param columns columns that take values of pools
 * @param deletable a condition that leaves out what the tracker would not delete
 */
record WriteSamples(String table, String given, String text, String number, List<Pool> columns, String deletable) {
    /** Literals that a column takes. */
    record Pool(String column, List<String> values) {}
}
