package io.trackersql.sql;

import java.util.List;
import java.util.Optional;

/**
 * What of a product's tables is worth asking.
 *
 * @param key        the key column, as ORDER BY has it; {@code %s} stands for the alias and its dot
 * @param table      a table with many rows of all kinds
 * @param number     a column of numbers in it
 * @param keys       keys of rows that do not exist, by number: their form
 * @param tables     tables for generated queries
 * @param union      a table of several types
 * @param group      a column with few different values in each of the tables
 * @param small      another one
 * @param join       a join that loses no row of alias {@code s}, to alias {@code m} with a Name
 * @param isJoinPast whether the tracker keeps past versions of {@code m}
 * @param member     a key that occurs in multi-values
 * @param states     numbers of states, and some that are none
 * @param texts      texts that break naive code
 * @param patterns   patterns for LIKE
 */
record Samples(
        String key,
        String table,
        String number,
        String keys,
        List<String> tables,
        String union,
        String group,
        String small,
        String join,
        boolean isJoinPast,
        Object member,
        List<Integer> states,
        List<String> texts,
        List<String> patterns) {
    /** The join with the other table's past rows, at the time of a parameter; empty if the tracker keeps no past of it. */
    Optional<String> pastJoin() {
        return isJoinPast
                ? Optional.of(join.replaceFirst(" m ON", " FOR SYSTEM_TIME AS OF ? AS m ON"))
                : Optional.empty();
    }

    /** The key column in SELECT, with an alias and its dot or without. */
    String plainKey(String alias) {
        return Engines.plain(orderedKey(alias));
    }

    /** The key column in ORDER BY, with an alias and its dot or without. */
    String orderedKey(String alias) {
        return key.formatted(alias);
    }
}
