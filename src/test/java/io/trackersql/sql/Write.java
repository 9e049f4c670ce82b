package io.trackersql.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement that writes.
 *
 * @param parameters values of its {@code ?}
 * @param reference  the same for HSQLDB, with the same parameters
 * @param rows       how many rows it must change, or it would show nothing
 */
record Write(String sql, List<Object> parameters, String reference, Rows rows) {
    /** How many. */
    enum Rows {
        NONE,
        SOME,
        ANY
    }

    private static final String IDLE = "none: ";
    private static final Pattern TARGET = Pattern.compile(
            "^\\s*(?:INSERT\\s+INTO|UPDATE|DELETE\\s+FROM|MERGE\\s+INTO)\\s+([\\w.]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SOURCE =
            Pattern.compile("\\b(?:FROM|JOIN|INTO|UPDATE|USING)\\s+(?!SET\\b)([\\w.]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMED =
            Pattern.compile("\\bINSERT(?:\\s+INTO\\s+[\\w.]+)?\\s*\\(([^)]*)\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ASSIGNED =
            Pattern.compile("(?:\\bSET\\s|,)\\s*\"?(\\w+)\"?\\s*=", Pattern.CASE_INSENSITIVE);

    /** Reads a line: {@code none: sql <-- value | value ==> sql for HSQLDB}, of which only the SQL must be there. */
    static Write of(String line) {
        boolean isIdle = line.startsWith(IDLE);
        String text = isIdle ? line.substring(IDLE.length()) : line;
        String[] both = text.split(" ==> ", 2);
        String[] bound = both[0].split(" <-- ", 2);
        List<Object> parameters = new ArrayList<>();
        if (bound.length > 1) {
            for (String value : bound[1].split(" \\| ", -1)) {
                parameters.add(value(value.strip()));
            }
        }
        return new Write(bound[0], parameters, both.length > 1 ? both[1] : bound[0], isIdle ? Rows.NONE : Rows.SOME);
    }

    private static Object value(String text) {
        if (text.equals("NULL")) {
            return new Engines.Null("VARCHAR(10)");
        } else if (text.matches("-?\\d+")) {
            return Long.valueOf(text);
        }
        return text.matches("-?\\d+\\.\\d+") ? (Object) Double.valueOf(text) : text;
    }

    /** With literals in the place of parameters. */
    String inlined() {
        return Engines.inlined(sql, parameters);
    }

    /** HSQLDB's statement, with literals. */
    String hsqldb() {
        return Dialect.hsqldb(Engines.inlined(reference, parameters));
    }

    /** The table that it writes, without its schema. */
    String target() {
        Matcher target = TARGET.matcher(reference);
        if (!target.find()) {
            throw new IllegalArgumentException("No statement that writes: " + reference);
        }
        return plain(target.group(1));
    }

    /** All tables that it mentions. */
    Set<String> tables() {
        Set<String> tables = new LinkedHashSet<>(Set.of(target()));
        SOURCE.matcher(reference.replaceAll("'[^']*'", "''"))
                .results()
                .forEach(found -> tables.add(plain(found.group(1))));
        return tables;
    }

    /** The columns that new rows are given; empty if it makes none. */
    Optional<Set<String>> named() {
        Matcher named = NAMED.matcher(reference);
        if (!named.find()) {
            return Optional.empty();
        }
        Set<String> columns = new LinkedHashSet<>();
        for (String column : named.group(1).split(",")) {
            columns.add(column.strip().replace("\"", "").toLowerCase(Locale.ROOT));
        }
        return Optional.of(columns);
    }

    /** The columns to which it gives values in rows that are there, in lower case. */
    Set<String> assigned() {
        Set<String> columns = new LinkedHashSet<>();
        ASSIGNED.matcher(reference)
                .results()
                .forEach(found -> columns.add(found.group(1).toLowerCase(Locale.ROOT)));
        return columns;
    }

    private static String plain(String table) {
        return table.substring(table.lastIndexOf('.') + 1);
    }

    @Override
    public String toString() {
        return sql + (parameters.isEmpty() ? "" : " with " + parameters);
    }
}
