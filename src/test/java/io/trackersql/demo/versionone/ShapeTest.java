package io.trackersql.demo.versionone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.versionone.VersionOneQuirks.TotalMode;
import io.trackersql.demo.versionone.VersionOneQuirks.Typing;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The form of answers. */
class ShapeTest {
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

    @Test
    void aListInXmlStandsOnIndentedLines() throws Exception {
        String expected = """
                <?xml version="1.0" encoding="UTF-8"?>

                <Assets pageSize="2147483647" pageStart="0">
                	<Asset href="/VersionOne/rest-1.v1/Data/Member/20" id="Member:20">
                		<Attribute name="Username">admin</Attribute>
                	</Asset>
                </Assets>""";
        assertThat(http.xml("/rest-1.v1/Data/Member?where=IsSelf=%22true%22&sel=Username")
                        .body())
                .isEqualTo(expected.replace("\n", "\r\n"));
        assertThat(http.xml("/rest-1.v1/Data/Member?where=Name='nobody'&needTotal=true")
                        .body())
                .endsWith("<Assets total=\"0\" pageSize=\"2147483647\" pageStart=\"0\" />");
    }

    @Test
    void totalComesOnRequestOrAlways() throws Exception {
        assertThat(Http.json(http.data("Story", "page", "1")).has("total")).isFalse();
        assertThat(Http.json(http.data("Story", "page", "1", "needTotal", "true"))
                        .path("total")
                        .asInt())
                .isEqualTo(server.store().keys("Story").size());
        try (DemoServer other = DemoServer.start(
                DemoOptions.standard().withQuirks(VersionOneQuirks.standard().withTotal(TotalMode.ALWAYS)))) {
            assertThat(Http.json(new Http(other).data("Story", "page", "1")).has("total"))
                    .isTrue();
        }
    }

    @Test
    void aServerMayCapPages() throws Exception {
        try (DemoServer other = DemoServer.start(
                DemoOptions.standard().withQuirks(VersionOneQuirks.standard().withPageRowsMax(10)))) {
            Http there = new Http(other);
            assertThat(there.keys("Story", "page", "500,5"))
                    .isEqualTo(other.store().keys("Story").subList(5, 15));
            assertThat(Http.json(there.query("{\"from\":\"Story\"}")).path(0)).hasSize(10);
        }
    }

    @Test
    void jsonWritesSlashesEscapedAndScalarsAsTheServerDoes() throws Exception {
        HttpResponse<String> response =
                http.data("Member", "where", "ID='Member:20'", "sel", "AssetState,IsSelf,Key,DefaultRole,Followers");
        assertThat(response.body()).contains("\"href\":\"\\/VersionOne\\/rest-1.v1\\/Data\\/Member\\/20\"");
        JsonNode attributes = Http.json(response).at("/Assets/0/Attributes");
        assertThat(attributes.at("/AssetState/value").isInt()).isTrue();
        assertThat(attributes.at("/IsSelf/value").isBoolean()).isTrue();
        assertThat(attributes.at("/Key/value").asText()).isEqualTo("20");
        assertThat(attributes.at("/DefaultRole/value/idref").asText()).startsWith("Role:");
        assertThat(attributes.at("/Followers/value").isArray()).isTrue();
        VersionOneQuirks strings = VersionOneQuirks.standard().withTyping(Typing.STRING);
        try (DemoServer other = DemoServer.start(DemoOptions.standard().withQuirks(strings))) {
            assertThat(Http.json(new Http(other).data("Member", "where", "IsSelf='true'", "sel", "IsSelf"))
                            .at("/Assets/0/Attributes/IsSelf/value")
                            .isTextual())
                    .isTrue();
        }
    }

    @Test
    void aRelationBringsItsNamesAndParallelListsStayAligned() throws Exception {
        JsonNode assets = Http.json(http.data("Story", "sel", "Owners,Super")).path("Assets");
        assertThat(fields(assets.at("/0/Attributes")))
                .containsExactlyInAnyOrder(
                        "Owners", "Owners.Name", "Owners.Nickname", "Super", "Super.Name", "Super.Number");
        for (JsonNode asset : assets) {
            JsonNode attributes = asset.path("Attributes");
            assertThat(attributes.at("/Owners.Name/value")).hasSameSizeAs(attributes.at("/Owners/value"));
        }
        JsonNode roles = Http.json(http.data("Story", "sel", "Owners,Owners.Avatar.ContentType"))
                .path("Assets");
        for (JsonNode asset : roles) {
            assertThat(asset.at("/Attributes/Owners.Avatar.ContentType/value"))
                    .hasSameSizeAs(asset.at("/Attributes/Owners/value"));
        }
    }

    @Test
    void withoutASelectionTheBasicAttributesComeAndWithAnEmptyOneNone() throws Exception {
        Set<String> basic = fields(Http.json(http.data("Scope", "page", "1")).at("/Assets/0/Attributes"));
        assertThat(basic)
                .contains("AssetType", "Schedule", "Schedule.Name", "Owner.Nickname", "BuildProjects", "Ideas")
                .doesNotContain("Workitems");
        assertThat(fields(Http.json(http.data("Scope", "page", "1", "sel", "")).at("/Assets/0/Attributes")))
                .isEmpty();
    }

    @Test
    void timesHaveThreeDigitsAndDaysHaveNone() throws Exception {
        for (JsonNode asset : Http.json(http.data("Story", "sel", "ChangeDate,Custom_Due,Custom_DueDay"))
                .path("Assets")) {
            assertThat(asset.at("/Attributes/ChangeDate/value").asText())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
            assertThat(asset.at("/Attributes/Custom_DueDay/value").asText("null"))
                    .matches("\\d{4}-\\d\\d-\\d\\d|null");
        }
    }

    @Test
    void aSingleAssetIsFoundThroughItsBaseTypesToo() throws Exception {
        String key = server.store().keys("Story").get(0);
        String number = key.split(":")[1];
        JsonNode story =
                Http.json(http.get("/rest-1.v1/Data/Workitem/" + number + "?sel=Estimate&where=Name='ignored'"));
        assertThat(story.path("id").asText()).isEqualTo(key);
        assertThat(story.path("_type").asText()).isEqualTo("Asset");
        assertThat(story.path("Attributes").has("Estimate")).isTrue();
    }

    @Test
    void aSingleAttributeIsARootOfItsOwn() throws Exception {
        assertThat(http.xml("/rest-1.v1/Data/Member/20/Name").body())
                .endsWith("<Attribute name=\"Name\" href=\"/VersionOne/rest-1.v1/Data/Member/20/Name\""
                        + " of=\"/VersionOne/rest-1.v1/Data/Member/20\">Administrator</Attribute>");
        assertThat(Http.json(http.get("/rest-1.v1/Data/Member/20/Name"))
                        .path("value")
                        .asText())
                .isEqualTo("Administrator");
    }

    @Test
    void pastVersionsAreReadByTheirMoment() throws Exception {
        String key = server.store().keys("Story").stream()
                .filter(each -> ((List<?>) server.store().value(each, "History")).size() > 2)
                .findFirst()
                .orElseThrow();
        String first = (String) ((List<?>) server.store().value(key, "History")).get(0);
        JsonNode old = Http.json(http.get("/rest-1.v1/Data/" + first.replace(':', '/') + "?sel=ChangeReason,Moment"));
        assertThat(old.path("id").asText()).isEqualTo(first);
        assertThat(old.at("/Attributes/ChangeReason/value").asText()).isEqualTo("Created");
        assertThat(old.at("/Attributes/Moment/value").asText()).isEqualTo(first.split(":")[2]);
    }

    @Test
    void queriesAnswerListsOfRowsWithTextOnly() throws Exception {
        JsonNode result = Http.json(http.query(
                "{\"from\":\"Member\",\"select\":[\"Name\",\"IsSelf\",\"AssetState\",\"DefaultRole\",\"Followers\","
                        + "\"Avatar\",\"ChangeDateUTC\",\"Followers.@Count\",{\"from\":\"DefaultRole as Role\",\"select\":[\"Name\"]}],"
                        + "\"where\":{\"Username\":\"$who\"},\"with\":{\"$who\":\"admin\"}}"));
        JsonNode row = result.path(0).path(0);
        assertThat(row.fieldNames().next()).isEqualTo("_oid");
        assertThat(row.path("IsSelf").asText()).isEqualTo("True");
        assertThat(row.path("IsSelf").isTextual()).isTrue();
        assertThat(row.path("AssetState").asText()).isEqualTo("Active");
        assertThat(row.path("ChangeDateUTC").asText()).matches(".{19}\\.\\d{7}Z");
        assertThat(row.path("Followers.@Count").isTextual()).isTrue();
        assertThat(row.path("Followers").isArray()).isTrue();
        assertThat(row.path("DefaultRole").isArray())
                .as("the sub-query wins its name")
                .isTrue();
    }

    @Test
    void manyQueriesComeAsArrayOrDocuments() throws Exception {
        assertThat(Http.json(http.query("[{\"from\":\"Member:20\"},{\"from\":\"Member:999\"}]"))
                        .toString())
                .isEqualTo("[[{\"_oid\":\"Member:20\"}],[]]");
        assertThat(Http.json(http.query(
                                "{\"from\":\"Member:20\"}\n---\n{\"from\":\"Scope:0\",\"select\":[\"Parent\"]}"))
                        .toString())
                .isEqualTo("[[{\"_oid\":\"Member:20\"}],[{\"_oid\":\"Scope:0\",\"Parent\":{\"_oid\":\"NULL\"}}]]");
    }

    @Test
    void queriesFilterSortAndPageAsListsDo() throws Exception {
        JsonNode rows = Http.json(
                        http.query(
                                "{\"from\":\"Story\",\"filter\":[\"Estimate>'1'|Estimate='0'\",\"+Owners\"],\"sort\":[\"-Name\",\"ID\"],\"page\":{\"start\":\"3\",\"size\":5}}"))
                .path(0);
        assertThat(rows.findValuesAsText("_oid"))
                .isEqualTo(http.keys(
                        "Story", "where", "(Estimate>'1'|Estimate='0');(+Owners)", "sort", "-Name,ID", "page", "5,3"));
    }

    @Test
    void metadataHoldsEveryAttributeTypeAndFlag() throws Exception {
        Set<AttributeKind> kinds = EnumSet.noneOf(AttributeKind.class);
        for (DemoType type : server.store().model().types()) {
            type.attributes().stream().map(DemoAttribute::kind).forEach(kinds::add);
        }
        assertThat(kinds).isEqualTo(EnumSet.allOf(AttributeKind.class));
        assertThat(server.store().model().types()).hasSizeGreaterThan(90);
        assertThat(http.xml("/meta.v1/Story/Owners").body())
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
                                + "<AttributeDefinition href=\"/VersionOne/meta.v1/Story/Owners\" of=\"/VersionOne/meta.v1/Story\""
                                + " version=\"24.3.2.118\" name=\"Owners\" token=\"Story.Owners\""
                                + " displayname=\"AttributeDefinition'Owners'Story\" attributetype=\"Relation\" isreadonly=\"False\""
                                + " isrequired=\"False\" ismultivalue=\"True\" iscanned=\"True\" iscustom=\"False\">"
                                + "<Base href=\"/VersionOne/meta.v1/Workitem/Owners\" tokenref=\"Workitem.Owners\" />"
                                + "<ReciprocalRelation href=\"/VersionOne/meta.v1/Member/OwnedWorkitems\" tokenref=\"Member.OwnedWorkitems\" />"
                                + "<RelatedAsset nameref=\"Member\" href=\"/VersionOne/meta.v1/Member\" /></AttributeDefinition>");
    }

    @Test
    void metadataOfPathsIsComputedAndEncodedSlashesSeparate() throws Exception {
        assertThat(http.xml("/meta.v1/AttributeDefinition%2FAsset.AssetTypesMeAndDown.Name")
                        .body())
                .contains("attributetype=\"Text\" isreadonly=\"True\" isrequired=\"True\" ismultivalue=\"True\"")
                .contains(
                        "<RelatedAttribute href=\"/VersionOne/meta.v1/AssetType/Name\" tokenref=\"AssetType.Name\" />");
        assertThat(http.xml("/meta.v1/Story/QuickClose").body())
                .contains("<Operation href=")
                .contains("Story.CheckQuickClose");
    }

    @Test
    void metadataInJsonWritesNameTwice() throws Exception {
        String body = http.get("/meta.v1/Member").body();
        assertThat(body).contains("\"Name\":\"Member\",\"Token\":\"Member\"").contains("\"Name\":{\"href\":");
        assertThat(Http.json(http.get("/meta.v1/")).path("AssetTypes").size())
                .isEqualTo(server.store().model().types().size());
    }

    @Test
    void metadataIsCachedByItsTag() throws Exception {
        HttpResponse<String> first = http.get("/meta.v1/Role");
        String tag = first.headers().firstValue("Etag").orElseThrow();
        assertThat(first.headers().firstValue("Cache-Control")).contains("public");
        assertThat(http.send(http.request("/meta.v1/Role").header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void definitionsAreAssetsWithNegativeKeys() throws Exception {
        List<String> keys =
                http.keys("AttributeDefinition", "where", "Asset.AssetTypesMeAndDown.Name='Defect';Name='Super'");
        assertThat(keys).hasSize(1);
        assertThat(keys.get(0)).matches("HierarchyRelationDefinition:-\\d+");
        assertThat(http.keys("AssetType")).hasSameSizeAs(server.store().model().types());
    }

    @Test
    void namesAreLocalisedManyAtATime() throws Exception {
        assertThat(http.get("/loc-2.v1?%5BScope,Timebox,Nonsense'Key%5D").body())
                .isEqualTo("{\"Scope\":\"Project\",\"Timebox\":\"Sprint\",\"Nonsense'Key\":\"Nonsense'Key\"}");
    }

    @Test
    void answersAreCompressedOnRequest() throws Exception {
        HttpResponse<InputStream> response =
                http.stream(http.request("/rest-1.v1/Data/Story").header("Accept-Encoding", "gzip"));
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        String body = new String(new GZIPInputStream(response.body()).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(body).isEqualTo(http.get("/rest-1.v1/Data/Story").body());
    }

    @Test
    void dataIsTheSameForTheSameSeed() throws Exception {
        String body = http.get("/rest-1.v1/Data/Workitem").body();
        try (DemoServer same = DemoServer.start(DemoOptions.standard());
                DemoServer other = DemoServer.start(DemoOptions.standard().withSeed(7))) {
            assertThat(new Http(same).get("/rest-1.v1/Data/Workitem").body()).isEqualTo(body);
            assertThat(new Http(other).get("/rest-1.v1/Data/Workitem").body()).isNotEqualTo(body);
        }
    }

    private static Set<String> fields(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
