package io.trackersql.demo.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the trees of projects, who may see them, their flow states and their timeboxes.
 *
 * <p>Names repeat at different places of the tree, and one holds the separator that people write between names.
 */
final class RallyProjects {
    private static final String OPEN = "Open";
    private static final int ITERATIONS = 6;
    private static final int RELEASES = 3;
    private static final int SPRINT_DAYS = 14;
    private static final int LAST_SPRINT_DAYS = 30;
    private static final int RELEASE_DAYS = 91;
    private static final LocalDate FIRST_SPRINT = LocalDate.parse("2024-04-01");
    private static final List<String> STATES = List.of("Defined", "In-Progress", "Completed", "Accepted");
    private static final List<String> WORKSPACE_STATES = List.of("Discovering", "Developing", "Measuring", "Done");

    private final RallySeed seed;
    private final Map<String, Asset> byPath = new LinkedHashMap<>();
    private List<Asset> leaves = new ArrayList<>();

    RallyProjects(RallySeed seed) {
        this.seed = seed;
    }

    /** The open projects that have work, of the workspace made last. */
    List<Asset> leaves() {
        return leaves;
    }

    void makeFirst() {
        byPath.clear();
        leaves = new ArrayList<>();
        add("Company", OPEN, true);
        add("Company/Call Center", OPEN, true);
        add("Company/Call Center/Team A", OPEN, true);
        add("Company/Call Center/Team B", OPEN, true);
        add("Company/call center", OPEN, true);
        add("Company/Web \"Shop\"", OPEN, false);
        add("Company/Web \"Shop\"/Team A", OPEN, false);
        add("Company/Web \"Shop\"/Team A/Checkout", OPEN, false);
        add("Company/R&D", OPEN, true);
        add("Company/R&D/Team A", OPEN, true);
        add("Company/Checkout", OPEN, true);
        add("Company/Checkout/Payment", OPEN, true);
        add("Company/Checkout // Payment", OPEN, true);
        add("Company/Old Portal", "Closed", true);
        add("Company/Old Portal/Team Z", "Closed", true);
        add("Company/Secret Lab", OPEN, false);
        finish(seed.store().zone());
    }

    void makeSecond() {
        byPath.clear();
        leaves = new ArrayList<>();
        add("Retail", OPEN, false);
        add("Retail/Call Center", OPEN, false);
        add("Retail/Call Center/Team A", OPEN, false);
        add("Retail/Closed Shop", "Closed", false);
        finish(ZoneId.of("Europe/Berlin"));
    }

    private void add(String path, String state, boolean forAll) {
        int slash = path.lastIndexOf('/');
        // The separator in a name is no step of the path.
        if (path.contains(" // ")) {
            slash = path.indexOf('/');
        }
        Asset parent = slash < 0 ? null : byPath.get(path.substring(0, slash));
        Asset project = seed.start("Project")
                .set("Name", path.substring(slash + 1))
                .set("Parent", parent)
                .set("State", state)
                .done();
        byPath.put(path, project);
        if (state.equals(OPEN)) {
            leaves.add(project);
        }
        permit(project, forAll);
    }

    private void permit(Asset project, boolean forAll) {
        List<Asset> users = seed.made("User");
        for (int i = 0; i < users.size(); i++) {
            boolean sees = i == 0 || (i == 1 && forAll) || (i > 1 && !seed.oneIn(3));
            if (sees) {
                seed.start("ProjectPermission")
                        .set("User", users.get(i))
                        .set("Project", project)
                        .set("Role", i == 0 ? "Admin" : i % 3 == 2 ? "Viewer" : "Editor")
                        .set("Name", null)
                        .done();
            }
        }
    }

    private void finish(ZoneId zone) {
        for (Asset user : seed.made("User")) {
            if (seed.oneIn(2)) {
                RallySeed.put(user, "TeamMemberships", new Object[] {seed.pick(leaves)});
            }
        }
        for (Asset project : leaves) {
            addFlow(project);
            for (int i = 0; i < ITERATIONS; i++) {
                addIteration(project, i, zone);
            }
            for (int i = 0; i < RELEASES; i++) {
                addRelease(project, i, zone);
            }
        }
    }

    private void addFlow(Asset project) {
        for (int i = 0; i < STATES.size(); i++) {
            seed.start("FlowState")
                    .set("Name", leaves.indexOf(project) % 2 == 0 ? STATES.get(i) : WORKSPACE_STATES.get(i))
                    .set("OrderIndex", (long) i + 1)
                    .set("Project", project)
                    .set("ScheduleStateMapping", STATES.get(i))
                    .done();
        }
    }

    private void addIteration(Asset project, int index, ZoneId zone) {
        LocalDate begin = FIRST_SPRINT.plusDays((long) index * SPRINT_DAYS);
        // The last one of the first project is long enough for a chart of its days.
        boolean isLong = index == ITERATIONS - 1 && project == leaves.get(0);
        int days = isLong ? LAST_SPRINT_DAYS : SPRINT_DAYS;
        seed.start("Iteration")
                .set("Name", index == 2 ? "iteration 2" : "Iteration " + index)
                .set("Project", project)
                .set("StartDate", midnight(begin, zone))
                .set("EndDate", lastSecond(begin.plusDays(days - 1), zone))
                .set("State", index < 2 ? "Accepted" : index < 4 ? "Committed" : "Planning")
                .done();
    }

    private void addRelease(Asset project, int index, ZoneId zone) {
        LocalDate begin = FIRST_SPRINT.plusDays((long) (index - 1) * RELEASE_DAYS);
        seed.start("Release")
                .set("Name", "2024 Q" + (index + 1))
                .set("Project", project)
                .set("ReleaseStartDate", midnight(begin, zone))
                .set("ReleaseDate", lastSecond(begin.plusDays(RELEASE_DAYS - 1), zone))
                .set("State", index == 0 ? "Accepted" : index == 1 ? "Active" : "Planning")
                .done();
    }

    private static Instant midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static Instant lastSecond(LocalDate day, ZoneId zone) {
        return day.atTime(LocalTime.of(23, 59, 59)).atZone(zone).toInstant();
    }
}
