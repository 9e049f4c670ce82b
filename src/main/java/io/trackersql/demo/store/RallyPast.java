package io.trackersql.demo.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes the past that only the Lookback API shows: artifacts had other names, places, owners and tags, were deleted and restored. Each
 * change takes one thing nearer to what the artifact's first version says, so that nothing of it is left in the present.
 */
final class RallyPast {
    private static final String PROJECT = "Project";
    private static final String WORKSPACE = "Workspace";
    private static final int CHANGES_MAX = 5;
    private static final long MILLISECOND = 10_000;
    /** Changes of clocks in New York and Berlin, midnights there and in UTC, ends of days. */
    private static final List<Instant> TIMES = List.of(
            Instant.parse("2022-03-13T06:59:59.999Z"),
            Instant.parse("2022-03-13T07:00:00Z"),
            Instant.parse("2022-06-15T04:00:00Z"),
            Instant.parse("2022-10-30T00:30:00.500Z"),
            Instant.parse("2022-10-30T01:00:00Z"),
            Instant.parse("2022-11-06T05:30:00Z"),
            Instant.parse("2022-11-06T06:30:00Z"),
            Instant.parse("2022-12-31T23:59:59.999Z"),
            Instant.parse("2023-01-01T00:00:00Z"),
            Instant.parse("2023-03-26T01:00:00Z"),
            Instant.parse("2023-07-01T22:00:00Z"),
            Instant.parse("2024-02-29T05:00:00Z"));

    private static final long FROM = RallySeed.ticks(Instant.parse("2022-01-01T00:00:00Z"));
    private static final long UNTIL = RallySeed.ticks(Instant.parse("2024-05-31T00:00:00Z"));

    private final DemoStore store;
    private final RallyModel model;
    private final Asset[] users;
    private final Map<Asset, Timeline> timelines = new LinkedHashMap<>();
    private final Map<String, List<Asset>> targets = new HashMap<>();
    private final Set<Asset> below = new HashSet<>();

    RallyPast(DemoStore store, RallyModel model) {
        this.store = store;
        this.model = model;
        this.users = store.visible(model.require("User").stored());
    }

    /** The versions of the artifacts that have more of them than {@link Asset#versions} says. */
    Map<Asset, Version[]> make() {
        for (String type :
                List.of(PROJECT, "Tag", "Iteration", "Release", "PortfolioItem/Feature", "HierarchicalRequirement")) {
            for (Asset target : store.visible(model.require(type).stored())) {
                targets.computeIfAbsent(type + cell(target, WORKSPACE), key -> new ArrayList<>())
                        .add(target);
                if (cell(target, PROJECT) instanceof Asset project) {
                    targets.computeIfAbsent(type + project, key -> new ArrayList<>())
                            .add(target);
                }
                if (cell(target, "Parent") != null) {
                    below.add(target);
                }
            }
        }
        for (Asset artifact : store.all(model.require("Artifact").stored())) {
            if (artifact.versions().length > 1) {
                Timeline timeline = new Timeline(artifact);
                timelines.put(artifact, timeline);
                change(timeline, new SplittableRandom(RallyIds.mix(artifact.id())));
            }
        }
        for (Asset iteration : store.visible(model.require("Iteration").stored())) {
            RallySprint.of(iteration, List.copyOf(timelines.values())).ifPresent(RallySprint::play);
        }
        deleteAndRestore();
        Map<Asset, Version[]> made = new HashMap<>();
        timelines.forEach((artifact, timeline) -> made.put(artifact, timeline.versions()));
        return made;
    }

    private void change(Timeline timeline, SplittableRandom random) {
        List<Map<String, Object>> earlier = earlier(timeline, random);
        long[] times = times(random, earlier.size());
        if (earlier.isEmpty() || !timeline.isOpen(times[0]) || !timeline.isOpen(UNTIL)) {
            return;
        }
        List<Object[]> states = new ArrayList<>();
        states.add(timeline.first());
        for (Map<String, Object> values : earlier) {
            Object[] cells = states.get(states.size() - 1).clone();
            timeline.set(cells, values);
            states.add(cells);
        }
        Collections.reverse(states);
        timeline.begin(states.get(0));
        for (int i = 0; i < times.length; i++) {
            timeline.add(times[i], pick(users, random), Version.ACTIVE, states.get(i + 1));
        }
    }

    private static long[] times(SplittableRandom random, int count) {
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            boolean special = random.nextInt(2) == 0;
            long any = random.nextLong(FROM, UNTIL);
            times[i] = special ? RallySeed.ticks(pick(TIMES, random)) : any - any % MILLISECOND;
            if (i > 0 && random.nextInt(4) == 0) {
                times[i] = times[i - 1] + MILLISECOND;
            }
        }
        Arrays.sort(times);
        for (int i = 1; i < count; i++) {
            times[i] = Math.max(times[i], times[i - 1] + MILLISECOND);
        }
        return times;
    }

    /** Some of what may have been different, each set of values changed at once. */
    private List<Map<String, Object>> earlier(Timeline timeline, SplittableRandom random) {
        Asset artifact = timeline.artifact();
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(Map.of("Name", "Draft: " + cell(artifact, "Name")));
        all.add(Map.of("Owner", pick(users, random)));
        all.add(one("Tags", tags(artifact, random)));
        all.add(Map.of("Blocked", true, "BlockedReason", "waits for a decision"));
        all.add(one("PlanEstimate", random.nextInt(3) == 0 ? null : pick(RallyValues.NUMBERS, random)));
        all.add(Map.of("ToDo", pick(RallyValues.NUMBERS, random)));
        all.add(Map.of("ScheduleState", "Idea"));
        all.add(one("Iteration", pick(targets("Iteration", cell(artifact, PROJECT)), random)));
        all.add(one("Release", pick(targets("Release", cell(artifact, PROJECT)), random)));
        all.add(elsewhere(artifact, random));
        above(artifact, random).forEach((name, target) -> all.add(one(name, target)));
        List<Map<String, Object>> chosen = new ArrayList<>();
        int count = random.nextInt(1, CHANGES_MAX + 1);
        for (int i = 0; i < count; i++) {
            Map<String, Object> values = all.remove(random.nextInt(all.size()));
            if (changes(artifact, values)) {
                chosen.add(values);
            }
        }
        return chosen;
    }

    private boolean changes(Asset artifact, Map<String, Object> values) {
        return values.entrySet().stream().anyMatch(each -> artifact.type()
                .attribute(each.getKey())
                .filter(DemoAttribute::stored)
                .map(attribute -> !Objects.deepEquals(artifact.first().cell(attribute.slot()), each.getValue()))
                .orElse(false));
    }

    private static Map<String, Object> one(String name, Object value) {
        Map<String, Object> values = new HashMap<>();
        values.put(name, value);
        return values;
    }

    private Object[] tags(Asset artifact, SplittableRandom random) {
        List<Asset> tags = targets("Tag", cell(artifact, WORKSPACE));
        int first = random.nextInt(tags.size());
        return random.nextInt(4) == 0
                ? null
                : tags.subList(first, Math.min(first + 2, tags.size())).toArray();
    }

    /** Another project, with a timebox of it. */
    private Map<String, Object> elsewhere(Asset artifact, SplittableRandom random) {
        Asset project = pick(targets(PROJECT, cell(artifact, WORKSPACE)), random);
        Map<String, Object> values = one(PROJECT, project);
        values.put("Iteration", pick(targets("Iteration", project), random));
        values.put("Release", null);
        values.put("FlowState", null);
        return values;
    }

    /** What the artifact may have been below: what was made before it, and stands where it always stood. */
    private Map<String, Object> above(Asset artifact, SplittableRandom random) {
        Asset workspace = (Asset) cell(artifact, WORKSPACE);
        Asset feature = pick(targets("PortfolioItem/Feature", workspace), random);
        Asset story = pick(targets("HierarchicalRequirement", workspace), random);
        Map<String, Object> values = new LinkedHashMap<>();
        boolean olderStory =
                story != null && story.first().ticks() < artifact.first().ticks();
        switch (artifact.type().name()) {
            case "HierarchicalRequirement" -> {
                if (!below.contains(artifact)) {
                    values.put("PortfolioItem", feature);
                } else if (olderStory && !below.contains(story)) {
                    values.put("Parent", story);
                }
            }
            case "Task" -> {
                if (olderStory) {
                    values.put("WorkProduct", story);
                }
            }
            case "Defect" -> values.put("Requirement", olderStory ? story : null);
            default -> {
                // Portfolio items and tests stay where they are.
            }
        }
        return values;
    }

    /** Artifacts that nothing ever referred to were away for a while. */
    private void deleteAndRestore() {
        Set<Object> referred = new HashSet<>();
        for (Asset artifact : store.all(model.require("Artifact").stored())) {
            Timeline timeline = timelines.get(artifact);
            for (Version version : timeline == null ? artifact.versions() : timeline.versions()) {
                for (Object cell : version.cells()) {
                    referred.addAll(cell instanceof Object[] many ? Arrays.asList(many) : Collections.singleton(cell));
                }
            }
        }
        for (Timeline timeline : timelines.values()) {
            SplittableRandom random =
                    new SplittableRandom(~RallyIds.mix(timeline.artifact().id()));
            boolean free = !referred.contains(timeline.artifact()) && timeline.isOpen(UNTIL);
            if (free && random.nextInt(4) == 0) {
                Version[] versions = timeline.versions();
                Version last = Arrays.stream(versions)
                        .filter(version -> version.ticks() < UNTIL)
                        .reduce((one, later) -> later)
                        .orElseThrow();
                long gone = last.ticks() + MILLISECOND * random.nextLong(1, 1_000_000);
                long back =
                        random.nextInt(4) == 0 ? gone + MILLISECOND : gone + random.nextInt(2_000) * 36L * MILLISECOND;
                Object[] cells = last.cells();
                if (back < UNTIL) {
                    timeline.add(gone, pick(users, random), Version.DELETED, cells);
                    timeline.add(back, pick(users, random), Version.ACTIVE, cells);
                }
            }
        }
    }

    private List<Asset> targets(String type, Object scope) {
        return targets.getOrDefault(type + scope, List.of());
    }

    private static <T> T pick(List<T> list, SplittableRandom random) {
        return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
    }

    private static Asset pick(Asset[] assets, SplittableRandom random) {
        return pick(Arrays.asList(assets), random);
    }

    private static Object cell(Asset object, String attribute) {
        return object.type()
                .attribute(attribute)
                .filter(DemoAttribute::stored)
                .map(found -> object.current().cell(found.slot()))
                .orElse(null);
    }
}
