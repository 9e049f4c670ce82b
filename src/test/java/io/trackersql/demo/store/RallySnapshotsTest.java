package io.trackersql.demo.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.store.RallyAttribute.AttributeType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The past of the Rally demo's artifacts agrees with itself and ends in their present. */
class RallySnapshotsTest {
    private static final RallyStore STORE = RallyStore.seeded(300, 42, ZoneId.of("America/New_York"));
    private static final String STORY = "HierarchicalRequirement";

    private static List<Asset> all(String type) {
        return Arrays.asList(STORE.all(STORE.model().require(type)));
    }

    private static List<Version> versions(Asset artifact) {
        return STORE.versions(artifact.id());
    }

    private static Version last(Asset artifact) {
        List<Version> versions = versions(artifact);
        return versions.get(versions.size() - 1);
    }

    /** The version that held at a time; empty before the first one and after a deletion. */
    private static Optional<Version> at(Asset artifact, Instant time) {
        return versions(artifact).stream()
                .filter(version -> !STORE.validFrom(version).isAfter(time))
                .reduce((one, later) -> later)
                .filter(version -> !version.deleted());
    }

    @Test
    void theLastSnapshotHoldsThePresent() {
        int checked = 0;
        for (Asset artifact : STORE.objects(STORE.model().require("Artifact"))) {
            for (RallyAttribute attribute : STORE.typeOf(artifact).list()) {
                if (STORE.keeps(attribute)) {
                    Object now = STORE.value(artifact.id(), attribute.name());
                    Object kept = STORE.value(last(artifact), attribute.name());
                    assertThat(comparable(kept))
                            .as("%s.%s", artifact, attribute.name())
                            .isEqualTo(comparable(now));
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(10_000);
    }

    private static Object comparable(Object value) {
        if (value instanceof List<?> list) {
            return new HashSet<>(list);
        }
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }

    @Test
    void whatSnapshotsDoNotHoldIsNull() {
        Asset story = all(STORY).get(0);
        for (String attribute : List.of("Tasks", "Milestones", "TaskStatus", "VersionId", "c_Specification")) {
            assertThat(STORE.value(last(story), attribute)).as(attribute).isNull();
        }
    }

    @Test
    void snapshotsAreNumberedAndFollowEachOther() {
        for (Asset artifact : all("Artifact")) {
            Instant before = Instant.MIN;
            long number = 0;
            for (Version version : versions(artifact)) {
                assertThat(STORE.validFrom(version)).as("%s", artifact).isAfter(before);
                assertThat(STORE.snapshotNumber(version)).isEqualTo(number++);
                before = STORE.validFrom(version);
            }
        }
    }

    @Test
    void theFirstSnapshotIsTheCreationAndDeletionsAreFollowedByRestores() {
        for (Asset artifact : all("Artifact")) {
            List<Snapshot> snapshots = STORE.snapshots(artifact);
            for (int i = 0; i < snapshots.size(); i++) {
                Snapshot.Kind kind = snapshots.get(i).kind();
                boolean afterDeletion = i > 0 && snapshots.get(i - 1).kind() == Snapshot.Kind.DELETE;
                assertThat(kind == Snapshot.Kind.CREATE).isEqualTo(i == 0);
                assertThat(kind == Snapshot.Kind.RESTORE).isEqualTo(afterDeletion);
            }
            assertThat(last(artifact).deleted()).isEqualTo(artifact.current().deleted());
        }
    }

    @Test
    void totalsAreThoseOfTheTasksAtAnyInstant() {
        int checked = 0;
        for (Asset story : all(STORY)) {
            for (Instant time : instants(story)) {
                Optional<Version> version = at(story, time);
                if (version.isPresent()) {
                    BigDecimal sum = all("Task").stream()
                            .flatMap(task -> at(task, time).stream())
                            .filter(task -> Objects.equals(STORE.value(task, "WorkProduct"), story.id()))
                            .map(task -> (BigDecimal) STORE.value(task, "ToDo"))
                            .filter(Objects::nonNull)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
                    assertThat((BigDecimal) STORE.value(version.get(), "TaskRemainingTotal"))
                            .as("%s at %s", story, time)
                            .isEqualByComparingTo(sum);
                    checked += sum.signum();
                }
            }
        }
        assertThat(checked).isGreaterThan(100);
    }

    /** Instants at which tasks of a story change, and one millisecond before. */
    private static Set<Instant> instants(Asset story) {
        Set<Instant> times = new HashSet<>();
        for (Asset task : all("Task")) {
            List<Version> versions = versions(task);
            boolean ofStory = versions.stream()
                    .anyMatch(version -> Objects.equals(STORE.value(version, "WorkProduct"), story.id()));
            if (ofStory) {
                versions.forEach(version -> times.addAll(List.of(
                        STORE.validFrom(version), STORE.validFrom(version).minusMillis(1))));
            }
        }
        return times;
    }

    @Test
    void aTaskIsWhereItsWorkProductWasAtAnyInstant() {
        int checked = 0;
        for (Asset task : all("Task")) {
            List<Instant> times = new ArrayList<>();
            versions(task).forEach(version -> times.add(STORE.validFrom(version)));
            for (Version version : versions(task)) {
                if (STORE.value(version, "WorkProduct") instanceof Long work) {
                    STORE.versions(work).forEach(each -> times.add(STORE.validFrom(each)));
                }
            }
            for (Instant time : times) {
                Optional<Version> version = at(task, time);
                if (version.isPresent() && STORE.value(version.get(), "WorkProduct") instanceof Long work) {
                    Optional<Version> held = at(artifact(work), time);
                    for (String same : List.of("Project", "Iteration", "Release")) {
                        assertThat(STORE.value(version.get(), same))
                                .as("%s.%s at %s", task, same, time)
                                .isEqualTo(held.map(each -> STORE.value(each, same))
                                        .orElse(null));
                    }
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(100);
    }

    private static Asset artifact(long id) {
        return all("Artifact").stream()
                .filter(each -> each.id() == id)
                .min(Comparator.comparing(Asset::id))
                .orElseThrow();
    }

    @Test
    void nothingRefersToWhatIsDeleted() {
        for (Asset artifact : all("Artifact")) {
            for (Version version : versions(artifact)) {
                for (RallyAttribute attribute : version.deleted()
                        ? List.<RallyAttribute>of()
                        : STORE.typeOf(artifact).list()) {
                    boolean toArtifact = attribute.type() == AttributeType.OBJECT
                            && attribute
                                    .target()
                                    .filter(each -> STORE.model()
                                            .require(each)
                                            .isA(STORE.model().require("Artifact")))
                                    .isPresent();
                    if (toArtifact && STORE.value(version, attribute.name()) instanceof Long target) {
                        Instant time = STORE.validFrom(version);
                        boolean later =
                                STORE.validFrom(STORE.versions(target).get(0)).isAfter(time);
                        assertThat(later || at(artifact(target), time).isPresent())
                                .as("%s.%s at %s", artifact, attribute.name(), time)
                                .isTrue();
                    }
                }
            }
        }
    }
}
