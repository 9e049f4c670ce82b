package io.trackersql.sql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What HSQLDB spells or does differently, each with its reason; everything else must be the same. */
final class Dialect {
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'(?:[^']|'')*'");
    private static final Pattern IS_NOT = Pattern.compile("(\\([^()]*\\)|\\w+) IS NOT (TRUE|FALSE)");
    private static final Pattern IS = Pattern.compile("((?:\\w+\\.)?\"[^\"]+\") IS (TRUE|FALSE)");
    private static final Pattern LIKE_NULL = Pattern.compile("(NOT )?LIKE CAST\\(NULL");
    private static final Pattern LIMIT_0 = Pattern.compile(" LIMIT 0$");

    private Dialect() {}

    /** A query of the driver's as HSQLDB spells it. */
    static String hsqldb(String sql) {
        // Unquoted names are upper case there and case does not matter here, so quoted names are upper case too.
        String named = QUOTED.matcher(sql)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group().startsWith("'")
                                ? match.group()
                                : match.group().toUpperCase(Locale.ROOT)));
        // IS NOT TRUE of what is UNKNOWN is FALSE there; the standard says TRUE.
        String tested = IS_NOT.matcher(named)
                .replaceAll(match -> Matcher.quoteReplacement(
                        "(CASE WHEN " + match.group(1) + " = " + match.group(2) + " THEN FALSE ELSE TRUE END = TRUE)"));
        // NOT of IS FALSE is UNKNOWN of what is UNKNOWN there; the standard says TRUE.
        String stated = IS.matcher(tested)
                .replaceAll(match -> Matcher.quoteReplacement(
                        "(CASE WHEN " + match.group(1) + " = " + match.group(2) + " THEN TRUE ELSE FALSE END = TRUE)"));
        // LIKE NULL is an error there; it is UNKNOWN, as any comparison with NULL.
        String compared = LIKE_NULL.matcher(stated).replaceAll("= CAST(NULL");
        // LIMIT 0 is no limit there.
        return LIMIT_0.matcher(compared).replaceAll(" OFFSET 1000000 ROWS");
    }
}
