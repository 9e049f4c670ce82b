package io.trackersql.demo.store;

import static io.trackersql.demo.store.RallyReading.items;
import static io.trackersql.demo.store.RallyReading.referring;
import static io.trackersql.demo.store.RallyReading.sum;
import static io.trackersql.demo.store.RallyReading.value;

import io.trackersql.demo.store.Computations.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Rules that sum up what lies below an object: tasks, test cases, defects, stories. */
final class RallyRollups {
    private static final String STATE = "State";
    private static final String COMPLETED = "Completed";
    private static final String PASS = "Pass";
    private static final String NONE = "NONE";
    private static final Set<String> ACCEPTED = Set.of("Accepted", "Released");
    private static final int SCALE = 4;

    static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("taskEstimate", (context, version) -> sum(context, tasks(context, version), "Estimate")),
            Map.entry("taskRemaining", (context, version) -> sum(context, tasks(context, version), "ToDo")),
            Map.entry("taskActual", (context, version) -> sum(context, tasks(context, version), "Actuals")),
            Map.entry("taskStatus", RallyRollups::taskStatus),
            Map.entry("timeSpent", RallyRollups::timeSpent),
            Map.entry("testCaseCount", (context, version) ->
                    (long) items(context, version, "TestCases").size()),
            Map.entry("passingTestCaseCount", (context, version) -> count(context, version, PASS::equals)),
            Map.entry("testCaseStatus", RallyRollups::testCaseStatus),
            Map.entry("lastResult", (context, version) -> lastResult(context, version)
                    .map(Version::asset)
                    .orElse(null)),
            Map.entry("lastVerdict", (context, version) -> ofLastResult(context, version, "Verdict")),
            Map.entry("lastRun", (context, version) -> ofLastResult(context, version, "Date")),
            Map.entry("lastBuild", (context, version) -> ofLastResult(context, version, "Build")),
            Map.entry("defectStatus", RallyRollups::defectStatus),
            Map.entry("defectCount", (context, version) ->
                    (long) items(context, version, "Defects").size()),
            Map.entry("closedDefectCount", (context, version) -> closed(context, items(context, version, "Defects"))),
            Map.entry("childCount", (context, version) ->
                    (long) children(context, version).size()),
            Map.entry("leafStoryCount", (context, version) ->
                    (long) leaves(context, version).size()),
            Map.entry(
                    "leafStoryEstimate", (context, version) -> sum(context, leaves(context, version), "PlanEstimate")),
            Map.entry("acceptedLeafStoryCount", (context, version) ->
                    (long) accepted(context, leaves(context, version)).size()),
            Map.entry(
                    "acceptedLeafStoryEstimate",
                    (context, version) -> sum(context, accepted(context, leaves(context, version)), "PlanEstimate")),
            Map.entry("unestimatedLeafStoryCount", (context, version) -> leaves(context, version).stream()
                    .filter(story -> value(context, story, "PlanEstimate") == null)
                    .count()),
            Map.entry("doneByCount", (context, version) -> {
                List<Version> leaves = leaves(context, version);
                return ratio(BigDecimal.valueOf(accepted(context, leaves).size()), BigDecimal.valueOf(leaves.size()));
            }),
            Map.entry("doneByEstimate", (context, version) -> {
                List<Version> leaves = leaves(context, version);
                return ratio(
                        sum(context, accepted(context, leaves), "PlanEstimate"), sum(context, leaves, "PlanEstimate"));
            }),
            Map.entry(
                    "planEstimate",
                    (context, version) -> sum(context, items(context, version, "WorkProducts"), "PlanEstimate")),
            Map.entry(
                    "acceptedEstimate",
                    (context, version) ->
                            sum(context, accepted(context, items(context, version, "WorkProducts")), "PlanEstimate")),
            Map.entry("milestoneArtifacts", (context, version) ->
                    (long) items(context, version, "Artifacts").size()),
            Map.entry("milestoneProjects", (context, version) ->
                    (long) items(context, version, "Projects").size()),
            Map.entry("usage", (context, version) ->
                    (long) referring(context, version, "Artifact", "Tags").size()),
            Map.entry("capacityTaskEstimates", (context, version) -> capacity(context, version)),
            Map.entry(
                    "load",
                    (context, version) ->
                            ratio(capacity(context, version), (BigDecimal) value(context, version, "Capacity"))));

    private RallyRollups() {}

    /** The tasks of a work product, or of all work products of a timebox. */
    private static List<Version> tasks(ReadContext context, Version version) {
        if (version.asset().type().attribute("Tasks").isPresent()) {
            return items(context, version, "Tasks");
        }
        List<Version> all = new ArrayList<>();
        items(context, version, "WorkProducts").forEach(work -> all.addAll(items(context, work, "Tasks")));
        return all;
    }

    private static Object taskStatus(ReadContext context, Version version) {
        List<Version> tasks = items(context, version, "Tasks");
        if (tasks.isEmpty()) {
            return NONE;
        }
        boolean blocked = tasks.stream().anyMatch(task -> Boolean.TRUE.equals(value(context, task, "Blocked")));
        if (tasks.stream().allMatch(task -> COMPLETED.equals(value(context, task, STATE)))) {
            return blocked ? "COMPLETED_BLOCKED" : "COMPLETED";
        }
        if (tasks.stream().allMatch(task -> "Defined".equals(value(context, task, STATE)))) {
            return "DEFINED";
        }
        return blocked ? "IN_PROGRESS_BLOCKED" : "IN_PROGRESS";
    }

    private static Object timeSpent(ReadContext context, Version version) {
        List<Version> values = new ArrayList<>();
        referring(context, version, "TimeEntryItem", "Task")
                .forEach(item -> values.addAll(items(context, item, "Values")));
        return sum(context, values, "Hours");
    }

    private static Optional<Version> lastResult(ReadContext context, Version testCase) {
        return items(context, testCase, "Results").stream()
                .max(Comparator.comparing((Version result) -> (Instant) value(context, result, "Date"))
                        .thenComparing(result -> result.asset().id()));
    }

    private static Object ofLastResult(ReadContext context, Version testCase, String attribute) {
        return lastResult(context, testCase)
                .map(result -> value(context, result, attribute))
                .orElse(null);
    }

    private static long count(ReadContext context, Version version, Predicate<Object> verdict) {
        return items(context, version, "TestCases").stream()
                .filter(test -> verdict.test(ofLastResult(context, test, "Verdict")))
                .count();
    }

    private static Object testCaseStatus(ReadContext context, Version version) {
        long all = items(context, version, "TestCases").size();
        if (all == 0) {
            return NONE;
        }
        long run = all - count(context, version, verdict -> verdict == null);
        if (run == 0) {
            return "NONE_RUN";
        }
        long passing = count(context, version, PASS::equals);
        String how = passing == run ? "ALL_PASSING" : passing == 0 ? "NONE_PASSING" : "SOME_NOT_PASSING";
        return (run == all ? "ALL_RUN_" : "SOME_RUN_") + how;
    }

    private static Object defectStatus(ReadContext context, Version version) {
        List<Version> defects = items(context, version, "Defects");
        if (defects.isEmpty()) {
            return NONE;
        }
        long closed = closed(context, defects);
        return closed == 0 ? "NONE_CLOSED" : closed == defects.size() ? "ALL_CLOSED" : "SOME_CLOSED";
    }

    private static long closed(ReadContext context, List<Version> defects) {
        return defects.stream()
                .filter(defect -> value(context, defect, STATE) instanceof String state && state.startsWith("Closed"))
                .count();
    }

    private static List<Version> children(ReadContext context, Version version) {
        return items(
                context,
                version,
                version.asset().type().attribute("Children").isPresent() ? "Children" : "UserStories");
    }

    /** The stories below that have no children themselves. */
    private static List<Version> leaves(ReadContext context, Version version) {
        List<Version> leaves = new ArrayList<>();
        for (Version child : children(context, version)) {
            boolean story = child.asset().type().name().equals("HierarchicalRequirement");
            if (story && children(context, child).isEmpty()) {
                leaves.add(child);
            } else {
                leaves.addAll(leaves(context, child));
            }
        }
        return leaves;
    }

    private static List<Version> accepted(ReadContext context, List<Version> work) {
        return work.stream()
                .filter(each ->
                        value(context, each, "ScheduleState") instanceof String state && ACCEPTED.contains(state))
                .toList();
    }

    private static BigDecimal capacity(ReadContext context, Version version) {
        Object user = value(context, version, "User");
        List<Version> tasks = RallyReading.reference(context, version, "Iteration").stream()
                .flatMap(iteration -> tasks(context, iteration).stream())
                .filter(task -> user != null && user == value(context, task, "Owner"))
                .toList();
        return sum(context, tasks, "Estimate");
    }

    private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? BigDecimal.ZERO
                : part.divide(whole, SCALE, RoundingMode.HALF_UP).stripTrailingZeros();
    }
}
