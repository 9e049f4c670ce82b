package io.trackersql.demo.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The Rally demo's past holds what breaks naive code, and a sprint whose days differ. */
class RallyPastTest {
    private static final RallyStore STORE = RallyStore.seeded(300, 42, ZoneId.of("America/New_York"));
    private static final String STORY = "HierarchicalRequirement";

    private static List<Snapshot> snapshots(String type) {
        List<Snapshot> all = new ArrayList<>();
        for (Asset artifact : STORE.all(STORE.model().require(type))) {
            all.addAll(STORE.snapshots(artifact));
        }
        return all;
    }

    @Test
    void referencesNamesAndTagsChange() {
        for (String attribute : List.of(
                "Name",
                "Owner",
                "Tags",
                "Iteration",
                "Release",
                "Project",
                "PortfolioItem",
                "Feature",
                "Parent",
                "Blocked",
                "PlanEstimate",
                "ScheduleState",
                "TaskRemainingTotal")) {
            Set<Long> changed = new HashSet<>();
            List<Snapshot> all = snapshots(STORY);
            for (int i = 1; i < all.size(); i++) {
                boolean follows = all.get(i).number() > 0;
                Object before = STORE.value(all.get(i - 1).version(), attribute);
                if (follows && !Objects.equals(before, STORE.value(all.get(i).version(), attribute))) {
                    changed.add(all.get(i).artifact().id());
                }
            }
            assertThat(changed).as(attribute).isNotEmpty();
        }
    }

    @Test
    void artifactsWereDeletedAndRestored() {
        assertThat(snapshots(STORY)).anyMatch(each -> each.kind() == Snapshot.Kind.RESTORE);
        assertThat(snapshots("Defect")).anyMatch(each -> each.kind() == Snapshot.Kind.RESTORE);
        assertThat(snapshots(STORY))
                .anyMatch(each -> each.kind() == Snapshot.Kind.DELETE
                        && !each.artifact().current().deleted());
    }

    @Test
    void someChangesAreAMillisecondApartOrFallOnMidnightsAndChangesOfClocks() {
        List<Snapshot> all = snapshots("Artifact");
        int close = 0;
        Set<Instant> times = new HashSet<>();
        for (int i = 1; i < all.size(); i++) {
            times.add(all.get(i).validFrom());
            boolean follows = all.get(i).number() > 0;
            if (follows
                    && all.get(i - 1)
                            .validFrom()
                            .plusMillis(1)
                            .equals(all.get(i).validFrom())) {
                close++;
            }
        }
        assertThat(close).isGreaterThan(20);
        assertThat(times)
                .contains(
                        Instant.parse("2022-11-06T05:30:00Z"),
                        Instant.parse("2022-11-06T06:30:00Z"),
                        Instant.parse("2023-03-26T01:00:00Z"),
                        Instant.parse("2022-12-31T23:59:59.999Z"),
                        Instant.parse("2023-01-01T00:00:00Z"));
    }

    @Test
    void thePastLeavesThePresentAlone() {
        for (Asset artifact : STORE.objects(STORE.model().require("Artifact"))) {
            List<Snapshot> all = STORE.snapshots(artifact);
            assertThat(all.get(all.size() - 1).updated()).isEqualTo(STORE.value(artifact.id(), "LastUpdateDate"));
            assertThat(all.get(0).validFrom()).isEqualTo(STORE.value(artifact.id(), "CreationDate"));
        }
    }

    @Test
    void aSprintOfThirtyDaysBurnsDown() {
        long sprint = sprint();
        Instant start = (Instant) STORE.value(sprint, "StartDate");
        Set<BigDecimal> todo = new HashSet<>();
        Set<BigDecimal> accepted = new HashSet<>();
        BigDecimal before = BigDecimal.ZERO;
        for (int day = 1; day <= 30; day++) {
            List<Version> stories = stories(sprint, start.plus(Duration.ofDays(day)));
            assertThat(stories).as("day %s", day).hasSizeGreaterThan(10);
            todo.add(sum(stories, "TaskRemainingTotal"));
            BigDecimal done = sum(
                    stories.stream()
                            .filter(story -> "Accepted".equals(STORE.value(story, "ScheduleState")))
                            .toList(),
                    "PlanEstimate");
            assertThat(done).as("day %s", day).isGreaterThanOrEqualTo(before);
            before = done;
            accepted.add(done);
        }
        assertThat(todo).hasSizeGreaterThan(15);
        assertThat(accepted).hasSizeGreaterThan(8);
    }

    private static long sprint() {
        Object project = STORE.defaultProject(STORE.user("admin").orElseThrow())
                .orElseThrow()
                .id();
        return STORE.keys("Iteration").stream()
                .filter(key -> project.equals(STORE.value(key, "Project")))
                .filter(key ->
                        Duration.between((Instant) STORE.value(key, "StartDate"), (Instant) STORE.value(key, "EndDate"))
                                        .toDays()
                                > 20)
                .findFirst()
                .orElseThrow();
    }

    private static List<Version> stories(long iteration, Instant time) {
        List<Version> found = new ArrayList<>();
        for (Asset story : STORE.all(STORE.model().require(STORY))) {
            Optional<Version> version = STORE.versions(story.id()).stream()
                    .filter(each -> !STORE.validFrom(each).isAfter(time))
                    .reduce((one, later) -> later);
            version.filter(each -> !each.deleted() && Objects.equals(STORE.value(each, "Iteration"), iteration))
                    .ifPresent(found::add);
        }
        return found;
    }

    private static BigDecimal sum(List<Version> stories, String attribute) {
        return stories.stream()
                .map(story -> (BigDecimal) STORE.value(story, attribute))
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
