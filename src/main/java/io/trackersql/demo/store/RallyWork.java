package io.trackersql.demo.store;

import io.trackersql.demo.store.RallySeed.Draft;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the artifacts of a workspace: portfolio items, stories, defects, tasks, tests, whose references agree with each other. */
final class RallyWork {
    private static final String STORY = "HierarchicalRequirement";
    private static final String PROJECT = "Project";
    private static final String PARENT = "Parent";
    private static final String PORTFOLIO_ITEM = "PortfolioItem";
    private static final String NAME = "Name";
    private static final String STATE = "State";
    private static final List<String> TAGS =
            List.of("ui", "UI", "backend", "O'Brien", "a, b", "größe", "API ", "unused");
    private static final List<String> STATES =
            List.of("Defined", "Defined", "In-Progress", "Completed", "Accepted", "Accepted", "Released", "Idea");
    private static final int FIRST_NUMBER = 1001;

    private final RallySeed seed;
    private final List<Asset> projects;
    private final Map<String, List<Asset>> byProject = new HashMap<>();

    RallyWork(RallySeed seed, List<Asset> projects) {
        this.seed = seed;
        this.projects = projects;
        for (String type : List.of("Iteration", "Release", "FlowState")) {
            seed.targets(type).forEach(each -> remember(type, each));
        }
    }

    void make(int stories) {
        makeLists();
        makePortfolio();
        for (int i = 0; i < stories; i++) {
            makeStory(i);
        }
        times(60, this::makeDefect);
        times(8, i -> schedule(artifact("DefectSuite", i), i)
                .maybe("Defects", null)
                .done());
        times(6, i -> artifact("TestFolder", i).done());
        times(60, this::makeTestCase);
        times(10, i -> schedule(artifact("TestSet", i), i).done());
        times(90, this::makeTask);
        times(12, i -> schedule(artifact("Risk", i), i).done());
    }

    private interface Maker {
        void make(int index);
    }

    private static void times(int count, Maker maker) {
        for (int i = 0; i < count; i++) {
            maker.make(i);
        }
    }

    private void remember(String type, Asset object) {
        byProject
                .computeIfAbsent(type + RallySeed.get(object, PROJECT), key -> new ArrayList<>())
                .add(object);
    }

    private List<Asset> of(String type, Asset project) {
        return byProject.getOrDefault(type + project, List.of());
    }

    private void makeLists() {
        TAGS.forEach(
                tag -> seed.start("Tag").set(NAME, tag).set("Archived", false).done());
        times(5, i -> seed.start("Milestone")
                .set(NAME, "Milestone " + (i / 2))
                .set("TargetProject", i % 2 == 0 ? null : seed.pick(projects))
                .set("WorkspaceScoped", i % 2 == 0)
                .done());
        times(4, i -> seed.start("PreliminaryEstimate")
                .set(NAME, List.of("XS", "S", "M", "L").get(i))
                .set("Value", 1L << i)
                .set("CountValue", (long) i)
                .set("Enabled", true)
                .done());
        for (RallyType type : seed.model().concrete(seed.model().require(PORTFOLIO_ITEM))) {
            Asset definition = seed.made("TypeDefinition").stream()
                    .filter(each -> each.id() == type.definition())
                    .findFirst()
                    .orElseThrow();
            times(4, i -> byProject
                    .computeIfAbsent(STATE + type.typePath(), key -> new ArrayList<>())
                    .add(seed.start(STATE)
                            .set(
                                    NAME,
                                    List.of("Discovering", "Developing", "Measuring", "Done")
                                            .get(i))
                            .set("OrderIndex", (long) i + 1)
                            .set("AcceptedMarker", i == 3)
                            .set("InProgressMarker", i == 1)
                            .set("Enabled", true)
                            .set("TypeDef", definition)
                            .done()));
        }
    }

    private void makePortfolio() {
        times(4, i -> portfolio("PortfolioItem/Initiative", i, null).done());
        times(10, i -> portfolio("PortfolioItem/Epic", i, parent("PortfolioItem/Initiative", i))
                .done());
        times(24, i -> {
            Draft feature = portfolio("PortfolioItem/Feature", i, parent("PortfolioItem/Epic", i));
            Asset project = (Asset) feature.get(PROJECT);
            feature.set("Release", i % 3 == 0 ? null : seed.pick(of("Release", project)))
                    .done();
        });
    }

    private Asset parent(String type, int index) {
        return index % 4 == 3 ? null : seed.pick(type);
    }

    private Draft portfolio(String type, int index, Asset parent) {
        return artifact(type, index)
                .maybe(PARENT, parent)
                .maybe("Predecessors", null)
                .set(STATE, index % 5 == 4 ? null : seed.pick(byProject.get(STATE + type)))
                .maybe("Collaborators", index % 2 == 0 ? null : new Object[] {seed.pick("User")});
    }

    /** An artifact with a project, and a name as its namesake in the VersionOne demo has. */
    private Draft artifact(String type, int index) {
        Draft draft = seed.start(type);
        String kind = draft.element();
        draft.set(NAME, name(kind, index)).maybe(PROJECT, seed.pick(projects)).maybe(PARENT, null);
        boolean recycled = draft.bulk() ? index % 97 == 0 : index % 17 == 16;
        return draft.maybe("DisplayColor", index % 3 == 0 ? null : "#21a2e0")
                .maybe("Connections", null)
                .deleted(recycled && draft.artifact());
    }

    private static String name(String kind, int index) {
        if (index % 4 == 0 && index / 4 < RallyValues.TEXTS.size()) {
            return RallyValues.TEXTS.get(index / 4);
        }
        String name = SeedNames.word(index) + " " + kind + " " + index / 2;
        return index % 3 == 2 ? name : name + " (B-" + "%05d".formatted(FIRST_NUMBER + index) + ")";
    }

    private Draft schedule(Draft draft, int index) {
        Asset project = (Asset) draft.get(PROJECT);
        String state = STATES.get(seed.random().nextInt(STATES.size()));
        int reached = STATES.indexOf(state);
        boolean begun = reached >= 2 && reached <= 6;
        boolean accepted = reached >= 4 && reached <= 6;
        boolean blocked = index % 11 == 5;
        draft.set("ScheduleState", state)
                .set("FlowState", seed.oneIn(9) ? null : flow(project, state))
                .set("Iteration", seed.oneIn(3) ? null : seed.pick(of("Iteration", project)))
                .set("Release", seed.oneIn(3) ? null : seed.pick(of("Release", project)))
                .set("PlanEstimate", seed.oneIn(5) ? null : seed.pick(RallyValues.NUMBERS))
                .maybe("InProgressDate", begun ? later(index) : null)
                .set("AcceptedDate", accepted ? later(index + 3) : null)
                .set("Blocker", null)
                .maybe("Blocked", blocked(index, blocked))
                .maybe("BlockedReason", blocked ? "waits for \"others\"" : index % 2 == 0 ? null : "");
        return draft;
    }

    /** Some are neither blocked nor not. */
    private static Boolean blocked(int index, boolean yes) {
        if (yes) {
            return true;
        }
        return index % 10 == 3 ? null : Boolean.FALSE;
    }

    private Asset flow(Asset project, String state) {
        String mapped = state.equals("Idea") ? "Defined" : state.equals("Released") ? "Accepted" : state;
        return of("FlowState", project).stream()
                .filter(flow -> mapped.equals(RallySeed.get(flow, "ScheduleStateMapping")))
                .findFirst()
                .orElse(null);
    }

    private static Instant later(int days) {
        return Instant.parse("2024-07-01T13:00:00.001Z").plusSeconds(days % 100 * 86_400L + days % 7 * 61L);
    }

    private void makeStory(int index) {
        Draft draft = schedule(artifact(STORY, index), index);
        boolean below = index % 5 == 1 && index < RallySeed.RICH;
        Asset parent = below ? seed.pick(STORY) : null;
        Asset feature = !below && index % 3 == 0 ? seed.pick("PortfolioItem/Feature") : null;
        draft.set(PARENT, parent).set(PORTFOLIO_ITEM, feature);
        draft.set("Predecessors", below || draft.bulk() || seed.oneIn(2) ? null : predecessors())
                .done();
    }

    private Object[] predecessors() {
        Asset before = seed.pick(STORY);
        return before == null ? null : new Object[] {before};
    }

    private void makeDefect(int index) {
        Draft draft = schedule(artifact("Defect", index), index);
        String state = List.of("Submitted", "Open", "Fixed", "Closed", "Closed Declined")
                .get(index % 5);
        draft.set(STATE, state)
                .set("OpenedDate", index % 5 == 0 ? null : later(index))
                .set("ClosedDate", index % 5 > 2 ? later(index + 9) : null)
                .set("Requirement", index % 4 == 0 ? null : seed.pick(STORY))
                .set(PORTFOLIO_ITEM, index % 6 == 0 ? seed.pick("PortfolioItem/Feature") : null)
                .set("TestCase", null)
                .set("TestCaseResult", null)
                .set("Duplicates", index % 10 == 9 ? new Object[] {seed.pick("Defect")} : null)
                .done();
    }

    private void makeTestCase(int index) {
        Draft draft = artifact("TestCase", index);
        draft.set("WorkProduct", index % 4 == 0 ? null : seed.pick(index % 3 == 0 ? "Defect" : STORY))
                .set("TestFolder", index % 3 == 0 ? null : seed.pick("TestFolder"))
                .done();
    }

    private void makeTask(int index) {
        String state = List.of("Defined", "In-Progress", "Completed").get(index % 3);
        boolean done = index % 3 == 2;
        BigDecimal estimate = index % 8 == 7 ? null : seed.pick(RallyValues.NUMBERS);
        Asset work = seed.pick(index % 4 == 3 ? "Defect" : STORY);
        boolean blocked = index % 13 == 4;
        artifact("Task", index)
                .set("WorkProduct", index % 30 == 29 ? null : work)
                .set(STATE, state)
                .set("Estimate", estimate)
                .set("ToDo", done ? BigDecimal.ZERO : estimate)
                .set("Actuals", index % 5 == 0 ? null : estimate)
                .set("TaskIndex", (long) index % 4 + 1)
                .set("Blocked", blocked(index, blocked))
                .set("BlockedReason", blocked ? "waits" : null)
                .done();
    }
}
