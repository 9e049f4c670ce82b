package io.trackersql.demo.rally;

import io.trackersql.demo.rally.query.Data;
import io.trackersql.demo.rally.query.References;
import io.trackersql.demo.rally.query.Refusal;
import io.trackersql.demo.rally.query.Scope;
import io.trackersql.demo.store.Asset;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds out where a request looks: what it says, else what the user's profile says. */
record ScopeReader(Data data) {
    /** The scope of a request. */
    Scope read(Call call) {
        Asset workspace = workspace(call);
        return new Scope(workspace, project(call, workspace).map(each -> reach(call, each)));
    }

    /** The workspace that a request names, else the user's own. */
    Asset workspace(Call call) {
        Asset user = call.member().user();
        return call.parameter("workspace")
                .map(reference -> visible(user, reference, "Workspace"))
                .orElseGet(() -> data.store().defaultWorkspace(user));
    }

    /** The project that a request names, else the user's own if it is in the workspace; none for all. */
    Optional<Asset> project(Call call, Asset workspace) {
        Asset user = call.member().user();
        Optional<String> project = call.parameter("project");
        if (project.isPresent()) {
            return project.filter(text -> !text.equals("null")).map(reference -> visible(user, reference, "Project"));
        }
        return data.store().defaultProject(user).filter(each -> data.store()
                .reference(each, "Workspace")
                .filter(workspace::equals)
                .isPresent());
    }

    private Asset visible(Asset user, String reference, String type) {
        return References.find(data, reference)
                .filter(found -> data.type(found).typePath().equals(type))
                .filter(found -> data.store().sees(user, found))
                .orElseThrow(() -> Refusal.query("Could not read: could not find " + type + " " + reference));
    }

    /** The project, with all above it if the scope goes up and all below it if it goes down. */
    private Set<Asset> reach(Call call, Asset project) {
        Set<Asset> reached = new LinkedHashSet<>(Set.of(project));
        if (goes(call, "projectScopeDown", "ProjectScopeDown")) {
            addChildren(project, reached);
        }
        if (goes(call, "projectScopeUp", "ProjectScopeUp")) {
            Optional<Asset> parent = data.store().reference(project, "Parent");
            while (parent.isPresent() && reached.add(parent.get())) {
                parent = data.store().reference(parent.get(), "Parent");
            }
        }
        return reached;
    }

    private boolean goes(Call call, String parameter, String ofUser) {
        return call.parameter(parameter)
                .map(Boolean::parseBoolean)
                .orElseGet(() -> Boolean.TRUE.equals(data.value(call.member().user(), ofUser)));
    }

    private void addChildren(Asset project, Set<Asset> reached) {
        for (Asset child : (Asset[]) data.value(project, "Children")) {
            if (reached.add(child)) {
                addChildren(child, reached);
            }
        }
    }
}
