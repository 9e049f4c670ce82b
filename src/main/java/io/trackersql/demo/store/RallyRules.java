package io.trackersql.demo.store;

import static io.trackersql.demo.store.RallyReading.items;
import static io.trackersql.demo.store.RallyReading.reference;
import static io.trackersql.demo.store.RallyReading.referring;
import static io.trackersql.demo.store.RallyReading.through;
import static io.trackersql.demo.store.RallyReading.value;

import io.trackersql.demo.store.Computations.Rule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The rules of Rally's attributes that are computed rather than stored. */
final class RallyRules {
    private static final String NAME = "Name";
    private static final String PROJECT = "Project";
    private static final String WORK_PRODUCT = "WorkProduct";
    private static final Map<String, Rule> RULES = new HashMap<>(RallyRollups.RULES);

    static {
        RULES.put("objectId", (context, version) -> version.asset().id());
        RULES.put("uuid", (context, version) -> RallyIds.uuid(version.asset().id())
                .toString());
        RULES.put("versionId", (context, version) -> Integer.toString(number(version) + 1));
        RULES.put("created", (context, version) -> instant(version.asset().first()));
        RULES.put("changed", (context, version) -> instant(version));
        RULES.put("createdBy", (context, version) -> version.asset().first().changedBy());
        RULES.put("rank", (context, version) -> RallyProduct.ranks(context.store())
                .of(version.asset()));
        RULES.put("none", (context, version) -> null);
        RULES.put("recycled", (context, version) -> version.deleted());
        RULES.put("typeName", (context, version) -> lastPart(version.asset().type()));
        RULES.put("schemaVersion", RallyRules::schemaVersion);
        addReferences();
        addNames();
        addCollections();
        addCounts();
    }

    private RallyRules() {}

    static Rule rule(String name) {
        return Optional.ofNullable(RULES.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no Rally rule " + name));
    }

    /** When a version began, to the millisecond. */
    static Instant instant(Version version) {
        return Instant.ofEpochSecond(
                        Math.floorDiv(version.ticks(), Computations.TICKS_PER_SECOND),
                        Math.floorMod(version.ticks(), Computations.TICKS_PER_SECOND) * 100)
                .truncatedTo(ChronoUnit.MILLIS);
    }

    /** The place of a version in its history, from 0. */
    static int number(Version version) {
        return Arrays.asList(version.asset().versions()).indexOf(version);
    }

    private static void addReferences() {
        RULES.put("feature", RallyRules::feature);
        RULES.put("unifiedParent", RallyRules::parent);
        RULES.put("hasParent", (context, version) -> parent(context, version) != null);
        RULES.put("definition", RallyRules::definition);
        RULES.put("testCaseProject", (context, version) -> through(context, version, "TestCase", PROJECT));
        RULES.put("testCaseWorkProduct", (context, version) -> through(context, version, "TestCase", WORK_PRODUCT));
        RULES.put("workProductProject", (context, version) -> through(context, version, WORK_PRODUCT, PROJECT));
        RULES.put("workProductIteration", (context, version) -> through(context, version, WORK_PRODUCT, "Iteration"));
        RULES.put("workProductRelease", (context, version) -> through(context, version, WORK_PRODUCT, "Release"));
        RULES.put("projectState", (context, version) -> through(context, version, PROJECT, "State"));
        RULES.put("projectWorkspace", (context, version) -> through(context, version, PROJECT, "Workspace"));
        RULES.put("lastBuildOfDefinition", (context, version) -> lastBuild(context, version)
                .map(Version::asset)
                .orElse(null));
        RULES.put("lastStatus", (context, version) -> lastBuild(context, version)
                .map(build -> value(context, build, "Status"))
                .orElse(null));
    }

    private static void addNames() {
        RULES.put("iterationName", (context, version) -> through(context, version, "Iteration", NAME));
        RULES.put("releaseName", (context, version) -> through(context, version, "Release", NAME));
        RULES.put("projectName", (context, version) -> through(context, version, PROJECT, NAME));
        RULES.put("taskName", (context, version) -> through(context, version, "Task", NAME));
        RULES.put("workProductName", (context, version) -> through(context, version, WORK_PRODUCT, NAME));
        RULES.put("preliminaryValue", (context, version) -> through(context, version, "PreliminaryEstimate", "Value"));
        RULES.put(
                "preliminaryCount",
                (context, version) -> through(context, version, "PreliminaryEstimate", "CountValue"));
        RULES.put("permissionId", RallyRules::permissionId);
        RULES.put("scheduleStatePrefix", (context, version) -> {
            String state = (String) value(context, version, "ScheduleState");
            return state.equals("In-Progress") ? "P" : state.substring(0, 1);
        });
    }

    private static void addCollections() {
        RULES.put("ancestors", RallyRules::ancestors);
        RULES.put("topProjects", (context, version) -> items(context, version, "Projects").stream()
                .filter(project -> value(context, project, "Parent") == null)
                .map(Version::asset)
                .toArray());
        RULES.put("definedTypes", (context, version) -> visible(context, "TypeDefinition"));
        RULES.put("definitions", RallyRules::definitions);
        RULES.put("workspaces", (context, version) -> visible(context, "Workspace"));
        RULES.put("projectUsers", (context, version) -> permitted(context, version, role -> true));
        RULES.put("editors", (context, version) -> permitted(context, version, "Editor"::equals));
        RULES.put("viewers", (context, version) -> permitted(context, version, "Viewer"::equals));
        RULES.put("descendants", (context, version) -> below(context, version).stream()
                .map(Version::asset)
                .toArray());
    }

    private static void addCounts() {
        RULES.put("users", (context, version) -> (long) visible(context, "User").length);
        RULES.put("disabledUsers", (context, version) -> disabled(context));
        RULES.put("enabledUsers", (context, version) -> visible(context, "User").length - disabled(context));
        RULES.put("subscriptionId", (context, version) -> through(context, version, "Subscription", "SubscriptionID"));
        RULES.put("subscriptionOid", (context, version) -> through(context, version, "Subscription", "ObjectID"));
        RULES.put("calculatedRisk", (context, version) -> {
            long product = digit(value(context, version, "Impact")) * digit(value(context, version, "Probability"));
            return product == 0 ? null : product;
        });
    }

    private static Object feature(ReadContext context, Version version) {
        for (Optional<Version> story = Optional.of(version);
                story.isPresent();
                story = reference(context, story.get(), "Parent")) {
            Object feature = value(context, story.get(), "PortfolioItem");
            if (feature != null) {
                return feature;
            }
        }
        return null;
    }

    /** A story stands below a story or a portfolio item, other artifacts below one kind only. */
    private static Object parent(ReadContext context, Version version) {
        for (String attribute : List.of("Parent", "PortfolioItem", "Requirement", WORK_PRODUCT)) {
            Object parent = value(context, version, attribute);
            if (parent != null) {
                return parent;
            }
        }
        return null;
    }

    private static Object[] ancestors(ReadContext context, Version version) {
        List<Object> found = new ArrayList<>();
        Object parent = parent(context, version);
        while (parent instanceof Asset asset && !found.contains(asset)) {
            found.add(asset);
            parent = context.view()
                    .version(asset)
                    .map(next -> parent(context, next))
                    .orElse(null);
        }
        return found.toArray();
    }

    private static List<Version> below(ReadContext context, Version version) {
        List<Version> found = new ArrayList<>();
        for (Version child : items(context, version, "Children")) {
            found.add(child);
            found.addAll(below(context, child));
        }
        return found;
    }

    private static Optional<Version> lastBuild(ReadContext context, Version definition) {
        return items(context, definition, "Builds").stream()
                .filter(build -> value(context, build, "Start") != null)
                .max(Comparator.comparing((Version build) -> (Instant) value(context, build, "Start"))
                        .thenComparing(build -> build.asset().id()));
    }

    private static Object[] permitted(ReadContext context, Version project, Predicate<Object> role) {
        Set<Object> users = new LinkedHashSet<>();
        for (Version permission : referring(context, project, "ProjectPermission", PROJECT)) {
            Object user = value(context, permission, "User");
            if (user != null && role.test(value(context, permission, "Role"))) {
                users.add(user);
            }
        }
        return users.toArray();
    }

    private static String permissionId(ReadContext context, Version version) {
        boolean ofProject = version.asset().type().name().equals("ProjectPermission");
        Object user = through(context, version, "User", "ObjectID");
        Object target = through(context, version, ofProject ? PROJECT : "Workspace", "ObjectID");
        return user + "u" + target + (ofProject ? "p" : "w") + "1";
    }

    private static String schemaVersion(ReadContext context, Version version) {
        Asset workspace = value(context, version, "Workspace") instanceof Asset found ? found : version.asset();
        long mixed = RallyIds.mix(workspace.id() + context.store().typesRevision());
        return "%016x%016x".formatted(mixed, RallyIds.mix(mixed));
    }

    private static long disabled(ReadContext context) {
        return Arrays.stream(visible(context, "User"))
                .filter(user -> Boolean.TRUE.equals(value(context, user.current(), "Disabled")))
                .count();
    }

    private static Asset[] visible(ReadContext context, String type) {
        return context.store().visible(context.store().model().require(type));
    }

    private static long digit(Object value) {
        return value instanceof String text && !text.isEmpty() && Character.isDigit(text.charAt(0))
                ? text.charAt(0) - '0'
                : 0;
    }

    private static String lastPart(DemoType type) {
        return type.name().substring(type.name().indexOf('/') + 1);
    }

    private static Asset definition(ReadContext context, Version version) {
        RallyModel model = RallyProduct.model(context.store());
        return find(context, "TypeDefinition", model.typeOf(version.asset()).definition());
    }

    private static Object[] definitions(ReadContext context, Version typeDefinition) {
        String path = (String) value(context, typeDefinition, "TypePath");
        return RallyProduct.model(context.store()).require(path).attributes().values().stream()
                .map(attribute -> find(context, "AttributeDefinition", attribute.definition()))
                .toArray();
    }

    private static Asset find(ReadContext context, String type, long id) {
        DemoStore store = context.store();
        return store.find(store.model().require(type), id).orElseThrow();
    }
}
