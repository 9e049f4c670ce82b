package io.trackersql.demo.rally;

import io.trackersql.demo.rally.lookback.LookbackRules;
import io.trackersql.demo.rally.query.Rules;
import java.time.Clock;

/**
 * How the Rally front behaves where the protocol's description leaves a question open; the standard is what is worst for clients.
 *
 * @param rules                   the meaning of queries and orders
 * @param shufflesTies            true if rows that {@code order} does not tell apart come in another order with each request; false for
 *     ascending ObjectIDs
 * @param overcounts              true if the total of projects and workspaces counts those that the user cannot see
 * @param pageRowsMax             rows in a page at most; a larger {@code pagesize} is cut down to it
 * @param urlCharsMax             length of a request's path and query at most; longer ones get 414, as from nginx; 0 for no limit
 * @param decimals                true if some whole numbers are written as {@code 5.0}
 * @param allowedValuesCollection true if the schema shows the allowed values of some attributes as a collection
 * @param gzip                    true if answers are compressed for clients that accept it
 * @param clock                   the time of variables such as {@code today}, of changes, and of the Lookback API
 * @param lookback                how the Lookback API behaves
 * @param attachmentBytesMax      bytes in an attachment at most
 * @param conflicts               the writes that meet a concurrency conflict; none unless a test says so
 */
public record RallyQuirks(
        Rules rules,
        boolean shufflesTies,
        boolean overcounts,
        int pageRowsMax,
        int urlCharsMax,
        boolean decimals,
        boolean allowedValuesCollection,
        boolean gzip,
        Clock clock,
        LookbackRules lookback,
        int attachmentBytesMax,
        Conflicts conflicts) {

    private static final int PAGE_ROWS_MAX = 2000;
    private static final int URL_CHARS_MAX = 8192;
    private static final int ATTACHMENT_BYTES_MAX = 50_000_000;

    /** The service at its worst. */
    public static RallyQuirks standard() {
        Rules rules = new Rules(true, false, false, true, true, false, false, true);
        return new RallyQuirks(
                rules,
                true,
                true,
                PAGE_ROWS_MAX,
                URL_CHARS_MAX,
                true,
                true,
                true,
                Clock.systemUTC(),
                LookbackRules.standard(),
                ATTACHMENT_BYTES_MAX,
                new Conflicts());
    }

    /** The opposite answer to every open question. */
    public static RallyQuirks mild() {
        Rules rules = new Rules(false, true, true, false, false, false, true, false);
        return new RallyQuirks(
                rules,
                false,
                false,
                PAGE_ROWS_MAX,
                0,
                false,
                false,
                true,
                Clock.systemUTC(),
                LookbackRules.mild(),
                ATTACHMENT_BYTES_MAX,
                new Conflicts());
    }

    public RallyQuirks withRules(Rules meaning) {
        return new RallyQuirks(
                meaning,
                shufflesTies,
                overcounts,
                pageRowsMax,
                urlCharsMax,
                decimals,
                allowedValuesCollection,
                gzip,
                clock,
                lookback,
                attachmentBytesMax,
                conflicts);
    }

    public RallyQuirks withPageRowsMax(int rows) {
        return new RallyQuirks(
                rules,
                shufflesTies,
                overcounts,
                rows,
                urlCharsMax,
                decimals,
                allowedValuesCollection,
                gzip,
                clock,
                lookback,
                attachmentBytesMax,
                conflicts);
    }

    public RallyQuirks withUrlCharsMax(int characters) {
        return new RallyQuirks(
                rules,
                shufflesTies,
                overcounts,
                pageRowsMax,
                characters,
                decimals,
                allowedValuesCollection,
                gzip,
                clock,
                lookback,
                attachmentBytesMax,
                conflicts);
    }

    public RallyQuirks withGzip(boolean compress) {
        return new RallyQuirks(
                rules,
                shufflesTies,
                overcounts,
                pageRowsMax,
                urlCharsMax,
                decimals,
                allowedValuesCollection,
                compress,
                clock,
                lookback,
                attachmentBytesMax,
                conflicts);
    }

    public RallyQuirks withClock(Clock time) {
        return new RallyQuirks(
                rules,
                shufflesTies,
                overcounts,
                pageRowsMax,
                urlCharsMax,
                decimals,
                allowedValuesCollection,
                gzip,
                time,
                lookback,
                attachmentBytesMax,
                conflicts);
    }

    public RallyQuirks withLookback(LookbackRules behaviour) {
        return new RallyQuirks(
                rules,
                shufflesTies,
                overcounts,
                pageRowsMax,
                urlCharsMax,
                decimals,
                allowedValuesCollection,
                gzip,
                clock,
                behaviour,
                attachmentBytesMax,
                conflicts);
    }

    public RallyQuirks withAttachmentBytesMax(int bytes) {
        return new RallyQuirks(
                rules,
                shufflesTies,
                overcounts,
                pageRowsMax,
                urlCharsMax,
                decimals,
                allowedValuesCollection,
                gzip,
                clock,
                lookback,
                bytes,
                conflicts);
    }
}
