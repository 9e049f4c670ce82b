package io.trackersql.demo.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                    assertThat(STORE.value((String) owner, "OwnedWorkitems", from))
                            .as("%s at %s", owner, from)
                            .asInstanceOf(InstanceOfAssertFactories.LIST)
                            .contains(key);
                }
            }
        }
    }

    private static Stream<Version> all() {
        return STORE.model().types().stream()
                .filter(type -> !type.isAbstract())
                .flatMap(type -> Stream.of(STORE.all(type)))
                .flatMap(asset -> asset.history().stream());
    }

    private static Stream<Version> of(String type) {
        return Stream.of(STORE.all(STORE.model().require(type))).flatMap(asset -> asset.history().stream());
    }

    @Test
    void changesAreAtWholeMillisecondsAndSomeAreAsCloseAsThat() {
        assertThat(all().map(STORE::validFrom)).allMatch(time -> time.equals(time.truncatedTo(ChronoUnit.MILLIS)));
        assertThat(of("Story").map(Version::asset).distinct()).anyMatch(asset -> asset.history().stream()
                .map(STORE::validFrom)
                .anyMatch(time -> asset.history().stream()
                        .anyMatch(other -> STORE.validFrom(other).equals(time.plusMillis(1)))));
    }

    @Test
    void oneMomentIsOneTimeAndSomeMomentsChangeSeveralAssets() {
        Map<Long, Set<Instant>> times = new HashMap<>();
        Map<Long, Set<Asset>> assets = new HashMap<>();
        all().filter(version -> version.asset().id() >= 0).forEach(version -> {
            times.computeIfAbsent(version.moment(), key -> new HashSet<>()).add(STORE.validFrom(version));
            assertThat(assets.computeIfAbsent(version.moment(), key -> new HashSet<>())
                            .add(version.asset()))
                    .as(version.token())
                    .isTrue();
        });
        assertThat(times.values()).allMatch(set -> set.size() == 1);
        assertThat(assets.values()).anyMatch(set -> set.size() > 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-11-03T05:30:00Z",
                "2024-11-03T06:30:00Z",
                "2025-03-09T06:59:59.999Z",
                "2025-03-09T07:00:00Z",
                "2025-01-01T05:00:00Z"
            })
    void somethingChangedWhereTheClockIsSpecial(String time) {
        assertThat(of("Story")).anyMatch(version -> STORE.validFrom(version).equals(Instant.parse(time)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Story", "Defect", "Task", "Scope", "Timebox", "Member", "StoryStatus"})
    void namesDifferedInThePast(String type) {
        assertThat(of(type))
                .anyMatch(version -> !Objects.equals(
                        STORE.value(version, "Name"),
                        STORE.value(version.asset().token(), "Name")));
    }

    @Test
    void everyStateAndDeletionsThatWereUndoneAreInThePast() {
        assertThat(of("Story").map(Version::state).distinct()).contains(64, 128, 200, 208, 255);
        assertThat(of("Timebox").map(Version::state).distinct()).contains(0);
        assertThat(STORE.keys("Story"))
                .anyMatch(key -> STORE.versions(key).stream().anyMatch(Version::deleted));
        assertThat(STORE.model().types().stream().filter(type -> !type.isAbstract()))
                .flatExtracting(type -> List.of(STORE.all(type)))
                .filteredOn(asset -> asset.current().deleted()
                        && STORE.validFrom(asset.first()).isAfter(Instant.parse("2024-07-01T00:00:00Z")))
                .as("made late, deleted early")
                .hasSizeGreaterThan(5);
    }

    @Test
    void nothingRefersToWhatDidNotExistYet() {
        all().forEach(version -> version.asset().type().attributes().stream()
                .filter(attribute -> attribute.relation() && attribute.stored())
                .forEach(attribute -> {
                    Object value = STORE.value(version, attribute.name());
                    for (Object key : value instanceof List<?> many ? many : Collections.singletonList(value)) {
                        assertThat(key == null || STORE.value((String) key, "Key", STORE.validFrom(version)) != null)
                                .as("%s of %s", attribute.name(), version.token())
                                .isTrue();
                    }
                }));
    }

    @Test
    void oneSprintBurnsDown() {
        List<BigDecimal> left = new ArrayList<>();
        for (LocalDate day = LocalDate.parse("2024-10-14"); left.size() < 31; day = day.plusDays(1)) {
            Instant time = day.atStartOfDay(STORE.zone()).toInstant();
            left.add(Stream.of(STORE.all(STORE.model().require("Story")))
                    .map(Asset::token)
                    .filter(key -> "Sprint 31".equals(STORE.value(key, "Timebox.Name", time)))
                    .filter(key -> Boolean.FALSE.equals(STORE.value(key, "IsDeleted", time)))
                    .map(key -> (BigDecimal) STORE.value(key, "ToDo", time))
                    .reduce(BigDecimal.ZERO, BigDecimal::add));
        }
        assertThat(left.get(0)).isGreaterThan(BigDecimal.valueOf(200));
        assertThat(left.get(30)).isLessThan(BigDecimal.valueOf(30));
        assertThat(new HashSet<>(left)).hasSizeGreaterThan(20);
    }
}
