package io.trackersql.demo.rally.query;

/**
 * Questions of meaning that the protocol's description leaves open, as switches.
 *
 * @param nullsLast            true if null sorts behind all values
 * @param emptyIsNull          true if {@code = null} finds an empty text that is stored
 * @param noneIsText           true if {@code = None} finds ratings without entry, not only {@code = ""}
 * @param equalsIgnoresCase    true if {@code =} on text ignores case
 * @param containsIgnoresCase  true if {@code contains} ignores case
 * @param nullMatchesNotEquals true if {@code !=} and {@code !contains} hold for null
 * @param textNullQueries      true if rich text can be compared with null
 * @param backslashEscapes     true if a backslash inside quotes is dropped
 */
public record Rules(
        boolean nullsLast,
        boolean emptyIsNull,
        boolean noneIsText,
        boolean equalsIgnoresCase,
        boolean containsIgnoresCase,
        boolean nullMatchesNotEquals,
        boolean textNullQueries,
        boolean backslashEscapes) {}
