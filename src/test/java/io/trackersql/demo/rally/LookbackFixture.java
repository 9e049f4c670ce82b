package io.trackersql.demo.rally;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.rally.lookback.LookbackRules;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyStore;
import io.trackersql.demo.store.Version;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A server with the Lookback API at a fixed time, and what its store says of the past. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LookbackFixture {
    static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
    static final Instant ETL = NOW.minusSeconds(30);
    static final String STORY = "HierarchicalRequirement";
    static final String FOREVER = "9999-01-01T00:00:00.000Z";

    DemoServer server;
    RallyStore store;
    Http http;
    long workspace;

    @BeforeAll
    void start() {
        server = server(LookbackRules.standard(), NOW);
        store = server.rallyStore();
        http = new Http(server);
        workspace = store.defaultWorkspace(store.user(DemoServer.USER).orElseThrow())
                .id();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    DemoServer server(LookbackRules rules, Instant now) {
        return DemoServer.start(DemoOptions.standard()
                .withRallyQuirks(
                        RallyQuirks.standard().withLookback(rules).withClock(Clock.fixed(now, ZoneOffset.UTC))));
    }

    JsonNode ask(String question) throws IOException, InterruptedException {
        return http.lookedBack(workspace, question);
    }

    /** ObjectID and snapshot number of what a condition finds. */
    Set<String> found(String find) throws IOException, InterruptedException {
        return keys(ask("{'find':" + find + ",'fields':['ObjectID','_SnapshotNumber'],'pagesize':20000,"
                + "'removeUnauthorizedSnapshots':true}"));
    }

    Set<String> keys(JsonNode answer) {
        assertThat(answer.path("Errors")).isEmpty();
        Set<String> keys = new HashSet<>();
        answer.path("Results").forEach(row -> assertThat(keys.add(row.path("ObjectID")
                                .asLong() + "/" + row.path("_SnapshotNumber").asLong()))
                .isTrue());
        return keys;
    }

    Set<String> expected(String type, Predicate<Version> condition) {
        Set<String> keys = new HashSet<>();
        for (Asset artifact : store.all(store.model().require(type))) {
            for (Version version : store.versions(artifact.id())) {
                boolean here = Objects.equals(store.value(version, "Workspace"), workspace);
                if (here && condition.test(version)) {
                    keys.add(artifact.id() + "/" + store.snapshotNumber(version));
                }
            }
        }
        assertThat(keys).isNotEmpty();
        return keys;
    }

    Asset changedStory() {
        for (Asset story : store.objects(store.model().require(STORY))) {
            if (store.versions(story.id()).size() > 2
                    && Objects.equals(store.value(story.id(), "Workspace"), workspace)) {
                return story;
            }
        }
        throw new AssertionError("no story with a past");
    }

    String text(Instant time) {
        String text = time.toString();
        return text.length() == 20 ? text.replace("Z", ".000Z") : text;
    }
}
