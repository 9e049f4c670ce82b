package io.trackersql.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The past in HSQLDB, whose own tables with periods cannot be filled with a past: history tables, and for {@code AS OF t} tables of the
 * schema {@code PAST} of which the rows with {@code SYS_FROM <= t AND t < SYS_TO} are taken. They are loaded when first asked for.
 */
final class PastTables {
    private static final String PERIOD =
            "(TIMESTAMP '[^']*'|DATE '[^']*'|CAST\\(NULL AS \\w+\\)|\\w+\\.\\w+|\\([^()]*\\))";
    private static final Pattern AS_OF = Pattern.compile("(?:\\w+\\.)?(\"[^\"]+\"|\\w+) FOR SYSTEM_TIME AS OF " + PERIOD
            + "(?: AS (\\w+)| (?!JOIN|LEFT|ON|WHERE|GROUP|ORDER"
            + "|LIMIT|UNION|EXCEPT|INTERSECT|CROSS|INNER|HAVING|OFFSET)(\\w+))?");

    private final Connection connection;
    private final ExpectedTables expected;
    private final String history;
    private final Pattern historyTable;
    private final Set<String> loaded = new HashSet<>();

    PastTables(Product product, ExpectedTables expected, Connection connection) throws SQLException {
        this.connection = connection;
        this.expected = expected;
        this.history = product.name().toUpperCase(Locale.ROOT) + "_HISTORY";
        this.historyTable = Pattern.compile("(?i)" + history + "\\.\"?(\\w+)");
        execute("CREATE SCHEMA PAST");
        execute("CREATE SCHEMA " + history);
    }

    /** A query as HSQLDB can answer it, with all tables there that it names. */
    String rewritten(String sql) throws SQLException {
        for (Matcher named = historyTable.matcher(sql); named.find(); ) {
            loadHistory(named.group(1));
        }
        for (Matcher named = Pattern.compile("PAST\\.(\\w+)").matcher(sql); named.find(); ) {
            loadSpans(named.group(1));
        }
        StringBuilder text = new StringBuilder();
        Matcher asOf = AS_OF.matcher(sql);
        while (asOf.find()) {
            String table = asOf.group(1).replace("\"", "").toUpperCase(Locale.ROOT);
            String time = asOf.group(2);
            String alias = asOf.group(3) != null ? asOf.group(3) : asOf.group(4) != null ? asOf.group(4) : table;
            loadSpans(table);
            asOf.appendReplacement(
                    text,
                    Matcher.quoteReplacement(
                            (time.matches("\\w+\\.\\w+") ? "LATERAL " : "") + "(SELECT * FROM PAST." + quoted(table)
                                    + " WHERE SYS_FROM <= " + time + " AND " + time + " < SYS_TO) AS " + alias));
        }
        return asOf.appendTail(text).toString();
    }

    private void loadHistory(String name) throws SQLException {
        String table = found(expected.pastTables(), name);
        if (loaded.add(history + table)) {
            load(history + "." + quoted(table), expected.historyColumns(table), expected.versions(table));
        }
    }

    private static String found(List<String> tables, String name) {
        return tables.stream().filter(name::equalsIgnoreCase).findFirst().orElseThrow();
    }

    private void loadSpans(String name) throws SQLException {
        if (!loaded.add(name.toUpperCase(Locale.ROOT))) {
            return;
        }
        for (ExpectedTables.Link link : expected.links()) {
            if (link.table().equalsIgnoreCase(name)) {
                loadLinks(link);
                return;
            }
        }
        String table = found(expected.pastTables(), name);
        List<ExpectedColumn> columns = new ArrayList<>(expected.columns(table));
        columns.addAll(bounds());
        load("PAST." + quoted(table), columns, expected.spans(table));
    }

    /** As exact as the server compares them. */
    private static List<ExpectedColumn> bounds() {
        return List.of(bound("SYS_FROM", ExpectedVersion::from), bound("SYS_TO", ExpectedVersion::to));
    }

    private static ExpectedColumn bound(String name, Function<ExpectedVersion, java.time.Instant> bound) {
        return ExpectedColumn.kept(
                name,
                ExpectedColumn.Kind.EXACT_TIMESTAMP,
                List.of(),
                row -> LocalDateTime.ofInstant(bound.apply((ExpectedVersion) row), ZoneOffset.UTC));
    }

    private void load(String table, List<ExpectedColumn> columns, List<ExpectedVersion> rows) throws SQLException {
        execute(columns.stream()
                .map(column -> quoted(column.name()) + " " + column.kind().sql)
                .collect(Collectors.joining(", ", "CREATE TABLE " + table + " (", ")")));
        try (PreparedStatement insert = insert(table, columns.size())) {
            for (ExpectedVersion row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    insert.setObject(i + 1, columns.get(i).value(row));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void loadLinks(ExpectedTables.Link link) throws SQLException {
        String table = "PAST." + quoted(link.table());
        String kind = " " + expected.keyKind().sql + ", ";
        String time = " " + ExpectedColumn.Kind.EXACT_TIMESTAMP.sql;
        execute("CREATE TABLE " + table + " (" + quoted(link.type()) + kind + quoted(link.second()) + kind + "SYS_FROM"
                + time + ", SYS_TO" + time + ")");
        try (PreparedStatement insert = insert(table, 4)) {
            for (ExpectedVersion row : expected.spans(link.type())) {
                for (Object target : expected.targets(link, row)) {
                    insert.setObject(1, row.asset());
                    insert.setObject(2, target);
                    for (int i = 0; i < 2; i++) {
                        insert.setObject(i + 3, bounds().get(i).value(row));
                    }
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private PreparedStatement insert(String table, int width) throws SQLException {
        return connection.prepareStatement(
                "INSERT INTO " + table + " VALUES (" + String.join(", ", Collections.nCopies(width, "?")) + ")");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String name) {
        return '"' + name.toUpperCase(Locale.ROOT) + '"';
    }
}
