package io.trackersql.plan;

import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Turns what Calcite throws, while planning and while running, into one failure with a message for people. */
final class PlanErrors {
    private static final Pattern UNKNOWN_COLUMN = Pattern.compile(
            "Column '([^']*)' not found in (?:any table|table '[^']*')(?:; did you mean '([^']*)'\\?)?");
    private static final Pattern UNKNOWN_OBJECT =
            Pattern.compile("Object '([^']*)' not found(?: within '([^']*)')?(?:; did you mean '([^']*)'\\?)?");
    private static final Pattern UNKNOWN_TABLE = Pattern.compile("Table '([^']*)' not found.*");
    private static final Pattern NO_PAST = Pattern.compile("Table '([^']*)' is not a temporal table");
    private static final Pattern UNKNOWN_FUNCTION = Pattern.compile("No match found for function signature (.*)");
    private static final Pattern ENCOUNTERED =
            Pattern.compile("(?s)Encountered \"(.*?)\" at line (\\d+), column (\\d+).*");
    private static final Pattern LEXICAL =
            Pattern.compile("(?s)Lexical error at line (\\d+), column (\\d+)\\.\\s*(.*)");
    private static final Pattern BAD_TIME =
            Pattern.compile("Invalid (DATE|TIME|TIMESTAMP) value|Value of [A-Z]+ field is out of range");
    private static final Pattern NEGATIVE_COUNT = Pattern.compile("(?i)(LIMIT|OFFSET)\\s+-\\s*([0-9.]+)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");
    private static final Pattern AFTER_FOR_SYSTEM_TIME = Pattern.compile("(?is).*\\bFOR\\s+SYSTEM_TIME\\s+");
    private static final Pattern AFTER_AS_OF = Pattern.compile("(?is).*\\bAS\\s+OF\\s+");
    private static final Pattern AS_OF = Pattern.compile("(?i)(FOR\\s+)?(\\w+\\s+)?AS\\s+OF\\b");

    private PlanErrors() {}

    /** What is wrong with a text that the parser refused; a reserved word used as a name is the most common. */
    static TrackerException syntax(SqlParseException e, String sql) {
        Optional<TrackerException> known = common(e);
        if (known.isPresent()) {
            return known.get();
        }
        String message = String.valueOf(e.getMessage());
        Matcher negative = NEGATIVE_COUNT.matcher(from(e.getPos(), sql));
        if (negative.lookingAt()) {
            return badCount(negative.group(1).toUpperCase(Locale.ROOT), "-" + negative.group(2));
        }
        Matcher encountered = ENCOUNTERED.matcher(message);
        if (encountered.matches()) {
            String found = encountered.group(1).replace("\\'", "'").replace("\\\"", "\"");
            String where = "line " + encountered.group(2) + ", column " + encountered.group(3);
            if (found.equals("<EOF>")) {
                return Failure.SYNTAX.with("The statement ends too early, at " + where + ".");
            }
            String hint = found.startsWith("[")
                    ? " Names are quoted with double quotes, not with brackets: write \"Name\"."
                    : asOfHint(from(e.getPos(), sql), sql)
                            .or(() ->
                                    reservedWord(found).map(w -> " " + w + " is a reserved word, write \"" + w + "\"."))
                            .orElse("");
            return Failure.SYNTAX.with("Syntax error at " + where + ": '" + found + "' was not expected there." + hint);
        }
        Matcher lexical = LEXICAL.matcher(message);
        if (lexical.matches()) {
            return Failure.SYNTAX.with("Syntax error at line " + lexical.group(1) + ", column " + lexical.group(2)
                    + ": a quoted text or name has no end, or a character is not SQL. "
                    + lexical.group(3).strip());
        }
        if (message.startsWith("Query expression encountered in illegal context")) {
            return Failure.SYNTAX.with(
                    "A subquery stands where only an expression may. For FOR SYSTEM_TIME AS OF a time that"
                            + " a query finds, join it: FROM (SELECT ... AS t) AS x JOIN a_table FOR SYSTEM_TIME AS OF x.t AS a ON ...");
        }
        return Failure.SYNTAX.with("Syntax error: " + firstLine(message)
                + asOfHint(from(e.getPos(), sql), sql).orElse(""));
    }

    /** What other databases call a read of the past, or where the standard does not have it. */
    private static Optional<String> asOfHint(String rest, String sql) {
        String before = sql.substring(0, Math.max(0, sql.length() - rest.length()));
        boolean isPeriod = AFTER_FOR_SYSTEM_TIME.matcher(before).matches();
        if (isPeriod && !AS_OF.matcher(rest).lookingAt()) {
            return Optional.of(
                    " FOR SYSTEM_TIME takes AS OF one time only. All versions of a period are rows of the table of that name"
                            + " in the schema whose name ends in _history: WHERE ValidFrom < its_end AND ValidTo > its_start.");
        }
        return AS_OF.matcher(rest).lookingAt() || AFTER_AS_OF.matcher(before).matches()
                ? Optional.of(
                        " A table is read as of a time by FOR SYSTEM_TIME AS OF directly behind its name, with the alias last:"
                                + " FROM a_table FOR SYSTEM_TIME AS OF TIMESTAMP '2025-03-01 00:00:00' AS t. Of a subquery each table has its own.")
                : Optional.empty();
    }

    /** The statement from the place on at which the parser gave up. */
    private static String from(SqlParserPos pos, String sql) {
        List<String> lines = pos == null
                ? List.of()
                : sql.lines().skip(pos.getLineNum() - 1L).toList();
        return lines.isEmpty()
                ? ""
                : String.join("\n", lines).substring(Math.min(lines.get(0).length(), pos.getColumnNum() - 1));
    }

    /** LIMIT or OFFSET is no whole number from 0. */
    static TrackerException badCount(String clause, String value) {
        return Failure.BAD_VALUE.with(clause + " is " + value + ". Give a whole number of rows from 0.");
    }

    /** The parser names the token before the reserved word, too: {@code , Date} or {@code SELECT Order}. */
    private static Optional<String> reservedWord(String found) {
        String last = null;
        Matcher words = WORD.matcher(found);
        while (words.find()) {
            if (QueryPlanner.isReserved(words.group())) {
                last = last == null || isKeywordOfClause(last) ? words.group() : last;
            }
        }
        return Optional.ofNullable(last).filter(w -> !isKeywordOfClause(w));
    }

    private static boolean isKeywordOfClause(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "SELECT", "FROM", "WHERE", "AND", "OR", "NOT", "BY", "ON", "AS", "HAVING", "JOIN", "DISTINCT" -> true;
            default -> false;
        };
    }

    /** A failure while a statement is checked or planned. */
    static TrackerException planning(Throwable thrown, NearMiss nearMiss) {
        TrackerException own = own(thrown);
        if (own != null) {
            return own;
        }
        Optional<TrackerException> known = common(thrown);
        if (known.isPresent()) {
            return known.get();
        }
        if (thrown instanceof CalciteContextException e && e.getCause() != null) {
            return invalid(String.valueOf(e.getCause().getMessage()), position(e), nearMiss);
        }
        boolean isWithoutCode = String.valueOf(thrown.getMessage()).startsWith("Unable to implement");
        if (thrown instanceof RelOptPlanner.CannotPlanException || isWithoutCode) {
            return Failure.UNSUPPORTED.with(
                    "Nothing here can run this statement: it has a construct without an implementation. Write it in"
                            + " another way; simpler joins and subqueries always work.",
                    thrown);
        }
        if (thrown instanceof UnsupportedOperationException) {
            return Failure.UNSUPPORTED.with("The statement uses what is not supported: " + firstLine(thrown), thrown);
        }
        return Failure.INTERNAL.with(
                "The statement could not be planned: " + firstLine(thrown) + ". This is a bug; please report it.",
                thrown);
    }

    /** FOR SYSTEM_TIME AS OF behind something that has no past. */
    static TrackerException noPast(String what) {
        return Failure.UNSUPPORTED.with("FOR SYSTEM_TIME AS OF is possible for tables of trackers only, not for " + what
                + ". In a view or a subquery write it behind each table that is to be read at that time.");
    }

    private static TrackerException invalid(String message, String where, NearMiss nearMiss) {
        Matcher column = UNKNOWN_COLUMN.matcher(message);
        if (column.matches()) {
            return Failure.UNKNOWN_COLUMN.with(
                    "There is no column '" + column.group(1) + "'" + where + "." + nearMiss.column(column.group(1)));
        }
        Matcher object = UNKNOWN_OBJECT.matcher(message);
        if (object.matches()) {
            String schema = object.group(2);
            return nearMiss.isSchema(object.group(1)) || schema != null
                    ? Failure.UNKNOWN_TABLE.with("There is no table '" + object.group(1) + "' in schema '" + schema
                            + "'" + where + "." + nearMiss.table(schema, object.group(1)))
                    : Failure.UNKNOWN_TABLE.with("There is no table or schema '" + object.group(1) + "'" + where + "."
                            + nearMiss.table(null, object.group(1)));
        }
        Matcher table = UNKNOWN_TABLE.matcher(message);
        if (table.matches()) {
            return Failure.UNKNOWN_TABLE.with("There is no table '" + table.group(1) + "' in FROM" + where + ".");
        }
        Matcher function = UNKNOWN_FUNCTION.matcher(message);
        if (function.matches()) {
            return Failure.UNKNOWN_FUNCTION.with("There is no function " + function.group(1) + where + ".");
        }
        Matcher temporal = NO_PAST.matcher(message);
        if (temporal.find()) {
            return noPast("'" + temporal.group(1) + "'" + where);
        }
        if (message.startsWith("Illegal use of dynamic parameter")) {
            return Failure.TYPE_MISMATCH.with("The type of the parameter" + where
                    + " does not follow from where it stands. Write CAST(? AS VARCHAR), or whatever type it has.");
        }
        if (message.startsWith("Cannot")
                || message.startsWith("Cast function cannot convert")
                || message.contains("type mismatch")
                || message.contains("must be a condition")) {
            return Failure.TYPE_MISMATCH.with(firstLine(message) + where + ".");
        }
        return Failure.SYNTAX.with(firstLine(message) + where + ".");
    }

    private static String position(CalciteContextException e) {
        return e.getPosLine() <= 0 ? "" : " at line " + e.getPosLine() + ", column " + e.getPosColumn();
    }

    /** A failure while rows are computed here. */
    static TrackerException running(Throwable thrown) {
        TrackerException own = own(thrown);
        if (own != null) {
            return own;
        }
        Optional<TrackerException> known = common(thrown);
        if (known.isPresent()) {
            return known.get();
        }
        Throwable root = root(thrown);
        String message = firstLine(root);
        if (root instanceof NumberFormatException) {
            return Failure.BAD_CAST.with("A text cannot be read as a number: " + message, thrown);
        }
        if (root instanceof ArithmeticException) {
            return message.contains("zero")
                    ? Failure.DIVISION_BY_ZERO.with("Division by zero.", thrown)
                    : Failure.NUMBER_OUT_OF_RANGE.with("A number is out of range: " + message, thrown);
        }
        if (message.contains("more than one value")) {
            return Failure.CARDINALITY.with("A subquery that must give one value gave several.", thrown);
        }
        if (root instanceof DateTimeException || BAD_TIME.matcher(message).find()) {
            return Failure.BAD_DATE_TIME.with(
                    "A text cannot be read as a date or time: " + message
                            + ". Write it as '2025-03-01' or '2025-03-01 09:00:00'.",
                    thrown);
        }
        if (root instanceof IllegalArgumentException
                || root instanceof CalciteException
                || message.startsWith("Invalid escape ")) {
            return Failure.BAD_VALUE.with("A value does not fit the expression it is used in: " + message, thrown);
        }
        return Failure.INTERNAL.with(
                "The statement failed while it ran: " + root.getClass().getSimpleName() + ": " + message
                        + ". This is a bug; please report it.",
                thrown);
    }

    /** What may go wrong at any time: the JVM's limits, and what another database of a model says. */
    private static Optional<TrackerException> common(Throwable thrown) {
        Throwable root = root(thrown);
        if (root instanceof OutOfMemoryError) {
            return Optional.of(Failure.LIMIT_REACHED.with(
                    "The statement needs more memory than the JVM has: it keeps rows here to join, sort or group them."
                            + " Narrow it or raise -Xmx.",
                    thrown));
        } else if (root instanceof StackOverflowError) {
            return Optional.of(Failure.LIMIT_REACHED.with(
                    "The statement is nested too deeply. Shorten it, or raise -Xss.", thrown));
        }
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException e) {
                return Optional.of(Failure.REFUSED.with(
                        "Another database of the model refused its part of the statement: " + firstLine(e)
                                + (e.getSQLState() == null ? "" : " (SQLSTATE " + e.getSQLState() + ")"),
                        thrown));
            }
        }
        return Optional.empty();
    }

    private static TrackerException own(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof TrackerException own) {
                return own;
            }
        }
        return null;
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static String firstLine(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : firstLine(thrown.getMessage());
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return (end < 0 ? message : message.substring(0, end)).strip();
    }
}
