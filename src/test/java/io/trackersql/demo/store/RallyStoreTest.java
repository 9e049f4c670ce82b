package io.trackersql.demo.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoServer;
import io.trackersql.demo.store.RallyAttribute.AttributeType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The Rally demo's data agrees with itself and holds the values that break naive code. */
class RallyStoreTest {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final RallyStore STORE = RallyStore.seeded(300, 42, ZONE);
    private static final String STORY = "HierarchicalRequirement";

    @Test
    void everyAttributeOfEveryObjectCanBeReadAndIsOfItsType() {
        for (Asset object : objects("PersistableObject")) {
            for (RallyAttribute attribute : STORE.typeOf(object).list()) {
                Object value = STORE.read(object, attribute);
                if (value == null) {
                    assertThat(attribute.required())
                            .as("%s.%s", object, attribute.name())
                            .isFalse();
                } else {
                    assertThat(value).as("%s.%s", object, attribute.name()).isInstanceOf(javaType(attribute.type()));
                }
            }
        }
    }

    private static Class<?> javaType(AttributeType type) {
        return switch (type) {
            case BINARY_DATA -> byte[].class;
            case BOOLEAN -> Boolean.class;
            case COLLECTION -> Object[].class;
            case DATE -> Instant.class;
            case DECIMAL, QUANTITY -> BigDecimal.class;
            case INTEGER -> Long.class;
            case OBJECT -> Asset.class;
            case RATING, STATE, STRING, TEXT -> String.class;
            case WEB_LINK -> WebLink.class;
        };
    }

    @Test
    void referencesLeadToObjectsOfTheirType() {
        for (Asset object : objects("PersistableObject")) {
            for (RallyAttribute attribute : STORE.typeOf(object).list()) {
                attribute.target().ifPresent(target -> {
                    Object value = STORE.read(object, attribute);
                    for (Object each : value instanceof Object[] many ? many : new Object[] {value}) {
                        if (each != null) {
                            Asset found = (Asset) each;
                            assertThat(STORE.typeOf(found).isA(STORE.model().require(target)))
                                    .as("%s.%s is %s", object, attribute.name(), found)
                                    .isTrue();
                            assertThat(STORE.find(found.id())).contains(found);
                        }
                    }
                });
            }
        }
    }

    @Test
    void keysAreUniqueAndSomeLieBeyondWhatADoubleHolds() {
        List<Long> keys = STORE.keys("PersistableObject");
        assertThat(keys).doesNotHaveDuplicates().isSorted();
        assertThat(keys).anyMatch(key -> key > 1L << 53).anyMatch(key -> key < 0);
        for (Long key : keys) {
            Asset object = STORE.find(key).orElseThrow();
            assertThat(STORE.find(STORE.uuid(object).toString())).contains(object);
        }
    }

    @Test
    void everyNullableAttributeHasNullsAndValues() {
        // These are set wherever an object belongs to one, as every artifact does.
        Set<String> scopes = Set.of("Subscription", "Workspace", "Project");
        List<String> always = new ArrayList<>();
        for (String path : List.of(STORY, "Defect", "Task", "TestCase", "PortfolioItem/Feature")) {
            for (RallyAttribute attribute : STORE.model().require(path).list()) {
                boolean stored = attribute.stored().stored() && !scopes.contains(attribute.name());
                if (stored
                        && !attribute.required()
                        && attribute.type() != AttributeType.RATING
                        && attribute.type() != AttributeType.COLLECTION) {
                    Set<Boolean> isNull = new HashSet<>();
                    for (Asset object : objects(path)) {
                        isNull.add(STORE.read(object, attribute) == null);
                    }
                    if (isNull.size() < 2) {
                        always.add(path + "." + attribute.name());
                    }
                }
            }
        }
        assertThat(always).isEmpty();
    }

    @Test
    void sortableAttributesHaveTies() {
        Set<String> unique =
                Set.of("ObjectID", "ObjectUUID", "FormattedID", "DragAndDropRank", "CreationDate", "LastUpdateDate");
        for (RallyAttribute attribute : STORE.model().require(STORY).list()) {
            if (attribute.sortable() && !unique.contains(attribute.name())) {
                Set<Object> values = new HashSet<>();
                for (Asset object : objects(STORY)) {
                    values.add(STORE.read(object, attribute));
                }
                assertThat(values.size()).as(attribute.name()).isLessThan(objects(STORY).length);
            }
        }
    }

    @Test
    void emptyTextIsNotNull() {
        assertThat(values(STORY, "c_Region")).contains("", null, "North");
        assertThat(values(STORY, "Notes")).contains("", (Object) null);
        assertThat(values("Defect", "Priority")).contains("None").doesNotContainNull();
    }

    @Test
    void aStoryHasOneParentAtMost() {
        for (long key : STORE.keys(STORY)) {
            Object parent = STORE.value(key, "Parent");
            Object feature = STORE.value(key, "PortfolioItem");
            assertThat(parent != null && feature != null).isFalse();
            assertThat(STORE.value(key, "UnifiedParent")).isEqualTo(parent != null ? parent : feature);
        }
        assertThat(values(STORY, "DirectChildrenCount")).contains(0L, 1L);
    }

    @Test
    void timeboxesAndFlowStatesAreThoseOfTheProject() {
        for (long key : STORE.keys("SchedulableArtifact")) {
            for (String reference : List.of("Iteration", "Release", "FlowState")) {
                if (STORE.value(key, reference) instanceof Long target) {
                    assertThat(STORE.value(target, "Project")).isEqualTo(STORE.value(key, "Project"));
                }
            }
        }
    }

    @Test
    void aTaskIsWhereItsWorkProductIs() {
        for (long key : STORE.keys("Task")) {
            if (STORE.value(key, "WorkProduct") instanceof Long work) {
                for (String same : List.of("Project", "Iteration", "Release")) {
                    assertThat(STORE.value(key, same)).isEqualTo(STORE.value(work, same));
                }
                assertThat(STORE.value(work, "Tasks"))
                        .asInstanceOf(InstanceOfAssertFactories.LIST)
                        .contains(key);
            }
        }
    }

    @Test
    void totalsAreThoseOfTheTasks() {
        for (long key : STORE.keys(STORY)) {
            BigDecimal sum = BigDecimal.ZERO;
            for (Object task : (List<?>) STORE.value(key, "Tasks")) {
                sum = sum.add(
                        (BigDecimal) Objects.requireNonNullElse(STORE.value((Long) task, "Estimate"), BigDecimal.ZERO));
            }
            assertThat((BigDecimal) STORE.value(key, "TaskEstimateTotal")).isEqualByComparingTo(sum);
        }
    }

    @Test
    void collectionsAreTheOtherSideOfReferences() {
        int checked = 0;
        for (RallyType type : STORE.model().types()) {
            for (RallyAttribute attribute : type.isAbstract() ? List.<RallyAttribute>of() : type.list()) {
                if (attribute.stored().source() instanceof AttributeSource.Reverse reverse) {
                    for (Asset object : STORE.objects(type)) {
                        List<Object> items = Arrays.asList((Object[]) STORE.read(object, attribute));
                        assertThat(items).doesNotHaveDuplicates();
                        for (Object item : items) {
                            Object back = STORE.value(((Asset) item).id(), reverse.attribute());
                            assertThat(
                                            back instanceof List<?> list
                                                    ? list.contains(object.id())
                                                    : back.equals(object.id()))
                                    .isTrue();
                            checked++;
                        }
                    }
                }
            }
        }
        assertThat(checked).isGreaterThan(1000);
    }

    @Test
    void nothingRefersToAnotherWorkspace() {
        for (Asset object : objects("Artifact")) {
            Object workspace = STORE.value(object.id(), "Workspace");
            for (RallyAttribute attribute : STORE.typeOf(object).list()) {
                if (attribute.type() == AttributeType.OBJECT
                        && STORE.read(object, attribute) instanceof Asset target
                        && STORE.typeOf(target).attribute("Workspace").isPresent()
                        && STORE.value(target.id(), "Workspace") != null) {
                    assertThat(STORE.value(target.id(), "Workspace"))
                            .as("%s.%s", object, attribute.name())
                            .isEqualTo(workspace);
                }
            }
        }
    }

    @Test
    void projectNamesRepeatAndOneHoldsTheSeparator() {
        List<Object> names = values("Project", "Name");
        assertThat(names).contains("Checkout", "Payment", "Checkout // Payment");
        assertThat(names.stream().filter("Team A"::equals)).hasSizeGreaterThan(2);
        assertThat(values("Project", "State")).contains("Open", "Closed");
    }

    @Test
    void formattedIdsOfOneWorkspaceAreUnique() {
        Map<Object, Set<Object>> seen = new HashMap<>();
        for (long key : STORE.keys("Artifact")) {
            assertThat(seen.computeIfAbsent(STORE.value(key, "Workspace"), each -> new HashSet<>())
                            .add(STORE.value(key, "FormattedID")))
                    .isTrue();
        }
        assertThat(values(STORY, "FormattedID")).contains("US2");
        assertThat(values("Defect", "FormattedID")).contains("DE2");
    }

    @Test
    void recycledArtifactsAreNotThereButInTheBin() {
        RallyType story = STORE.model().require(STORY);
        List<Asset> deleted = Stream.of(STORE.all(story))
                .filter(object -> object.current().deleted())
                .toList();
        assertThat(deleted).isNotEmpty().noneMatch(object -> List.of(STORE.objects(story))
                .contains(object));
        assertThat(values("RecycleBinEntry", "ItemOID"))
                .containsAll(deleted.stream().map(Asset::id).toList());
    }

    @Test
    void pastVersionsFollowEachOtherOverYears() {
        List<Asset> changed = Stream.of(objects(STORY))
                .filter(object -> STORE.versions(object.id()).size() > 1)
                .toList();
        assertThat(changed).hasSizeGreaterThan(100);
        Duration longest = Duration.ZERO;
        for (Asset object : changed) {
            List<Version> versions = STORE.versions(object.id());
            for (int i = 1; i < versions.size(); i++) {
                assertThat(STORE.validFrom(versions.get(i))).isAfter(STORE.validFrom(versions.get(i - 1)));
            }
            Duration life = Duration.between(
                    STORE.validFrom(versions.get(0)), STORE.validFrom(versions.get(versions.size() - 1)));
            longest = life.compareTo(longest) > 0 ? life : longest;
        }
        assertThat(longest.toDays()).isGreaterThan(365);
    }

    @Test
    void theRestrictedUserDoesNotSeeSomeProjectsNorWhatIsInThem() {
        Asset restricted = STORE.user(DemoServer.RESTRICTED_USER).orElseThrow();
        Asset admin = STORE.user(DemoServer.USER).orElseThrow();
        assertThat(objects(STORY)).allMatch(story -> STORE.sees(admin, story));
        for (Asset story : objects(STORY)) {
            Asset project = STORE.reference(story, "Project").orElseThrow();
            assertThat(STORE.sees(restricted, story)).isEqualTo(STORE.sees(restricted, project));
        }
        assertThat(objects("Project")).anyMatch(project -> STORE.sees(restricted, project));
        assertThat(objects("Project")).anyMatch(project -> !STORE.sees(restricted, project));
        assertThat(objects("Task")).anyMatch(task -> !STORE.sees(restricted, task));
    }

    @Test
    void theSameSeedGivesTheSameData() {
        assertThat(content(RallyStore.seeded(40, 7, ZONE))).isEqualTo(content(RallyStore.seeded(40, 7, ZONE)));
        assertThat(content(RallyStore.seeded(40, 7, ZONE))).isNotEqualTo(content(RallyStore.seeded(40, 8, ZONE)));
    }

    @Test
    void peopleAreThoseOfTheVersionOneDemo() {
        DemoStore other = DemoStore.seeded(DemoModel.standard(), 10, 42, ZONE);
        List<Object> users = other.keys("Member").stream()
                .map(key -> other.value(key, "Username"))
                .toList();
        assertThat(values("User", "UserName")).containsAll(users);
    }

    private static List<Object> content(RallyStore store) {
        List<Object> content = new ArrayList<>();
        for (long key : store.keys("PersistableObject")) {
            for (RallyAttribute attribute :
                    store.typeOf(store.find(key).orElseThrow()).list()) {
                Object value = store.value(key, attribute.name());
                content.add(value instanceof byte[] bytes ? Arrays.toString(bytes) : value);
            }
        }
        return content;
    }

    private static Asset[] objects(String type) {
        return STORE.objects(STORE.model().require(type));
    }

    private static List<Object> values(String type, String attribute) {
        List<Object> values = new ArrayList<>();
        STORE.keys(type).forEach(key -> values.add(STORE.value(key, attribute)));
        return values;
    }
}
