package io.trackersql.demo.store;

import java.util.ArrayList;
import java.util.List;

/**
 * How many assets of a type to make, in an order in which relations find their targets already made.
 *
 * @param ids   numbers of the first assets' keys, where the product has well-known ones; the rest are numbered in sequence
 * @param names names of the first assets
 */
record SeedPlan(String type, int count, List<Long> ids, List<String> names) {
    /** Story keys start below 1000, so that their numeric order differs from the order of their text. */
    static final long FIRST_STORY_ID = 940;

    private static final List<String> LEVELS = List.of("Low", "Medium", "High");
    private static final List<String> STATUSES = List.of("Future", "In Progress", "Done", "Accepted");
    private static final List<String> CATEGORIES = List.of("New", "Maintenance", "O'ther", "general");

    static List<SeedPlan> of(DemoModel model, int stories) {
        List<SeedPlan> plans = new ArrayList<>();
        plans.add(new SeedPlan(
                "Role",
                10,
                List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 12L),
                List.of(
                        "Role.Name'No Access",
                        "Role.Name'System Admin",
                        "Role.Name'Project Admin",
                        "Role.Name'Project Lead",
                        "Role.Name'Team Member",
                        "Role.Name'Developer",
                        "Role.Name'Tester",
                        "Role.Name'Customer",
                        "Role.Name'Observer",
                        "Role.Name'Member Admin")));
        plans.add(new SeedPlan(
                "State",
                3,
                List.of(100L, 101L, 102L),
                List.of("State.Name'Future", "State.Name'Active", "State.Name'Closed")));
        plans.add(new SeedPlan(
                "StoryStatus",
                5,
                List.of(133L, 134L, 135L, 136L, 137L),
                List.of("Future", "In Progress", "Done", "in progress", "Accepted")));
        plans.add(new SeedPlan("WorkitemPriority", 3, List.of(138L, 139L, 140L), LEVELS));
        plans.add(new SeedPlan("StorySource", 4, List.of(156L), List.of("Customer", "Sales", "Development", "QA")));
        plans.add(new SeedPlan("Custom_FiscalYear", 4, List.of(), List.of("FY2023", "FY2024", "FY2025", "fy2025")));
        plans.add(new SeedPlan("Custom_Region", 5, List.of(), List.of("North", "north", "Süd", "O'st", "West ")));
        model.type("List").ifPresent(list -> list.subtypes().stream()
                .map(DemoType::name)
                .filter(name -> plans.stream().noneMatch(plan -> plan.type().equals(name)))
                .forEach(name -> plans.add(new SeedPlan(name, 4, List.of(), listNames(name)))));
        addPeopleAndProjects(plans);
        addWork(plans, stories);
        plans.removeIf(plan -> model.type(plan.type()).isEmpty());
        return plans;
    }

    private static List<String> listNames(String type) {
        if (type.endsWith("Status")) {
            return STATUSES;
        }
        return type.endsWith("Priority") || type.endsWith("Risk") ? LEVELS : CATEGORIES;
    }

    private static void addPeopleAndProjects(List<SeedPlan> plans) {
        add(plans, "Schedule", 3);
        add(plans, "Scheme", 2);
        add(plans, "Image", 3);
        add(plans, "MemberLabel", 3);
        plans.add(new SeedPlan(
                "Member", 25, List.of(20L), List.of("Administrator", "Andre Agile", "Müller, Jörg", "Pat O'Hara")));
        add(plans, "ScopeLabel", 3);
        add(plans, "TestSuite", 3);
        add(plans, "BuildProject", 3);
        plans.add(new SeedPlan(
                "Scope",
                12,
                List.of(0L),
                List.of("System (All Projects)", "Company", "Call Center", "call center", "Web \"Shop\"", "R&D")));
        add(plans, "Team", 6);
        add(plans, "Timebox", 14);
        add(plans, "Environment", 4);
        add(plans, "StrategicTheme", 5);
        add(plans, "Goal", 8);
        add(plans, "Roadmap", 2);
        add(plans, "Release", 4);
        add(plans, "Milestone", 5);
        add(plans, "Budget", 3);
        add(plans, "Topic", 3);
        add(plans, "TeamRoom", 3);
    }

    private static void addWork(List<SeedPlan> plans, int stories) {
        add(plans, "Retrospective", 6);
        add(plans, "Request", 20);
        add(plans, "Issue", 20);
        add(plans, "ChangeSet", 20);
        add(plans, "BuildRun", 15);
        add(plans, "RegressionPlan", 3);
        add(plans, "RegressionSuite", 5);
        add(plans, "RegressionTest", 15);
        add(plans, "Theme", 12);
        add(plans, "Epic", 24);
        add(plans, "Story", stories);
        add(plans, "Defect", 60);
        add(plans, "TestSet", 10);
        add(plans, "Task", 90);
        add(plans, "Test", 60);
        add(plans, "Actual", 40);
        add(plans, "Attachment", 10);
        add(plans, "Link", 20);
        add(plans, "Note", 15);
        add(plans, "Conversation", 8);
        add(plans, "Expression", 30);
        add(plans, "ExpressionSpace", 2);
        add(plans, "Message", 8);
        add(plans, "MessageReceipt", 16);
        add(plans, "Access", 10);
        add(plans, "Capacity", 10);
        add(plans, "Publication", 4);
        add(plans, "TestRun", 8);
    }

    private static void add(List<SeedPlan> plans, String type, int count) {
        plans.add(new SeedPlan(type, count, List.of(), List.of()));
    }
}
