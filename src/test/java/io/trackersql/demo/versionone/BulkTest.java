package io.trackersql.demo.versionone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code api/asset} runs commands as the notes show it; each stands alone, and the answer says what came of them. */
class BulkTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final DemoServer server = DemoServer.start(DemoOptions.standard());
    private final DemoStore store = server.store();
    private final Http http = new Http(server);

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String query, String body) throws IOException, InterruptedException {
        return http.send(http.request("/api/asset" + query)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode run(String body) throws IOException, InterruptedException {
        HttpResponse<String> response = send("", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Http.json(response);
    }

    /** Runs commands that must all succeed. */
    private JsonNode ok(String body) throws IOException, InterruptedException {
        JsonNode answer = run(body);
        assertThat(answer.at("/commandFailures/count").asInt())
                .as(answer.toString())
                .isZero();
        return answer;
    }

    private static List<String> tokens(JsonNode answer, String kind) {
        List<String> tokens = new ArrayList<>();
        answer.path(kind).path("oidTokens").forEach(token -> tokens.add(token.asText()));
        return tokens;
    }

    private String create(String type, String more) throws IOException, InterruptedException {
        JsonNode answer = ok("""
                {"AssetType":"%s","Name":"%s made","Scope":"Scope:0"%s}""".formatted(type, type, more));
        return tokens(answer, "assetsCreated").get(0);
    }

    private List<Object> many(String key, String attribute) {
        return List.copyOf((List<?>) store.value(key, attribute));
    }

    private static List<String> messages(JsonNode answer) {
        List<String> messages = new ArrayList<>();
        answer.at("/commandFailures/commands")
                .forEach(command -> messages.add(command.at("/error/message").asText()));
        return messages;
    }

    @Test
    void theAnswerHasThePartsOfTheDocumentedOne() throws Exception {
        JsonNode answer = ok("""
                {"AssetType":"Story","Name":"X","Scope":"Scope:0","Estimate":"2.5","Owners":["Member:20"],"TaggedWith":["a","b"]}""");
        List<String> fields = new ArrayList<>();
        answer.fieldNames().forEachRemaining(fields::add);
        assertThat(fields)
                .containsExactly(
                        "requestId",
                        "createdDate",
                        "completedDate",
                        "duration",
                        "durationSeconds",
                        "complete",
                        "processing",
                        "assetsCreated",
                        "assetsModified",
                        "assetsOperatedOn",
                        "commandFailures",
                        "queryResult");
        assertThat(answer.path("createdDate").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}Z");
        assertThat(answer.path("duration").asText()).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{7}");
        assertThat(answer.path("complete").asBoolean()).isTrue();
        assertThat(answer.at("/assetsCreated/count").asInt()).isEqualTo(1);
        assertThat(answer.at("/assetsModified").toString()).isEqualTo("{\"oidTokens\":[],\"count\":0}");
        assertThat(answer.at("/commandFailures").toString()).isEqualTo("{\"commands\":[],\"count\":0}");
        assertThat(answer.at("/queryResult").toString()).isEqualTo("{\"results\":[],\"count\":-1}");
        String key = tokens(answer, "assetsCreated").get(0);
        assertThat(key).matches("Story:\\d+");
        assertThat(store.value(key, "Estimate")).isEqualTo(new BigDecimal("2.5"));
        assertThat(many(key, "Owners")).containsExactly("Member:20");
        assertThat(many(key, "TaggedWith")).containsExactly("a", "b");
    }

    @Test
    void relationsAreNamedByKeyNameAliasOrQuery() throws Exception {
        JsonNode answer = ok("""
                [{"@parent":{"AssetType":"Epic","Name":"Above","Scope":"System (All Projects)"}},
                 {"AssetType":"Story","Name":"Below","Scope":"Scope:0","Super":"@parent","Status":"Accepted",
                  "Owners":{"from":"Member","filter":["Name='Administrator','Andre Agile'"]}},
                 {"AssetType":"Member","Name":"New","Nickname":"n","DefaultRole":"Role.Name'Observer",
                  "NotifyViaEmail":"false","SendConversationEmails":false}]""");
        List<String> made = tokens(answer, "assetsCreated");
        assertThat(store.value(made.get(0), "Scope")).isEqualTo("Scope:0");
        assertThat(store.value(made.get(1), "Super")).isEqualTo(made.get(0));
        assertThat(store.value(made.get(1), "Status")).isEqualTo("StoryStatus:137");
        assertThat(many(made.get(1), "Owners")).hasSize(2).contains("Member:20");
        assertThat(store.value(made.get(2), "DefaultRole")).isEqualTo("Role:8");
        JsonNode failed = run("""
                {"AssetType":"Test","Name":"t","Scope":"Scope:0","Parent":"No such thing"}""");
        assertThat(messages(failed)).containsExactly("Resolution'Unresolved'Test.Parent'Workitem");
    }

    @Test
    void nestedCreatesAreMadeInTheContextOfTheirParent() throws Exception {
        List<String> made = tokens(ok("""
                {"AssetType":"Epic","Name":"Above","Description":"why","Scope":"Scope:0","Subs":[
                  {"AssetType":"Story","Children":[{"AssetType":"Task","Name":"t"},{"AssetType":"Test","Name":"u"}]},
                  {"AssetType":"Epic","Name":"Own"}]}"""), "assetsCreated");
        assertThat(made).hasSize(5);
        assertThat(store.value(made.get(1), "Super")).isEqualTo(made.get(0));
        assertThat(store.value(made.get(1), "Name")).isEqualTo("Above");
        assertThat(store.value(made.get(1), "Description")).isEqualTo("why");
        assertThat(store.value(made.get(2), "Parent")).isEqualTo(made.get(1));
        assertThat(store.value(made.get(2), "Scope")).isEqualTo("Scope:0");
        assertThat(many(made.get(1), "Children")).containsExactly(made.get(2), made.get(3));
        assertThat(store.value(made.get(4), "Name")).isEqualTo("Own");
        JsonNode failed = run("""
                {"AssetType":"Story","Name":"x","Scope":"Scope:999999","Children":[{"AssetType":"Task","Name":"t"}]}""");
        assertThat(messages(failed).get(0)).isEqualTo("Violation'Invalid'Story.Scope");
        assertThat(messages(failed).get(1)).startsWith("Invalid OID token: @").endsWith("$auto-aliased");
        assertThat(failed.at("/assetsCreated/count").asInt()).isZero();
    }

    @Test
    void whatIsNestedInAnUnknownAttributeFailsWithItsParent() throws Exception {
        JsonNode answer = run("""
                [{"AssetType":"Story","Name":"x","Scope":"Scope:0","Wolves":[{"AssetType":"Task","Name":"t"}]},
                 {"AssetType":"Story","Name":"y","Scope":"Scope:0"}]""");
        assertThat(messages(answer)).containsExactly("Unknown AttributeDefinition: Story.Wolves");
        assertThat(tokens(answer, "assetsCreated")).hasSize(1);
    }

    @Test
    void anUpdateChangesEveryAssetThatItsConditionFinds() throws Exception {
        String one = create("Story", ",\"Reference\":\"bulk\"");
        String two = create("Story", ",\"Reference\":\"bulk\"");
        JsonNode answer = ok("""
                {"from":"Story","where":{"Reference":"bulk"},"filter":["AssetState='Active'"],
                 "update":{"Estimate":3,"Status":"StoryStatus:134","Owners":"Member:20"}}""");
        assertThat(tokens(answer, "assetsModified")).containsExactly(one, two);
        assertThat(store.value(two, "Status")).isEqualTo("StoryStatus:134");
        assertThat(many(two, "Owners")).containsExactly("Member:20");
        assertThat(store.versions(one)).hasSize(2);
        assertThat(store.versions(one).get(1).moment())
                .isNotEqualTo(store.versions(two).get(1).moment());
        assertThat(http.keys("Story", "where", "Estimate='3';Reference='bulk'")).containsExactly(one, two);
        assertThat(ok("{\"from\":\"Story:999999\",\"update\":{\"Name\":\"x\"}}")
                        .at("/assetsModified/count")
                        .asInt())
                .isZero();
    }

    @Test
    void multiValuesAreAddedRemovedAndReplaced() throws Exception {
        String other = store.keys("Member").get(4);
        String third = store.keys("Member").get(5);
        String key =
                create("Story", ",\"Owners\":[\"Member:20\"],\"TaggedWith\":[\"a\"],\"Description\":\"red and red\"");
        ok("""
                {"from":"%s","update":{"Owners":{"add":["%s"],"remove":"Member:20"},"TaggedWith":{"add":"b","remove":["a"]}}}""".formatted(key, other));
        assertThat(many(key, "Owners")).containsExactly(other);
        assertThat(many(key, "TaggedWith")).containsExactly("b");
        ok("""
                {"from":"%s","update":{"Owners":{"%s":"remove","Member:20":"add"}}}""".formatted(key, other));
        assertThat(many(key, "Owners")).containsExactly("Member:20");
        ok("""
                {"from":"%s","update":{"Owners":{"find":"Member:20","replace":"%s"},
                 "Description":{"find":"red","replace":"blue"},"Status":null,"Name":{"add":["N"],"remove":[]}}}""".formatted(key, third));
        assertThat(many(key, "Owners")).containsExactly(third);
        assertThat(store.value(key, "Description")).isEqualTo("blue and blue");
        assertThat(store.value(key, "Name")).isEqualTo("N");
    }

    @Test
    void theDerivedSideOfARelationIsWritten() throws Exception {
        String epic = create("Epic", "");
        String story = create("Story", "");
        ok("{\"from\":\"%s\",\"update\":{\"Subs\":{\"add\":[\"%s\"]}}}".formatted(epic, story));
        assertThat(store.value(story, "Super")).isEqualTo(epic);
        JsonNode answer = ok("{\"from\":\"%s\",\"update\":{\"Subs\":{\"remove\":[\"%s\"]}}}".formatted(epic, story));
        assertThat(tokens(answer, "assetsModified")).containsExactly(epic);
        assertThat(store.value(story, "Super")).isNull();
        JsonNode failed =
                run("{\"from\":\"Scope:0\",\"update\":{\"Workitems\":{\"remove\":[\"%s\"]}}}".formatted(story));
        assertThat(messages(failed)).containsExactly("Violation'Required'Story.Scope");
    }

    @Test
    void aRankIsSetBeforeOrAfterAnother() throws Exception {
        List<String> order = http.keys("Story", "sort", "Order");
        String last = order.get(order.size() - 1);
        String key = create("Story", "");
        ok("{\"from\":\"%s\",\"update\":{\"Order\":{\"Before\":\"%s\"}}}".formatted(key, last));
        long rank = (Long) store.value(last, "Order");
        assertThat(store.value(key, "Order")).isEqualTo(rank - 1);
        int versions = store.versions(last).size();
        ok("{\"from\":\"%s\",\"update\":{\"Order\":{\"After\":\"%s\"}}}".formatted(key, last));
        assertThat(store.value(key, "Order")).isEqualTo(rank + 1);
        assertThat(http.keys("Workitem", "where", "Order='" + (rank + 1) + "'")).containsExactly(key);
        assertThat(store.versions(last)).hasSize(versions);
    }

    @Test
    void eachAssetFailsOnItsOwnAndComesBackAsACommand() throws Exception {
        String open = create("Story", ",\"Reference\":\"bulk\"");
        String closed = create("Story", ",\"Reference\":\"bulk\"");
        ok("{\"from\":\"%s\",\"execute\":\"Inactivate\"}".formatted(closed));
        JsonNode answer = run("""
                [{"from":"Story","where":{"Reference":"bulk"},"execute":"Delete"},
                 {"from":"%s","update":{"Name":"","Estimate":5}},
                 {"from":"Scope:0","execute":{"op":"NonexistentOperation"}},
                 {"from":"Scope","where":{"MuddleBubble":"BubbleMuddle"},"update":{"Name":"x"}},
                 {"AssetType":"Scope","MuddleBubble":"x"},
                 {"AssetType":"Animal"},
                 {"from":"Scope:0","whereWOLF":{},"update":{"Name":"x"}}]""".formatted(closed));
        assertThat(tokens(answer, "assetsOperatedOn")).containsExactly(open);
        assertThat(answer.at("/commandFailures/count").asInt()).isEqualTo(7);
        assertThat(messages(answer)).element(0).asString().contains("Story.IsDeletable is false");
        assertThat(messages(answer).subList(1, 7))
                .containsExactly(
                        "Violation'Required'Story.Name",
                        "Unknown Operation 'Scope.NonexistentOperation'",
                        "Invalid QueryFilter2 token MuddleBubble='BubbleMuddle'",
                        "Unknown AttributeDefinition: Scope.MuddleBubble",
                        "Unknown AssetType: Animal",
                        "Invalid key at node(s): root->whereWOLF");
        JsonNode second = answer.at("/commandFailures/commands/1");
        String alias = second.fieldNames().next();
        assertThat(alias).matches("@[0-9a-f-]{36}");
        assertThat(second.path(alias).toString())
                .isEqualTo(
                        "{\"oid\":\"%s\",\"update\":{\"Name\":{\"add\":[\"\"],\"remove\":[]},\"Estimate\":{\"add\":[5],\"remove\":[]}}}"
                                .formatted(closed));
        assertThat(second.at("/error/sourceCommandIndex").asInt()).isEqualTo(1);
        assertThat(store.value(closed, "Estimate")).isNull();
        assertThat(answer.at("/commandFailures/commands/4").fieldNames().next()).endsWith("$auto-aliased");
    }

    @Test
    void aFailedCommandCanBeSentAgain() throws Exception {
        JsonNode answer = run("{\"AssetType\":\"Story\",\"Name\":\"again\"}");
        JsonNode failure = answer.at("/commandFailures/commands/0");
        assertThat(failure.at("/error/message").asText()).isEqualTo("Violation'Required'Story.Scope");
        String repaired = JSON.writeValueAsString(failure).replace("\"again\"", "\"again\",\"Scope\":\"Scope:0\"");
        assertThat(tokens(ok(repaired), "assetsCreated")).hasSize(1);
    }

    @Test
    void queriesRunInTheirPlaceAndUpdatesFindTheirAssetsFirst() throws Exception {
        String key = create("Story", ",\"Reference\":\"before\"");
        JsonNode answer = ok("""
                [{"from":"Story","select":["Reference"],"where":{"Reference":"before"}},
                 {"from":"Story","where":{"Reference":"before"},"update":{"Reference":"after"}},
                 {"from":"Story","select":["Reference"],"filter":["Reference='after'"]},
                 {"from":"Story","where":{"Reference":"after"},"update":{"Estimate":"1"}},
                 {"@late":{"from":"Story","where":{"Reference":"after"},"update":{"Value":"1"}}},
                 {"from":"@late","select":["Value"]}]""");
        assertThat(answer.at("/queryResult/count").asInt()).isEqualTo(3);
        assertThat(answer.at("/queryResult/results/0").toString())
                .isEqualTo("[{\"_oid\":\"%s\",\"Reference\":\"before\"}]".formatted(key));
        assertThat(answer.at("/queryResult/results/1/0/Reference").asText()).isEqualTo("after");
        assertThat(answer.at("/queryResult/results/2/0/Value").asText()).isEqualTo("1");
        assertThat(store.value(key, "Estimate")).isNull();
    }

    @Test
    void aCreatedAssetIsAskedForByItsAlias() throws Exception {
        JsonNode answer = ok("""
                [{"@s":{"AssetType":"Story","Name":"X","Scope":"Scope:0"}},{"from":"@s","select":["Number"]},
                 {"config":"counts-only"}]""");
        assertThat(answer.at("/queryResult/results/0/0/Number").asText()).startsWith("B-");
        assertThat(answer.at("/assetsCreated").toString()).isEqualTo("{\"count\":1}");
        assertThat(answer.at("/assetsModified").toString()).isEqualTo("{\"count\":0}");
    }

    @Test
    void anAliasMayStandForSeveralAssets() throws Exception {
        String one = create("Story", ",\"Reference\":\"several\"");
        String two = create("Story", ",\"Reference\":\"several\"");
        JsonNode answer = ok("""
                [{"@both":{"from":"Story","where":{"Reference":"several"},"update":{"Reference":"done"}}},
                 {"from":"@both","select":["Reference"]},{"@own":{"from":"@both","execute":"Inactivate"}}]""");
        assertThat(answer.at("/queryResult/results/0").toString())
                .isEqualTo("[{\"_oid\":\"%s\",\"Reference\":\"done\"},{\"_oid\":\"%s\",\"Reference\":\"done\"}]"
                        .formatted(one, two));
        assertThat(messages(run("{\"from\":\"@nobody\",\"update\":{\"Name\":\"x\"}}")))
                .containsExactly("Invalid OID token: @nobody");
    }

    @Test
    void deletedAssetsAreReachedByTheirState() throws Exception {
        String key = create("Story", "");
        ok("{\"from\":\"%s\",\"execute\":\"Delete\"}".formatted(key));
        assertThat(tokens(ok("{\"from\":\"%s\",\"update\":{\"Name\":\"x\"}}".formatted(key)), "assetsModified"))
                .isEmpty();
        ok("{\"from\":\"%s\",\"where\":{\"IsDeleted\":true},\"update\":{\"Name\":\"x\"}}".formatted(key));
        JsonNode answer =
                ok("{\"from\":\"%s\",\"where\":{\"IsDeleted\":true},\"execute\":\"Undelete\"}".formatted(key));
        assertThat(tokens(answer, "assetsOperatedOn")).containsExactly(key);
        assertThat(store.value(key, "Name")).isEqualTo("x");
        assertThat(store.value(key, "AssetState")).isEqualTo(64L);
    }

    @Test
    void anOperationMayHaveArguments() throws Exception {
        String scope = store.keys("Scope").get(1);
        String member = store.keys("Member").get(7);
        ok("""
                {"from":"%s","execute":{"op":"AssignToScopeWithRole","args":{"Scope":"%s","Role":"Role:4","IsOwner":true}}}""".formatted(member, scope));
        assertThat(many(scope, "Members")).contains(member);
        assertThat(store.value(scope, "Owner")).isEqualTo(member);
        String other = store.keys("Member").get(8);
        ok("""
                {"from":"%s","execute":{"op":"AssignMemberWithRole","list":[{"Member":"%s","Role":"Role:4"}]}}""".formatted(scope, other));
        assertThat(many(scope, "Members")).contains(other);
        assertThat(messages(run("""
                {"from":"%s","execute":{"op":"AssignToScopeWithRole","args":{"Scope":"Scope:999999","Role":"Role:4"}}}""".formatted(member)))).containsExactly("Invalid OID token: Scope:999999");
    }

    @Test
    void nestedCreatesInAnUpdateAreMadeForEachAsset() throws Exception {
        String scope = store.keys("Scope").get(1);
        JsonNode answer = ok("""
                {"from":"%s","update":{"Description":"d","Workitems":[{"AssetType":"Epic","Name":"In it"}]}}""".formatted(scope));
        String epic = tokens(answer, "assetsCreated").get(0);
        assertThat(tokens(answer, "assetsModified")).containsExactly(scope);
        assertThat(store.value(epic, "Scope")).isEqualTo(scope);
    }

    @Test
    void aPreviewChangesNothing() throws Exception {
        String key = create("Story", "");
        HttpResponse<String> response = send("?previewOnly=True", """
                [{"from":"%s","update":{"Name":"Story Name Change"}},
                 {"from":"%s","execute":{"op":"Delete","args":{}}},
                 {"@a":{"AssetType":"Story","Name":"x","Children":[{"AssetType":"Task","Name":"t"}]}}]""".formatted(key, key));
        JsonNode projected = Http.json(response);
        assertThat(projected).hasSize(4);
        assertThat(projected.get(0).elements().next().toString())
                .isEqualTo("{\"oid\":\"%s\",\"update\":{\"Name\":{\"add\":[\"Story Name Change\"],\"remove\":[]}}}"
                        .formatted(key));
        assertThat(projected.get(1).elements().next().toString())
                .isEqualTo("{\"oid\":\"%s\",\"execute\":{\"op\":\"Delete\",\"args\":{}}}".formatted(key));
        assertThat(projected.get(3).elements().next().path("#ContextOid").asText())
                .isEqualTo("@a");
        assertThat(store.versions(key)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "AssetType: Story # 400",
                "[1] # 400",
                "'' # 400",
                "{\"AssetType\":\"Story\"} {} # 400",
                "[] # 200",
            })
    void onlyABodyThatCannotBeReadIsAnError(String body, int status) throws Exception {
        HttpResponse<String> response = send("", body);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
    }

    @Test
    void anOldServerHasNoSuchEndpoint() throws Exception {
        VersionOneQuirks quirks = VersionOneQuirks.standard();
        try (DemoServer old = DemoServer.start(DemoOptions.standard()
                .withQuirks(quirks.withWriting(quirks.writing().withBulk(false))))) {
            Http client = new Http(old);
            assertThat(client.send(client.request("/api/asset").POST(BodyPublishers.ofString("[]")))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void whoMayNotWriteFailsWithEachCommand() throws Exception {
        VersionOneQuirks quirks = VersionOneQuirks.standard();
        try (DemoServer guarded = DemoServer.start(DemoOptions.standard()
                .withQuirks(quirks.withWriting(quirks.writing().withWriters(Writers.ADMINISTRATOR))))) {
            Http client = new Http(guarded);
            HttpResponse<String> response = client.send(client.request("/api/asset")
                    .setHeader("Authorization", Http.logIn(DemoServer.RESTRICTED_USER, DemoServer.RESTRICTED_PASSWORD))
                    .POST(BodyPublishers.ofString("""
                            [{"AssetType":"Story","Name":"x","Scope":"Scope:0"},{"from":"Member:20","select":["Name"]}]""")));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(messages(Http.json(response))).containsExactly("Violation'Security'Story");
            assertThat(Http.json(response).at("/queryResult/count").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aLostAnswerIsNotALostBatch() throws Exception {
        int before = store.keys("Story").size();
        String body = "{\"AssetType\":\"Story\",\"Name\":\"x\",\"Scope\":\"Scope:0\"}";
        server.faults(FaultPlan.always("api/asset", new Fault.Unserved()));
        assertThatThrownBy(() -> send("", body)).isInstanceOf(IOException.class);
        assertThat(store.keys("Story")).hasSize(before);
        server.faults(FaultPlan.always("api/asset", new Fault.Cut(10)));
        assertThatThrownBy(() -> send("", body)).isInstanceOf(IOException.class);
        assertThat(store.keys("Story")).hasSize(before + 1);
    }
}
