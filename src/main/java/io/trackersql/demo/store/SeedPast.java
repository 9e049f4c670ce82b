package io.trackersql.demo.store;

import io.trackersql.demo.store.DemoAttribute.Flag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Gives assets a richer past between July 2024 and September 2025, for questions about times.
 *
 * <p>The newest version of each asset stays what it is, as does the first; what the present shows does not depend on this class.
 * Deleted assets that nothing refers to are the exception: they are made late and deleted early.
 */
final class SeedPast {
    private static final long FROM = ticks("2024-07-01T00:00:00Z");
    private static final long TO = ticks("2025-09-25T00:00:00Z");
    private static final long MILLISECOND = 10_000;
    private static final long DAY = 86_400_000 * MILLISECOND;
    private static final int CHANGES_MAX = 4;
    // Each of these changed many assets at once.
    private static final List<Long> TOGETHER = Stream.of(
                    "2024-07-15T13:00:00Z",
                    "2024-08-30T21:30:00.500Z",
                    "2024-09-16T08:15:30.007Z",
                    "2024-10-01T04:00:00Z",
                    "2024-12-20T17:45:00.999Z",
                    "2025-02-14T10:00:00.001Z",
                    "2025-04-01T04:00:00Z",
                    "2025-05-05T16:20:00Z")
            .map(SeedPast::ticks)
            .toList();
    // Midnights of New York and of UTC; the hour told twice and the one skipped on New York's clock, with their bounds.
    private static final List<Long> EDGES = Stream.of(
                    "2024-08-01T04:00:00Z",
                    "2024-09-01T00:00:00Z",
                    "2024-11-01T03:59:59.999Z",
                    "2024-11-03T04:00:00Z",
                    "2024-11-03T05:30:00Z",
                    "2024-11-03T05:59:59.999Z",
                    "2024-11-03T06:00:00Z",
                    "2024-11-03T06:30:00Z",
                    "2024-11-04T05:00:00Z",
                    "2025-01-01T05:00:00Z",
                    "2025-01-15T00:00:00Z",
                    "2025-03-09T05:00:00Z",
                    "2025-03-09T06:59:59.999Z",
                    "2025-03-09T07:00:00Z",
                    "2025-03-09T07:30:00Z",
                    "2025-06-01T04:00:00Z")
            .map(SeedPast::ticks)
            .toList();

    private final DemoModel model;
    private final Map<String, List<Asset>> made;
    private final SplittableRandom random;

    SeedPast(DemoModel model, Map<String, List<Asset>> made, SplittableRandom random) {
        this.model = model;
        this.made = made;
        this.random = random;
    }

    /** Changes the past of what was made. */
    void seed() {
        Set<Asset> referred = referred();
        for (List<Asset> assets : made.values()) {
            for (Asset asset : assets.subList(0, Math.min(assets.size(), Seeder.RICH_STORIES))) {
                if (asset.type().attribute("AssetState").isEmpty() || wellKnown(asset)) {
                    continue;
                }
                if (asset.current().deleted() && !referred.contains(asset)) {
                    makeShortLived(asset);
                } else if (asset.versions().length > 1) {
                    insert(asset);
                }
            }
        }
    }

    private static boolean wellKnown(Asset asset) {
        return asset.id() < 100;
    }

    private Set<Asset> referred() {
        Set<Asset> found = new HashSet<>();
        made.values()
                .forEach(assets -> assets.forEach(asset -> {
                    for (Version version : asset.versions()) {
                        for (Object cell : version.cells()) {
                            for (Object value : cell instanceof Object[] many ? many : new Object[] {cell}) {
                                if (value instanceof Asset target) {
                                    found.add(target);
                                }
                            }
                        }
                    }
                    found.add(asset.first().changedBy());
                }));
        return found;
    }

    /** Versions between the last two of an asset. */
    private void insert(Asset asset) {
        List<Version> versions = new ArrayList<>(List.of(asset.versions()));
        Version newest = versions.remove(versions.size() - 1);
        if (newest.deleted() && random.nextBoolean()) {
            // Nobody sees today when it was deleted.
            long later = wholeMilliseconds(random.nextLong(newest.ticks(), TO));
            newest = new Version(asset, later, newest.changedBy(), newest.state(), newest.cells());
        }
        long from = Math.max(FROM, versions.get(versions.size() - 1).ticks() + MILLISECOND);
        if (newest.ticks() - from < DAY) {
            return;
        }
        for (long time : times(from, newest.ticks(), random.nextInt(1, CHANGES_MAX + 1))) {
            versions.add(changed(versions.get(versions.size() - 1), time));
        }
        if (newest.deleted() && versions.get(versions.size() - 1).deleted()) {
            versions.remove(versions.size() - 1);
        }
        versions.add(newest);
        asset.replaceVersions(versions.toArray(Version[]::new));
    }

    /** Made late, changed at most thrice, deleted, perhaps brought back and deleted again. */
    private void makeShortLived(Asset asset) {
        Version last = asset.current();
        long life = random.nextBoolean() ? DAY * random.nextInt(1, 60) : MILLISECOND * random.nextInt(1, 5);
        long created = wholeMilliseconds(random.nextLong(FROM, TO - life));
        List<Version> versions = new ArrayList<>();
        Object[] cells = last.cells().clone();
        for (int slot = 0; slot < cells.length; slot++) {
            cells[slot] = Seeder.existed(cells[slot], created) ? cells[slot] : null;
        }
        versions.add(new Version(asset, created, member(created), Version.ACTIVE, cells));
        asset.replaceVersions(versions.toArray(Version[]::new));
        if (life >= DAY) {
            for (long time : times(created + MILLISECOND, created + life, random.nextInt(CHANGES_MAX))) {
                versions.add(changed(versions.get(versions.size() - 1), time));
            }
        }
        Version before = versions.get(versions.size() - 1);
        if (!before.deleted()) {
            versions.add(new Version(
                    asset,
                    created + life,
                    member(created + life),
                    Version.DELETED,
                    before.cells().clone()));
        }
        asset.replaceVersions(versions.toArray(Version[]::new));
    }

    private Version changed(Version before, long time) {
        Asset asset = before.asset();
        int state = before.deleted() ? Version.ACTIVE : state(asset);
        Object[] cells = before.cells().clone();
        if (state != Version.DELETED) {
            change(asset, cells, time);
        }
        return new Version(asset, time, member(time), state, cells);
    }

    private int state(Asset asset) {
        int dice = random.nextInt(100);
        boolean numbered = asset.type().attribute("Number").isPresent();
        if (dice < 10) {
            return Version.DELETED;
        }
        if (dice < 20) {
            return Version.CLOSED;
        }
        if (dice < 26 && numbered) {
            return 200;
        }
        if (dice < 30 && asset.type().name().equals("Story")) {
            return 208;
        }
        return dice < 40 && asset.type().name().equals("Timebox") ? 0 : Version.ACTIVE;
    }

    private void change(Asset asset, Object[] cells, long time) {
        List<DemoAttribute> all =
                asset.type().attributes().stream().filter(SeedPast::changes).toList();
        List<DemoAttribute> relations =
                all.stream().filter(DemoAttribute::relation).toList();
        for (int i = random.nextInt(1, CHANGES_MAX); i > 0; i--) {
            List<DemoAttribute> some = relations.isEmpty() || random.nextBoolean() ? all : relations;
            DemoAttribute attribute = SeedValues.pick(some, random);
            cells[attribute.slot()] = value(asset, attribute, cells[attribute.slot()], time);
        }
        if (random.nextInt(3) == 0) {
            asset.type().attribute("Name").ifPresent(name -> cells[name.slot()] = formerName(cells[name.slot()]));
        }
    }

    private static boolean changes(DemoAttribute attribute) {
        return attribute.stored()
                && !attribute.has(Flag.READ_ONLY)
                && !attribute.has(Flag.DAY)
                && !Set.of("Name", "Username").contains(attribute.name())
                && attribute.kind() != AttributeKind.OPAQUE
                && attribute.kind() != AttributeKind.PASSWORD;
    }

    private Object formerName(Object name) {
        String text = (String) name;
        return switch (random.nextInt(4)) {
            case 0 -> SeedValues.pick(SeedValues.TEXTS, random);
            case 1 -> text.toUpperCase(Locale.ROOT);
            case 2 -> "Former " + text;
            default -> text + " (draft)";
        };
    }

    private Object value(Asset asset, DemoAttribute attribute, Object before, long time) {
        if (attribute.has(Flag.REQUIRED) || random.nextInt(3) > 0) {
            Object value = attribute.multi() ? many(asset, attribute, time) : one(asset, attribute, time);
            return value == null && attribute.has(Flag.REQUIRED) ? before : value;
        }
        return null;
    }

    private Object many(Asset asset, DemoAttribute attribute, long time) {
        Set<Object> values = new LinkedHashSet<>();
        for (int i = random.nextInt(1, CHANGES_MAX); i > 0; i--) {
            Object value = one(asset, attribute, time);
            if (value != null) {
                values.add(value);
            }
        }
        return values.isEmpty() ? null : values.toArray();
    }

    private Object one(Asset asset, DemoAttribute attribute, long time) {
        if (!attribute.relation()) {
            return SeedValues.any(attribute, random);
        }
        // What was made before cannot be below: hierarchies stay free of cycles.
        long until = attribute.has(Flag.HIERARCHY) || asset.type().isA(model.require(attribute.related()))
                ? asset.first().ticks() - 1
                : time;
        return target(attribute, until);
    }

    /** An asset that existed at a time, of one of the related types, or null. */
    private Asset target(DemoAttribute attribute, long until) {
        List<List<Asset>> lists = Seeder.concreteTypes(model.require(attribute.related())).stream()
                .map(type -> made.getOrDefault(type.name(), List.of()))
                .filter(list -> !list.isEmpty())
                .toList();
        if (lists.isEmpty()) {
            return null;
        }
        Asset found = SeedValues.pick(SeedValues.pick(lists, random), random);
        return found.first().ticks() <= until ? found : null;
    }

    private Asset member(long time) {
        List<Asset> members = made.get("Member");
        Asset found = SeedValues.pick(members, random);
        return found.first().ticks() <= time ? found : members.get(0);
    }

    /** Times of changes, ascending: some that many assets share, some on bounds, some one millisecond apart. */
    private Iterable<Long> times(long from, long until, int count) {
        Set<Long> times = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            long any = wholeMilliseconds(random.nextLong(from, until));
            int dice = random.nextInt(10);
            long time = dice < 3 ? SeedValues.pick(TOGETHER, random) : dice < 5 ? SeedValues.pick(EDGES, random) : any;
            times.add(time);
            if (dice == 9) {
                times.add(time + MILLISECOND);
            }
        }
        times.removeIf(time -> time < from || time >= until);
        return times;
    }

    private static long wholeMilliseconds(long ticks) {
        return ticks - Math.floorMod(ticks, MILLISECOND);
    }

    private static long ticks(String instant) {
        return Computations.ticks(Instant.parse(instant));
    }
}
