package io.trackersql.demo.versionone.query;

/**
 * Questions of meaning that the protocol notes leave open, as switches.
 *
 * @param nullMatchesNotEquals true if {@code A!='x'} holds for a null A
 * @param like                 true if {@code ~=} is known, as on servers since the end of 2020
 */
public record Rules(boolean nullMatchesNotEquals, boolean like) {}
