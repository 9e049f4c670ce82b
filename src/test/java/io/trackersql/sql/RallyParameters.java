package io.trackersql.sql;

import io.trackersql.sql.Engines.Null;
import io.trackersql.sql.ParametersTest.Case;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Queries with parameters over Rally's tables. */
final class RallyParameters {
    private static final String STORIES = "SELECT ObjectID FROM HierarchicalRequirement WHERE ";
    private static final String DEFECTS = "SELECT ObjectID FROM Defect WHERE ";
    private static final LocalDateTime NINETY_MILLIS = LocalDateTime.parse("2021-11-07T05:30:00.090");

    private RallyParameters() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Object name :
                List.of("Case Pair", "trailing ", "", "O'Brien said \"hi\"", "back\\slash\\", new Null("VARCHAR(9)"))) {
            for (String operator : List.of("=", "<>", "<", ">=", "LIKE", "NOT LIKE")) {
                cases.add(of(STORIES + "c_Alias " + operator + " ?", name));
            }
            cases.add(of(STORIES + "Name IN (?, 'x', ?)", name, "null"));
            cases.add(of(STORIES + "Name NOT IN (?, ?)", "x", name));
        }
        for (Object choice : List.of("High", "high", "None", "", "No such choice", new Null("VARCHAR(9)"))) {
            for (String operator : List.of("=", "<>", "<")) {
                cases.add(of(DEFECTS + "Priority " + operator + " ?", choice));
                cases.add(of(DEFECTS + "NOT (c_Region " + operator + " ?)", choice));
            }
            cases.add(of(DEFECTS + "State IN ('Open', ?) OR Package = ?", choice, choice));
        }
        for (Object number : List.of(3, 3.0, 0.1, -2.75, 10L, new Null("DOUBLE"))) {
            for (String operator : List.of("=", "<>", "<", ">=")) {
                cases.add(of(STORIES + "NOT (PlanEstimate " + operator + " ?)", number));
            }
            cases.add(of(STORIES + "PlanEstimate BETWEEN ? AND ?", number, 8));
            cases.add(of(STORIES + "PlanEstimate NOT IN (?, 1)", number));
        }
        for (Object time : List.of(NINETY_MILLIS, NINETY_MILLIS.plusNanos(1_000_000), new Null("TIMESTAMP"))) {
            for (String operator : List.of("=", "<>", "<", "<=", ">", ">=")) {
                cases.add(of(STORIES + "c_GoLive " + operator + " ?", time));
            }
        }
        for (Object key : List.of(105_000_000_037L, 7L, -1, new Null("BIGINT"))) {
            cases.add(of(STORIES + "ObjectID = ?", key));
            cases.add(of(STORIES + "ObjectID <> ?", key));
            cases.add(of(STORIES + "ObjectID IN (?, 105000000074) OR PlanEstimate = ?", key, 3));
            cases.add(of(STORIES + "Owner = ? OR Iteration <> ?", key, key));
        }
        cases.addAll(others());
        return cases;
    }

    private static List<Case> others() {
        return List.of(
                of(STORIES + "ScheduleState = ?", "Accepted"),
                of(STORIES + "ScheduleState > ?", "Defined"),
                of(STORIES + "ScheduleState <> ? AND ScheduleState <> ?", "Idea", "Released"),
                of(STORIES + "c_Approved = ?", true),
                of(STORIES + "c_Approved <> ?", true),
                of(STORIES + "c_Approved = ?", new Null("BOOLEAN")),
                of(STORIES + "c_Votes > ? AND DirectChildrenCount < ?", 2, 20L),
                of(STORIES + "FormattedID = ? OR FormattedID = ?", "US11", "DE12"),
                of(STORIES + "HAS(Tags, ?)", 102_000_000_000L),
                of(STORIES + "NOT HAS(Tags, ?)", 7L),
                of(STORIES + "Project_Name = ?", "Call Center"),
                of(STORIES + "PlanEstimate > ? ORDER BY ObjectID LIMIT ?", 1, 5),
                of(STORIES + "Name LIKE ? ORDER BY ObjectID LIMIT ? OFFSET ?", "%e%", 5, 2),
                of("SELECT COUNT(*) FROM HierarchicalRequirement WHERE PlanEstimate > ?", 2),
                of(
                        "SELECT s.ObjectID FROM HierarchicalRequirement s JOIN Iteration t ON t.ObjectID = s.Iteration"
                                + " WHERE t.Name <> ?",
                        "x"),
                of("SELECT Project, COUNT(*) FROM HierarchicalRequirement GROUP BY Project HAVING COUNT(*) > ?", 5),
                of(STORIES + "PortfolioItem IN (SELECT ObjectID FROM Feature WHERE LeafStoryCount > ?)", 1));
    }

    private static Case of(String sql, Object... values) {
        return new Case(Product.RALLY, sql, List.of(values));
    }
}
