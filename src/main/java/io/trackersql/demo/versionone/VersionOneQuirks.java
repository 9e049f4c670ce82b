package io.trackersql.demo.versionone;

import java.time.ZoneId;

/**
 * How the VersionOne front behaves where servers differ or the protocol notes leave a question open.
 *
 * @param total                whether {@code total} is always sent or only with {@code needTotal=true}, as since 2022
 * @param pageRowsMax          rows in a page at most, 0 for no limit
 * @param queryCharsMax        length of a query string at most; longer ones get 404, as from IIS; 0 for no limit
 * @param nullMatchesNotEquals true if {@code A!='x'} holds for a null A
 * @param like                 true if the operator {@code ~=} is known, as since the end of 2020
 * @param gzip                 true if answers are compressed for clients that accept it
 * @param oauthOnly            true if access tokens work on the {@code *.oauth.v1} paths only, as on premise
 * @param challenge            what a 401 asks for
 * @param typing               how rest-1.v1 writes Numeric, LongInt and Boolean in JSON
 * @param zone                 the tracker's local clock, in which its dates without zone are written
 * @param version              the server version in metadata
 */
public record VersionOneQuirks(
        TotalMode total,
        int pageRowsMax,
        int queryCharsMax,
        boolean nullMatchesNotEquals,
        boolean like,
        boolean gzip,
        boolean oauthOnly,
        Challenge challenge,
        Typing typing,
        ZoneId zone,
        String version) {
    /** When a list tells the number of all its rows. */
    public enum TotalMode {
        ALWAYS,
        ON_REQUEST
    }

    /** The scheme that a 401 asks for. */
    public enum Challenge {
        BASIC,
        NTLM
    }

    /** How JSON writes numbers and truth values. */
    public enum Typing {
        NATIVE,
        STRING
    }

    /** A current hosted server. */
    public static VersionOneQuirks standard() {
        return new VersionOneQuirks(
                TotalMode.ON_REQUEST,
                0,
                2048,
                true,
                true,
                true,
                false,
                Challenge.BASIC,
                Typing.NATIVE,
                ZoneId.of("America/New_York"),
                "24.3.2.118");
    }

    public VersionOneQuirks withTotal(TotalMode mode) {
        return new VersionOneQuirks(
                mode,
                pageRowsMax,
                queryCharsMax,
                nullMatchesNotEquals,
                like,
                gzip,
                oauthOnly,
                challenge,
                typing,
                zone,
                version);
    }

    public VersionOneQuirks withPageRowsMax(int rows) {
        return new VersionOneQuirks(
                total,
                rows,
                queryCharsMax,
                nullMatchesNotEquals,
                like,
                gzip,
                oauthOnly,
                challenge,
                typing,
                zone,
                version);
    }

    public VersionOneQuirks withQueryCharsMax(int characters) {
        return new VersionOneQuirks(
                total,
                pageRowsMax,
                characters,
                nullMatchesNotEquals,
                like,
                gzip,
                oauthOnly,
                challenge,
                typing,
                zone,
                version);
    }

    public VersionOneQuirks withNullMatchesNotEquals(boolean matches) {
        return new VersionOneQuirks(
                total, pageRowsMax, queryCharsMax, matches, like, gzip, oauthOnly, challenge, typing, zone, version);
    }

    public VersionOneQuirks withLike(boolean known) {
        return new VersionOneQuirks(
                total,
                pageRowsMax,
                queryCharsMax,
                nullMatchesNotEquals,
                known,
                gzip,
                oauthOnly,
                challenge,
                typing,
                zone,
                version);
    }

    public VersionOneQuirks withGzip(boolean compress) {
        return new VersionOneQuirks(
                total,
                pageRowsMax,
                queryCharsMax,
                nullMatchesNotEquals,
                like,
                compress,
                oauthOnly,
                challenge,
                typing,
                zone,
                version);
    }

    public VersionOneQuirks withOauthOnly(boolean only) {
        return new VersionOneQuirks(
                total,
                pageRowsMax,
                queryCharsMax,
                nullMatchesNotEquals,
                like,
                gzip,
                only,
                challenge,
                typing,
                zone,
                version);
    }

    public VersionOneQuirks withChallenge(Challenge scheme) {
        return new VersionOneQuirks(
                total,
                pageRowsMax,
                queryCharsMax,
                nullMatchesNotEquals,
                like,
                gzip,
                oauthOnly,
                scheme,
                typing,
                zone,
                version);
    }

    public VersionOneQuirks withTyping(Typing form) {
        return new VersionOneQuirks(
                total,
                pageRowsMax,
                queryCharsMax,
                nullMatchesNotEquals,
                like,
                gzip,
                oauthOnly,
                challenge,
                form,
                zone,
                version);
    }

    public VersionOneQuirks withZone(ZoneId clock) {
        return new VersionOneQuirks(
                total,
                pageRowsMax,
                queryCharsMax,
                nullMatchesNotEquals,
                like,
                gzip,
                oauthOnly,
                challenge,
                typing,
                clock,
                version);
    }
}
