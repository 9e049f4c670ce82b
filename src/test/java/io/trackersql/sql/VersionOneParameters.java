package io.trackersql.sql;

import io.trackersql.sql.Engines.Null;
import io.trackersql.sql.ParametersTest.Case;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Queries with parameters over VersionOne's tables. */
final class VersionOneParameters {
    private static final LocalDateTime NINETY_MILLIS = LocalDateTime.parse("2021-11-07T01:30:00.090");

    private VersionOneParameters() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Object name : List.of("Case Pair", "trailing ", "", "O'Brien said \"hi\"", "7", new Null("VARCHAR(9)"))) {
            for (String operator : List.of("=", "<>", "<", ">=", "LIKE", "NOT LIKE")) {
                cases.add(of("SELECT ID FROM Story WHERE Name " + operator + " ?", name));
            }
            cases.add(of("SELECT ID FROM Story WHERE Name IN (?, 'x', ?)", name, "null"));
            cases.add(of("SELECT ID FROM Story WHERE Name NOT IN (?, ?)", "x", name));
        }
        for (Object number : List.of(3, 3.0, 0.1, -2.75, 10L, new Null("DOUBLE"))) {
            for (String operator : List.of("=", "<>", "<", ">=")) {
                cases.add(of("SELECT ID FROM Story WHERE NOT (Estimate " + operator + " ?)", number));
            }
            cases.add(of("SELECT ID FROM Story WHERE Estimate BETWEEN ? AND ?", number, 8));
            cases.add(of("SELECT ID FROM Story WHERE Estimate NOT IN (?, 1)", number));
        }
        for (Object time : List.of(NINETY_MILLIS, NINETY_MILLIS.plusNanos(1_000_000), new Null("TIMESTAMP"))) {
            for (String operator : List.of("=", "<>", "<", "<=", ">", ">=")) {
                cases.add(of("SELECT ID FROM Story WHERE Custom_Due " + operator + " ?", time));
            }
        }
        for (Object day : List.of(LocalDate.of(2023, 1, 16), new Null("DATE"))) {
            for (String operator : List.of("=", "<>", "<", ">=")) {
                cases.add(of("SELECT ID FROM Timebox WHERE BeginDate " + operator + " ?", day));
            }
        }
        for (Object key : List.of("Story:950", "story:950", "nonsense", new Null("VARCHAR(9)"))) {
            cases.add(of("SELECT ID FROM Story WHERE ID = ?", key));
            cases.add(of("SELECT ID FROM Story WHERE ID <> ?", key));
            cases.add(of("SELECT ID FROM Story WHERE ID IN (?, 'Story:951') OR Estimate = ?", key, 3));
        }
        cases.addAll(others());
        return cases;
    }

    private static List<Case> others() {
        return List.of(
                of("SELECT ID FROM Story WHERE AssetState = ?", 64),
                of("SELECT ID FROM Story WHERE AssetState > ?", 128),
                of("SELECT ID FROM Story WHERE AssetState <> ? AND AssetState <> ?", 64, 200),
                of("SELECT ID FROM Story WHERE AssetState_Name = ?", "Template"),
                of("SELECT ID FROM Story WHERE Custom_Ready = ?", true),
                of("SELECT ID FROM Story WHERE Custom_Ready <> ?", true),
                of("SELECT ID FROM Story WHERE Custom_Ready = ?", new Null("BOOLEAN")),
                of("SELECT ID FROM Story WHERE \"Key\" > ? AND \"Order\" < ?", 950, 20L),
                of("SELECT ID FROM Story WHERE HAS(Owners, ?)", "Member:20"),
                of("SELECT ID FROM Story WHERE NOT HAS(Owners, ?)", "nonsense"),
                of("SELECT ID FROM Story WHERE Scope_Name = ?", "Call Center"),
                of("SELECT ID FROM Story WHERE Estimate > ? ORDER BY [[#ID]] LIMIT ?", 1, 5),
                of("SELECT ID FROM Story WHERE Name LIKE ? ORDER BY [[#ID]] LIMIT ? OFFSET ?", "%e%", 5, 2),
                of("SELECT COUNT(*) FROM Story WHERE Estimate > ?", 2),
                of("SELECT s.ID FROM Story s JOIN Timebox t ON t.ID = s.Timebox WHERE t.Name <> ?", "x"),
                of("SELECT Scope, COUNT(*) FROM Story GROUP BY Scope HAVING COUNT(*) > ?", 5),
                of("SELECT ID FROM Story WHERE Super IN (SELECT ID FROM Epic WHERE Swag > ?)", 2));
    }

    private static Case of(String sql, Object... values) {
        return new Case(Product.VERSIONONE, sql, List.of(values));
    }
}
