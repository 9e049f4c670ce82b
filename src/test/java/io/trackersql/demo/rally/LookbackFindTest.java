package io.trackersql.demo.rally;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.Version;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Lookback API finds what the store says that conditions find. */
class LookbackFindTest extends LookbackFixture {

    private Instant validTo(Version version) {
        List<Version> all = store.versions(version.asset().id());
        int next = all.indexOf(version) + 1;
        return next < all.size() ? store.validFrom(all.get(next)) : Instant.parse(FOREVER);
    }

    private boolean holds(Version version, Instant time) {
        return !store.validFrom(version).isAfter(time) && validTo(version).isAfter(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2024-06-01T00Z", "2024-10-27T01:30:00.000Z", "2025-01-01TZ", "2025-03-09T07:00Z", "2021-01-01TZ"
            })
    void atATimeThereIsWhatHeldThen(String time) throws IOException, InterruptedException {
        String whole = time.replace("TZ", "T00Z").replace("T00Z", "T00:00Z");
        Instant instant = Instant.parse(whole.length() == 17 ? whole.replace("Z", ":00Z") : whole);
        Set<String> expected = new HashSet<>();
        for (Asset artifact : store.all(store.model().require("Artifact"))) {
            store.versions(artifact.id()).stream()
                    .filter(version -> Objects.equals(store.value(version, "Workspace"), workspace))
                    .filter(version -> holds(version, instant))
                    .forEach(version -> expected.add(artifact.id() + "/" + store.snapshotNumber(version)));
        }
        assertThat(found("{'__At':'" + time + "'}")).isEqualTo(expected);
    }

    @Test
    void aBoundBelongsToTheLaterSnapshot() throws IOException, InterruptedException {
        Version second = store.versions(changedStory().id()).get(1);
        String id = "'ObjectID':" + second.asset().id();
        Instant bound = store.validFrom(second);
        assertThat(found("{" + id + ",'__At':'" + text(bound) + "'}"))
                .containsExactly(second.asset().id() + "/1");
        assertThat(found("{" + id + ",'__At':'" + text(bound.minusMillis(1)) + "'}"))
                .containsExactly(second.asset().id() + "/0");
    }

    @Test
    void comparesAsMongoDoes() throws IOException, InterruptedException {
        String stories = "{'_TypeHierarchy':'" + STORY + "',";
        assertThat(found(stories + "'PlanEstimate':null}"))
                .isEqualTo(expected(STORY, version -> store.value(version, "PlanEstimate") == null));
        assertThat(found(stories + "'PlanEstimate':{'$ne':5}}"))
                .isEqualTo(expected(STORY, version -> !is(version, "PlanEstimate", 5)));
        assertThat(found(stories + "'PlanEstimate':{'$gt':5.0,'$lte':13}}"))
                .isEqualTo(expected(
                        STORY,
                        version -> store.value(version, "PlanEstimate") instanceof Number number
                                && number.doubleValue() > 5
                                && number.doubleValue() <= 13));
        assertThat(found(stories + "'PlanEstimate':{'$gt':'5'}}")).isEmpty();
        assertThat(found(
                        stories + "'Owner':{'$exists':false},'$or':[{'PlanEstimate':{'$in':[3,8]}},{'Blocked':true}]}"))
                .isEqualTo(expected(
                        STORY,
                        version -> store.value(version, "Owner") == null
                                && (is(version, "PlanEstimate", 3)
                                        || is(version, "PlanEstimate", 8)
                                        || Boolean.TRUE.equals(store.value(version, "Blocked")))));
        assertThat(found(stories + "'FormattedID':'US2'}")).isEmpty();
        assertThat(found(stories + "'_UnformattedID':2}"))
                .isEqualTo(expected(STORY, version -> "US2".equals(store.value(version, "FormattedID"))));
    }

    private boolean is(Version version, String attribute, int value) {
        return store.value(version, attribute) instanceof Number number && number.doubleValue() == value;
    }

    @Test
    void anItemOfAnArrayIsEnough() throws IOException, InterruptedException {
        long tag = store.keys("Tag").get(0);
        assertThat(found("{'_TypeHierarchy':'" + STORY + "','Tags':" + tag + "}"))
                .isEqualTo(expected(STORY, version -> ((List<?>) store.value(version, "Tags")).contains(tag)));
    }

    @Test
    void comparesTimesWithTimesOnly() throws IOException, InterruptedException {
        Instant bound = Instant.parse("2024-12-01T05:00:00Z");
        assertThat(found("{'_TypeHierarchy':'" + STORY + "','_ValidFrom':{'$gte':'2024-12-01T05Z'}}"))
                .isEqualTo(expected(STORY, version -> !store.validFrom(version).isBefore(bound)));
        assertThat(found("{'_TypeHierarchy':'" + STORY + "','_ValidFrom':{'$gte':'2024-12-01'}}"))
                .isEmpty();
        assertThat(found("{'_TypeHierarchy':'" + STORY + "','_ValidFrom':{'$gte':0}}"))
                .isEmpty();
    }

    @Test
    void findsTypesByNameOrIdWithTheirSupertypes() throws IOException, InterruptedException {
        Set<String> features = expected("PortfolioItem/Feature", version -> true);
        assertThat(found("{'_TypeHierarchy':'PortfolioItem/Feature'}")).isEqualTo(features);
        assertThat(found("{'_TypeHierarchy':23240039754}")).isEqualTo(features);
        assertThat(found("{'_TypeHierarchy':{'$in':['PortfolioItem',-51006]}}"))
                .isEqualTo(union(expected("PortfolioItem", version -> true), expected("Defect", version -> true)));
        assertThat(found("{'_TypeHierarchy':'Iteration'}")).isEmpty();
        assertThat(found("{'_TypeHierarchy':'Nonsense'}")).isEmpty();
    }

    private Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    @Test
    void statesAreIdsThatTextsFindInTheOrderOfTheWorkflow() throws IOException, InterruptedException {
        List<String> workflow = List.of("Idea", "Defined", "In-Progress", "Completed", "Accepted", "Released");
        String stories = "{'_TypeHierarchy':'" + STORY + "','ScheduleState':";
        assertThat(found(stories + "'Accepted'}"))
                .isEqualTo(expected(STORY, version -> "Accepted".equals(store.value(version, "ScheduleState"))));
        assertThat(found(stories + "{'$gte':'In-Progress','$lt':'Accepted'}}"))
                .isEqualTo(expected(STORY, version -> List.of("In-Progress", "Completed")
                        .contains(store.value(version, "ScheduleState"))));
        assertThat(found(stories + "'accepted'}")).isEmpty();
        JsonNode rows = ask("{'find':{'_TypeHierarchy':'" + STORY + "','__At':'current'},'fields':['ScheduleState'],"
                        + "'hydrate':['ScheduleState'],'sort':{'ScheduleState':-1},'pagesize':1000,"
                        + "'removeUnauthorizedSnapshots':true}")
                .path("Results");
        List<Integer> places = new ArrayList<>();
        rows.forEach(
                row -> places.add(-workflow.indexOf(row.path("ScheduleState").asText())));
        assertThat(places).hasSizeGreaterThan(100).isSorted();
        assertThat(found("{'_TypeHierarchy':'Defect','State':{'$ne':'Open'}}"))
                .isEqualTo(expected("Defect", version -> !"Open".equals(store.value(version, "State"))));
    }

    @Test
    void previousValuesTellWhatChanged() throws IOException, InterruptedException {
        JsonNode rows = ask("{'find':{'_TypeHierarchy':'" + STORY
                        + "','_PreviousValues.ScheduleState':{'$lt':'Accepted'},"
                        + "'ScheduleState':{'$gte':'Accepted'}},'fields':['ObjectID','_SnapshotNumber',"
                        + "'_PreviousValues.ScheduleState'],'hydrate':['_PreviousValues.ScheduleState'],"
                        + "'removeUnauthorizedSnapshots':true}")
                .path("Results");
        assertThat(rows).isNotEmpty();
        rows.forEach(row -> {
            List<Version> versions = store.versions(row.path("ObjectID").asLong());
            Version before = versions.get(row.path("_SnapshotNumber").asInt() - 1);
            assertThat(row.path("_PreviousValues").path("ScheduleState").asText())
                    .isEqualTo(store.value(before, "ScheduleState"));
        });
        JsonNode first = ask("{'find':{'_SnapshotNumber':0,'_TypeHierarchy':'Defect'},'fields':['_PreviousValues'],"
                        + "'pagesize':1,'removeUnauthorizedSnapshots':true}")
                .path("Results")
                .path(0)
                .path("_PreviousValues");
        assertThat(first).isNotEmpty().allMatch(JsonNode::isNull);
    }

    @Test
    void findsWhatIsBelowAProjectOrAnArtifact() throws IOException, InterruptedException {
        long parent = (Long) store.value((Long) store.value(changedStory().id(), "Project"), "Parent");
        assertThat(found("{'_TypeHierarchy':'" + STORY + "','_ProjectHierarchy':" + parent + "}"))
                .isEqualTo(expected(STORY, version -> isBelow((Long) store.value(version, "Project"), parent)));
        long task = store.keys("Task").stream()
                .filter(each -> store.value(each, "WorkProduct") != null
                        && Objects.equals(store.value(each, "Workspace"), workspace))
                .findFirst()
                .orElseThrow();
        long work = (Long) store.value(task, "WorkProduct");
        assertThat(found("{'_ItemHierarchy':" + work + ",'__At':'current'}"))
                .anyMatch(key -> key.startsWith(task + "/"))
                .anyMatch(key -> key.startsWith(work + "/"));
    }

    private boolean isBelow(Long project, long above) {
        for (Object each = project; each != null; each = store.value((Long) each, "Parent")) {
            if (each.equals(above)) {
                return true;
            }
        }
        return false;
    }
}
