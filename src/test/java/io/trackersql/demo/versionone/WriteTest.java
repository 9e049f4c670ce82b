package io.trackersql.demo.versionone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultPlan;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.versionone.VersionOneQuirks.Writers;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single assets are made, changed and operated on through rest-1.v1 as the notes show it, and refused where they do not. */
class WriteTest {
    private static final String NEW_STORY = "<Asset><Attribute name=\"Name\" act=\"set\">New Story</Attribute>"
            + "<Relation name=\"Scope\" act=\"set\"><Asset idref=\"Scope:0\"/></Relation></Asset>";

    private final DemoServer server = DemoServer.start(DemoOptions.standard());
    private final DemoStore store = server.store();
    private final Http http = new Http(server);

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> xml(String path, String body) throws IOException, InterruptedException {
        return http.send(http.request("/rest-1.v1/" + path)
                .setHeader("Accept", "text/xml")
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> json(String path, String body) throws IOException, InterruptedException {
        return http.send(http.request("/rest-1.v1/" + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> op(String path) throws IOException, InterruptedException {
        return http.send(http.request("/rest-1.v1/Data/" + path).POST(BodyPublishers.noBody()));
    }

    /** Makes a story and gives its key. */
    private String story() throws IOException, InterruptedException {
        return key(json("Data/Story", """
                {"Attributes":{"Name":{"value":"A story","act":"set"},"Scope":{"value":"Scope:0","act":"set"}}}"""));
    }

    private static String key(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String id = Http.json(response).path("id").asText();
        return id.substring(0, id.lastIndexOf(':'));
    }

    private List<Object> many(String key, String attribute) {
        return List.copyOf((List<?>) store.value(key, attribute));
    }

    private static String path(String key) {
        return key.replace(':', '/');
    }

    private String single(String attribute, String value) {
        return "<Asset><Attribute name=\"%s\" act=\"set\">%s</Attribute></Asset>".formatted(attribute, value);
    }

    private String related(String attribute, String token) {
        return "<Asset><Relation name=\"%s\" act=\"set\"><Asset idref=\"%s\"/></Relation></Asset>"
                .formatted(attribute, token);
    }

    @Test
    void aCreateInXmlAnswersWithTheVersionAndWhatWasSent() throws Exception {
        HttpResponse<String> response = xml("Data/Story", NEW_STORY);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/xml; charset=utf-8");
        String body = response.body().replaceAll("\\d{4,}", "N").replaceAll("<\\?.*\\?>\\s*", "");
        assertThat(body).startsWith("<Asset href=\"/VersionOne/rest-1.v1/Data/Story/N/N\" id=\"Story:N:N\">");
        assertThat(body).contains("<Attribute name=\"Name\">New Story</Attribute>");
        assertThat(body)
                .contains(
                        "<Relation name=\"Scope\"><Asset href=\"/VersionOne/rest-1.v1/Data/Scope/0\" idref=\"Scope:0\" /></Relation>");
        assertThat(body).doesNotContain("Number");
    }

    @Test
    void aCreateInJsonFillsWhatTheServerComputes() throws Exception {
        HttpResponse<String> response = json("Data/Story?comment=first", """
                {"Attributes":{"Name":{"value":"New","act":"set"},"Scope":{"value":"Scope:0","act":"set"},
                "Estimate":{"value":1.5,"act":"set"},
                "Owners":{"name":"Owners","value":[{"idref":"Member:20","act":"add"}]},
                "Requests":[]}}""");
        String key = key(response);
        assertThat(store.value(key, "Name")).isEqualTo("New");
        assertThat(store.value(key, "Estimate")).isEqualTo(new BigDecimal("1.5"));
        assertThat(store.value(key, "Owners")).isEqualTo(List.of("Member:20"));
        assertThat(many("Member:20", "OwnedWorkitems")).contains(key);
        assertThat(store.value(key, "Number")).isEqualTo("B-01301");
        assertThat(store.value(key, "AssetState")).isEqualTo(64L);
        assertThat(store.value(key, "CreatedBy")).isEqualTo("Member:20");
        assertThat(store.value(key, "ChangeComment")).isEqualTo("first");
        assertThat(store.value(key, "CreateDateUTC")).asString().startsWith("2025-10-01T12:00");
        assertThat(http.keys("Story", "where", "Number='B-01301'")).containsExactly(key);
    }

    @Test
    void anUpdateMakesAVersionThatHistoryTells() throws Exception {
        String key = story();
        Instant before = store.validFrom(store.versions(key).get(0));
        JsonNode answer = Http.json(json("Data/" + path(key) + "?Comment='It''s+renamed'", """
                {"id":"%s","Attributes":{"Name":{"value":"Renamed","act":"set"}}}""".formatted(key)));
        assertThat(answer.at("/Attributes/Name/value").asText()).isEqualTo("Renamed");
        assertThat(answer.path("Attributes").size()).isEqualTo(1);
        assertThat(store.versions(key)).hasSize(2);
        assertThat(store.value(key, "ChangeComment")).isEqualTo("It's renamed");
        assertThat(store.value(key, "CreateComment")).isNull();
        assertThat(store.value(key, "Name", before)).isEqualTo("A story");
        assertThat(http.hist(path(key)))
                .containsExactly(
                        store.versions(key).get(0).token(), answer.path("id").asText());
        assertThat(http.rest("Data/" + path(key), "sel", "Name", "asof", "2025-10-01T08:00:00.000")
                        .body())
                .contains("A story");
    }

    @Test
    void valuesOfEveryKindAreSetAndCleared() throws Exception {
        String key = story();
        String target = "Data/" + path(key);
        assertThat(xml(target, single("Reference", "R &amp; D")).statusCode()).isEqualTo(200);
        assertThat(xml(target, single("Custom_Due", "2025-02-28T23:59:59.999")).statusCode())
                .isEqualTo(200);
        assertThat(xml(target, single("Custom_DueDay", "2025-02-28")).statusCode())
                .isEqualTo(200);
        assertThat(xml(target, single("Custom_Ready", "true")).statusCode()).isEqualTo(200);
        assertThat(xml(target, single("Custom_Span", "2 Weeks")).statusCode()).isEqualTo(200);
        assertThat(xml(target, single("Custom_Big", "-9223372036854775808")).statusCode())
                .isEqualTo(200);
        assertThat(xml(target, related("Status", "StoryStatus:133")).statusCode())
                .isEqualTo(200);
        assertThat(store.value(key, "Reference")).isEqualTo("R & D");
        assertThat(store.value(key, "Custom_Due")).asString().isEqualTo("2025-02-28T23:59:59.999");
        assertThat(store.value(key, "Custom_DueDay")).isEqualTo(LocalDate.parse("2025-02-28"));
        assertThat(store.value(key, "Custom_Ready")).isEqualTo(true);
        assertThat(store.value(key, "Custom_Span")).isEqualTo("2 Weeks");
        assertThat(store.value(key, "Custom_Big")).isEqualTo(Long.MIN_VALUE);
        assertThat(store.value(key, "Status")).isEqualTo("StoryStatus:133");
        assertThat(xml(target, single("Reference", "")).statusCode()).isEqualTo(200);
        assertThat(xml(target, "<Asset><Relation name=\"Status\" act=\"set\"/></Asset>")
                        .statusCode())
                .isEqualTo(200);
        assertThat(store.value(key, "Reference")).isNull();
        assertThat(store.value(key, "Status")).isNull();
    }

    @Test
    void severalValuesAreAddedAndRemovedOneByOne() throws Exception {
        String key = story();
        String target = "Data/" + path(key);
        assertThat(xml(target, """
                <Asset><Relation name="Owners"><Asset idref="Member:20" act="add"/></Relation>
                <Attribute name="TaggedWith"><Value act="add">t1</Value><Value act="add">t0</Value></Attribute></Asset>""").statusCode()).isEqualTo(200);
        String other = store.keys("Member").get(3);
        HttpResponse<String> response = xml(target, """
                <Asset><Relation name="Owners"><Asset idref="%s" act="add"/><Asset idref="Member:20" act="remove"/></Relation>
                <Attribute name="TaggedWith"><Value act="remove">t0</Value></Attribute></Asset>""".formatted(other));
        assertThat(response.body()).contains("<Attribute name=\"TaggedWith\"><Value>t1</Value></Attribute>");
        assertThat(store.value(key, "Owners")).isEqualTo(List.of(other));
        assertThat(store.value(key, "TaggedWith")).isEqualTo(List.of("t1"));
        assertThat(many("Member:20", "OwnedWorkitems")).doesNotContain(key);
    }

    @Test
    void aManyToManyRelationIsWrittenFromEitherSide() throws Exception {
        String key = story();
        HttpResponse<String> response = json("Data/Member/20", """
                {"Attributes":{"OwnedWorkitems":[{"idref":"%s","act":"add"}]}}""".formatted(key));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(store.value(key, "Owners")).isEqualTo(List.of("Member:20"));
        assertThat(store.versions(key)).hasSize(2);
        assertThat(store.versions(key).get(1).moment())
                .isEqualTo(store.versions("Member:20")
                        .get(store.versions("Member:20").size() - 1)
                        .moment());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "<Asset><Attribute name='MuddleBubble' act='set'>x</Attribute></Asset> # Unknown AttributeDefinition: Story.MuddleBubble",
                "<Asset><Attribute name='Number' act='set'>B-1</Attribute></Asset> # Violation'ReadOnly'Story.Number",
                "<Asset><Relation name='MorphedInto'/></Asset> # Violation'ReadOnly'Story.MorphedInto",
                "<Asset><Attribute name='Name' act='set'></Attribute></Asset> # Violation'Required'Story.Name",
                "<Asset><Relation name='Scope' act='set'/></Asset> # Violation'Required'Story.Scope",
                "<Asset><Relation name='Scope' act='set'><Asset idref='Scope:999999'/></Relation></Asset> # Violation'Invalid'Story.Scope",
                "<Asset><Relation name='Scope' act='set'><Asset idref='Member:20'/></Relation></Asset> # Violation'Invalid'Story.Scope",
                "<Asset><Attribute name='Estimate' act='set'>1,000</Attribute></Asset> # Violation'Invalid'Story.Estimate",
                "<Asset><Attribute name='Custom_Due' act='set'>tomorrow</Attribute></Asset> # Violation'Invalid'Story.Custom_Due",
                "<Asset><Attribute name='Custom_DueDay' act='set'>2025-01-01T12:00:00</Attribute></Asset> # Violation'Invalid'Story.Custom_DueDay",
                "<Asset><Attribute name='AssetState' act='set'>128</Attribute></Asset> # Violation'ReadOnly'Story.AssetState",
                "<Asset><Attribute name='Name'>x</Attribute></Asset> # Invalid act '' of Name, expected set",
                "<Asset><Attribute name='Scope' act='set'>Scope:0</Attribute></Asset> # Not an attribute: Scope",
                "<Asset><Relation name='Owners' act='set'><Asset idref='Member:20'/></Relation></Asset> # The values of Story.Owners are added or removed one by one",
                "<Asset><Name>x</Name></Asset> # Unexpected element Name, expected Attribute",
                "<Asset> # Not an asset in XML",
            })
    void whatCannotBeWrittenIsRefused(String body, String message) throws Exception {
        String key = story();
        HttpResponse<String> response = xml("Data/" + path(key), body.replace('\'', '"'));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("<Message>" + message);
        assertThat(store.versions(key)).hasSize(1);
    }

    @Test
    void aCreateWithoutWhatIsRequiredIsRefused() throws Exception {
        int before = store.keys("Story").size();
        HttpResponse<String> response =
                json("Data/Story", "{\"Attributes\":{\"Name\":{\"value\":\"x\",\"act\":\"set\"}}}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Http.message(response)).isEqualTo("Violation'Required'Story.Scope");
        assertThat(json("Data/Workitem", "{\"Attributes\":{}}").statusCode()).isEqualTo(400);
        assertThat(json("Data/Animal", "{\"Attributes\":{}}").statusCode()).isEqualTo(404);
        assertThat(json("Data/Story/999999", "{\"Attributes\":{}}").statusCode())
                .isEqualTo(404);
        assertThat(json("Data/Story?sel=Name", "{\"Attributes\":{}}").statusCode())
                .isEqualTo(400);
        assertThat(json("Hist/Story", "{\"Attributes\":{}}").statusCode()).isEqualTo(405);
        assertThat(json("Data/Story", "{\"Name\":\"x\"}").statusCode()).isEqualTo(400);
        assertThat(store.keys("Story")).hasSize(before);
    }

    @Test
    void aHierarchyHasNoCycles() throws Exception {
        String above = epic("above", "");
        String below = epic("below", above);
        HttpResponse<String> response = xml("Data/" + path(above), related("Super", below));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("Violation'Invalid'Epic.Super");
        assertThat(store.value(above, "Subs")).isEqualTo(List.of(below));
    }

    private String epic(String name, String above) throws IOException, InterruptedException {
        return key(json("Data/Epic", """
                {"Attributes":{"Name":{"value":"%s","act":"set"},"Scope":{"value":"Scope:0","act":"set"},
                "Super":{"value":"%s","act":"set"}}}""".formatted(name, above)));
    }

    @Test
    void aTaskIsInTheScopeOfItsParent() throws Exception {
        String task = key(json("Data/Task", """
                {"Attributes":{"Name":{"value":"t","act":"set"},"Parent":{"value":"%s","act":"set"}}}""".formatted(story())));

        assertThat(store.value(task, "Scope")).isEqualTo("Scope:0");
    }

    @Test
    void aContextGivesWhatIsNotSent() throws Exception {
        String key = story();
        String task =
                key(json("Data/Task?ctx=" + key, "{\"Attributes\":{\"Name\":{\"value\":\"t\",\"act\":\"set\"}}}"));
        assertThat(store.value(task, "Parent")).isEqualTo(key);
        assertThat(store.value(task, "Scope")).isEqualTo("Scope:0");
        assertThat(json("Data/Task?ctx=Story:999999", "{\"Attributes\":{}}").statusCode())
                .isEqualTo(400);
        HttpResponse<String> template = http.xml("/rest-1.v1/New/Story?ctx=Scope:0");
        assertThat(template.body())
                .endsWith("<Asset href=\"/VersionOne/rest-1.v1/New/Story\"><Relation name=\"Scope\" act=\"set\">"
                        + "<Asset href=\"/VersionOne/rest-1.v1/Data/Scope/0\" idref=\"Scope:0\" /></Relation></Asset>");
        String request = store.keys("Request").get(0);
        String wish = http.xml("/rest-1.v1/New/Story?ctx=" + request).body();
        assertThat(wish)
                .contains("idref=\"" + request + "\" act=\"add\"")
                .contains("<Attribute name=\"Name\" act=\"set\">");
        assertThat(xml("Data/Story", wish).statusCode()).isEqualTo(200);
    }

    @Test
    void theTemplateOfASprintContinuesItsSchedule() throws Exception {
        String scope = store.keys("Scope").stream()
                .filter(key -> store.value(key, "Schedule") != null
                        && !many((String) store.value(key, "Schedule"), "Timeboxes")
                                .isEmpty())
                .findFirst()
                .orElseThrow();
        String template = http.xml("/rest-1.v1/New/Timebox?ctx=" + scope).body();
        assertThat(template).contains("<Attribute name=\"BeginDate\" act=\"set\">20");
        String body = template.replaceFirst(
                "(<Asset href=[^>]*>)",
                "$1<Relation name=\"State\" act=\"set\"><Asset idref=\"State:100\"/></Relation>");
        HttpResponse<String> response = xml("Data/Timebox", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @Test
    void operationsChangeStatesWhileTheirConditionHolds() throws Exception {
        String key = story();
        JsonNode answer = Http.json(op(path(key) + "?op=Inactivate"));
        assertThat(answer.path("id").asText())
                .isEqualTo(store.versions(key).get(1).token());
        assertThat(answer.path("Attributes").size()).isZero();
        assertThat(store.value(key, "AssetState")).isEqualTo(128L);
        HttpResponse<String> refused = op(path(key) + "?op=Delete");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Http.message(refused)).contains("Story.IsDeletable is false");
        assertThat(op(path(key) + "?op=Reactivate").statusCode()).isEqualTo(200);
        assertThat(op(path(key) + "?op=Delete").statusCode()).isEqualTo(200);
        assertThat(store.value(key, "AssetState")).isEqualTo(255L);
        assertThat(http.get("/rest-1.v1/Data/" + path(key)).statusCode()).isEqualTo(404);
        assertThat(op(path(key) + "?op=Delete").statusCode()).isEqualTo(404);
        assertThat(json("Data/" + path(key), "{\"Attributes\":{}}").statusCode())
                .isEqualTo(404);
        assertThat(http.keys("Story", "where", "IsDeleted='true';ID='" + key + "'"))
                .containsExactly(key);
        assertThat(op(path(key) + "?op=Undelete").statusCode()).isEqualTo(200);
        assertThat(store.value(key, "AssetState")).isEqualTo(64L);
        HttpResponse<String> unknown = op(path(key) + "?op=Explode");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(Http.message(unknown)).isEqualTo("Unknown Operation 'Story.Explode'");
    }

    @Test
    void operationsThatMakeAssetsAnswerWithTheNewOne() throws Exception {
        String key = story();
        String task =
                key(json("Data/Task?ctx=" + key, "{\"Attributes\":{\"Name\":{\"value\":\"t\",\"act\":\"set\"}}}"));
        String copy = key(op(path(key) + "?op=Copy"));
        assertThat(copy).startsWith("Story:").isNotEqualTo(key);
        assertThat(store.value(copy, "Name")).isEqualTo("A story");
        assertThat(store.value(copy, "Number")).isNotEqualTo(store.value(key, "Number"));
        assertThat(many(copy, "Children")).hasSize(1).doesNotContain(task);
        String epic = key(op(path(key) + "?op=Breakdown"));
        assertThat(store.value(epic, "MorphedFrom")).isEqualTo(key);
        assertThat(store.value(key, "AssetState")).isEqualTo(208L);
        String sub = key(op(path(epic) + "?op=GenerateSubStory"));
        assertThat(store.value(sub, "Super")).isEqualTo(epic);
        assertThat(store.value(sub, "Name")).isEqualTo("A story");
    }

    @Test
    void quickOperationsAndThoseOfOtherTypes() throws Exception {
        String key = story();
        String task = key(json("Data/Task?ctx=" + key, """
                {"Attributes":{"Name":{"value":"t","act":"set"},"ToDo":{"value":"3","act":"set"}}}"""));
        key(op(path(key) + "?op=QuickSignup"));
        assertThat(store.value(key, "Owners")).isEqualTo(List.of("Member:20"));
        key(op(path(key) + "?op=QuickClose"));
        assertThat(store.value(task, "AssetState")).isEqualTo(128L);
        assertThat(store.value(task, "ToDo")).isEqualTo(new BigDecimal("0"));
        String sprint = http.keys("Timebox", "where", "AssetState='Active'").get(0);
        key(op(path(sprint) + "?op=Close"));
        assertThat(store.value(sprint, "State")).isEqualTo("State:102");
        assertThat(op(path(sprint) + "?op=Close").statusCode()).isEqualTo(400);
        key(op(path(sprint) + "?op=MakeFuture"));
        assertThat(store.value(sprint, "AssetState")).isEqualTo(0L);
        String other = http.keys("Member", "where", "CanFollow='true'").get(0);
        key(op(path(other) + "?op=Follow"));
        assertThat(many("Member:20", "Following")).contains(other);
        assertThat(op(path(other) + "?op=Follow").statusCode()).isEqualTo(400);
        key(op(path(other) + "?op=Unfollow"));
        assertThat(many("Member:20", "Following")).doesNotContain(other);
    }

    @Test
    void aRankIsAPlaceNextToAnother() throws Exception {
        List<String> order = http.keys("Story", "sort", "Order");
        String moved = order.get(0);
        String anchor = order.get(order.size() - 1);
        long rank = (Long) store.value(anchor, "Order");
        assertThat(xml("Data/" + path(moved), single("Order", rank + "+")).statusCode())
                .isEqualTo(200);
        assertThat(http.keys("Story", "sort", "-Order").get(0)).isEqualTo(moved);
        assertThat(xml("Data/" + path(moved), single("Order", "7")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aLostAnswerIsNotALostWrite() throws Exception {
        int before = store.keys("Story").size();
        server.faults(FaultPlan.always("POST ", new Fault.Unserved()));
        assertThatThrownBy(() -> xml("Data/Story", NEW_STORY)).isInstanceOf(IOException.class);
        assertThat(store.keys("Story")).hasSize(before);
        server.faults(FaultPlan.always("POST ", new Fault.Cut(-1)));
        assertThatThrownBy(() -> xml("Data/Story", NEW_STORY)).isInstanceOf(IOException.class);
        assertThat(store.keys("Story")).hasSize(before + 1);
        server.faults(FaultPlan.always("POST ", new Fault.Replaced((Fault.Answer) Fault.status(504))));
        assertThat(xml("Data/Story", NEW_STORY).statusCode()).isEqualTo(504);
        assertThat(store.keys("Story")).hasSize(before + 2);
    }

    @Test
    void whoMayNotWriteGetsAViolation() throws Exception {
        VersionOneQuirks quirks = VersionOneQuirks.standard();
        VersionOneQuirks guarded = quirks.withWriting(quirks.writing().withWriters(Writers.ADMINISTRATOR));
        try (DemoServer strict = DemoServer.start(DemoOptions.standard().withQuirks(guarded))) {
            Http reader = new Http(strict);
            String logIn = Http.logIn(DemoServer.RESTRICTED_USER, DemoServer.RESTRICTED_PASSWORD);
            HttpResponse<String> response = reader.send(reader.request("/rest-1.v1/Data/Story")
                    .setHeader("Authorization", logIn)
                    .header("Content-Type", "text/xml")
                    .POST(BodyPublishers.ofString(NEW_STORY)));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(Http.message(response)).isEqualTo("Violation'Security'Story");
        }
    }

    @Test
    void theSameRequestsMakeTheSameData() throws Exception {
        String key = story();
        try (DemoServer twin = DemoServer.start(DemoOptions.standard())) {
            Http other = new Http(twin);
            HttpResponse<String> response = other.send(other.request("/rest-1.v1/Data/Story")
                    .header("Content-Type", "text/xml")
                    .POST(BodyPublishers.ofString(NEW_STORY)));
            assertThat(Http.json(response).path("id").asText())
                    .isEqualTo(store.versions(key).get(0).token());
            assertThat(twin.store().validFrom(twin.store().versions(key).get(0)))
                    .isEqualTo(store.validFrom(store.versions(key).get(0)));
        }
    }
}
