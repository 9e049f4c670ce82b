package io.trackersql.demo.rally;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyAttribute;
import io.trackersql.demo.store.RallyEditor;
import io.trackersql.demo.store.RallyStore;
import io.trackersql.demo.store.RallyType;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Creates, updates and deletes as sections 5.1 to 5.5 of the protocol's description have them. */
class WriteTest {
    private static DemoServer server;
    private static RallyStore store;
    private static Http http;

    @BeforeAll
    static void start() {
        server = DemoServer.start(DemoOptions.standard());
        store = server.rallyStore();
        http = new Http(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, defect, defect",
        "PUT, Defect, Defect",
        "POST, defect.js, model",
        "POST, hierarchicalrequirement, HIERARCHICALREQUIREMENT",
        "PUT, portfolioitem/feature, Portfolioitem/Feature"
    })
    void createsWithEitherMethodAndAnyRootKey(String method, String type, String key)
            throws IOException, InterruptedException {
        String path = type.endsWith(".js") ? type.replace(".js", "/create.js") : type + "/create";
        long made = http.written(method, path, "{'" + key + "': {'Name': 'Made by " + method + "'}}");
        assertThat(store.value(made, "Name")).isEqualTo("Made by " + method);
        assertThat(made).isGreaterThan(30_000_000_000L);
    }

    @Test
    void answersACreateWithAsMuchAsFetchSays() throws IOException, InterruptedException {
        String body = "{'defect': {'Name': 'fetched'}}";
        JsonNode whole = http.write("POST", "defect/create", body).path("Object");
        JsonNode some =
                http.write("POST", "defect/create", body, "fetch", "Name").path("Object");
        JsonNode none =
                http.write("POST", "defect/create", body, "fetch", "false").path("Object");
        assertThat(whole.path("Priority").asText()).isEqualTo("None");
        assertThat(some.has("Name")).isTrue();
        assertThat(some.has("Priority")).isFalse();
        assertThat(none.has("Name")).isFalse();
        assertThat(none.path("_ref").asText()).contains("/webservice/v2.0/defect/");
        assertThat(none.path("_refObjectName").asText()).isEqualTo("fetched");
    }

    @Test
    void fillsWhatIsNotSaid() throws IOException, InterruptedException {
        long made = http.written("POST", "defect/create", "{'Defect': {'Name': 'defaults'}}");
        assertThat(store.value(made, "State")).isEqualTo("Submitted");
        assertThat(store.value(made, "ScheduleState")).isEqualTo("Defined");
        assertThat(store.value(made, "Severity")).isEqualTo("None");
        assertThat(store.value(made, "Package")).isNull();
        assertThat(store.value(made, "Description")).isEqualTo("");
        assertThat(store.value(made, "PlanEstimate")).isNull();
        assertThat((String) store.value(made, "FormattedID")).matches("DE\\d+");
        Object project = store.value(made, "Project");
        assertThat(store.value((Long) project, "Name")).isEqualTo("Company");
        Object flow = store.value(made, "FlowState");
        assertThat(store.value((Long) flow, "ScheduleStateMapping")).isEqualTo("Defined");
        assertThat(store.value((Long) flow, "Project")).isEqualTo(project);
        assertThat(store.value(made, "CreatedBy")).isEqualTo(user());
        assertThat(store.value(made, "VersionId")).isEqualTo("1");
    }

    private static Object user() {
        return store.user(DemoServer.USER).orElseThrow().id();
    }

    @Test
    void takesWorkspaceAndProjectFromTheAddressOrTheBody() throws IOException, InterruptedException {
        long other = store.keys("Workspace").get(1);
        long inUrl =
                http.written("POST", "defect/create", "{'defect': {'Name': 'x'}}", "workspace", "/workspace/" + other);
        long inBody = http.written(
                "POST", "defect/create", "{'defect': {'Name': 'x', 'Workspace': 'workspace/" + other + "'}}");
        for (long made : List.of(inUrl, inBody)) {
            assertThat(store.value(made, "Workspace")).isEqualTo(other);
            assertThat(store.value((Long) store.value(made, "Project"), "Workspace"))
                    .isEqualTo(other);
        }
        long project = (Long) store.value(inUrl, "Project");
        assertThat(http.refused(
                        "POST", "defect/create", "{'defect': {'Name': 'x', 'Project': '/project/" + project + "'}}"))
                .containsExactly("Validation error: Defect.Project is in another workspace");
    }

    @Test
    void givesNumbersInTheOrderOfMaking() throws IOException, InterruptedException {
        long first = http.written("POST", "task/create", "{'task': {'Name': 'one'}}");
        long second = http.written("POST", "task/create", "{'task': {'Name': 'two'}}");
        assertThat(second).isGreaterThan(first);
        assertThat(number(second)).isEqualTo(number(first) + 1);
    }

    private static int number(long key) {
        return Integer.parseInt(((String) store.value(key, "FormattedID")).substring(2));
    }

    @Test
    void readsValuesOfAllKinds() throws IOException, InterruptedException {
        long iteration = store.keys("Iteration").get(0);
        String body = """
                {'hierarchicalrequirement': {'Name': 'größe 😀', 'Description': '<b>a</b>', 'PlanEstimate': '3.50',
                 'ScheduleState': 'In-Progress', 'Iteration': {'_ref': '/iteration/%d'}, 'c_Approved': true, 'c_Votes': 5.0,
                 'c_GoLive': '2025-02-27T18:03:29Z', 'c_Region': 'Süd', 'c_Specification': {'LinkID': '7', 'DisplayString': 'seven'}}}
                """.formatted(iteration);
        long made = http.written("POST", "hierarchicalrequirement/create", body);
        assertThat(store.value(made, "Name")).isEqualTo("größe 😀");
        assertThat((BigDecimal) store.value(made, "PlanEstimate")).isEqualByComparingTo("3.5");
        assertThat(store.value(made, "Iteration")).isEqualTo(iteration);
        assertThat(store.value(made, "c_Approved")).isEqualTo(true);
        assertThat(store.value(made, "c_Votes")).isEqualTo(5L);
        assertThat(store.value(made, "c_GoLive")).isEqualTo(Instant.parse("2025-02-27T18:03:29Z"));
        assertThat(store.value((Long) store.value(made, "FlowState"), "ScheduleStateMapping"))
                .isEqualTo("In-Progress");
        JsonNode read = Http.json(http.get("hierarchicalrequirement/" + made)).path("HierarchicalRequirement");
        assertThat(read.path("c_Specification").path("DisplayString").asText()).isEqualTo("seven");
        assertThat(read.path("c_Region").asText()).isEqualTo("Süd");
    }

    @Test
    void clearsWithNullAndEmptyText() throws IOException, InterruptedException {
        long made = http.written(
                "POST",
                "defect/create",
                "{'defect': {'Name': 'x', 'Priority': 'High', 'Owner': '/user/" + user()
                        + "', 'PlanEstimate': 3, 'Notes': 'y', 'Package': 'Web'}}");
        http.written(
                "POST",
                "defect/" + made,
                "{'defect': {'Priority': '', 'Owner': null, 'PlanEstimate': null, 'Notes': '', 'Package': ''}}");
        assertThat(store.value(made, "Priority")).isEqualTo("None");
        assertThat(store.value(made, "Notes")).isEqualTo("");
        for (String cleared : List.of("Owner", "PlanEstimate", "Package")) {
            assertThat(store.value(made, cleared)).as(cleared).isNull();
        }
    }

    @Test
    void updatesWithEitherMethodAndMakesAVersion() throws IOException, InterruptedException {
        long made = http.written("POST", "task/create", "{'task': {'Name': 'before'}}");
        Object created = store.value(made, "LastUpdateDate");
        JsonNode posted = http.write("POST", "task/" + made, "{'Task': {'Name': 'between'}}");
        JsonNode put = http.write("PUT", "task/" + made, "{'Task': {'Name': 'after'}}", "fetch", "Name,VersionId");
        assertThat(posted.path("Object").path("Name").asText()).isEqualTo("between");
        assertThat(put.path("Object").path("Name").asText()).isEqualTo("after");
        assertThat(store.value(made, "VersionId")).isEqualTo("3");
        assertThat((Instant) store.value(made, "LastUpdateDate")).isAfter((Instant) created);
        assertThat(store.value(made, "CreationDate")).isEqualTo(created);
    }

    @Test
    void ignoresUnknownAndReadOnlyAttributesWithAWarning() throws IOException, InterruptedException {
        JsonNode result = http.write(
                "POST",
                "defect/create",
                "{'DEFECT': {'Name': 'x', 'c_Nonsense': 1, 'name': 'y', 'CreatedBy': 'z', '_ref': 'ignored', 'Tasks': []}}");
        assertThat(result.path("Warnings"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "Ignored JSON element DEFECT.c_Nonsense during processing of this request.",
                        "Ignored JSON element DEFECT.name during processing of this request.",
                        "Ignored JSON element DEFECT.CreatedBy during processing of this request.",
                        "Ignored JSON element DEFECT.Tasks during processing of this request.");
        assertThat(result.path("Object").path("Name").asText()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "defect~{'defect': {}}~Validation error: Defect.Name should not be null",
                "defect~{'defect': {'Name': ''}}~Validation error: Defect.Name should not be null",
                "defect~{'defect': {'Name': null}}~Validation error: Defect.Name should not be null",
                "iteration~{'iteration': {'Name': 'x', 'StartDate': '2026-01-01'}}~Validation error: Iteration.End Date should"
                        + " not be null",
                "defect~{'defect': {'Name': 'x', 'Priority': 'high'}}~Validation error: Defect.Priority has no allowed value"
                        + " \"high\"",
                "defect~{'defect': {'Name': 'x', 'State': ''}}~Validation error: Defect.State should not be null",
                "defect~{'defect': {'Name': 'x', 'Iteration': 'Foo'}}~Could not convert: Cannot parse object reference from"
                        + " \"Foo\"",
                "defect~{'defect': {'Name': 'x', 'Iteration': '/iteration/1'}}~Could not read: Could not read referenced object"
                        + " /iteration/1",
                "defect~{'defect': {'Name': 'x', 'PlanEstimate': 'many'}}~Could not convert: Cannot convert \"many\" of"
                        + " PlanEstimate to type QUANTITY",
                "defect~{'defect': {'Name': 'x', 'Tags': {'_ref': '/tag/1'}}}~Could not convert: Cannot convert"
                        + " \"{\"_ref\":\"/tag/1\"}\" of Tags to type COLLECTION",
                "defect~{'defect': {'Name': 'x', 'Description': '<script>'}}~Validation error: Defect.Description contained"
                        + " invalid input. Search `HTML Whitelist` at help.rallydev.com for details.",
                "user~nonsense~Cannot parse input stream due to I/O error as JSON document: Unrecognized token"
            })
    void refusesWhatDoesNotFit(String type, String body, String error) throws IOException, InterruptedException {
        int before = store.keys("PersistableObject").size();
        JsonNode result = http.write("POST", type + "/create", body);
        assertThat(result.path("Errors")).hasSize(1);
        assertThat(result.path("Errors").path(0).asText()).startsWith(error.replace('`', '\''));
        assertThat(result.has("Object")).isFalse();
        assertThat(store.keys("PersistableObject")).hasSize(before);
    }

    @Test
    void refusesAStoryBelowBothKindsOfParents() throws IOException, InterruptedException {
        String both = "Validation error: HierarchicalRequirement.parentArtifact should not be set if"
                + " HierarchicalRequirement.Parent is set and vice versa";
        long story = http.written("POST", "hierarchicalrequirement/create", "{'s': {'Name': 'top'}}");
        long feature = store.keys("PortfolioItem/Feature").get(0);
        long made = http.written(
                "POST",
                "hierarchicalrequirement/create",
                "{'s': {'Name': 'below', 'Parent': '/hierarchicalrequirement/" + story + "'}}");
        String body = "{'s': {'PortfolioItem': '/portfolioitem/feature/" + feature + "'}}";
        assertThat(http.refused("POST", "hierarchicalrequirement/" + made, body))
                .containsExactly(both);
        assertThat(http.refused(
                        "POST",
                        "hierarchicalrequirement/" + story,
                        "{'s': {'Parent': '/hierarchicalrequirement/" + made + "'}}"))
                .containsExactly("Validation error: HierarchicalRequirement.Parent would make a circle");
        http.written(
                "POST",
                "hierarchicalrequirement/" + made,
                "{'s': {'UnifiedParent': '/portfolioitem/feature/" + feature + "'}}");
        assertThat(store.value(made, "Parent")).isNull();
        assertThat(store.value(made, "PortfolioItem")).isEqualTo(feature);
    }

    @Test
    void tellsWhichObjectIsMissing() throws IOException, InterruptedException {
        assertThat(http.refused("POST", "defect/4711", "{'defect': {'Name': 'x'}}"))
                .containsExactly("Could not read: Could not read Defect 4711 to update.");
        assertThat(http.refused("DELETE", "defect/4711", "")).containsExactly("Object to delete cannot be null");
        long story = store.keys("HierarchicalRequirement").get(0);
        assertThat(http.refused("DELETE", "defect/" + story, "")).containsExactly("Object to delete cannot be null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "POST~revision/create~",
                "PUT~recyclebinentry/1~GET, DELETE",
                "DELETE~project/1~GET, POST, PUT",
                "POST~revisionhistory/1~GET",
                "POST~defectsuite/1/copy~GET",
                "GET~defect/create~POST, PUT"
            })
    void answersWithAPageToWhatATypeDoesNotOffer(String method, String path, String methods)
            throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(http.request(Http.target(path)).method(method, BodyPublishers.ofString("{}")));
        assertThat(response.statusCode()).isEqualTo(405);
        String start = "Could not find web service for /" + path + " using request method " + method + ".";
        assertThat(response.body())
                .isEqualTo(
                        methods == null
                                ? start
                                : start + " However a service does exist at that path using method(s) " + methods
                                        + ".");
    }

    @Test
    void deletesAndKeepsWhatHasANumberInTheRecycleBin() throws IOException, InterruptedException {
        long made = http.written("POST", "defect/create", "{'defect': {'Name': 'short-lived'}}");
        Object number = store.value(made, "FormattedID");
        JsonNode answer = http.write("DELETE", "defect/" + made, "");
        assertThat(answer.path("Errors")).isEmpty();
        assertThat(answer.has("Object")).isFalse();
        assertThat(store.find(made)).isEmpty();
        assertThat(http.found("defect", "(ObjectID = " + made + ")")).isEmpty();
        JsonNode entry = http.result("recyclebinentry", "query", "(ItemOID = " + made + ")", "fetch", "true")
                .path("Results")
                .path(0);
        assertThat(entry.path("ID").asText()).isEqualTo(number);
        assertThat(entry.path("Name").asText()).isEqualTo("short-lived");
        assertThat(entry.path("Type").path("_refObjectName").asText()).isEqualTo("Defect");
        assertThat(entry.path("DeletedBy").path("_ref").asText()).endsWith("/user/" + user());
        http.write("DELETE", "recyclebinentry/" + entry.path("ObjectID").asLong(), "");
        assertThat(http.found("recyclebinentry", "(ItemOID = " + made + ")")).isEmpty();
    }

    @Test
    void copiesWhatCouldBeWritten() throws IOException, InterruptedException {
        long made = http.written(
                "POST", "defect/create", "{'defect': {'Name': 'original', 'Priority': 'Low', 'PlanEstimate': 8}}");
        long copy = http.written("POST", "defect/" + made + "/copy", "");
        assertThat(store.value(copy, "Name")).isEqualTo("(Copy of) original");
        assertThat(store.value(copy, "Priority")).isEqualTo("Low");
        assertThat(store.value(copy, "FormattedID")).isNotEqualTo(store.value(made, "FormattedID"));
    }

    @Test
    void changesTotalsOfWhatIsAbove() throws IOException, InterruptedException {
        long story = http.written("POST", "hierarchicalrequirement/create", "{'s': {'Name': 'with tasks'}}");
        for (int estimate : List.of(3, 4)) {
            http.written(
                    "POST",
                    "task/create",
                    "{'task': {'Name': 't', 'Estimate': " + estimate + ", 'WorkProduct': '/hierarchicalrequirement/"
                            + story + "'}}");
        }
        assertThat((BigDecimal) store.value(story, "TaskEstimateTotal")).isEqualByComparingTo("7");
        List<?> tasks = (List<?>) store.value(story, "Tasks");
        assertThat(tasks).hasSize(2);
        assertThat(store.value((Long) tasks.get(1), "TaskIndex")).isEqualTo(2L);
        http.write("DELETE", "task/" + tasks.get(0), "");
        assertThat((BigDecimal) store.value(story, "TaskEstimateTotal")).isEqualByComparingTo("4");
    }

    @Test
    void keepsFlowStateAndScheduleStateTogether() throws IOException, InterruptedException {
        long made = http.written("POST", "defect/create", "{'defect': {'Name': 'x', 'ScheduleState': 'Completed'}}");
        long completed = (Long) store.value(made, "FlowState");
        assertThat(store.value(completed, "ScheduleStateMapping")).isEqualTo("Completed");
        long other = http.written(
                "POST", "defect/create", "{'defect': {'Name': 'x', 'FlowState': '/flowstate/" + completed + "'}}");
        assertThat(store.value(other, "ScheduleState")).isEqualTo("Completed");
        http.written("POST", "defect/" + other, "{'defect': {'ScheduleState': 'Accepted'}}");
        assertThat(store.value((Long) store.value(other, "FlowState"), "ScheduleStateMapping"))
                .isEqualTo("Accepted");
        http.written("POST", "defect/" + other, "{'defect': {'FlowState': '/flowstate/" + completed + "'}}");
        assertThat(store.value(other, "ScheduleState")).isEqualTo("Completed");
    }

    @Test
    void tellsInRevisionsWhatChanged() throws IOException, InterruptedException {
        long made = http.written("POST", "defect/create", "{'defect': {'Name': 'revised'}}");
        http.written("POST", "defect/" + made, "{'defect': {'State': 'Open', 'Owner': '/user/" + user() + "'}}");
        Object history = store.value(made, "RevisionHistory");
        assertThat(http.values(
                        "Description", "revisionhistory/" + history + "/Revisions", "order", "RevisionNumber desc"))
                .containsExactly(
                        "OWNER added [Administrator], STATE changed from [Submitted] to [Open]", "Original revision");
    }

    @Test
    void refusesWritesWithoutTheRightToThem() throws IOException, InterruptedException {
        String refusal = "Not authorized to perform action: Invalid key";
        Http readOnly = new Http(server, DemoServer.RALLY_READ_ONLY_KEY);
        JsonNode answer = readOnly.write("POST", "defect/create", "{'defect': {'Name': 'x'}}");
        assertThat(answer.path("Errors").path(0).asText()).isEqualTo(refusal);
        Http restricted = new Http(server, DemoServer.RALLY_RESTRICTED_KEY);
        assertThat(restricted.refused("POST", "user/create", "{'user': {'UserName': 'x'}}"))
                .containsExactly("Not authorized to perform action: Create User");
        long unseen = store.keys("Defect").stream()
                .filter(key -> !store.sees(
                        store.user(DemoServer.RESTRICTED_USER).orElseThrow(),
                        store.find(key).orElseThrow()))
                .findFirst()
                .orElseThrow();
        assertThat(restricted.refused("POST", "defect/" + unseen, "{'defect': {'Name': 'x'}}"))
                .containsExactly("Could not read: Could not read Defect " + unseen + " to update.");
    }

    @Test
    void wantsTheTokenOfTheSessionFromWhoComesWithAPassword() throws IOException, InterruptedException {
        HttpResponse<String> authorized =
                http.send(http.anonymous(Http.target("security/authorize")).header("Authorization", Http.BASIC));
        String cookie = authorized.headers().allValues("Set-Cookie").get(0).split(";")[0];
        String token = Http.json(authorized)
                .path("OperationResult")
                .path("SecurityToken")
                .asText();
        assertThat(byPassword(token, cookie)
                        .path("CreateResult")
                        .path("Object")
                        .path("Name")
                        .asText())
                .isEqualTo("by password");
        for (JsonNode refused : List.of(byPassword("wrong", cookie), byPassword(token, "JSESSIONID=other"))) {
            assertThat(refused.path("OperationResult").path("Errors").path(0).asText())
                    .isEqualTo("Not authorized to perform action: Invalid key");
        }
    }

    private static JsonNode byPassword(String token, String cookie) throws IOException, InterruptedException {
        return Http.json(http.send(http.anonymous(Http.target("defect/create", "key", token))
                .header("Authorization", Http.BASIC)
                .header("Cookie", cookie)
                .POST(BodyPublishers.ofString("{\"defect\": {\"Name\": \"by password\"}}"))));
    }

    @Test
    void createsWholeObjectsOfEveryType() throws IOException, InterruptedException {
        RallyEditor editor = store.editor(Clock.systemUTC());
        int types = 0;
        for (RallyType type : store.model().types()) {
            if (type.offers('C') && !RallyEditor.isFixed(type)) {
                String given = editor.demands(type).stream()
                        .map(attribute -> "'" + attribute.name() + "': '" + sample(attribute) + "'")
                        .collect(Collectors.joining(", "));
                String more = type.typePath().equals("Attachment")
                        ? ", 'Artifact': '/defect/" + store.keys("Defect").get(0) + "'"
                        : "";
                long made = http.written("POST", type.typePath() + "/create", "{'x': {" + given + more + "}}");
                Asset object = store.find(made).orElseThrow();
                for (RallyAttribute attribute : type.list()) {
                    assertThat(attribute.required() && store.read(object, attribute) == null)
                            .as("%s.%s", type.typePath(), attribute.name())
                            .isFalse();
                }
                types++;
            }
        }
        assertThat(types).isGreaterThan(30);
    }

    private static String sample(RallyAttribute attribute) {
        if (attribute.constrained()) {
            return attribute.choices().get(attribute.choices().size() - 1);
        }
        return switch (attribute.type()) {
            case DATE -> "2026-01-05";
            case BINARY_DATA -> "AAAA";
            default -> "x";
        };
    }
}
