package io.trackersql.demo.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Plays one sprint of 30 days in the past of some stories and defects: work is planned, estimated, done day by day, accepted.
 *
 * <p>Items join and leave it on the way, some are estimated anew, one is deleted and comes back after the end. The newest versions stay
 * what they are.
 */
final class SeedSprint {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final LocalDate BEGIN = LocalDate.parse("2024-10-14");
    private static final int DAYS = 30;
    private static final int PLANNED_DAYS_BEFORE = 10;
    private static final int EVERY = 4;
    private static final int ITEMS_MAX = 40;
    private static final int FUTURE = 0;
    private static final int ACCEPTED = 4;
    private static final int DONE = 2;
    private static final LocalTime END_OF_WORK = LocalTime.of(17, 30);
    private static final long TICKS_PER_MILLISECOND = 10_000;
    private static final List<Integer> POINTS = List.of(1, 2, 3, 5, 8, 13);

    private final Map<String, List<Asset>> made;
    private final SplittableRandom random;

    SeedSprint(Map<String, List<Asset>> made, SplittableRandom random) {
        this.made = made;
        this.random = random;
    }

    /** Makes the sprint with a key's number and changes the past of its items. */
    void seed(long id) {
        List<Asset> statuses = made.getOrDefault("StoryStatus", List.of());
        List<Asset> phases = made.getOrDefault("State", List.of());
        List<Asset> sprints = made.getOrDefault("Timebox", List.of());
        if (statuses.size() <= ACCEPTED || phases.size() < 3 || sprints.isEmpty()) {
            return;
        }
        Asset sprint = sprint(sprints.get(0), phases, id);
        sprints.add(sprint);
        int items = 0;
        for (String type : List.of("Story", "Defect")) {
            for (Asset asset : made.getOrDefault(type, List.of())) {
                if (items < ITEMS_MAX && asset.id() % EVERY == 0 && outlives(asset)) {
                    playItem(asset, sprint, items++, statuses);
                }
            }
        }
    }

    /** Whether the newest version, which has to stay, is later than all that is played. */
    private static boolean outlives(Asset asset) {
        return asset.versions().length > 1
                && asset.versions()[0].ticks() < at(-PLANNED_DAYS_BEFORE, LocalTime.MIDNIGHT)
                && asset.current().ticks() > at(DAYS + 2, LocalTime.MIDNIGHT)
                && !asset.current().deleted();
    }

    /** A sprint of its own, since what others hold today would blur the picture; it was deleted long after its end. */
    private Asset sprint(Asset pattern, List<Asset> phases, long id) {
        Asset sprint = new Asset(pattern.type(), id);
        List<Version> versions = new ArrayList<>();
        Draft draft = new Draft(sprint, versions, pattern.first().cells());
        draft.set("Name", "Sprint 31");
        draft.set("BeginDate", BEGIN.atStartOfDay());
        draft.set("EndDate", BEGIN.plusDays(DAYS).atStartOfDay());
        draft.set("State", phases.get(0));
        draft.save(at(-PLANNED_DAYS_BEFORE, LocalTime.NOON), FUTURE);
        draft.set("State", phases.get(1));
        draft.save(at(0, LocalTime.MIDNIGHT), Version.ACTIVE);
        draft.set("State", phases.get(2));
        draft.save(at(DAYS, LocalTime.MIDNIGHT), Version.CLOSED);
        draft.save(at(DAYS * 10, LocalTime.NOON), Version.DELETED);
        sprint.replaceVersions(versions.toArray(Version[]::new));
        return sprint;
    }

    /** Drops what happened to an asset meanwhile. */
    private static List<Version> before(Asset asset) {
        List<Version> versions = new ArrayList<>(List.of(asset.versions()));
        versions.removeIf(version -> version.ticks() >= at(-PLANNED_DAYS_BEFORE, LocalTime.MIDNIGHT)
                || (version.ticks() != asset.first().ticks() && version.state() != Version.ACTIVE));
        return versions;
    }

    /** Keeps what happened to it afterwards, the newest version above all. */
    private static void finish(Asset asset, List<Version> versions) {
        for (Version version : asset.versions()) {
            if (version.ticks() > at(DAYS + 1, LocalTime.MIDNIGHT)) {
                versions.add(version);
            }
        }
        asset.replaceVersions(versions.toArray(Version[]::new));
    }

    private void playItem(Asset item, Asset sprint, int index, List<Asset> statuses) {
        List<Version> versions = before(item);
        Draft draft =
                new Draft(item, versions, versions.get(versions.size() - 1).cells());
        int points = SeedValues.pick(POINTS, random);
        int hours = points * 4;
        // Every sixth item joins late; the others were planned together before the sprint began.
        int joins = index % 6 == 5 ? random.nextInt(4, 12) : 0;
        draft.set("Timebox", sprint);
        draft.set("Estimate", BigDecimal.valueOf(points));
        draft.set("DetailEstimate", BigDecimal.valueOf(hours));
        draft.set("ToDo", BigDecimal.valueOf(hours));
        draft.set("Status", statuses.get(0));
        draft.save(joins == 0 ? at(-2, LocalTime.of(10, 0)) : at(joins, LocalTime.of(9, 15)), Version.ACTIVE);
        int begins = joins + random.nextInt(1, 14);
        int left = hours;
        for (int day = begins; day < DAYS && left > 0; day += random.nextInt(1, 4)) {
            if (index % 9 == 8 && day > begins) {
                // Work that grows: the hours left go up first.
                left += 3;
                draft.set("DetailEstimate", BigDecimal.valueOf(hours += 3));
            }
            left = Math.max(0, left - random.nextInt(2, 9));
            draft.set("ToDo", BigDecimal.valueOf(left));
            draft.set("Status", statuses.get(left == 0 ? DONE : 1));
            draft.save(workTime(day, index), Version.ACTIVE);
        }
        leave(draft, index, left, statuses);
        finish(item, versions);
    }

    /** How an item ends: accepted and closed, taken out of the sprint, deleted by mistake, or unfinished. */
    private void leave(Draft draft, int index, int left, List<Asset> statuses) {
        long last = draft.last();
        if (index == 3) {
            draft.save(Math.max(last + TICKS_PER_MILLISECOND, at(20, LocalTime.of(11, 0))), Version.DELETED);
            draft.save(at(DAYS, LocalTime.NOON), Version.ACTIVE);
        } else if (index % 10 == 7) {
            draft.set("Timebox", null);
            draft.save(Math.max(last + TICKS_PER_MILLISECOND, at(24, LocalTime.MIDNIGHT)), Version.ACTIVE);
        } else if (left == 0) {
            draft.set("Status", statuses.get(ACCEPTED));
            draft.save(last + TICKS_PER_MILLISECOND, Version.CLOSED);
        }
    }

    /** Some report together at the end of the day, some exactly at midnight, the others at any time of the day. */
    private long workTime(int day, int index) {
        return switch (index % 3) {
            case 0 -> at(day, END_OF_WORK);
            case 1 -> at(day, LocalTime.MIDNIGHT);
            default -> at(day, LocalTime.of(9, 30).plusNanos(1_000_000L * random.nextInt(28_800_000)));
        };
    }

    private static long at(int day, LocalTime time) {
        return Computations.ticks(BEGIN.plusDays(day).atTime(time).atZone(ZONE).toInstant());
    }

    /** The cells of the version to come. */
    private final class Draft {
        private final Asset asset;
        private final List<Version> versions;
        private final Object[] cells;

        Draft(Asset asset, List<Version> versions, Object[] cells) {
            this.asset = asset;
            this.versions = versions;
            this.cells = cells.clone();
        }

        void set(String attribute, Object value) {
            asset.type().attribute(attribute).ifPresent(found -> cells[found.slot()] = value);
        }

        void save(long time, int state) {
            Asset member = SeedValues.pick(made.get("Member"), random);
            versions.add(new Version(asset, time, member, state, cells.clone()));
        }

        long last() {
            return versions.get(versions.size() - 1).ticks();
        }
    }
}
