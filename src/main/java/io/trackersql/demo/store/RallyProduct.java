package io.trackersql.demo.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rally: a user sees the projects that a permission names, what is in them, and what is in no project of a workspace where they
 * have a permission; a subscription administrator sees everything.
 */
final class RallyProduct implements Product {
    static final long ADMIN_ID = 33_534_209_350L;

    /** Attributes that lead to the object whose project guards one that has no project of its own. */
    private static final List<String> OWNERS = List.of(
            "WorkProduct", "Artifact", "TestCaseResult", "TestCase", "TimeEntryItem", "Predecessor", "BuildDefinition");

    private static final String PROJECT = "Project";
    private static final String WORKSPACE = "Workspace";

    private final RallyRanks ranks = new RallyRanks();
    private RallyModel model;

    void joins(RallyModel whole) {
        model = whole;
    }

    static RallyModel model(DemoStore store) {
        return ((RallyProduct) store.model().product()).model;
    }

    static RallyRanks ranks(DemoStore store) {
        return ((RallyProduct) store.model().product()).ranks;
    }

    @Override
    public Computations.Rule rule(String name) {
        return RallyRules.rule(name);
    }

    @Override
    public String administrator() {
        return "User:" + ADMIN_ID;
    }

    @Override
    public boolean seesAll(Asset user) {
        return user.id() == ADMIN_ID;
    }

    @Override
    public boolean sees(ReadContext context, Version version) {
        if (seesAll(context.self())) {
            return true;
        }
        Optional<Asset> project = project(context, version);
        return project.isPresent()
                ? permits(context, PROJECT, project.get())
                : workspace(context, version)
                        .map(workspace -> permits(context, WORKSPACE, workspace))
                        .orElse(true);
    }

    private static Optional<Asset> project(ReadContext context, Version version) {
        if (version.asset().type().name().equals(PROJECT)) {
            return Optional.of(version.asset());
        }
        if (RallyReading.value(context, version, PROJECT) instanceof Asset project) {
            return Optional.of(project);
        }
        return OWNERS.stream()
                .flatMap(owner -> RallyReading.reference(context, version, owner).stream())
                .findFirst()
                .flatMap(owner -> project(context, owner));
    }

    private static Optional<Asset> workspace(ReadContext context, Version version) {
        if (version.asset().type().name().equals(WORKSPACE)) {
            return Optional.of(version.asset());
        }
        return RallyReading.value(context, version, WORKSPACE) instanceof Asset found
                ? Optional.of(found)
                : Optional.empty();
    }

    private static boolean permits(ReadContext context, String scope, Asset target) {
        DemoStore store = context.store();
        Object[] permissions =
                store.reverse(context, new AttributeSource.Reverse(scope + "Permission", "User"), context.self());
        return Arrays.stream(permissions)
                .map(each -> ((Asset) each).current())
                .anyMatch(permission -> RallyReading.value(context, permission, scope) == target);
    }

    @Override
    public Consumer<DemoType> onDemand(DemoStore store) {
        return type -> {};
    }
}
