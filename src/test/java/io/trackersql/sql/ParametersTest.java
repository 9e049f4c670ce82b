package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.versionone.VersionOneQuirks;
import io.trackersql.demo.versionone.VersionOneQuirks.TotalMode;
import io.trackersql.demo.versionone.VersionOneQuirks.Typing;
import io.trackersql.sql.Engines.Mode;
import io.trackersql.sql.Engines.Null;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bound values of all kinds, and statements that are executed again with others, under other settings. */
class ParametersTest {
    private static final LocalDateTime NINETY_MILLIS = LocalDateTime.parse("2021-11-07T01:30:00.090");
    private static Engines engines;

    /** A query with the values of its parameters. */
    record Case(String sql, List<Object> values) {
        static Case of(String sql, Object... values) {
            return new Case(sql, List.of(values));
        }
    }

    @BeforeAll
    static void start() throws SQLException {
        VersionOneQuirks quirks = VersionOneQuirks.standard()
                .withNullMatchesNotEquals(false)
                .withTyping(Typing.STRING)
                .withTotal(TotalMode.ALWAYS)
                .withPageRowsMax(40);
        engines = new Engines(quirks, 90);
    }

    @AfterAll
    static void stop() throws SQLException {
        engines.close();
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Object name : List.of("Case Pair", "trailing ", "", "O'Brien said \"hi\"", "7", new Null("VARCHAR(9)"))) {
            for (String operator : List.of("=", "<>", "<", ">=", "LIKE", "NOT LIKE")) {
                cases.add(Case.of("SELECT ID FROM Story WHERE Name " + operator + " ?", name));
            }
            cases.add(Case.of("SELECT ID FROM Story WHERE Name IN (?, 'x', ?)", name, "null"));
            cases.add(Case.of("SELECT ID FROM Story WHERE Name NOT IN (?, ?)", "x", name));
        }
        for (Object number : List.of(3, 3.0, 0.1, -2.75, 10L, new Null("DOUBLE"))) {
            for (String operator : List.of("=", "<>", "<", ">=")) {
                cases.add(Case.of("SELECT ID FROM Story WHERE NOT (Estimate " + operator + " ?)", number));
            }
            cases.add(Case.of("SELECT ID FROM Story WHERE Estimate BETWEEN ? AND ?", number, 8));
            cases.add(Case.of("SELECT ID FROM Story WHERE Estimate NOT IN (?, 1)", number));
        }
        for (Object time : List.of(NINETY_MILLIS, NINETY_MILLIS.plusNanos(1_000_000), new Null("TIMESTAMP"))) {
            for (String operator : List.of("=", "<>", "<", "<=", ">", ">=")) {
                cases.add(Case.of("SELECT ID FROM Story WHERE Custom_Due " + operator + " ?", time));
            }
        }
        for (Object day : List.of(LocalDate.of(2023, 1, 16), new Null("DATE"))) {
            for (String operator : List.of("=", "<>", "<", ">=")) {
                cases.add(Case.of("SELECT ID FROM Timebox WHERE BeginDate " + operator + " ?", day));
            }
        }
        for (Object key : List.of("Story:950", "story:950", "nonsense", new Null("VARCHAR(9)"))) {
            cases.add(Case.of("SELECT ID FROM Story WHERE ID = ?", key));
            cases.add(Case.of("SELECT ID FROM Story WHERE ID <> ?", key));
            cases.add(Case.of("SELECT ID FROM Story WHERE ID IN (?, 'Story:951') OR Estimate = ?", key, 3));
        }
        cases.addAll(others());
        return cases;
    }

    private static List<Case> others() {
        return List.of(
                Case.of("SELECT ID FROM Story WHERE AssetState = ?", 64),
                Case.of("SELECT ID FROM Story WHERE AssetState > ?", 128),
                Case.of("SELECT ID FROM Story WHERE AssetState <> ? AND AssetState <> ?", 64, 200),
                Case.of("SELECT ID FROM Story WHERE AssetState_Name = ?", "Template"),
                Case.of("SELECT ID FROM Story WHERE Custom_Ready = ?", true),
                Case.of("SELECT ID FROM Story WHERE Custom_Ready <> ?", true),
                Case.of("SELECT ID FROM Story WHERE Custom_Ready = ?", new Null("BOOLEAN")),
                Case.of("SELECT ID FROM Story WHERE \"Key\" > ? AND \"Order\" < ?", 950, 20L),
                Case.of("SELECT ID FROM Story WHERE HAS(Owners, ?)", "Member:20"),
                Case.of("SELECT ID FROM Story WHERE NOT HAS(Owners, ?)", "nonsense"),
                Case.of("SELECT ID FROM Story WHERE Scope_Name = ?", "Call Center"),
                Case.of("SELECT ID FROM Story WHERE Estimate > ? ORDER BY [[#ID]] LIMIT ?", 1, 5),
                Case.of("SELECT ID FROM Story WHERE Name LIKE ? ORDER BY [[#ID]] LIMIT ? OFFSET ?", "%e%", 5, 2),
                Case.of("SELECT COUNT(*) FROM Story WHERE Estimate > ?", 2),
                Case.of("SELECT s.ID FROM Story s JOIN Timebox t ON t.ID = s.Timebox WHERE t.Name <> ?", "x"),
                Case.of("SELECT Scope, COUNT(*) FROM Story GROUP BY Scope HAVING COUNT(*) > ?", 5),
                Case.of("SELECT ID FROM Story WHERE Super IN (SELECT ID FROM Epic WHERE Swag > ?)", 2));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void boundValuesAnswerAsLiteralsDo(Case query) {
        assertThat(engines.difference(query.sql(), query.values().toArray())).isEmpty();
    }

    @Test
    void aStatementExecutedAgainForgetsItsOldValues() throws SQLException {
        String sql = "SELECT ID FROM Story WHERE Name = ? OR Estimate < ?";
        List<List<Object>> rounds = List.of(
                List.of("Case Pair", 1),
                List.of(new Null("VARCHAR(9)"), 1),
                List.of("trailing ", new Null("DOUBLE")),
                List.of(new Null("VARCHAR(9)"), new Null("DOUBLE")),
                List.of("x", 100),
                List.of("Case Pair", 1));
        for (Mode mode : Mode.values()) {
            try (PreparedStatement statement = engines.connection(mode).prepareStatement(sql)) {
                for (List<Object> values : rounds) {
                    assertThat(Rows.of(statement, Engines.bindable(values)))
                            .as(mode + " " + values)
                            .containsExactlyInAnyOrderElementsOf(engines.expected(mode, sql, values));
                }
            }
        }
    }

    @Test
    void aPreparedStatementFollowsTheSettings() throws SQLException {
        String total = "SELECT ID, Name FROM Story WHERE Estimate > ? ORDER BY [[Name]], [[#ID]] LIMIT 9";
        Connection connection = engines.connection(Mode.SMALL_PAGES);
        try (PreparedStatement statement = connection.prepareStatement(Engines.plain(total))) {
            for (Mode mode : List.of(Mode.PUSHED, Mode.LOCAL, Mode.EXACT_ORDER, Mode.LOCAL_EXACT_ORDER, Mode.PUSHED)) {
                set(connection, "pushDown", mode.pushDown());
                set(connection, "textOrder", mode.textOrder());
                assertThat(Rows.of(statement, List.of(1)))
                        .as(mode.name())
                        .isEqualTo(engines.expected(mode, total, List.of(1)));
            }
        }
    }

    private static void set(Connection connection, String name, String value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET " + name + " = " + value);
        }
    }
}
