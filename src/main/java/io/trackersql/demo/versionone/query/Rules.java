package io.trackersql.demo.versionone.query;

/**
 * Questions of meaning that the protocol notes leave open, as switches.
 *
 * @param nullMatchesNotEquals true if {@code A!='x'} holds for a null A
 * @param like                 true if {@code ~=} is known, as on servers since the end of 2020
 * @param momentInReferences   true if what a past row refers to is told with the moment of the version that it was then
 * @param deletionsShown       true if versions that deleted an asset are rows of the past without being asked for
 * @param clock                how the times of {@code asof} are read
 */
public record Rules(
        boolean nullMatchesNotEquals,
        boolean like,
        boolean momentInReferences,
        boolean deletionsShown,
        ServerClock clock) {
    /** The same rules for answers that tell no moments of what a row refers to. */
    public Rules withoutMoments() {
        return new Rules(nullMatchesNotEquals, like, false, deletionsShown, clock);
    }
}
