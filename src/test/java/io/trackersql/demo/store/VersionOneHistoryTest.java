package io.trackersql.demo.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the VersionOne demo's store tells of the past to code that knows nothing of it. */
class VersionOneHistoryTest {
    private static final DemoStore STORE =
            DemoStore.seeded(DemoModel.standard(), 300, 42, ZoneId.of("America/New_York"));

    @Test
    void versionsAreToldOldestFirstWithTheirTimeAndAuthor() {
        for (String key : STORE.keys("Story")) {
            List<Version> versions = STORE.versions(key);
            assertThat(versions).extracting(STORE::validFrom).isSorted().doesNotHaveDuplicates();
            Version newest = versions.get(versions.size() - 1);
            assertThat(STORE.changedBy(newest)).isEqualTo(STORE.value(key, "ChangedBy"));
            assertThat(STORE.value(newest, "Name")).isEqualTo(STORE.value(key, "Name"));
            assertThat(STORE.value(newest, "Scope")).isEqualTo(STORE.value(key, "Scope"));
        }
    }

    @Test
    void aValueAtATimeIsThatOfTheVersionThatHeldThen() {
        for (String key : STORE.keys("Defect")) {
            List<Version> versions = STORE.versions(key);
            Instant created = STORE.validFrom(versions.get(0));
            assertThat(STORE.value(key, "Moment", created.minusMillis(1))).isNull();
            for (Version version : versions) {
                Instant from = STORE.validFrom(version);
                assertThat(STORE.value(key, "Moment", from)).isEqualTo(version.moment());
                assertThat(STORE.value(key, "Scope.Name", from)).isEqualTo(STORE.value(version, "Scope.Name"));
            }
        }
    }

    @Test
    void theOtherSideOfARelationIsThatOfTheSameTime() {
        for (String key : STORE.keys("Story")) {
            for (Version version : STORE.versions(key)) {
                Instant from = STORE.validFrom(version);
                for (Object owner : version.deleted() ? List.of() : (List<?>) STORE.value(version, "Owners")) {
                    assertThat((List<Object>) (List<?>) STORE.value((String) owner, "OwnedWorkitems", from))
                            .as("%s at %s", owner, from)
                            .contains(key);
                }
            }
        }
    }
}
