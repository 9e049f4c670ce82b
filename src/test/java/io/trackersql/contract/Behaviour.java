package io.trackersql.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * What a user may rely on, whatever the product: one request where one is enough, SQL's answers, clear refusals. Each behaviour either
 * holds for a product or is declared as lacking, and then fails with the declared message.
 */
enum Behaviour {
    A_KEY_IS_LOOKED_UP_IN_ONE_REQUEST(s -> {
        requests(s, 1, "SELECT Name FROM {table} WHERE {key} = ?", anyKey(s));
        equal(s.rows("SELECT {key} FROM {table} WHERE {key} = ?", anyKey(s)).size(), 1);
    }),
    SEVERAL_KEYS_ARE_LOOKED_UP_IN_ONE_REQUEST(s -> {
        List<String> keys = s.column("SELECT {key} FROM {table} LIMIT 3");
        String sql = "SELECT {key} FROM {table} WHERE {key} IN (?, ?, ?)";
        requests(s, 1, sql, keys.toArray());
        equal(new HashSet<>(s.column(sql, keys.toArray())), new HashSet<>(keys));
    }),
    COUNT_COSTS_ONE_REQUEST(s -> {
        requests(s, 1, "SELECT COUNT(*) FROM {table}");
        equal(
                s.value("SELECT COUNT(*) FROM {table}"),
                "" + s.rows("SELECT {key} FROM {table}").size());
    }),
    COUNT_OF_A_RANGE_COSTS_ONE_REQUEST(s -> {
        requests(s, 1, "SELECT COUNT(*) FROM {table} WHERE {number} > 2");
        equal(
                s.value("SELECT COUNT(*) FROM {table} WHERE {number} > 2"),
                s.value("SELECT COUNT(CASE WHEN {number} > 2 THEN 1 END) FROM {table}"));
    }),
    COUNT_OF_PROJECTS_COSTS_ONE_REQUEST_WITHOUT_ROWS(s -> {
        List<List<String>> plan = s.rows("EXPLAIN PLAN FOR SELECT COUNT(*) FROM {project}");
        if (plan.stream().noneMatch(line -> line.get(0).contains("count: by the tracker"))) {
            throw new AssertionError("the projects are counted here");
        }
    }),
    LIMIT_COSTS_ONE_PAGE(s -> {
        requests(s, 1, "SELECT Name FROM {table} LIMIT 5");
        equal(s.rows("SELECT Name FROM {table} LIMIT 5").size(), 5);
    }),
    LIMIT_WITH_OFFSET_COSTS_ONE_PAGE(s -> {
        requests(s, 1, "SELECT {key} FROM {table} ORDER BY {key} LIMIT 5 OFFSET 7");
        equal(
                s.column("SELECT {key} FROM {table} ORDER BY {key} LIMIT 5 OFFSET 7"),
                s.column("SELECT {key} FROM {table} ORDER BY {key}").subList(7, 12));
    }),
    ORDER_BY_TEXT_WITH_LIMIT_COSTS_ONE_PAGE(s -> requests(s, 1, "SELECT Name FROM {table} ORDER BY Name LIMIT 5")),
    ORDER_BY_A_NULLABLE_NUMBER_PUTS_NULL_FIRST(s -> {
        List<String> values = s.column("SELECT {number} FROM {table} ORDER BY {number} LIMIT 200");
        equal(values.get(0), null);
        equal(
                values.lastIndexOf(null) + 1,
                values.stream().filter(v -> v == null).toList().size());
    }),
    ORDER_BY_A_NULLABLE_NUMBER_WITH_LIMIT_READS_NO_MORE_THAN_A_PAGE(s -> {
        requests(s, 1, "SELECT {number} FROM {table} ORDER BY {number} LIMIT 3");
        requests(s, 1, "SELECT {number} FROM {table} WHERE {number} > 1 ORDER BY {number} DESC LIMIT 3");
    }),
    TEXT_IS_COMPARED_CHARACTER_BY_CHARACTER(s -> {
        String name = s.column("SELECT Name FROM {table} WHERE Name <> UPPER(Name) ORDER BY {key} LIMIT 1")
                .get(0);
        List<String> found = s.column("SELECT Name FROM {table} WHERE Name = ?", name);
        equal(new HashSet<>(found), new HashSet<>(List.of(name)));
        equal(
                s.rows("SELECT Name FROM {table} WHERE Name = ?", name.toUpperCase(Locale.ROOT) + " ")
                        .size(),
                0);
    }),
    A_COMPANION_NAMES_THE_RELATED_ASSET(s -> {
        requests(s, 1, "SELECT Name, {relationName} FROM {table} WHERE {relation} IS NOT NULL");
        equal(
                s.rows("SELECT t.{key}, t.{relationName} FROM {table} t ORDER BY t.{key}"),
                s.rows("SELECT t.{key}, p.Name FROM {table} t LEFT JOIN {project} p ON p.{key} = t.{relation}"
                        + " ORDER BY t.{key}"));
    }),
    A_CONDITION_ON_A_COMPANION_IS_ASKED(
            s -> pushed(s, "SELECT Name FROM {table} WHERE {relationName} = 'Call Center'")),
    A_RANGE_OF_NUMBERS_IS_EXACT(s -> exact(s, "SELECT Name FROM {table} WHERE {number} BETWEEN 2 AND 5")),
    A_RELATION_IS_EXACT(s -> {
        String project = s.column("SELECT {relation} FROM {table} WHERE {relation} IS NOT NULL LIMIT 1")
                .get(0);
        boolean isNumber = project.chars().allMatch(Character::isDigit);
        exact(s, "SELECT Name FROM {table} WHERE {relation} = " + (isNumber ? project : "'" + project + "'"));
    }),
    A_VALUE_OF_A_LIST_IS_FOUND_BY_HAS(s -> {
        String value = s.column("SELECT {target} FROM {links} LIMIT 1").get(0);
        boolean isNumber = value.chars().allMatch(Character::isDigit);
        String literal = isNumber ? value : "'" + value + "'";
        requests(s, 1, "SELECT Name FROM {table} WHERE HAS({multi}, '" + value + "')");
        equal(
                new HashSet<>(s.column("SELECT {key} FROM {table} WHERE HAS({multi}, '" + value + "')")),
                new HashSet<>(s.column(
                        "SELECT t.{key} FROM {table} t WHERE t.{key} IN (SELECT l.{linked} FROM {links} l WHERE"
                                + " l.{target} = " + literal + ")")));
    }),
    A_LINK_TABLE_COSTS_ONE_REQUEST_PER_PAGE(s -> requests(s, 1, "SELECT * FROM {links}")),
    AN_ABSTRACT_TYPE_HAS_THE_ROWS_OF_ITS_SUBTYPES(s -> equal(
            s.value("SELECT COUNT(*) FROM {general} g WHERE g.{key} IN (SELECT {key} FROM {table})"),
            s.value("SELECT COUNT(*) FROM {table}"))),
    EMPTY_TEXT_IS_A_VALUE(s -> {
        if (s.value("SELECT COUNT(*) FROM {table} WHERE {longText} = ''").equals("0")) {
            throw new AssertionError("'' reads as NULL");
        }
    }),
    FULL_TEXT_SEARCH(s ->
            equal(s.rows("SELECT Name FROM {table} WHERE FIND(Name, 'zzzz')").size(), 0)),
    PREPARE_ASKS_NOTHING(s -> {
        s.clearLedger();
        try (PreparedStatement prepared =
                s.connection().prepareStatement(s.sql("SELECT * FROM {table} WHERE Name = ?"))) {
            equal(prepared.getParameterMetaData().getParameterCount(), 1);
        }
        equal(s.requests(), 0);
    }),
    EXPLAIN_ASKS_NOTHING_AND_SHOWS_THE_REQUEST(s -> {
        s.clearLedger();
        List<List<String>> plan = s.rows("EXPLAIN PLAN FOR SELECT Name FROM {table} WHERE {number} = 3");
        assertThat(plan.toString()).contains("GET ", s.names().number(), "requests: ");
        equal(s.requests(), 0);
    }),
    WHAT_CAN_NEVER_BE_TRUE_ASKS_NOTHING(s -> {
        requests(s, 0, "SELECT * FROM {table} WHERE 1 = 0");
        requests(s, 0, "SELECT * FROM {table} LIMIT 0");
        requests(s, 0, "SELECT Name FROM {table} WHERE {number} = NULL");
    }),
    PUSH_DOWN_OFF_CHANGES_NO_ROW(s -> {
        for (String sql : List.of(
                "SELECT {key}, Name FROM {table} WHERE {number} >= 3 ORDER BY {key}",
                "SELECT {key}, {number} FROM {table} ORDER BY {number}, {key} LIMIT 50",
                "SELECT {relationName}, COUNT(*) FROM {table} GROUP BY {relationName} ORDER BY 2, 1",
                "SELECT {key} FROM {table} WHERE Name LIKE '%a%' OR {number} IS NULL ORDER BY {key}")) {
            try (Connection off = s.connect("pushDown=off")) {
                equal(s.rows(sql), s.rows(off, sql));
            }
        }
    }),
    A_GUARD_OF_REQUESTS_RAISES(s -> {
        try (Connection guarded = s.connect("maxRequests=1", "pageRows=100")) {
            fails("54", () -> s.rows(guarded, "SELECT Name FROM {table}"));
        }
    }),
    A_GUARD_OF_ROWS_RAISES(s -> {
        try (Connection guarded = s.connect("maxRows=10")) {
            fails("54", () -> s.rows(guarded, "SELECT Name FROM {table}"));
        }
    }),
    AN_UNKNOWN_COLUMN_IS_NAMED_WITH_A_NEAR_ONE(s -> {
        SQLException failure = fails("42S22", () -> s.rows("SELECT Nme FROM {table}"));
        assertThat(failure.getMessage()).contains("Nme").contains("Name");
    }),
    AN_UNKNOWN_TABLE_IS_NAMED(s -> {
        SQLException failure = fails("42S02", () -> s.rows("SELECT * FROM {table}X"));
        assertThat(failure.getMessage()).contains(s.names().table() + "X");
    }),
    A_WRONG_PASSWORD_IS_REFUSED_WHEN_CONNECTING(s -> {
        SQLException failure = fails("28000", () -> DriverManager.getConnection(s.url(), "admin", "canary-7f3"));
        assertThat(failure.getMessage()).doesNotContain("canary-7f3");
    }),
    THE_CONNECTION_SURVIVES_ERRORS(s -> {
        fails("42", () -> s.rows("SELEC"));
        equal(s.rows("SELECT Name FROM {table} LIMIT 1").size(), 1);
    }),
    A_FULL_READ_FOR_WANT_OF_A_CONDITION_IS_WARNED_OF(s -> {
        try (Statement statement = s.connection().createStatement();
                ResultSet rows = statement.executeQuery(s.sql("SELECT Name FROM {table} WHERE {unasked}"))) {
            equal(rows.next(), true);
            SQLWarning warning = statement.getWarnings();
            equal(warning != null, true);
            assertThat(warning.getMessage())
                    .contains(s.names().table(), s.names().unasked());
        }
    }),
    METADATA_NAMES_KEYS_AND_RELATIONS(s -> {
        DatabaseMetaData metaData = s.connection().getMetaData();
        String schema = s.names().product().name();
        try (ResultSet keys = metaData.getPrimaryKeys(null, schema, s.names().table())) {
            equal(keys.next(), true);
            equal(keys.getString("COLUMN_NAME"), s.names().key());
        }
        boolean isRelated = false;
        try (ResultSet keys = metaData.getImportedKeys(null, schema, s.names().table())) {
            while (keys.next()) {
                isRelated |= keys.getString("FKCOLUMN_NAME").equals(s.names().relation())
                        && keys.getString("PKTABLE_NAME").equals(s.names().project());
            }
        }
        equal(isRelated, true);
    }),
    EVERY_COLUMN_HAS_PUBLISHED_VERDICTS(s -> equal(
            s.value("SELECT COUNT(DISTINCT column_name) FROM system.pushdown WHERE table_schema = '{schema}'"
                    + " AND table_name = '{table}'"),
            s.value("SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = '{schema}'"
                    + " AND table_name = '{table}'"))),
    REQUESTS_ARE_LISTED(s -> {
        s.rows("SELECT Name FROM {table} LIMIT 2");
        equal(
                s.value("SELECT COUNT(*) FROM system.requests WHERE row_count = 2")
                        .equals("0"),
                false);
    }),
    THE_PROJECT_THAT_IS_READ_CAN_BE_SET(s -> s.execute("SET project = ''")),
    THE_PAST(s -> {
        String columns = "SELECT {key}, Name, {number}, {relation}, {multi} FROM {table}";
        equal(
                s.rows(columns + " FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP ORDER BY {key}"),
                s.rows(columns + " ORDER BY {key}"));
        String then = " FROM {table} FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-01 00:00:00' WHERE {number} > 2";
        requests(s, 1, "SELECT {key}" + then);
        requests(s, 1, "SELECT COUNT(*)" + then);
        int rows = s.rows("SELECT {key}" + then).size();
        equal(s.value("SELECT COUNT(*)" + then), "" + rows);
        assertThat(rows).isPositive();
    });

    /** Tries a behaviour; fails if it does not hold. */
    @FunctionalInterface
    interface Check {
        void on(Subject subject) throws Exception;
    }

    private interface Action {
        void run() throws SQLException;
    }

    private final Check check;

    Behaviour(Check check) {
        this.check = check;
    }

    void check(Subject subject) throws Exception {
        check.on(subject);
    }

    private static Object anyKey(Subject s) throws SQLException {
        try (PreparedStatement statement =
                        s.connection().prepareStatement(s.sql("SELECT {key} FROM {table} ORDER BY {key} LIMIT 1"));
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getObject(1);
        }
    }

    private static void requests(Subject s, int expected, String sql, Object... parameters) throws SQLException {
        int sent = s.requests(sql, parameters);
        if (sent != expected) {
            throw new AssertionError(sent + " requests, not " + expected);
        }
    }

    private static void exact(Subject s, String sql) throws SQLException {
        String plan = s.rows("EXPLAIN PLAN FOR " + sql).toString();
        assertThat(plan).contains("by the tracker (").doesNotContain("again here", ": here");
    }

    private static void pushed(Subject s, String sql) throws SQLException {
        assertThat(s.rows("EXPLAIN PLAN FOR " + sql).toString()).doesNotContain(": here");
    }

    private static void equal(Object actual, Object expected) {
        assertThat(actual).isEqualTo(expected);
    }

    private static SQLException fails(String state, Action action) {
        try {
            action.run();
        } catch (SQLException e) {
            assertThat(e.getSQLState()).startsWith(state);
            return e;
        }
        throw new AssertionError("nothing failed");
    }
}
