package io.trackersql.demo.versionone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.versionone.VersionOneQuirks.Deletions;
import io.trackersql.demo.versionone.VersionOneQuirks.RepeatedHour;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions, times and moments, as section 4.12 of the product's history queries has them. */
class HistoryTest {
    private static final ZoneId ZONE = VersionOneQuirks.standard().zone();
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");
    private static final Instant MIDSUMMER = Instant.parse("2024-06-20T12:00:00.123Z");

    private static DemoServer server;
    private static Http http;

    @BeforeAll
    static void start() {
        server = DemoServer.start(DemoOptions.standard());
        http = new Http(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static DemoStore store() {
        return server.store();
    }

    /** An asset with several versions, none of which deleted it. */
    private static String changed(String type) {
        return store().keys(type).stream()
                .filter(key -> store().versions(key).size() > 2)
                .filter(key -> store().versions(key).stream().noneMatch(Version::deleted))
                .findFirst()
                .orElseThrow();
    }

    private static String local(Instant time) {
        return LOCAL.format(time.atZone(ZONE));
    }

    /** All assets of a type that ever were. */
    private static List<String> everyKey(String type) throws Exception {
        return http.keys(type, "deleted", "true", "sel", "");
    }

    private static List<String> tokens(List<Version> versions) {
        return versions.stream().map(Version::token).toList();
    }

    @Test
    void anAssetsVersionsComeOldestFirst() throws Exception {
        String key = changed("Story");
        List<Version> versions = store().versions(key);
        assertThat(http.hist(key.replace(':', '/'), "sel", "Name")).isEqualTo(tokens(versions));
        assertThat(http.hist(key.replace(':', '/'), "sort", "-Moment", "page", "1"))
                .containsExactly(versions.get(versions.size() - 1).token());
        JsonNode root = Http.json(http.rest("Hist/" + key.replace(':', '/'), "needTotal", "true", "page", "2,1"));
        assertThat(root.path("_type").asText()).isEqualTo("History");
        assertThat(root.path("total").asInt()).isEqualTo(versions.size());
        assertThat(root.path("pageSize").asInt()).isEqualTo(2);
        assertThat(root.at("/Assets/0/href").asText())
                .isEqualTo(
                        "/VersionOne/rest-1.v1/Data/" + versions.get(1).token().replace(':', '/'));
    }

    @Test
    void historyInXmlHasARootOfItsOwnAndStandsOnOneLine() throws Exception {
        String key = changed("Story");
        String first = store().versions(key).get(0).token();
        String path = "/rest-1.v1/Hist/" + key.replace(':', '/');
        assertThat(http.xml(path + "?sel=ChangeReason&page=1&needTotal=true").body())
                .endsWith("<History total=\"%d\" pageSize=\"1\" pageStart=\"0\">"
                                .formatted(store().versions(key).size())
                        + "<Asset href=\"/VersionOne/rest-1.v1/Data/%s\" id=\"%s\">"
                                .formatted(first.replace(':', '/'), first)
                        + "<Attribute name=\"ChangeReason\">Created</Attribute></Asset></History>");
        assertThat(http.xml("/rest-1.v1/Hist/Story/99999999?needTotal=true").body())
                .endsWith("<History total=\"0\" pageSize=\"2147483647\" pageStart=\"0\" />");
        assertThat(http.xml("/rest-1.oauth.v1/Hist/Story?page=1&sel=").body())
                .contains("href=\"/VersionOne/rest-1.oauth.v1/Data/Story/");
    }

    @Test
    void theHistoryOfATypeIsInTheOrderOfMoments() throws Exception {
        List<Version> expected = new ArrayList<>();
        for (String key : everyKey("Defect")) {
            expected.addAll(store().versions(key));
        }
        List<String> rows = http.hist("Defect", "sel", "");
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(tokens(expected))
                .extracting(HistoryTest::moment)
                .isSorted();
        long last = moment(rows.get(rows.size() / 2));
        assertThat(http.hist("Defect", "sel", "", "where", "Moment>'" + last + "'"))
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().filter(row -> moment(row) > last).toList());
        assertThat(http.hist("Defect", "sel", "", "where", "Moment='" + last + "'"))
                .allMatch(row -> moment(row) == last)
                .isNotEmpty();
    }

    private static long moment(String token) {
        return Long.parseLong(token.split(":")[2]);
    }

    @Test
    void aVersionsValuesAreThoseOfItsTime() throws Exception {
        for (String type : List.of("Story", "Defect", "Task")) {
            JsonNode rows = Http.json(http.rest("Hist/" + type, "sel", "Name,Scope.Name,AssetState"))
                    .path("Assets");
            int compared = 0;
            for (JsonNode row : rows) {
                Version version = version(row.path("id").asText());
                assertThat(row.at("/Attributes/Name/value").asText("")).isEqualTo(text(version, "Name"));
                assertThat(row.at("/Attributes/Scope.Name/value").asText("")).isEqualTo(text(version, "Scope.Name"));
                assertThat(row.at("/Attributes/AssetState/value").asInt()).isEqualTo(version.state());
                compared++;
            }
            assertThat(compared).isGreaterThan(store().keys(type).size());
        }
    }

    private static String text(Version version, String path) {
        Object value = store().value(version, path);
        return value == null ? "" : value.toString();
    }

    private static Version version(String token) {
        return store().versions(token).stream()
                .filter(version -> version.token().equals(token))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hist", "Data"})
    void asofGivesTheLastVersionOfEachAssetAtOrBeforeATime(String family) throws Exception {
        for (Version version : store().versions(changed("Story"))) {
            for (Instant time : List.of(
                    store().validFrom(version), store().validFrom(version).minusMillis(1))) {
                Set<String> expected = new LinkedHashSet<>();
                for (String key : everyKey("Story")) {
                    store().versions(key).stream()
                            .filter(each -> !store().validFrom(each).isAfter(time))
                            .reduce((older, newer) -> newer)
                            .map(Version::token)
                            .ifPresent(expected::add);
                }
                List<String> rows = ids(http.rest(family + "/Story", "asof", local(time), "sel", ""));
                assertThat(rows).as("%s", time).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    @Test
    void asofOfOneAssetGivesAtMostOneRow() throws Exception {
        String key = changed("Story");
        String path = key.replace(':', '/');
        List<Version> versions = store().versions(key);
        String second = local(store().validFrom(versions.get(1)));
        assertThat(http.hist(path, "asof", second))
                .containsExactly(versions.get(1).token());
        assertThat(http.hist(path, "asof", "2001-01-01")).isEmpty();
        JsonNode data = Http.json(http.rest("Data/" + path, "asOf", second, "sel", "Moment"));
        assertThat(data.path("id").asText()).isEqualTo(versions.get(1).token());
        assertThat(http.rest("Data/" + path, "asof", "2001-01-01").statusCode()).isEqualTo(404);
    }

    @Test
    void aDayIsItsFirstInstantOnTheServersClock() throws Exception {
        assertThat(http.hist("Story", "asof", "2024-07-15", "sel", ""))
                .isEqualTo(http.hist("Story", "asof", "2024-07-15T00:00:00", "sel", ""))
                .isEqualTo(http.hist("Story", "asof", "2024-07-15T00:00:00.00", "sel", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3423",
                "All",
                "now",
                "2024-07-15T00:00",
                "2024-07-15 00:00:00",
                "2024-07-15T00:00:00Z",
                "2024-07-15T00:00:00-05:00",
                "2024-07-15T00:00:00.1234",
                "2024-02-30",
                "2025-03-09T02:30:00",
                "15/07/2024"
            })
    void anotherFormOfTimeIsRefused(String time) throws Exception {
        for (String path : List.of("Hist/Story", "Data/Story", "Data/Story/940")) {
            HttpResponse<String> response = http.rest(path, "asof", time);
            assertThat(response.statusCode()).as(path).isEqualTo(400);
            assertThat(Http.message(response)).contains("ASOF");
        }
    }

    @Test
    void whatAPastRowRefersToNamesItsMoment() throws Exception {
        JsonNode rows = Http.json(http.rest("Hist/Story", "asof", local(MIDSUMMER), "sel", "Scope,Owners,Now,Scope#"))
                .path("Assets");
        for (JsonNode row : rows) {
            String key = row.path("id").asText().replaceAll(":\\d+$", "");
            JsonNode scope = row.at("/Attributes/Scope/value");
            String name = (String) store().value(key, "Scope", MIDSUMMER);
            assertThat(scope.path("idref").asText()).isEqualTo(name + ":" + store().value(name, "Moment", MIDSUMMER));
            assertThat(scope.path("href").asText())
                    .endsWith("/Data/" + scope.path("idref").asText().replace(':', '/'));
            assertThat(row.at("/Attributes/Now/value/idref").asText()).isEqualTo(key);
            assertThat(row.at("/Attributes/Scope#/value/idref").asText()).isEqualTo(name);
        }
        VersionOneQuirks mild = VersionOneQuirks.standard()
                .withHistory(VersionOneQuirks.standard().history().withMomentInReferences(false));
        try (DemoServer other = DemoServer.start(DemoOptions.standard().withQuirks(mild))) {
            assertThat(Http.json(new Http(other).rest("Hist/Story", "asof", local(MIDSUMMER), "sel", "Scope"))
                            .at("/Assets/0/Attributes/Scope/value/idref")
                            .asText())
                    .matches("Scope:\\d+");
        }
    }

    @Test
    void deletionsAreRowsUnlessTheServerWantsToBeAsked() throws Exception {
        List<Version> all = new ArrayList<>();
        for (String key : everyKey("Story")) {
            all.addAll(store().versions(key));
        }
        assertThat(all).anyMatch(Version::deleted);
        List<String> alive = tokens(all.stream().filter(each -> !each.deleted()).toList());
        assertThat(http.hist("Story", "sel", "")).hasSameSizeAs(all);
        assertThat(http.hist("Story", "sel", "", "where", "IsDeleted='false'"))
                .containsExactlyInAnyOrderElementsOf(alive);
        assertThat(http.hist("Story", "sel", "", "where", "IsDeleted='true','false'"))
                .hasSameSizeAs(all);
        VersionOneQuirks mild = VersionOneQuirks.standard()
                .withHistory(VersionOneQuirks.standard().history().withDeletions(Deletions.ON_REQUEST));
        try (DemoServer other = DemoServer.start(DemoOptions.standard().withQuirks(mild))) {
            Http there = new Http(other);
            assertThat(there.hist("Story", "sel", "")).containsExactlyInAnyOrderElementsOf(alive);
            assertThat(there.hist("Story", "sel", "", "where", "IsDeleted='true','false'"))
                    .hasSameSizeAs(all);
            assertThat(ids(there.rest("Data/Story", "sel", "", "asof", "2100-01-01")))
                    .hasSize(store().keys("Story").size());
        }
    }

    @Test
    void aMomentInThePathNamesOneVersion() throws Exception {
        Version second = store().versions(changed("Story")).get(1);
        String path = "Data/" + second.token().replace(':', '/');
        JsonNode row = Http.json(http.rest(path, "sel", "Moment,Prior.Moment"));
        assertThat(row.path("id").asText()).isEqualTo(second.token());
        assertThat(row.at("/Attributes/Moment/value").asLong()).isEqualTo(second.moment());
        assertThat(row.at("/Attributes/Prior.Moment/value").asLong())
                .isEqualTo(store().versions(second.asset().token()).get(0).moment());
        assertThat(Http.json(http.rest(path + "/Moment")).path("value").asLong())
                .isEqualTo(second.moment());
        assertThat(http.rest("Data/" + second.asset().token().replace(':', '/') + "/1")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void oneAttributeOfAllVersionsIsAHistoryOfIt() throws Exception {
        String key = changed("Story");
        JsonNode rows = Http.json(http.rest("Hist/" + key.replace(':', '/') + "/Scope.Name"))
                .path("Assets");
        assertThat(rows).hasSameSizeAs(store().versions(key));
        assertThat(rows.at("/0/Attributes")).hasSize(1);
        assertThat(rows.at("/0/Attributes/Scope.Name/value").asText())
                .isEqualTo(text(store().versions(key).get(0), "Scope.Name"));
    }

    @Test
    void aQuerySaysAsofPerQueryOfABatch() throws Exception {
        String key = changed("Story");
        List<Version> versions = store().versions(key);
        String query = """
                {"from":"%s","select":["Name",{"from":"Scope","select":["Name"]}],"asof":"%s"}""";
        String time = local(store().validFrom(versions.get(1)));
        String all = "{\"from\":\"" + key + "\",\"asof\":\"All\",\"page\":{\"size\":2,\"start\":1}}";
        String now = "{\"from\":\"" + key + "\"}";
        for (String body : List.of(
                "[" + query.formatted(key, time) + "," + all + "," + now + "]",
                query.formatted(key, time) + "\n---\n" + all + "\n---\n" + now)) {
            JsonNode sets = Http.json(http.query(body));
            assertThat(sets).hasSize(3);
            assertThat(sets.at("/0/0/_oid").asText()).isEqualTo(versions.get(1).token());
            assertThat(sets.at("/0/0/Name").asText("")).isEqualTo(text(versions.get(1), "Name"));
            assertThat(sets.at("/0/0/Scope/0/Name").asText("")).isEqualTo(text(versions.get(1), "Scope.Name"));
            assertThat(sets.at("/0/0/Scope/0/_oid").asText()).matches("Scope:\\d+:\\d+");
            assertThat(sets.path(1)).hasSize(2);
            assertThat(sets.at("/1/0/_oid").asText()).isEqualTo(versions.get(1).token());
            assertThat(sets.at("/2/0/_oid").asText()).isEqualTo(key);
        }
        assertThat(http.query("{\"from\":\"Story\",\"asof\":3423}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aQueryAsofATimeHasTheRowsOfDataAsofThatTime() throws Exception {
        String time = local(MIDSUMMER);
        JsonNode set = Http.json(http.query("{\"from\":\"Task\",\"asof\":\"" + time + "\"}"))
                .path(0);
        List<String> rows = new ArrayList<>();
        set.forEach(row -> rows.add(row.path("_oid").asText()));
        assertThat(rows).isNotEmpty().isEqualTo(ids(http.rest("Data/Task", "asof", time, "sel", "")));
    }

    @Test
    void reverseRelationsAndClosuresAreOfTheSameTime() throws Exception {
        JsonNode rows = Http.json(http.rest("Data/Timebox", "asof", local(MIDSUMMER), "sel", "Workitems:Story"))
                .path("Assets");
        List<String> found = new ArrayList<>();
        for (JsonNode row : rows) {
            String timebox = row.path("id").asText().replaceAll(":\\d+$", "");
            for (JsonNode story : row.at("/Attributes/Workitems:Story/value")) {
                String key = story.path("idref").asText().replaceAll(":\\d+$", "");
                assertThat(store().value(key, "Timebox", MIDSUMMER)).isEqualTo(timebox);
                found.add(key);
            }
        }
        List<String> expected = everyKey("Story").stream()
                .filter(key -> store().value(key, "Timebox", MIDSUMMER) != null)
                .filter(key -> !Boolean.TRUE.equals(store().value(key, "IsDeleted", MIDSUMMER)))
                .toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected).isNotEmpty();
    }

    @Test
    void sortingAndPagingOfVersionsLosesNone() throws Exception {
        List<String> whole = http.hist("Task", "sel", "", "sort", "ID,Moment");
        assertThat(whole)
                .isSortedAccordingTo(Comparator.comparingLong((String token) -> Long.parseLong(token.split(":")[1]))
                        .thenComparingLong(HistoryTest::moment));
        List<String> paged = Stream.iterate(0, start -> start < whole.size(), start -> start + 50)
                .flatMap(start -> {
                    try {
                        return http.hist("Task", "sel", "", "sort", "ID,Moment", "page", "50," + start).stream();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void aSignAfterTheNameLeadsToThePresent() throws Exception {
        Version renamed = everyVersion("Story")
                .filter(version -> !version.deleted())
                .filter(version -> !text(version, "Scope.Name").equals(now(text(version, "Scope"), "Name")))
                .findFirst()
                .orElseThrow();
        String path = "Hist/" + renamed.asset().token().replace(':', '/');
        String moment = "Moment='" + renamed.moment() + "'";
        JsonNode row = Http.json(http.rest(path, "where", moment, "sel", "Scope.Name,Scope#.Name"));
        assertThat(row.at("/Assets/0/Attributes/Scope.Name/value").asText()).isEqualTo(text(renamed, "Scope.Name"));
        String today = now(text(renamed, "Scope"), "Name");
        assertThat(row.at("/Assets/0/Attributes/Scope#.Name/value").asText()).isEqualTo(today);
        String variables = "$N=" + today;
        assertThat(ids(http.rest(path, "where", moment + ";Scope#.Name=$N", "with", variables)))
                .hasSize(1);
        assertThat(ids(http.rest(path, "where", moment + ";Scope.Name=$N", "with", variables)))
                .isEmpty();
        assertThat(http.rest(path, "sel", "Name#").statusCode()).isEqualTo(400);
    }

    private static Stream<Version> everyVersion(String type) throws Exception {
        return everyKey(type).stream().flatMap(key -> store().versions(key).stream());
    }

    private static String now(String key, String attribute) {
        Object value = store().value(key, attribute);
        return value == null ? "" : value.toString();
    }

    @Test
    void historyNowAndPriorLeadFromAVersionToOthers() throws Exception {
        String key = changed("Story");
        List<Version> versions = store().versions(key);
        String moment = "Moment='" + versions.get(1).moment() + "'";
        JsonNode attributes = Http.json(http.rest(
                        "Hist/" + key.replace(':', '/'),
                        "where",
                        moment,
                        "sel",
                        "History.Moment,Now.Moment,Prior,Prior.Scope.Name,History.@Count"))
                .at("/Assets/0/Attributes");
        List<Long> moments = new ArrayList<>();
        attributes.at("/History.Moment/value").forEach(each -> moments.add(each.asLong()));
        assertThat(moments).isEqualTo(versions.stream().map(Version::moment).toList());
        assertThat(attributes.at("/Now.Moment/value").asLong())
                .isEqualTo(versions.get(versions.size() - 1).moment());
        assertThat(attributes.at("/Prior/value/idref").asText())
                .isEqualTo(versions.get(0).token());
        assertThat(attributes.at("/Prior.Scope.Name/value").asText()).isEqualTo(text(versions.get(0), "Scope.Name"));
        assertThat(attributes.at("/History.@Count/value").asInt()).isEqualTo(versions.size());
    }

    @Test
    void theHourToldTwiceIsTheLaterOneUnlessTheServerThinksOtherwise() throws Exception {
        String between = "2024-11-03T01:45:00";
        List<String> later = http.hist("Story", "asof", between, "sel", "");
        VersionOneQuirks daylight = VersionOneQuirks.standard()
                .withHistory(VersionOneQuirks.standard().history().withRepeatedHour(RepeatedHour.DAYLIGHT_TIME));
        try (DemoServer other = DemoServer.start(DemoOptions.standard().withQuirks(daylight))) {
            List<String> earlier = new Http(other).hist("Story", "asof", between, "sel", "");
            assertThat(earlier).isEqualTo(alive(Instant.parse("2024-11-03T05:45:00Z")));
            assertThat(later)
                    .isEqualTo(alive(Instant.parse("2024-11-03T06:45:00Z")))
                    .isNotEqualTo(earlier);
        }
    }

    /** The last version of each story at or before a time in the order of moments. */
    private static List<String> alive(Instant time) throws Exception {
        return tokens(everyKey("Story").stream()
                .flatMap(key -> store().versions(key).stream()
                        .filter(each -> !store().validFrom(each).isAfter(time))
                        .reduce((older, newer) -> newer)
                        .stream())
                .sorted(Comparator.comparingLong(Version::moment))
                .toList());
    }

    @Test
    void wordsAreFoundInTheTextOfTheirTime() throws Exception {
        List<String> expected = everyVersion("Story")
                .filter(version -> text(version, "Name").matches("(?is).*\\bFormer\\b.*"))
                .map(Version::token)
                .toList();
        assertThat(http.hist("Story", "find", "former", "findin", "Name"))
                .containsExactlyInAnyOrderElementsOf(expected)
                .isNotEmpty();
        assertThat(http.keys("Story", "find", "former", "findin", "Name")).isEmpty();
    }

    @Test
    void aUserWithFewerRightsSeesNoVersionInAHiddenProject() throws Exception {
        String logIn = DemoServer.RESTRICTED_USER + ":" + DemoServer.RESTRICTED_PASSWORD;
        HttpResponse<String> response = http.send(http.request("/rest-1.v1/Hist/Story?sel=Scope")
                .setHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(logIn.getBytes(UTF_8))));
        List<String> seen = ids(response);
        assertThat(seen).isNotEmpty().hasSizeLessThan((int)
                everyVersion("Story").count());
        Set<String> everywhere = new HashSet<>(tokens(everyVersion("Story").toList()));
        assertThat(everywhere).containsAll(seen);
        everywhere.removeAll(seen);
        Set<String> shown = new HashSet<>();
        seen.forEach(token -> shown.add(text(version(token), "Scope")));
        Set<String> hidden = new HashSet<>();
        everywhere.forEach(token -> hidden.add(text(version(token), "Scope")));
        assertThat(hidden).isNotEmpty().doesNotContainAnyElementsOf(shown);
    }

    private static List<String> ids(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        List<String> keys = new ArrayList<>();
        Http.json(response)
                .path("Assets")
                .forEach(asset -> keys.add(asset.path("id").asText()));
        return keys;
    }
}
