package io.trackersql.demo.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the subscription, its workspaces and its users: the same people as in the VersionOne demo. */
final class RallyPeople {
    private static final int USERS = 25;
    private static final int DISABLED = 4;
    private static final List<String> NAMES = List.of("Administrator", "Andre Agile", "Müller, Jörg", "Pat O'Hara");
    private static final String NEVER_READ = "";

    private final RallySeed seed;

    RallyPeople(RallySeed seed) {
        this.seed = seed;
    }

    /** The subscription and its workspaces, the first of which has the custom fields. */
    List<Asset> makeOrganisation() {
        seed.enter(null);
        Asset subscription = seed.start("Subscription")
                .set("Name", "TrackerSQL Demo")
                .set("SubscriptionID", 100L)
                .set("Modules", "Rally Portfolio Manager,Rally Quality Manager")
                .set("HMACSecret", NEVER_READ)
                .set("DirectSSOIDPSigningCert", NEVER_READ)
                .set("RestrictedIPAddresses", "")
                .done();
        seed.under(subscription);
        List<Asset> workspaces = new ArrayList<>();
        for (String name : List.of("Company", "Retail & Söhne")) {
            RallySeed.Draft draft = seed.start("Workspace");
            workspaces.add(draft.set("Name", name)
                    .set("State", "Open")
                    .set("WorkspaceConfiguration", null)
                    .done());
        }
        for (Asset workspace : workspaces) {
            seed.enter(workspace);
            configure(workspace, workspaces.indexOf(workspace));
        }
        return workspaces;
    }

    private void configure(Asset workspace, int index) {
        Asset configuration = seed.start("WorkspaceConfiguration")
                .set("TimeZone", index == 0 ? seed.store().zone().getId() : "Europe/Berlin")
                .set("HierarchicalRequirementPrefix", "US")
                .set("DefectPrefix", "DE")
                .set("DefectSuitePrefix", "DS")
                .set("TaskPrefix", "TA")
                .set("TestCasePrefix", "TC")
                .set("TaskUnitName", "Hours")
                .set("IterationEstimateUnitName", "Points")
                .set("ReleaseEstimateUnitName", "Points")
                .set("WorkDays", "Monday,Tuesday,Wednesday,Thursday,Friday")
                .set("DragDropRankingEnabled", true)
                .set("DateFormat", "yyyy-MM-dd")
                .set("DateTimeFormat", "yyyy-MM-dd HH:mm")
                .done();
        RallySeed.put(workspace, "WorkspaceConfiguration", configuration);
    }

    void makeUsers() {
        seed.enter(null);
        for (int i = 0; i < USERS; i++) {
            String name = i < NAMES.size() ? NAMES.get(i) : SeedNames.word(i) + " Member " + i;
            String user = i == 0 ? "admin" : i == 1 ? "andre" : "user" + i;
            seed.start("User")
                    .set("UserName", user)
                    .set("EmailAddress", "User" + i + "@Example.com")
                    .set("DisplayName", i % 6 == 5 ? null : name)
                    .set("FirstName", i % 5 == 4 ? null : name.split(" ")[0])
                    .set("LastName", i % 7 == 6 ? "" : name.substring(name.lastIndexOf(' ') + 1))
                    .set("Disabled", i > USERS - DISABLED)
                    .set("Deleted", false)
                    .set("SubscriptionAdmin", i == 0)
                    .set("SubscriptionPermission", i == 0 ? "Subscription Admin" : "Workspace User")
                    .set("WorkspacePermission", i == 0 ? "Workspace Admin" : "Workspace User")
                    .set("ProjectScopeUp", i == 0 ? Boolean.FALSE : Boolean.valueOf(i % 3 == 2))
                    .set("ProjectScopeDown", i < 2 ? Boolean.TRUE : Boolean.valueOf(i % 2 == 0))
                    .set("DefaultProject", null)
                    .set("UserProfile", null)
                    .set("TeamMemberships", null)
                    .done();
        }
    }

    /** Default workspace and project of each user; the permissions that a user has must be made before. */
    void makeProfiles(List<Asset> workspaces) {
        seed.enter(null);
        for (Asset user : seed.made("User")) {
            int index = seed.made("User").indexOf(user);
            boolean unset = index > 1 && index % 4 == 3;
            Asset project = seed.made("Project").get(0);
            Asset profile = seed.start("UserProfile")
                    .set("DefaultWorkspace", unset ? null : workspaces.get(0))
                    .set("DefaultProject", unset ? null : project)
                    .set("TimeZone", unset ? null : "America/New_York")
                    .done();
            RallySeed.put(user, "UserProfile", profile);
            RallySeed.put(user, "DefaultProject", unset ? null : project);
            Map<Boolean, String> roles = Map.of(true, "Admin", false, "User");
            for (Asset workspace : workspaces) {
                if (index != 1 || workspace == workspaces.get(0)) {
                    seed.start("WorkspacePermission")
                            .set("User", user)
                            .set("Workspace", workspace)
                            .set("Role", roles.get(index == 0))
                            .set("Name", null)
                            .done();
                }
            }
        }
    }
}
