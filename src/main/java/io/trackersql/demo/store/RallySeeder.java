package io.trackersql.demo.store;

import java.util.List;
import java.util.function.Consumer;

/** Fills a store with a made-up Rally subscription of two workspaces; the same seed gives the same data. */
final class RallySeeder {
    private static final long FIXED_OBJECTS = 8_000;
    private static final int SECOND_WORKSPACE_SHARE = 10;

    private final RallyModel model;
    private final DemoStore store;
    private final long seedNumber;

    RallySeeder(RallyModel model, DemoStore store, long seedNumber) {
        this.model = model;
        this.store = store;
        this.seedNumber = seedNumber;
    }

    void seed(int stories) {
        RallySeed seed = new RallySeed(model, store, seedNumber, FIXED_OBJECTS + stories);
        RallyPeople people = new RallyPeople(seed);
        List<Asset> workspaces = people.makeOrganisation();
        seed.customIn(workspaces.get(0));
        new RallyMetadata(seed, workspaces.get(0)).make();
        people.makeUsers();
        RallyProjects projects = new RallyProjects(seed);
        Consumer<Integer> fill = count -> {
            new RallyWork(seed, projects.leaves()).make(count);
            new RallyDetails(seed).make();
        };
        int second = stories / SECOND_WORKSPACE_SHARE;
        seed.enter(workspaces.get(0));
        projects.makeFirst();
        fill.accept(stories - second);
        seed.enter(workspaces.get(1));
        projects.makeSecond();
        fill.accept(second);
        people.makeProfiles(workspaces);
        new RallyHistory(seed).make();
        seed.made().forEach((type, assets) -> store.populate(model.require(type).stored(), assets));
    }
}
