package io.trackersql.demo.rally;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.store.RallyStore;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Writes of collections, as sections 5.4 and 5.6 of the protocol's description have them. */
class CollectionWriteTest {
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

    @Test
    void replacesCollectionsThatStandInABody() throws IOException, InterruptedException {
        List<Long> tags = store.keys("Tag").subList(0, 3);
        long made = http.written(
                "POST",
                "defect/create",
                "{'defect': {'Name': 'x', 'Tags': [{'_ref': '/tag/%d'}, 'tag/%d']}}"
                        .formatted(tags.get(0), tags.get(1)));
        assertThat(store.value(made, "Tags")).isEqualTo(tags.subList(0, 2));
        http.written("POST", "defect/" + made, "{'defect': {'Tags': ['/tag/" + tags.get(2) + "']}}");
        assertThat(store.value(made, "Tags")).isEqualTo(List.of(tags.get(2)));
        assertThat(store.value(tags.get(2), "UsageCount"))
                .asInstanceOf(InstanceOfAssertFactories.LONG)
                .isPositive();
        http.written("POST", "defect/" + made, "{'defect': {'Tags': []}}");
        assertThat(store.value(made, "Tags")).isEqualTo(List.of());
    }

    @Test
    void addsToCollectionsAndRemovesFromThem() throws IOException, InterruptedException {
        List<Long> tags = store.keys("Tag").subList(0, 2);
        long made = http.written("POST", "defect/create", "{'defect': {'Name': 'x'}}");
        String path = "defect/" + made + "/Tags/";
        JsonNode added = http.write(
                "POST", path + "add", "{'CollectionItems': [{'_ref': '/tag/" + tags.get(0) + "'}]}", "fetch", "Name");
        assertThat(added.path("Results").path(0).path("Name").asText()).isEqualTo(store.value(tags.get(0), "Name"));
        JsonNode made2 = http.write("POST", path + "add", "{'Tags': [{'Name': 'made inline'}]}", "fetch", "Name");
        assertThat(made2.path("Results").path(0).path("Name").asText()).isEqualTo("made inline");
        assertThat((List<?>) store.value(made, "Tags")).hasSize(2);
        JsonNode removed = http.write("POST", path + "remove", "{'x': [{'_ref': '/tag/" + tags.get(0) + "'}]}");
        assertThat(removed.path("Results").isArray()).isTrue();
        assertThat(removed.path("Results")).isEmpty();
        assertThat((List<?>) store.value(made, "Tags")).hasSize(1);
    }

    @Test
    void changesTheOtherSideOfACollection() throws IOException, InterruptedException {
        long milestone = store.keys("Milestone").get(0);
        long made = http.written("POST", "defect/create", "{'defect': {'Name': 'x'}}");
        String item = "{'CollectionItems': [{'_ref': '/defect/" + made + "'}]}";
        http.write("POST", "milestone/" + milestone + "/Artifacts/add", item);
        assertThat(store.value(made, "Milestones")).isEqualTo(List.of(milestone));
        http.write("POST", "milestone/" + milestone + "/Artifacts/remove", item);
        assertThat(store.value(made, "Milestones")).isEqualTo(List.of());
    }

    @Test
    void leavesItemsThatBelongToTheirOwnerAlone() throws IOException, InterruptedException {
        long story = http.written("POST", "hierarchicalrequirement/create", "{'s': {'Name': 'x'}}");
        assertThat(http.refused(
                        "POST",
                        "hierarchicalrequirement/" + story + "/Tasks/add",
                        "{'CollectionItems': [{'Name': 'New Task'}]}"))
                .containsExactly("Collection HierarchicalRequirement.Tasks cannot be modified");
    }
}
