package io.trackersql.demo.versionone;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.versionone.query.Rules;
import io.trackersql.demo.versionone.query.ServerClock;
import java.time.Instant;
import java.time.InstantSource;
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
 * @param history              how the past is told
 * @param writing              how changes are taken
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
        String version,
        History history,
        Writing writing) {
    /** After all that is made up, and in the past of whoever asks: what was just written is there now. */
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2025-10-01T12:00:00Z"));

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

    /**
     * How the past is told.
     *
     * @param momentInReferences whether what a past row refers to is told with the moment of the version that it was then
     * @param deletions          which versions that deleted an asset are among the rows
     * @param repeatedHour       which of the two instants {@code asof} means in the hour that a clock tells twice
     */
    public record History(boolean momentInReferences, Deletions deletions, RepeatedHour repeatedHour) {
        public History withMomentInReferences(boolean told) {
            return new History(told, deletions, repeatedHour);
        }

        public History withDeletions(Deletions shown) {
            return new History(momentInReferences, shown, repeatedHour);
        }

        public History withRepeatedHour(RepeatedHour meaning) {
            return new History(momentInReferences, deletions, meaning);
        }
    }

    /** Which versions that deleted an asset are rows of the past; a filter on IsDeleted narrows either way. */
    public enum Deletions {
        SHOWN,
        ON_REQUEST
    }

    /** The instant that a time of day means which the clock shows twice. */
    public enum RepeatedHour {
        /** As .NET reads it. */
        STANDARD_TIME,
        DAYLIGHT_TIME
    }

    /**
     * How changes are taken.
     *
     * @param bulk               whether there is {@code api/asset}, as since 2018
     * @param writers            who may write
     * @param attachmentBytesMax size of an attachment at most
     * @param clock              when a change happens; changes at the same time follow each other by a millisecond
     */
    public record Writing(boolean bulk, Writers writers, int attachmentBytesMax, InstantSource clock) {
        public Writing withBulk(boolean known) {
            return new Writing(known, writers, attachmentBytesMax, clock);
        }

        public Writing withWriters(Writers members) {
            return new Writing(bulk, members, attachmentBytesMax, clock);
        }

        public Writing withAttachmentBytesMax(int bytes) {
            return new Writing(bulk, writers, bytes, clock);
        }

        public Writing withClock(InstantSource source) {
            return new Writing(bulk, writers, attachmentBytesMax, source);
        }

        boolean allows(DemoStore store, Asset member) {
            return writers == Writers.ALL || store.seesAll(member);
        }
    }

    /** Who may write; others get what the notes make of a lack of rights: 400 with a violation. */
    public enum Writers {
        ALL,
        ADMINISTRATOR
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
                "24.3.2.118",
                new History(true, Deletions.SHOWN, RepeatedHour.STANDARD_TIME),
                new Writing(true, Writers.ALL, 4 * 1024 * 1024, CLOCK));
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
                version,
                history,
                writing);
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
                version,
                history,
                writing);
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
                version,
                history,
                writing);
    }

    public VersionOneQuirks withNullMatchesNotEquals(boolean matches) {
        return new VersionOneQuirks(
                total,
                pageRowsMax,
                queryCharsMax,
                matches,
                like,
                gzip,
                oauthOnly,
                challenge,
                typing,
                zone,
                version,
                history,
                writing);
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
                version,
                history,
                writing);
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
                version,
                history,
                writing);
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
                version,
                history,
                writing);
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
                version,
                history,
                writing);
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
                version,
                history,
                writing);
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
                version,
                history,
                writing);
    }

    public VersionOneQuirks withHistory(History past) {
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
                zone,
                version,
                past,
                writing);
    }

    public VersionOneQuirks withWriting(Writing changes) {
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
                zone,
                version,
                history,
                changes);
    }

    /** What of this the evaluation of queries depends on. */
    Rules rules() {
        return new Rules(
                nullMatchesNotEquals,
                like,
                history.momentInReferences(),
                history.deletions() == Deletions.SHOWN,
                new ServerClock(zone, history.repeatedHour() == RepeatedHour.STANDARD_TIME));
    }
}
