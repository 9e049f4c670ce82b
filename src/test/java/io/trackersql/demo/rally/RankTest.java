package io.trackersql.demo.rally;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The manual order of artifacts, as sections 4.6 and 5.7 of the protocol's description have it. */
class RankTest {
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
    void ranksAreLongTextsInTheOrderOfAscii() throws IOException, InterruptedException {
        List<String> ranks = order("DragAndDropRank");
        assertThat(ranks)
                .hasSizeGreaterThan(100)
                .allMatch(rank -> rank.length() >= 64)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private static List<String> order(String attribute) throws IOException, InterruptedException {
        return http.values(
                attribute,
                STORY,
                "fetch",
                attribute,
                "order",
                "DragAndDropRank",
                "pagesize",
                "2000",
                "project",
                "null");
    }

    @Test
    void movesBesideOthersAndToTheEnds() throws IOException, InterruptedException {
        List<String> before = order("ObjectID");
        String moved = before.get(10);
        String neighbour = before.get(3);
        rank(moved, "rankAbove", "/hierarchicalrequirement/" + neighbour);
        assertThat(order("ObjectID").subList(3, 5)).containsExactly(moved, neighbour);
        rank(moved, "rankBelow", "/hierarchicalrequirement/" + neighbour);
        assertThat(order("ObjectID").subList(3, 5)).containsExactly(neighbour, moved);
        rank(moved, "rankTo", "TOP");
        assertThat(order("ObjectID")).startsWith(moved);
        rank(moved, "rankTo", "BOTTOM");
        assertThat(order("ObjectID")).endsWith(moved);
        assertThat(order("ObjectID")).containsExactlyInAnyOrderElementsOf(before);
    }

    private static void rank(String key, String parameter, String place) throws IOException, InterruptedException {
        http.written("POST", STORY + "/" + key, "{'s': {'_ref': '" + STORY + "/" + key + "'}}", parameter, place);
    }

    @Test
    void findsRoomHoweverOftenItIsAsked() throws IOException, InterruptedException {
        List<String> all = order("ObjectID");
        List<String> three = all.subList(50, 53);
        for (int i = 0; i < 40; i++) {
            rank(three.get(i % 2), "rankAbove", "/hierarchicalrequirement/" + three.get(2));
        }
        List<String> after = order("ObjectID");
        int at = Collections.indexOfSubList(after, List.of(three.get(0), three.get(1), three.get(2)));
        assertThat(at).isNotNegative();
        assertThat(order("DragAndDropRank")).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void ranksNewObjects() throws IOException, InterruptedException {
        long made = http.written("POST", STORY + "/create", "{'s': {'Name': 'on top'}}", "rankTo", "TOP");
        assertThat(order("ObjectID")).startsWith(Long.toString(made));
        assertThat(server.rallyStore().value(made, "VersionId")).isEqualTo("1");
    }

    @Test
    void refusesWhatHasNoRank() throws IOException, InterruptedException {
        assertThat(http.refused("POST", "task/create", "{'task': {'Name': 'x'}}", "rankTo", "TOP"))
                .containsExactly("Validation error: Task cannot be ranked");
        assertThat(http.refused("POST", STORY + "/create", "{'s': {'Name': 'x'}}", "rankAbove", "/defect/4711"))
                .containsExactly("Could not read: Could not read referenced object /defect/4711");
        assertThat(http.refused("POST", STORY + "/create", "{'s': {'Name': 'x'}}", "rankTo", "UP"))
                .containsExactly("Could not convert: Cannot convert \"UP\" to TOP or BOTTOM");
    }
}
