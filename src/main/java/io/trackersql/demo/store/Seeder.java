package io.trackersql.demo.store;

import io.trackersql.demo.store.DemoAttribute.Flag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Fills a store with made-up assets and their histories; the same seed gives the same data. */
final class Seeder {
    /** Stories beyond these have one version only and share their multi-values, so that a million fit in memory. */
    static final int RICH_STORIES = 300;

    private static final int SHARED_ARRAYS = 64;
    private static final int VERSIONS_MAX = 6;
    private static final long START = ticks("2012-01-02T14:00:00Z");
    private static final long CREATED_UNTIL = ticks("2023-06-30T00:00:00Z");
    private static final long END = ticks("2025-06-30T00:00:00Z");
    // Bulk changes that touched many assets at once, some of them around changes of the clock in New York.
    private static final List<Long> SHARED_CHANGES = Stream.of(
                    "2021-03-14T06:59:59.999Z",
                    "2021-03-14T07:00:00Z",
                    "2021-11-07T05:30:00.090Z",
                    "2021-11-07T06:30:00.090Z",
                    "2024-02-29T12:00:00.123Z")
            .map(Seeder::ticks)
            .toList();

    private final DemoStore store;
    private final long seed;
    private final SplittableRandom random;
    private final Map<String, List<Asset>> made = new LinkedHashMap<>();
    private final Map<String, List<List<Asset>>> candidates = new HashMap<>();
    private final Map<DemoType, List<DemoAttribute>> storedOf = new HashMap<>();
    private final Map<String, Object[][]> shared = new HashMap<>();
    private Asset admin;
    private long nextId = 157;
    private long planned;
    private long created;

    Seeder(DemoStore store, long seed) {
        this.store = store;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    void seed(int stories) {
        List<SeedPlan> plans = SeedPlan.of(store.model(), stories);
        planned = plans.stream().mapToLong(SeedPlan::count).sum();
        admin = new Asset(store.model().require("Member"), 20);
        for (SeedPlan plan : plans) {
            make(plan);
        }
        for (SeedPlan plan : plans) {
            List<Asset> assets = made.get(plan.type());
            assets.subList(0, Math.min(assets.size(), RICH_STORIES)).forEach(this::addHistory);
        }
        new SeedPast(store.model(), made, new SplittableRandom(seed)).seed();
        new SeedSprint(made, new SplittableRandom(seed)).seed(nextId);
        made.forEach((type, assets) -> store.populate(store.model().require(type), assets));
        numberMoments();
    }

    private void make(SeedPlan plan) {
        DemoType type = store.model().require(plan.type());
        if (plan.type().equals("Schedule")) {
            nextId = 500;
        }
        if (plan.type().equals("Story")) {
            nextId = Math.max(nextId, SeedPlan.FIRST_STORY_ID);
        }
        List<Asset> assets = new ArrayList<>(plan.count());
        made.put(plan.type(), assets);
        SeedNames names = new SeedNames(type, plan);
        for (int index = 0; index < plan.count(); index++) {
            if (index < 2) {
                // The first asset of a type is a candidate for the second: hierarchies begin.
                candidates.clear();
            }
            assets.add(asset(type, plan, index, names));
        }
    }

    private Asset asset(DemoType type, SeedPlan plan, int index, SeedNames names) {
        long id = index < plan.ids().size() ? plan.ids().get(index) : nextId++;
        Asset asset = id == 20 && plan.type().equals("Member") ? admin : new Asset(type, id);
        boolean bulk = index >= RICH_STORIES;
        Object[] cells = new Object[type.slots()];
        names.fill(index, cells);
        for (DemoAttribute attribute : storedAttributes(type)) {
            if (cells[attribute.slot()] == null) {
                cells[attribute.slot()] = value(attribute, bulk);
            }
        }
        names.finish(index, cells);
        int state = Version.ACTIVE;
        if (bulk) {
            state = index % 97 == 0 ? Version.DELETED : index % 7 == 0 ? Version.CLOSED : Version.ACTIVE;
        }
        Version first =
                new Version(asset, creationTicks(), pick(made.getOrDefault("Member", List.of()), admin), state, cells);
        asset.replaceVersions(new Version[] {first});
        return asset;
    }

    private List<DemoAttribute> storedAttributes(DemoType type) {
        return storedOf.computeIfAbsent(
                type,
                key -> key.attributes().stream().filter(DemoAttribute::stored).toList());
    }

    private long creationTicks() {
        long step = (CREATED_UNTIL - START) / planned;
        long ticks = START + step * created++ + random.nextLong(step);
        // Not used, but what follows rests on it: the same seed has to give the same data as before.
        random.nextBoolean();
        return ticks - ticks % 10_000;
    }

    private Object value(DemoAttribute attribute, boolean bulk) {
        if (attribute.multi()) {
            return bulk ? sharedMany(attribute) : many(attribute);
        }
        if (!attribute.has(Flag.REQUIRED) && random.nextInt(4) == 0) {
            return null;
        }
        return attribute.relation() ? related(attribute) : SeedValues.any(attribute, random);
    }

    private Object[] sharedMany(DemoAttribute attribute) {
        Object[][] arrays = shared.computeIfAbsent(
                attribute.declaredBy() + "." + attribute.name(), key -> Stream.generate(() -> many(attribute))
                        .limit(SHARED_ARRAYS)
                        .toArray(Object[][]::new));
        return arrays[random.nextInt(arrays.length)];
    }

    private Object[] many(DemoAttribute attribute) {
        int size = Math.max(0, random.nextInt(-2, 6));
        Set<Object> values = new LinkedHashSet<>();
        for (int i = 0; i < size; i++) {
            Object value = attribute.relation() ? related(attribute) : SeedValues.any(attribute, random);
            if (value != null) {
                values.add(value);
            }
        }
        return values.isEmpty() ? null : values.toArray();
    }

    /** An asset of the related type that was made before, or null; so hierarchies have no cycles. */
    private Asset related(DemoAttribute attribute) {
        List<List<Asset>> lists = candidates.computeIfAbsent(attribute.related(), this::candidates);
        return lists.isEmpty() ? null : pick(lists.get(random.nextInt(lists.size())), null);
    }

    /** The lists of what was made of a type so far; the list that is being made grows meanwhile. */
    private List<List<Asset>> candidates(String related) {
        return concreteTypes(store.model().require(related)).stream()
                .map(type -> made.getOrDefault(type.name(), List.of()))
                .filter(list -> !list.isEmpty())
                .toList();
    }

    static List<DemoType> concreteTypes(DemoType type) {
        List<DemoType> found = new ArrayList<>();
        if (!type.isAbstract()) {
            found.add(type);
        }
        type.subtypes().forEach(subtype -> found.addAll(concreteTypes(subtype)));
        return found;
    }

    private Asset pick(List<Asset> assets, Asset otherwise) {
        return assets.isEmpty() ? otherwise : assets.get(random.nextInt(assets.size()));
    }

    /** Gives an asset up to five later versions, the last of which has its final state. */
    private void addHistory(Asset asset) {
        DemoType type = asset.type();
        int finalState = finalState(asset);
        int extra = random.nextInt(VERSIONS_MAX);
        if (finalState != Version.ACTIVE) {
            extra = Math.max(extra, 1);
        }
        long[] times = changeTimes(asset.first().ticks(), extra);
        List<Version> versions = new ArrayList<>(List.of(asset.first()));
        for (int i = 0; i < times.length; i++) {
            Object[] cells = versions.get(i).cells().clone();
            change(asset, cells, times[i]);
            int state = i == times.length - 1 ? finalState : Version.ACTIVE;
            versions.add(new Version(asset, times[i], pick(made.get("Member"), admin), state, cells));
        }
        if (type.attribute("AssetState").isEmpty() && versions.size() > 3) {
            versions.subList(3, versions.size()).clear();
        }
        asset.replaceVersions(versions.toArray(Version[]::new));
    }

    private long[] changeTimes(long from, int count) {
        return random.longs(count)
                .map(any -> random.nextInt(3) == 0
                        ? SeedValues.pick(SHARED_CHANGES, random)
                        : random.nextLong(CREATED_UNTIL, END) / 10_000 * 10_000)
                .filter(time -> time > from)
                .distinct()
                .sorted()
                .toArray();
    }

    private void change(Asset asset, Object[] cells, long time) {
        List<DemoAttribute> candidates = storedAttributes(asset.type());
        for (int i = 0; i < 3; i++) {
            DemoAttribute attribute = candidates.get(random.nextInt(candidates.size()));
            boolean fixed =
                    attribute.has(Flag.REQUIRED) || attribute.has(Flag.READ_ONLY) || attribute.has(Flag.HIERARCHY);
            if (!fixed && !SeedNames.keepsItsValue(attribute)) {
                Object value = value(attribute, false);
                cells[attribute.slot()] = existed(value, time) ? value : null;
            }
        }
    }

    static boolean existed(Object value, long time) {
        if (value instanceof Object[] many) {
            return Arrays.stream(many).allMatch(each -> existed(each, time));
        }
        return !(value instanceof Asset asset) || asset.first().ticks() <= time;
    }

    private int finalState(Asset asset) {
        boolean wellKnown = asset.id() < 100 || asset == made.get("Member").get(1);
        if (wellKnown || asset.type().attribute("IsDeleted").isEmpty()) {
            return Version.ACTIVE;
        }
        int dice = random.nextInt(100);
        if (dice < 15) {
            return Version.CLOSED;
        }
        if (dice < 21) {
            return Version.DELETED;
        }
        return asset.type().attribute("Number").isEmpty()
                ? dice < 30 && asset.type().name().equals("Timebox") ? 0 : Version.ACTIVE
                : dice < 26 ? 200 : dice < 29 && asset.type().name().equals("Story") ? 208 : Version.ACTIVE;
    }

    /** One moment for each point in time: assets that were changed together share it. */
    private void numberMoments() {
        List<Version> all = new ArrayList<>();
        made.values().forEach(assets -> assets.forEach(asset -> all.addAll(List.of(asset.versions()))));
        all.sort(Comparator.comparingLong(Version::ticks));
        long moment = 100;
        long last = Long.MIN_VALUE;
        for (Version version : all) {
            if (version.ticks() != last) {
                moment++;
                last = version.ticks();
            }
            version.numbered(moment);
        }
    }

    private static long ticks(String instant) {
        return Computations.ticks(Instant.parse(instant));
    }
}
