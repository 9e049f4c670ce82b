package io.trackersql.demo.rally;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultGate;
import io.trackersql.demo.FaultPlan;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RallyFrontTest {
    private static final String STORY = "hierarchicalrequirement";

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
    void challengesStrangersWithAPage() throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(http.anonymous(Http.target("user")));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"Rally ALM\"");
        assertThat(response.body()).contains("An Authentication object was not found in the SecurityContext");
    }

    @Test
    void takesAKeyAsCookieToo() throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                http.anonymous(Http.target("user")).header("Cookie", "ZSESSIONID=" + DemoServer.RALLY_API_KEY));
        assertThat(Http.json(response).path("User").path("UserName").asText()).isEqualTo(DemoServer.USER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "(Name=\"x\")~Could not parse: Unknown operator \")\"",
                "(Nonsense = 1)~Could not parse: Could not find the attribute \"Nonsense\" on type"
                        + " HierarchicalRequirement in the query segment \"Nonsense\"",
                "(PlanEstimate = many)~Could not parse: Could not convert \"many\" to type NUMBER in the query segment"
                        + " \"PlanEstimate = many\"",
                "(Description != null)~Could not parse: Operator \"!=\" is not allowed with attribute \"Description\" in"
                        + " the query segment \"Description != null\""
            })
    void tellsWhatIsWrongWithAQuery(String query, String error) throws IOException, InterruptedException {
        assertThat(http.error(STORY, "query", query)).isEqualTo(error);
    }

    @Test
    void refusesToSortByWhatItDoesNotKnow() throws IOException, InterruptedException {
        assertThat(http.error(STORY, "order", "Invalid")).isEqualTo("Cannot sort using unknown attribute Invalid");
        assertThat(http.error(STORY, "order", "Description"))
                .isEqualTo("Cannot sort using unknown attribute Description");
    }

    @Test
    void namesTheVerbsOfAPath() throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(http.request(Http.target("project/1/remove.js")).POST(BodyPublishers.ofString("{}")));
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.body())
                .isEqualTo("Could not find web service for /project/1/remove.js using request method POST. However a"
                        + " service does exist at that path using method(s) GET.");
    }

    @Test
    void answersAPostedFormAsAQuery() throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(http.request(Http.target("defect"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("_method=GET&pagesize=1&fetch=FormattedID")));
        assertThat(Http.json(response).path("QueryResult").path("Results")).hasSize(1);
    }

    @Test
    void shufflesTiesFromRequestToRequestUnlessTheOrderEndsInTheKey() throws IOException, InterruptedException {
        Set<List<String>> loose = new HashSet<>();
        Set<List<String>> exact = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            loose.add(http.values("_ref", STORY, "order", "ScheduleState"));
            exact.add(http.values("_ref", STORY, "order", "ScheduleState,ObjectID"));
        }
        assertThat(loose).hasSizeGreaterThan(1);
        assertThat(exact).hasSize(1);
    }

    @Test
    void capsPagesAndEchoesWhereTheyStart() throws IOException, InterruptedException {
        JsonNode result = http.result(STORY, "pagesize", "5000", "start", "3", "project", "null");
        assertThat(result.path("StartIndex").asInt()).isEqualTo(3);
        assertThat(result.path("PageSize").asInt()).isEqualTo(2000);
        assertThat(result.path("Results"))
                .hasSize(result.path("TotalResultCount").asInt() - 2);
    }

    @Test
    void showsFewerProjectsToARestrictedUserButCountsThemAll() throws IOException, InterruptedException {
        JsonNode all = http.result("project", "pagesize", "2000");
        JsonNode few = new Http(server, DemoServer.RALLY_RESTRICTED_KEY)
                .result("project", "pagesize", "2000", "workspace", "workspace/" + workspace());
        assertThat(few.path("Results").size()).isLessThan(all.path("Results").size());
        assertThat(few.path("TotalResultCount").asInt())
                .isEqualTo(all.path("TotalResultCount").asInt());
    }

    private static long workspace() {
        return server.rallyStore().keys("Workspace").get(0);
    }

    @Test
    void findsByNumberWhateverThePrefix() throws IOException, InterruptedException {
        assertThat(http.values("_type", "artifact", "query", "(FormattedID = XY1)", "project", "null"))
                .contains("Defect", "Task");
        assertThat(http.found(STORY, "(FormattedID = DE1)")).isEqualTo(http.found(STORY, "(FormattedID = 1)"));
    }

    @Test
    void asksTypesWithoutObjectsForWhatAllTheirSubtypesHave() throws IOException, InterruptedException {
        assertThat(http.values("_type", "artifact", "query", "(Project != null)", "project", "null"))
                .contains("Defect", "Task");
        assertThat(http.error("artifact", "query", "((State = Open) OR (ScheduleState = Defined))"))
                .startsWith("Could not parse: Could not find the attribute \"State\" on type Artifact");
    }

    @Test
    void redirectsToTheSchemaOfTheVersion() throws IOException, InterruptedException {
        String path = "/schema/v2.0/workspace/" + workspace();
        HttpResponse<String> redirect = http.send(http.request(path));
        assertThat(redirect.statusCode()).isEqualTo(302);
        String version = redirect.headers().firstValue("Location").orElseThrow();
        assertThat(version).matches(server.rallyUri() + path + "/[0-9a-f]{32}");
        JsonNode types = Http.json(http.send(http.request(
                        version.substring(server.rallyUri().toString().length()))))
                .path("QueryResult")
                .path("Results");
        assertThat(types.findValuesAsText("TypePath")).contains("Defect", "PortfolioItem/Feature", "PortfolioItem");
        assertThat(types.path(0).path("Attributes").isArray()).isTrue();
    }

    @Test
    void refusesTheThirteenthRequestInFlight() throws IOException, InterruptedException {
        try (DemoServer busy = DemoServer.start(DemoOptions.standard())) {
            Http client = new Http(busy);
            List<FaultGate> gates = new ArrayList<>();
            FaultPlan plan = FaultPlan.none();
            for (int i = 1; i <= Gauge.IN_FLIGHT_MAX; i++) {
                gates.add(new FaultGate());
                plan = plan.and("/defect", i, new Fault.Stall(-1, gates.get(i - 1)));
            }
            busy.faults(plan);
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (FaultGate gate : gates) {
                answers.add(CompletableFuture.supplyAsync(() -> status(client), task -> new Thread(task).start()));
                gate.awaitReached();
            }
            assertThat(client.get("task").statusCode()).isEqualTo(400);
            gates.forEach(FaultGate::release);
            assertThat(answers).allMatch(answer -> answer.join() == 200);
            assertThat(client.get("task").statusCode()).isEqualTo(200);
            assertThat(busy.inFlightMax()).isEqualTo(Gauge.IN_FLIGHT_MAX + 1);
        }
    }

    private static int status(Http client) {
        try {
            return client.get("defect").statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
