package io.trackersql.sql;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.rally.RallyQuirks;
import io.trackersql.demo.rally.query.Rules;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Rally. */
final class RallyProduct implements Product {
    private static final Samples SAMPLES = new Samples(
            "%sObjectID",
            "HierarchicalRequirement",
            "PlanEstimate",
            "%d",
            List.of("HierarchicalRequirement", "Defect", "Artifact", "Task", "Feature"),
            "Artifact",
            "Project",
            "Owner",
            "LEFT JOIN Project m ON m.ObjectID = s.Project",
            false,
            102_000_000_000L,
            List.of(),
            List.of(
                    "",
                    " ",
                    "%",
                    "_",
                    "NULL",
                    "null",
                    "None",
                    "none",
                    "O'Brien said \"hi\"",
                    "case pair",
                    "CASE PAIR",
                    "trailing  ",
                    "back\\slash\\",
                    "((unbalanced",
                    "US11",
                    "DE11",
                    "11",
                    "a;b|c",
                    "😀",
                    "Defined",
                    "High",
                    "true",
                    "today",
                    "currentuser"),
            List.of("%a%", "_%", "S%", "%e", "%Pro%", "%ai_", "Case Pair", "%😀%", "A%e", "%''%", "%\"%", "%\\%", ""));

    @Override
    public String name() {
        return "rally";
    }

    @Override
    public String url(DemoServer server) {
        return "jdbc:tracker:rally:" + server.rallyUri();
    }

    @Override
    public String path() {
        return "/slm/";
    }

    @Override
    public String user() {
        return DemoServer.USER;
    }

    @Override
    public String password() {
        return DemoServer.PASSWORD;
    }

    @Override
    public Map<String, String> properties(DemoServer server) {
        return Map.of();
    }

    @Override
    public DemoOptions unlikeTheStandard(DemoOptions options) {
        return options.withRallyQuirks(RallyQuirks.mild().withPageRowsMax(40));
    }

    @Override
    public DemoOptions atRandom(DemoOptions options, Random random) {
        Rules rules = new Rules(
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean());
        RallyQuirks quirks = random.nextBoolean() ? RallyQuirks.standard() : RallyQuirks.mild();
        return options.withRallyQuirks(quirks.withRules(rules)
                .withPageRowsMax(random.nextBoolean() ? 2000 : 11)
                .withGzip(random.nextBoolean()));
    }

    @Override
    public Map<String, String> partAtRandom(DemoServer server, Random random) {
        if (random.nextInt(3) == 0) {
            return Map.of();
        }
        RallyStore store = server.rallyStore();
        List<Long> projects = store.keys("Project").stream()
                .filter(key ->
                        store.value(key, "Workspace").equals(workspace(store).id()))
                .filter(key -> store.value(key, "State").equals("Open"))
                .toList();
        return Map.of(
                "project", String.valueOf(projects.get(random.nextInt(projects.size()))),
                "projectScopeUp", String.valueOf(random.nextBoolean()),
                "projectScopeDown", String.valueOf(random.nextBoolean()));
    }

    private static Asset workspace(RallyStore store) {
        return store.defaultWorkspace(store.user(DemoServer.USER).orElseThrow());
    }

    @Override
    public ExpectedTables tables(DemoServer server, Map<String, String> properties) {
        RallyStore store = server.rallyStore();
        Optional<Set<Asset>> projects = Optional.ofNullable(properties.get("project"))
                .map(project -> projects(
                        store,
                        store.find(project).orElseThrow(),
                        Boolean.parseBoolean(properties.get("projectScopeUp")),
                        Boolean.parseBoolean(properties.get("projectScopeDown"))));
        return new RallyTables(store, workspace(store), projects);
    }

    private static Set<Asset> projects(RallyStore store, Asset project, boolean up, boolean down) {
        Set<Asset> projects = new LinkedHashSet<>(Set.of(project));
        Optional<Asset> parent = store.reference(project, "Parent");
        while (up && parent.isPresent()) {
            projects.add(parent.get());
            parent = store.reference(parent.get(), "Parent");
        }
        if (down) {
            addBelow(store, project, projects);
        }
        return projects;
    }

    private static void addBelow(RallyStore store, Asset project, Set<Asset> projects) {
        for (Object child : (List<?>) store.value(project.id(), "Children")) {
            Asset below = store.find((Long) child).orElseThrow();
            projects.add(below);
            addBelow(store, below, projects);
        }
    }

    @Override
    public Samples samples() {
        return SAMPLES;
    }

    @Override
    public WriteSamples writes() {
        return new WriteSamples(
                "Defect",
                "State = 'Open'",
                "c_Alias",
                "c_Score",
                List.of(
                        new WriteSamples.Pool("c_Score", List.of("NULL", "0", "3", "-2.75", "1000000")),
                        new WriteSamples.Pool("c_Alias", List.of("''", "'x'", "'case pair'", "'O''Brien said \"hi\"'")),
                        new WriteSamples.Pool("Priority", List.of("'None'", "'Low'", "'Urgent'")),
                        new WriteSamples.Pool("c_Hotfix", List.of("TRUE", "FALSE")),
                        new WriteSamples.Pool(
                                "Tags", List.of("NULL", "'102000000000'", "'102000000037, 102000000111'")),
                        new WriteSamples.Pool("c_FoundOn", List.of("NULL", "TIMESTAMP '2024-02-29 23:59:59'"))),
                "TRUE");
    }

    /** Each OR joins two groups. */
    @Override
    public String anyOf(List<String> keys) {
        if (keys.size() == 1) {
            return "(ObjectID = " + keys.get(0) + ")";
        }
        int middle = (keys.size() + 1) / 2;
        return "(" + anyOf(keys.subList(0, middle)) + " OR " + anyOf(keys.subList(middle, keys.size())) + ")";
    }

    @Override
    public List<ParametersTest.Case> parameters() {
        return RallyParameters.cases();
    }

    @Override
    public String toString() {
        return name();
    }
}
