package io.trackersql.plan;

import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParseException;

/** Turns what Calcite throws, while planning and while running, into one failure with a message for people. */
final class PlanErrors {
    private static final Pattern UNKNOWN_COLUMN = Pattern.compile(
            "Column '([^']*)' not found in (?:any table|table '[^']*')(?:; did you mean '([^']*)'\\?)?");
    private static final Pattern UNKNOWN_OBJECT =
            Pattern.compile("Object '([^']*)' not found(?: within '([^']*)')?(?:; did you mean '([^']*)'\\?)?");
    private static final Pattern UNKNOWN_TABLE = Pattern.compile("Table '([^']*)' not found.*");
    private static final Pattern UNKNOWN_FUNCTION = Pattern.compile("No match found for function signature (.*)");
    private static final Pattern ENCOUNTERED =
            Pattern.compile("(?s)Encountered \"(.*?)\" at line (\\d+), column (\\d+).*");
    private static final Pattern LEXICAL =
            Pattern.compile("(?s)Lexical error at line (\\d+), column (\\d+)\\.\\s*(.*)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");

    private PlanErrors() {}

    /** A syntax error; a reserved word used as a name is the most common, and says what to write. */
    static TrackerException syntax(SqlParseException e) {
        String message = String.valueOf(e.getMessage());
        Matcher encountered = ENCOUNTERED.matcher(message);
        if (encountered.matches()) {
            String found = encountered.group(1).replace("\\'", "'").replace("\\\"", "\"");
            String where = "line " + encountered.group(2) + ", column " + encountered.group(3);
            if (found.equals("<EOF>")) {
                return Failure.SYNTAX.with("The statement ends too early, at " + where + ".");
            }
            String hint = found.startsWith("[")
                    ? " Names are quoted with double quotes, not with brackets: write \"Name\"."
                    : reservedWord(found)
                            .map(w -> " " + w + " is a reserved word, write \"" + w + "\".")
                            .orElse("");
            return Failure.SYNTAX.with("Syntax error at " + where + ": '" + found + "' was not expected there." + hint);
        }
        Matcher lexical = LEXICAL.matcher(message);
        if (lexical.matches()) {
            return Failure.SYNTAX.with("Syntax error at line " + lexical.group(1) + ", column " + lexical.group(2)
                    + ": a quoted text or name has no end, or a character is not SQL. "
                    + lexical.group(3).strip());
        }
        return Failure.SYNTAX.with("Syntax error: " + firstLine(message));
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
        return switch (word.toUpperCase(java.util.Locale.ROOT)) {
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
        if (thrown instanceof SqlParseException e) {
            return syntax(e);
        }
        if (thrown instanceof CalciteContextException e && e.getCause() != null) {
            return invalid(String.valueOf(e.getCause().getMessage()), position(e), nearMiss);
        }
        if (thrown instanceof RelOptPlanner.CannotPlanException) {
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
        if (message.startsWith("Cannot apply") || message.contains("type mismatch") || message.startsWith("Cannot")) {
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
        if (root instanceof java.time.DateTimeException
                || message.toLowerCase(java.util.Locale.ROOT).contains("date")) {
            return Failure.BAD_DATE_TIME.with("A text cannot be read as a date or time: " + message, thrown);
        }
        if (root instanceof IllegalArgumentException
                || root.getClass().getName().endsWith("CalciteException")) {
            return Failure.BAD_VALUE.with("A value does not fit the expression it is used in: " + message, thrown);
        }
        if (root instanceof OutOfMemoryError) {
            return Failure.LIMIT_REACHED.with(
                    "The statement needs more memory than the JVM has: it keeps rows here to join, sort or group them."
                            + " Narrow it or raise -Xmx.",
                    thrown);
        }
        return Failure.INTERNAL.with(
                "The statement failed while it ran: " + root.getClass().getSimpleName() + ": " + message
                        + ". This is a bug; please report it.",
                thrown);
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
