package io.trackersql.versionone;

/**
 * What is special about one VersionOne instance.
 *
 * @param paths under which path data is asked for
 */
public record VersionOneConfig(Paths paths) {
    /** Which spelling of the data path the instance wants. */
    public enum Paths {
        /** {@code rest-1.v1}: hosted instances. */
        STANDARD,
        /** {@code rest-1.oauth.v1}: instances on premise with Windows authentication take access tokens only there. */
        OAUTH,
        /** STANDARD, and once OAUTH if that refuses an access token. */
        DETECT
    }

    /** What suits every instance. */
    public static VersionOneConfig usual() {
        return new VersionOneConfig(Paths.DETECT);
    }
}
