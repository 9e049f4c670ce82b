package io.trackersql.demo.store;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Plays a long iteration from day to day: stories come in, are estimated again, worked on and accepted, their tasks burn down; some are
 * not done in the end. Afterwards all of them are where they were before.
 */
final class RallySprint {
    private static final Duration LONG = Duration.ofDays(28);
    private static final Duration AROUND = Duration.ofDays(2);
    private static final long DAY = 86_400L * Computations.TICKS_PER_SECOND;
    private static final long HOUR = DAY / 24;
    private static final int STORIES_MAX = 20;
    private static final int TASKS_PER_STORY = 2;
    private static final int WORK_DAYS = 6;
    private static final int LATE_DAY = 9;
    private static final int REVISION_DAY = 6;
    private static final int LEAVING_DAY = 17;
    private static final List<String> ESTIMATES = List.of("3", "5", "2", "8", "1", "5", "13");
    private static final List<String> HOURS = List.of("8", "6.5", "12", "4", "16");

    private final Asset iteration;
    private final long start;
    private final int days;
    private final List<Timeline> stories;
    private final List<Timeline> tasks;

    private RallySprint(Asset iteration, List<Timeline> stories, List<Timeline> tasks) {
        this.iteration = iteration;
        this.start = RallySeed.ticks((Instant) RallySeed.get(iteration, "StartDate"));
        long end = RallySeed.ticks((Instant) RallySeed.get(iteration, "EndDate"));
        this.days = Math.toIntExact((end - start) / DAY + 1);
        this.stories = stories;
        this.tasks = tasks;
    }

    /** A sprint for an iteration that is long enough; takes part what was not changed by others in the meantime. */
    static Optional<RallySprint> of(Asset iteration, List<Timeline> all) {
        Instant begin = (Instant) RallySeed.get(iteration, "StartDate");
        Instant end = (Instant) RallySeed.get(iteration, "EndDate");
        if (Duration.between(begin, end).compareTo(LONG) < 0) {
            return Optional.empty();
        }
        long first = RallySeed.ticks(begin.minus(AROUND));
        long last = RallySeed.ticks(end.plus(AROUND));
        List<Timeline> free = all.stream()
                .filter(timeline -> timeline.isOpen(first) && timeline.isOpen(last))
                .filter(timeline -> !timeline.artifact().current().deleted())
                .toList();
        List<Timeline> stories = free.stream()
                .filter(timeline -> isA(timeline, "HierarchicalRequirement"))
                .filter(timeline -> get(timeline, "Project") == RallySeed.get(iteration, "Project"))
                .limit(STORIES_MAX)
                .toList();
        List<Timeline> tasks = free.stream()
                .filter(timeline -> isA(timeline, "Task"))
                .filter(timeline -> get(timeline, "Workspace") == RallySeed.get(iteration, "Workspace"))
                .limit((long) stories.size() * TASKS_PER_STORY)
                .toList();
        return Optional.of(new RallySprint(iteration, stories, tasks));
    }

    private static boolean isA(Timeline timeline, String type) {
        return timeline.artifact().type().name().equals(type);
    }

    private static Object get(Timeline timeline, String attribute) {
        return RallySeed.get(timeline.artifact(), attribute);
    }

    void play() {
        for (int i = 0; i < stories.size(); i++) {
            story(i);
        }
        for (int i = 0; i < tasks.size(); i++) {
            task(i);
        }
    }

    /** Every fourth story is begun, but not done. */
    private boolean isDone(int story) {
        return story % 4 != 3;
    }

    private int firstDay(int story) {
        return story % 6 == 5 ? LATE_DAY : 0;
    }

    /** The day on which a story is accepted, or would be. */
    private int lastDay(int story) {
        int spread = (days - WORK_DAYS - 1) * (story + 1) / stories.size();
        return Math.max(firstDay(story), spread) + WORK_DAYS;
    }

    private int begin(int story) {
        return Math.max(firstDay(story), lastDay(story) - WORK_DAYS) + 1;
    }

    private void story(int index) {
        Timeline story = stories.get(index);
        TreeMap<Long, Map<String, Object>> changes = new TreeMap<>();
        BigDecimal estimate = new BigDecimal(ESTIMATES.get(index % ESTIMATES.size()));
        Map<String, Object> planned = new TreeMap<>();
        planned.put("Iteration", iteration);
        planned.put("ScheduleState", "Defined");
        planned.put("PlanEstimate", estimate);
        planned.put("Blocked", false);
        planned.put("AcceptedDate", null);
        planned.put("InProgressDate", null);
        // The first ones are planned on the evening before, one at midnight and one a millisecond later.
        long planning = index < 2 ? start + index * 10_000L : start - 3 * HOUR + index * HOUR / 30;
        changes.put(firstDay(index) == 0 ? planning : at(firstDay(index), 10, index), planned);
        if (index % 5 == 2) {
            changes.put(at(REVISION_DAY, 9, index), Map.of("PlanEstimate", estimate.add(new BigDecimal(3))));
        }
        long begun = at(begin(index), 9, index);
        changes.put(begun, Map.of("ScheduleState", "In-Progress", "InProgressDate", instant(begun)));
        if (index % 7 == 4) {
            changes.put(at(begin(index) + 1, 11, index), Map.of("Blocked", true));
            changes.put(at(begin(index) + 2, 15, index), Map.of("Blocked", false));
        }
        if (isDone(index)) {
            long accepted = at(lastDay(index), 16, index);
            changes.put(at(lastDay(index) - 1, 17, index), Map.of("ScheduleState", "Completed"));
            changes.put(accepted, Map.of("ScheduleState", "Accepted", "AcceptedDate", instant(accepted)));
        } else if (index % 8 == 7) {
            Map<String, Object> leaves = new TreeMap<>();
            leaves.put("Iteration", null);
            changes.put(at(Math.max(LEAVING_DAY, begin(index) + 1), 14, index), leaves);
        }
        apply(story, changes);
    }

    private void task(int index) {
        int of = index % stories.size();
        TreeMap<Long, Map<String, Object>> changes = new TreeMap<>();
        BigDecimal hours = new BigDecimal(HOURS.get(index % HOURS.size()));
        Map<String, Object> planned = new TreeMap<>();
        planned.put("WorkProduct", stories.get(of).artifact());
        planned.put("State", "Defined");
        planned.put("Estimate", hours);
        planned.put("ToDo", hours);
        planned.put("Actuals", null);
        changes.put(at(firstDay(of), 11, index), planned);
        BigDecimal left = hours;
        BigDecimal step = hours.divide(BigDecimal.valueOf(4));
        for (int day = begin(of); day < lastDay(of); day++) {
            boolean grows = index % 9 == 4 && day == begin(of);
            left = grows ? left.add(step) : left.subtract(step).max(BigDecimal.ZERO);
            boolean stops = !isDone(of) && day > begin(of) + 1;
            if (!stops) {
                boolean over = left.signum() == 0;
                changes.put(at(day, 18, index), Map.of("ToDo", left, "State", over ? "Completed" : "In-Progress"));
            }
        }
        if (isDone(of)) {
            changes.put(
                    at(lastDay(of) - 1, 19, index),
                    Map.of("ToDo", BigDecimal.ZERO, "State", "Completed", "Actuals", hours));
        }
        apply(tasks.get(index), changes);
    }

    /** A time of a day of the iteration; what belongs together is some seconds and milliseconds apart. */
    private long at(int day, int hour, int index) {
        return start + day * DAY + hour * HOUR + index * 61_007L * 10_000;
    }

    private static Instant instant(long ticks) {
        return Instant.ofEpochSecond(0, 0).plusMillis(ticks / 10_000);
    }

    private void apply(Timeline timeline, SortedMap<Long, Map<String, Object>> changes) {
        Object[] outside = timeline.before();
        Object[] cells = outside;
        List<Asset> users = people(timeline);
        int count = 0;
        for (Map.Entry<Long, Map<String, Object>> change : changes.entrySet()) {
            cells = cells.clone();
            timeline.set(cells, change.getValue());
            timeline.add(change.getKey(), users.get(count++ % users.size()), Version.ACTIVE, cells);
        }
        timeline.add(at(days, 3, count), users.get(0), Version.ACTIVE, outside);
    }

    private static List<Asset> people(Timeline timeline) {
        List<Asset> people = new ArrayList<>();
        for (Version version : timeline.versions()) {
            people.add(Objects.requireNonNull(version.changedBy()));
        }
        return people;
    }
}
