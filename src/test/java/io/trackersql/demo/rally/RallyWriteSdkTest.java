package io.trackersql.demo.rally;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.rallydev.rest.RallyRestApi;
import com.rallydev.rest.request.CollectionUpdateRequest;
import com.rallydev.rest.request.CreateRequest;
import com.rallydev.rest.request.DeleteRequest;
import com.rallydev.rest.request.GetRequest;
import com.rallydev.rest.request.QueryRequest;
import com.rallydev.rest.request.UpdateRequest;
import com.rallydev.rest.response.CollectionUpdateResponse;
import com.rallydev.rest.response.CreateResponse;
import com.rallydev.rest.response.DeleteResponse;
import com.rallydev.rest.response.Response;
import com.rallydev.rest.response.UpdateResponse;
import com.rallydev.rest.util.Fetch;
import com.rallydev.rest.util.QueryFilter;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The vendor's own Java toolkit writes to the demo server, and reads what it wrote. */
class RallyWriteSdkTest {
    private static final String STORY = "HierarchicalRequirement";
    private static final String NAME = "Name";

    private static DemoServer server;
    private static RallyRestApi api;

    @BeforeAll
    static void start() {
        server = DemoServer.start(DemoOptions.standard());
        api = new RallyRestApi(address(), DemoServer.RALLY_API_KEY);
    }

    @AfterAll
    static void stop() throws IOException {
        api.close();
        server.close();
    }

    private static URI address() {
        return server.rallyUri().resolve("/");
    }

    @Test
    void createsDefects() throws IOException {
        JsonObject defect = named("created");
        defect.addProperty("Priority", "High");
        JsonObject made = create("defect", defect);
        assertThat(read(made).get(NAME).getAsString()).isEqualTo("created");
        assertThat(read(made).get("Priority").getAsString()).isEqualTo("High");
    }

    @Test
    void createsWhatTheFetchListNames() throws IOException {
        CreateRequest request = new CreateRequest("defect", named("fetched"));
        request.setFetch(new Fetch("FormattedID"));
        JsonObject made = api.create(request).getObject();
        assertThat(made.get("FormattedID").getAsString()).startsWith("DE");
        assertThat(made.has("Priority")).isFalse();
    }

    @Test
    void createsStoriesWithTasks() throws IOException {
        JsonObject story = create(STORY, named("parent"));
        JsonObject task = named("task");
        task.addProperty("WorkProduct", reference(story));
        task.addProperty("Estimate", 4.5);
        create("task", task);
        JsonObject again = read(story);
        assertThat(again.get("TaskEstimateTotal").getAsDouble()).isEqualTo(4.5);
        assertThat(again.getAsJsonObject("Tasks").get("Count").getAsInt()).isEqualTo(1);
    }

    @Test
    void createsPortfolioItemsAndStoriesBelow() throws IOException {
        JsonObject feature = create("portfolioitem/feature", named("feature"));
        JsonObject story = named("below");
        story.addProperty("PortfolioItem", reference(feature));
        JsonObject made = create(STORY, story);
        assertThat(reference(read(made).getAsJsonObject("Feature"))).isEqualTo(reference(feature));
    }

    @Test
    void createsIterationsOfAProject() throws IOException {
        JsonObject iteration = named("sprint");
        iteration.addProperty("StartDate", "2027-01-04T05:00:00.000Z");
        iteration.addProperty("EndDate", "2027-01-18T04:59:59.000Z");
        iteration.addProperty("State", "Planning");
        iteration.addProperty(
                "Project", "/project/" + server.rallyStore().keys("Project").get(1));
        JsonObject made = create("iteration", iteration);
        assertThat(read(made).get("StartDate").getAsString()).isEqualTo("2027-01-04T05:00:00.000Z");
        assertThat(read(made).getAsJsonObject("Project").get("_ref").getAsString())
                .endsWith(iteration.get("Project").getAsString());
    }

    @Test
    void updatesAnObject() throws IOException {
        JsonObject made = create("defect", named("before"));
        JsonObject change = named("after");
        change.addProperty("State", "Open");
        UpdateResponse response = api.update(new UpdateRequest(reference(made), change));
        assertThat(errors(response)).isEmpty();
        assertThat(response.getObject().get(NAME).getAsString()).isEqualTo("after");
        assertThat(read(made).get("State").getAsString()).isEqualTo("Open");
    }

    @Test
    void clearsValues() throws IOException {
        JsonObject defect = named("to clear");
        defect.addProperty("Owner", "/user/" + user());
        defect.addProperty("PlanEstimate", 3);
        JsonObject made = create("defect", defect);
        JsonObject change = new JsonObject();
        change.add("Owner", JsonNull.INSTANCE);
        change.add("PlanEstimate", JsonNull.INSTANCE);
        UpdateRequest request = new UpdateRequest(reference(made), change);
        request.setGsonBuilder(request.getGsonBuilder().serializeNulls());
        api.update(request);
        assertThat(read(made).get("Owner").isJsonNull()).isTrue();
        assertThat(read(made).get("PlanEstimate").isJsonNull()).isTrue();
    }

    private static long user() {
        return server.rallyStore().user(DemoServer.USER).orElseThrow().id();
    }

    @Test
    void deletesAnObject() throws IOException {
        JsonObject made = create("defect", named("to delete"));
        assertThat(errors(api.delete(new DeleteRequest(reference(made))))).isEmpty();
        assertThat(api.get(new GetRequest(reference(made))).getErrors()).containsExactly("Cannot find object to read");
        QueryRequest bin = new QueryRequest("recyclebinentry");
        bin.setQueryFilter(new QueryFilter("ItemOID", "=", made.get("ObjectID").getAsString()));
        assertThat(api.query(bin).getTotalResultCount()).isEqualTo(1);
    }

    @Test
    void tellsThatThereIsNothingToDelete() throws IOException {
        DeleteResponse response = api.delete(new DeleteRequest("/defect/4711"));
        assertThat(errors(response)).containsExactly("Object to delete cannot be null");
    }

    @Test
    void tellsWhatIsMissing() throws IOException {
        CreateResponse response = api.create(new CreateRequest("defect", new JsonObject()));
        assertThat(response.wasSuccessful()).isFalse();
        assertThat(errors(response)).containsExactly("Validation error: Defect.Name should not be null");
    }

    @Test
    void warnsOfWhatItIgnored() throws IOException {
        JsonObject defect = named("with more");
        defect.addProperty("c_DefectImpactedArea", "x");
        CreateResponse response = api.create(new CreateRequest("defect", defect));
        assertThat(response.wasSuccessful()).isTrue();
        assertThat(response.getWarnings())
                .contains("Ignored JSON element defect.c_DefectImpactedArea during processing of this request.");
    }

    @Test
    void replacesTagsInAnUpdate() throws IOException {
        JsonObject made = create("defect", named("tagged"));
        JsonObject tag = create("tag", named("by toolkit"));
        JsonObject change = new JsonObject();
        change.add("Tags", references(tag));
        api.update(new UpdateRequest(reference(made), change));
        JsonObject tags = read(made).getAsJsonObject("Tags");
        assertThat(tags.getAsJsonArray("_tagsNameArray")
                        .get(0)
                        .getAsJsonObject()
                        .get(NAME)
                        .getAsString())
                .isEqualTo("by toolkit");
    }

    @Test
    void addsToACollectionAndRemovesFromIt() throws IOException {
        JsonObject made = create("defect", named("tagged"));
        JsonObject tag = create("tag", named("added"));
        String collection = reference(made) + "/Tags";
        CollectionUpdateRequest request = new CollectionUpdateRequest(collection, references(tag), true);
        request.setFetch(new Fetch(NAME));
        CollectionUpdateResponse added = api.updateCollection(request);
        assertThat(added.getResults().get(0).getAsJsonObject().get(NAME).getAsString())
                .isEqualTo("added");
        assertThat(api.query(new QueryRequest(read(made).getAsJsonObject("Tags")))
                        .getTotalResultCount())
                .isEqualTo(1);
        CollectionUpdateResponse removed =
                api.updateCollection(new CollectionUpdateRequest(collection, references(tag), false));
        assertThat(removed.wasSuccessful()).isTrue();
        assertThat(api.query(new QueryRequest(read(made).getAsJsonObject("Tags")))
                        .getTotalResultCount())
                .isZero();
    }

    @Test
    void ranksOneStoryAboveAnother() throws IOException {
        JsonObject first = create(STORY, named("first"));
        JsonObject second = create(STORY, named("second"));
        UpdateRequest request = new UpdateRequest(reference(second), new JsonObject());
        request.addParam("rankAbove", reference(first));
        assertThat(api.update(request).wasSuccessful()).isTrue();
        assertThat(rank(second)).isLessThan(rank(first));
        UpdateRequest below = new UpdateRequest(reference(second), new JsonObject());
        below.addParam("rankBelow", reference(first));
        api.update(below);
        assertThat(rank(second)).isGreaterThan(rank(first));
    }

    private static String rank(JsonObject object) throws IOException {
        return read(object).get("DragAndDropRank").getAsString();
    }

    @Test
    void attachesAFile() throws IOException {
        byte[] bytes = "content of a file".getBytes(StandardCharsets.UTF_8);
        JsonObject defect = create("defect", named("with attachment"));
        JsonObject content = new JsonObject();
        content.addProperty("Content", Base64.getEncoder().encodeToString(bytes));
        JsonObject stored = create("attachmentcontent", content);
        JsonObject attachment = named("a.txt");
        attachment.addProperty("Content", reference(stored));
        attachment.addProperty("ContentType", "text/plain");
        attachment.addProperty("Size", bytes.length);
        attachment.addProperty("User", "/user/" + user());
        attachment.addProperty("Artifact", reference(defect));
        JsonObject made = create("attachment", attachment);
        assertThat(read(defect).getAsJsonObject("Attachments").get("Count").getAsInt())
                .isEqualTo(1);
        String again =
                read(read(made).getAsJsonObject("Content")).get("Content").getAsString();
        assertThat(Base64.getDecoder().decode(again)).isEqualTo(bytes);
        api.delete(new DeleteRequest(reference(made)));
        assertThat(read(defect).getAsJsonObject("Attachments").get("Count").getAsInt())
                .isZero();
    }

    @Test
    void createsUsersWithTheirPermissions() throws IOException {
        JsonObject user = new JsonObject();
        user.addProperty("UserName", "toolkit@example.com");
        user.addProperty("EmailAddress", "toolkit@example.com");
        JsonObject made = create("user", user);
        JsonObject permission = new JsonObject();
        permission.addProperty("User", reference(made));
        permission.addProperty(
                "Project", "/project/" + server.rallyStore().keys("Project").get(0));
        permission.addProperty("Role", "Editor");
        create("projectpermission", permission);
        QueryRequest permissions = new QueryRequest(read(made).getAsJsonObject("UserPermissions"));
        assertThat(api.query(permissions).getTotalResultCount()).isEqualTo(2);
    }

    @Test
    @SuppressWarnings("deprecation")
    void writesWithUserAndPasswordToo() throws IOException {
        try (RallyRestApi byPassword = new RallyRestApi(address(), DemoServer.USER, DemoServer.PASSWORD)) {
            CreateResponse response = byPassword.create(new CreateRequest("defect", named("by password")));
            assertThat(errors(response)).isEmpty();
            assertThat(read(response.getObject()).get(NAME).getAsString()).isEqualTo("by password");
            UpdateResponse update =
                    byPassword.update(new UpdateRequest(reference(response.getObject()), named("renamed")));
            assertThat(errors(update)).isEmpty();
            assertThat(read(response.getObject()).get(NAME).getAsString()).isEqualTo("renamed");
        }
    }

    private static JsonObject named(String name) {
        JsonObject object = new JsonObject();
        object.addProperty(NAME, name);
        return object;
    }

    private static JsonObject create(String type, JsonObject object) throws IOException {
        CreateRequest request = new CreateRequest(type, object);
        request.setFetch(new Fetch("true"));
        CreateResponse response = api.create(request);
        assertThat(errors(response)).isEmpty();
        return response.getObject();
    }

    private static JsonObject read(JsonObject object) throws IOException {
        return api.get(new GetRequest(reference(object))).getObject();
    }

    private static String reference(JsonObject object) {
        return object.get("_ref").getAsString().replaceAll(".*/v2.0", "");
    }

    private static JsonArray references(JsonObject... objects) {
        JsonArray references = new JsonArray();
        for (JsonObject object : objects) {
            JsonObject reference = new JsonObject();
            reference.addProperty("_ref", reference(object));
            references.add(reference);
        }
        return references;
    }

    private static List<String> errors(Response response) {
        return List.of(response.getErrors());
    }
}
