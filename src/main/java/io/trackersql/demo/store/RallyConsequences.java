package io.trackersql.demo.store;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** What follows from a change: the flow state goes with the schedule state and the project, a project's user belongs to its workspace. */
final class RallyConsequences {
    private static final String FLOW_STATE = "FlowState";
    private static final String SCHEDULE_STATE = "ScheduleState";
    private static final String MAPPING = "ScheduleStateMapping";
    private static final String PROJECT = "Project";
    private static final String WORKSPACE = "Workspace";
    private static final String USER = "User";

    private RallyConsequences() {}

    /** Keeps flow state and schedule state together; of a change of both, both hold. */
    static void follow(RallyEdit edit, Asset object) {
        if (object.type().attribute(FLOW_STATE).isEmpty() || !changes(edit, object)) {
            return;
        }
        boolean flowed = isChanged(edit, object, FLOW_STATE);
        Object flow = edit.get(object, FLOW_STATE);
        if (flowed && flow instanceof Asset given) {
            if (!isChanged(edit, object, SCHEDULE_STATE)) {
                edit.set(object, SCHEDULE_STATE, edit.get(given, MAPPING));
            }
        } else if (!flowed) {
            edit.set(object, FLOW_STATE, flow(edit, object).orElse(null));
        }
    }

    private static boolean changes(RallyEdit edit, Asset object) {
        return List.of(FLOW_STATE, SCHEDULE_STATE, PROJECT).stream().anyMatch(each -> isChanged(edit, object, each));
    }

    private static boolean isChanged(RallyEdit edit, Asset object, String attribute) {
        return edit.changed(object).stream().anyMatch(each -> each.name().equals(attribute));
    }

    /** The first flow state of the object's project that stands for its schedule state. */
    private static Optional<Asset> flow(RallyEdit edit, Asset object) {
        DemoStore store = edit.context().store();
        return Arrays.stream(store.visible(store.model().require(FLOW_STATE)))
                .filter(each -> edit.get(each, PROJECT) == edit.get(object, PROJECT))
                .filter(each -> Objects.equals(edit.get(each, MAPPING), edit.get(object, SCHEDULE_STATE)))
                .findFirst();
    }

    /** Who gets a permission for a project becomes a user of its workspace. */
    static void permit(RallyEdit edit, Asset object, Supplier<Asset> permission) {
        if (!object.type().name().equals("ProjectPermission")) {
            return;
        }
        Object user = edit.get(object, USER);
        Object workspace = edit.get(object, PROJECT) instanceof Asset project ? edit.get(project, WORKSPACE) : null;
        DemoStore store = edit.context().store();
        if (user == null || workspace == null) {
            return;
        }
        boolean known = Arrays.stream(store.visible(store.model().require("WorkspacePermission")))
                .anyMatch(each -> edit.get(each, USER) == user && edit.get(each, WORKSPACE) == workspace);
        if (!known) {
            Asset made = permission.get();
            edit.set(made, USER, user);
            edit.set(made, WORKSPACE, workspace);
            edit.set(made, "Role", USER);
        }
    }
}
