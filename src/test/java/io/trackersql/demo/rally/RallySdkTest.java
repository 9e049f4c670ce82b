package io.trackersql.demo.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.rallydev.rest.RallyRestApi;
import com.rallydev.rest.request.GetRequest;
import com.rallydev.rest.request.QueryRequest;
import com.rallydev.rest.response.GetResponse;
import com.rallydev.rest.response.QueryResponse;
import com.rallydev.rest.util.Fetch;
import com.rallydev.rest.util.QueryFilter;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The vendor's own Java toolkit reads the demo server; it asks with {@code .js} and answers challenges. */
class RallySdkTest {
    private static DemoServer server;
    private static RallyRestApi byKey;

    @BeforeAll
    static void start() {
        server = DemoServer.start(DemoOptions.standard());
        byKey = new RallyRestApi(address(), DemoServer.RALLY_API_KEY);
    }

    @AfterAll
    static void stop() throws IOException {
        byKey.close();
        server.close();
    }

    private static URI address() {
        return server.rallyUri().resolve("/");
    }

    @Test
    void findsWhoIsLoggedIn() throws IOException {
        GetResponse response = byKey.get(new GetRequest("/user"));
        assertThat(response.wasSuccessful()).isTrue();
        assertThat(text(response.getObject(), "UserName")).isEqualTo(DemoServer.USER);
        assertThat(response.getWarnings())
                .containsExactly("It is no longer necessary to append \".js\" to WSAPI resources.");
    }

    @Test
    @SuppressWarnings("deprecation")
    void logsInByUserAndPasswordAfterAChallenge() throws IOException {
        try (RallyRestApi byPassword = new RallyRestApi(address(), DemoServer.USER, DemoServer.PASSWORD)) {
            GetRequest request = new GetRequest("/user");
            request.setFetch(new Fetch("UserName"));
            assertThat(text(byPassword.get(request).getObject(), "UserName")).isEqualTo(DemoServer.USER);
        }
    }

    @Test
    void isRefusedWithAWrongKey() throws IOException {
        try (RallyRestApi stranger = new RallyRestApi(address(), "_wrong")) {
            assertThatThrownBy(() -> stranger.get(new GetRequest("/user"))).hasMessageContaining("401");
        }
    }

    @Test
    void readsTheSubscriptionAndItsWorkspaces() throws IOException {
        GetRequest request = new GetRequest("/subscription");
        request.setFetch(new Fetch("Name", "Workspaces"));
        JsonObject subscription = byKey.get(request).getObject();
        QueryRequest workspaces = new QueryRequest(subscription.getAsJsonObject("Workspaces"));
        workspaces.setQueryFilter(new QueryFilter("State", "=", "Open"));
        assertThat(texts(byKey.query(workspaces), "Name"))
                .containsExactlyInAnyOrderElementsOf(values("Workspace", "Name"));
    }

    @Test
    void readsTheProjectsOfAWorkspace() throws IOException {
        String workspace = "/workspace/" + server.rallyStore().keys("Workspace").get(0);
        JsonObject object = byKey.get(new GetRequest(workspace)).getObject();
        QueryRequest projects = new QueryRequest(object.getAsJsonObject("Projects"));
        projects.setFetch(new Fetch("Name", "State"));
        QueryResponse response = byKey.query(projects);
        assertThat(response.wasSuccessful()).isTrue();
        assertThat(texts(response, "State")).isNotEmpty().containsOnly("Open");
    }

    @Test
    void queriesWithFetchAndOrder() throws IOException {
        QueryRequest request = stories();
        request.setFetch(new Fetch("FormattedID", "Name", "PlanEstimate"));
        request.setOrder("ObjectID desc");
        request.setPageSize(5);
        request.setLimit(5);
        QueryResponse response = byKey.query(request);
        List<String> newest = texts(response, "_ref");
        assertThat(newest).hasSize(5).isSortedAccordingTo((one, other) -> other.compareTo(one));
        JsonObject row = rows(response).get(0);
        assertThat(List.of("FormattedID", "Name", "PlanEstimate")).allMatch(row::has);
        assertThat(row.has("Owner")).isFalse();
    }

    @Test
    void readsAllPagesOfALongResult() throws IOException {
        QueryRequest request = stories();
        request.setPageSize(6);
        request.setLimit(60);
        request.setOrder("ScheduleState");
        List<String> references = texts(byKey.query(request), "_ref");
        assertThat(references).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void startsWhereItIsTold() throws IOException {
        QueryRequest request = stories();
        request.setPageSize(3);
        request.setLimit(3);
        List<String> first = texts(byKey.query(request), "_ref");
        request.setStart(3);
        QueryResponse later = byKey.query(request);
        assertThat(later.getStart()).isEqualTo(3);
        assertThat(texts(later, "_ref").get(0)).isEqualTo(first.get(2));
    }

    @Test
    void joinsFilters() throws IOException {
        QueryRequest request = stories();
        request.setQueryFilter(QueryFilter.or(
                        new QueryFilter("ScheduleState", "=", "Defined"),
                        new QueryFilter("ScheduleState", "=", "In-Progress"),
                        new QueryFilter("ScheduleState", "=", "Accepted"))
                .and(new QueryFilter("PlanEstimate", ">", "3")));
        request.setFetch(new Fetch("ScheduleState", "PlanEstimate"));
        QueryResponse response = byKey.query(request);
        assertThat(response.getTotalResultCount()).isPositive();
        assertThat(texts(response, "ScheduleState")).isSubsetOf("Defined", "In-Progress", "Accepted");
        rows(response).forEach(row -> assertThat(row.get("PlanEstimate").getAsDouble())
                .isGreaterThan(3));
    }

    @Test
    void quotesValuesWithBlanksAndParentheses() throws IOException {
        String name = values("HierarchicalRequirement", "Name").stream()
                .filter(each -> each != null && each.contains(" ") && !each.contains("\"") && !each.contains("\\"))
                .findFirst()
                .orElseThrow();
        QueryRequest request = stories();
        request.setQueryFilter(new QueryFilter("Name", "=", name));
        request.setFetch(new Fetch("Name"));
        assertThat(texts(byKey.query(request), "Name")).isNotEmpty().allMatch(found -> found.toLowerCase(Locale.ROOT)
                .equals(name.toLowerCase(Locale.ROOT)));
    }

    @Test
    void followsReferencesToFetchedObjects() throws IOException {
        QueryRequest request = new QueryRequest("Task");
        request.setQueryFilter(new QueryFilter("WorkProduct", "!=", "null"));
        request.setFetch(new Fetch("FormattedID", "WorkProduct", "Project"));
        request.setLimit(1);
        JsonObject task = rows(byKey.query(wholeWorkspace(request))).get(0);
        JsonObject work = task.getAsJsonObject("WorkProduct");
        assertThat(text(work, "FormattedID")).isNotEmpty();
        JsonObject again = byKey.get(new GetRequest(text(work, "_ref"))).getObject();
        assertThat(text(again, "FormattedID")).isEqualTo(text(work, "FormattedID"));
    }

    @Test
    void readsTheItemsOfACollection() throws IOException {
        QueryRequest request = stories();
        request.setQueryFilter(new QueryFilter("Tasks.ObjectID", "!=", "null"));
        request.setFetch(new Fetch("Tasks"));
        request.setLimit(1);
        JsonObject tasks = rows(byKey.query(request)).get(0).getAsJsonObject("Tasks");
        QueryRequest items = new QueryRequest(tasks);
        items.setOrder("TaskIndex");
        QueryResponse response = byKey.query(items);
        assertThat(response.getTotalResultCount()).isEqualTo(tasks.get("Count").getAsInt());
        assertThat(texts(response, "_type")).containsOnly("Task");
    }

    @Test
    void readsPortfolioItemsOfOneTypeAndOfAll() throws IOException {
        QueryResponse features = byKey.query(wholeWorkspace(new QueryRequest("PortfolioItem/Feature")));
        QueryResponse all = byKey.query(wholeWorkspace(new QueryRequest("PortfolioItem")));
        assertThat(texts(features, "_type")).containsOnly("PortfolioItem/Feature");
        assertThat(all.getTotalResultCount()).isGreaterThan(features.getTotalResultCount());
    }

    @Test
    void walksFromATypeToItsAllowedValues() throws IOException {
        QueryRequest types = new QueryRequest("TypeDefinition");
        types.setQueryFilter(new QueryFilter("TypePath", "=", "Defect"));
        types.setFetch(new Fetch("Attributes"));
        JsonObject defect = rows(byKey.query(types)).get(0);
        QueryRequest attributes = new QueryRequest(defect.getAsJsonObject("Attributes"));
        attributes.setQueryFilter(new QueryFilter("ElementName", "=", "State"));
        attributes.setFetch(new Fetch("ElementName", "AllowedValues"));
        JsonObject state = rows(byKey.query(attributes)).get(0);
        QueryRequest values = new QueryRequest(state.getAsJsonObject("AllowedValues"));
        values.setFetch(new Fetch("StringValue"));
        values.setOrder("ValueIndex");
        assertThat(texts(byKey.query(values), "StringValue"))
                .containsExactly("Submitted", "Open", "Fixed", "Closed", "Closed Declined");
    }

    @Test
    void narrowsTheScopeToAProject() throws IOException {
        String project = values("HierarchicalRequirement", "Project").get(0);
        QueryRequest request = new QueryRequest("HierarchicalRequirement");
        request.setProject("/project/" + project);
        request.setScopedDown(false);
        request.setScopedUp(false);
        request.setFetch(new Fetch("Project"));
        request.setLimit(500);
        assertThat(rows(byKey.query(request))).isNotEmpty().allMatch(row -> text(row.getAsJsonObject("Project"), "_ref")
                .endsWith("/" + project));
    }

    @Test
    void tellsErrorsOfQueriesAndReads() throws IOException {
        QueryRequest request = new QueryRequest("Defect");
        request.setQueryFilter(new QueryFilter("Name", "zobolts", "9"));
        QueryResponse response = byKey.query(request);
        assertThat(response.wasSuccessful()).isFalse();
        assertThat(response.getErrors()).containsExactly("Could not parse: Unknown operator \"zobolts\"");
        assertThat(byKey.get(new GetRequest("/defect/1")).getErrors()).containsExactly("Cannot find object to read");
    }

    private static QueryRequest stories() {
        return wholeWorkspace(new QueryRequest("HierarchicalRequirement"));
    }

    private static QueryRequest wholeWorkspace(QueryRequest request) {
        request.setProject(null);
        return request;
    }

    private static List<JsonObject> rows(QueryResponse response) {
        assertThat(response.getErrors()).isEmpty();
        JsonArray results = response.getResults();
        return StreamSupport.stream(results.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static List<String> texts(QueryResponse response, String attribute) {
        return rows(response).stream().map(row -> text(row, attribute)).toList();
    }

    private static String text(JsonObject object, String attribute) {
        return object.get(attribute).getAsString();
    }

    /** What the store holds in all objects of a type. */
    private static List<String> values(String type, String attribute) {
        List<String> values = new ArrayList<>();
        for (long key : server.rallyStore().keys(type)) {
            Object value = server.rallyStore().value(key, attribute);
            values.add(value == null ? null : value.toString());
        }
        return values;
    }
}
