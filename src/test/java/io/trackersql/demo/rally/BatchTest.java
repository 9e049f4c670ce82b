package io.trackersql.demo.rally;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultPlan;
import io.trackersql.demo.store.RallyStore;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several writes in one request, conflicts, and connections that break around writes. */
class BatchTest {
    private final RallyQuirks quirks = RallyQuirks.standard();
    private DemoServer server;
    private RallyStore store;
    private Http http;

    @BeforeEach
    void start() {
        server = DemoServer.start(DemoOptions.standard().withRallyQuirks(quirks));
        store = server.rallyStore();
        http = new Http(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void carriesOutEachEntryWithAndWithoutItsWrapper() throws IOException, InterruptedException {
        long defect = create("seven");
        long other = create("eight");
        String batch = """
                {'Batch': [
                  {'Entry': {'Path': '/defect/create', 'Method': 'PUT', 'Body': {'defect': {'Name': 'm1'}}}},
                  {'Entry': {'Path': 'defect/%d', 'Method': 'POST', 'Body': {'defect': {'State': 'Open'}}}},
                  {'Path': '/defect/%d', 'Method': 'DELETE'},
                  {'Entry': {'Path': '/defect/%d', 'Method': 'GET'}}], 'AllowSharedDelete': true}
                """.formatted(defect, other, defect);
        JsonNode result = http.write("POST", "batch", batch, "fetch", "FormattedID,Name,State");
        JsonNode results = result.path("Results");
        assertThat(result.path("Errors")).isEmpty();
        assertThat(results).hasSize(4);
        assertThat(results).allMatch(each -> each.path("Errors").isEmpty());
        assertThat(results.path(0).path("_rallyAPIMajor").asText()).isEqualTo("2");
        assertThat(results.path(0).path("Object").path("Name").asText()).isEqualTo("m1");
        assertThat(results.path(0).path("Object").has("Priority")).isFalse();
        assertThat(results.path(1).path("Object").path("State").asText()).isEqualTo("Open");
        assertThat(results.path(2).has("Object")).isFalse();
        assertThat(store.find(other)).isEmpty();
        assertThat(results.path(3).path("Object").path("State").asText()).isEqualTo("Open");
    }

    private long create(String name) throws IOException, InterruptedException {
        return http.written("POST", "defect/create", "{'defect': {'Name': '" + name + "'}}");
    }

    @Test
    void takesABareListAndPutsObjectsInTheWorkspaceAndProjectOfTheAddress() throws IOException, InterruptedException {
        long project = store.keys("Project").get(1);
        JsonNode results = http.write(
                        "POST",
                        "batch",
                        "[{'Path': '/defect/create', 'Method': 'POST', 'Body': {'x': {'Name': 'bare'}}}]",
                        "project",
                        "/project/" + project,
                        "workspace",
                        "/workspace/" + store.value(project, "Workspace"))
                .path("Results");
        long made = results.path(0).path("Object").path("ObjectID").asLong();
        assertThat(store.value(made, "Project")).isEqualTo(project);
    }

    @Test
    void doesTheOthersWhenSomeEntriesFail() throws IOException, InterruptedException {
        String batch = """
                {'Batch': [
                  {'Entry': {'Path': '/defect/create', 'Method': 'POST', 'Body': {'defect': {'Name': 'first'}}}},
                  {'Entry': {'Path': '/defect/create', 'Method': 'POST', 'Body': {'defect': {}}}},
                  {'Entry': {'Path': '/nonsense/create', 'Method': 'POST', 'Body': {'x': {}}}},
                  {'Entry': {'Path': '/project/1', 'Method': 'DELETE'}},
                  {'Entry': {'Path': '/defect/create', 'Method': 'POST', 'Body': {'defect': {'Name': 'last', 'c_x': 1}}}}]}
                """;
        JsonNode results = http.write("POST", "batch", batch).path("Results");
        assertThat(results.path(1).path("Errors").path(0).asText())
                .isEqualTo("Validation error: Defect.Name should not be null");
        assertThat(results.path(2).path("Errors").path(0).asText())
                .isEqualTo("Requested type name \"nonsense\" is unknown.");
        assertThat(results.path(3).path("Errors").path(0).asText()).startsWith("Could not find web service for");
        assertThat(results.path(0).path("Object").path("Name").asText()).isEqualTo("first");
        assertThat(results.path(4).path("Object").path("Name").asText()).isEqualTo("last");
        assertThat(results.path(4).path("Warnings").path(0).asText())
                .isEqualTo("Ignored JSON element defect.c_x during processing of this request.");
    }

    @Test
    void rejectsAsAWholeWhatIsNoBatch() throws IOException, InterruptedException {
        assertThat(http.refused("POST", "batch", "{'Entries': []}"))
                .containsExactly("Could not read: Batch is no list");
        Http readOnly = new Http(server, DemoServer.RALLY_READ_ONLY_KEY);
        assertThat(readOnly.refused("POST", "batch", "{'Batch': []}"))
                .containsExactly("Not authorized to perform action: Invalid key");
    }

    @Test
    void meetsAConflictWhereTheTestSaysSo() throws IOException, InterruptedException {
        long story = http.written("POST", "hierarchicalrequirement/create", "{'s': {'Name': 'before'}}");
        quirks.conflicts().strike(2, 1);
        String path = "hierarchicalrequirement/" + story;
        http.written("POST", path, "{'s': {'Name': 'first'}}");
        assertThat(http.refused("POST", path, "{'s': {'Name': 'second'}}"))
                .containsExactly("Concurrency conflict: [Object has been modified since being read for update in this"
                        + " context] - ConcurrencyConflictException : Modified since read on update : Object Class :"
                        + " com.f4tech.slm.domain.UserStory : ObjectID : " + story);
        assertThat(store.value(story, "Name")).isEqualTo("first");
        http.written("POST", path, "{'s': {'Name': 'third'}}");
        assertThat(store.value(story, "Name")).isEqualTo("third");
    }

    @Test
    void aConnectionBreaksBeforeOrAfterAWrite() throws IOException, InterruptedException {
        server.faults(FaultPlan.on("POST /slm/webservice/v2.0/defect/create", 1, new Fault.Unserved())
                .and("POST /slm/webservice/v2.0/defect/create", 2, new Fault.Cut(-1)));
        int before = store.keys("Defect").size();
        for (int added : List.of(0, 1)) {
            boolean broken = false;
            try {
                create("broken");
            } catch (IOException e) {
                broken = true;
            }
            assertThat(broken).isTrue();
            assertThat(store.keys("Defect")).hasSize(before + added);
        }
    }
}
