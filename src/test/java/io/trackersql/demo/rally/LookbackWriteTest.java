package io.trackersql.demo.rally;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the Lookback API knows of writes, and when. */
class LookbackWriteTest {
    private final MovableClock clock = new MovableClock();
    private DemoServer server;
    private Http http;
    private long workspace;

    private static final class MovableClock extends Clock {
        private volatile Instant now = Instant.parse("2026-01-15T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void pass(int seconds) {
            now = now.plusSeconds(seconds);
        }
    }

    @BeforeEach
    void start() {
        server = DemoServer.start(
                DemoOptions.standard().withRallyQuirks(RallyQuirks.standard().withClock(clock)));
        http = new Http(server);
        workspace = server.rallyStore()
                .defaultWorkspace(server.rallyStore().user(DemoServer.USER).orElseThrow())
                .id();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode snapshots(long key) throws IOException, InterruptedException {
        return http.lookedBack(
                        workspace,
                        "{'find': {'ObjectID': " + key
                                + "}, 'fields': ['Name', '_ValidFrom', '_ValidTo', '_SnapshotType',"
                                + " '_User'], 'sort': {'_ValidFrom': 1}}")
                .path("Results");
    }

    @Test
    void showsWritesOnceTheirLagIsOver() throws IOException, InterruptedException {
        long made = http.written("POST", "defect/create", "{'defect': {'Name': 'one'}}");
        assertThat(snapshots(made)).isEmpty();
        clock.pass(60);
        http.written("POST", "defect/" + made, "{'defect': {'Name': 'two'}}");
        JsonNode early = snapshots(made);
        assertThat(early).hasSize(1);
        assertThat(early.path(0).path("_ValidTo").asText()).startsWith("9999");
        clock.pass(60);
        http.write("DELETE", "defect/" + made, "");
        clock.pass(60);
        JsonNode all = snapshots(made);
        assertThat(all).extracting(each -> each.path("Name").asText()).containsExactly("one", "two", "two");
        assertThat(all)
                .extracting(each -> each.path("_SnapshotType").asText())
                .containsExactly("CREATE", "UPDATE", "DELETE");
        assertThat(all.path(0).path("_ValidFrom").asText()).isEqualTo("2026-01-15T12:00:00.000Z");
        assertThat(all.path(0).path("_ValidTo").asText()).isEqualTo("2026-01-15T12:01:00.000Z");
        assertThat(all.path(1).path("_ValidTo").asText()).isEqualTo("2026-01-15T12:02:00.000Z");
    }

    @Test
    void showsTotalsOfAStoryAsTheyWere() throws IOException, InterruptedException {
        long story = http.written("POST", "hierarchicalrequirement/create", "{'s': {'Name': 'story'}}");
        clock.pass(60);
        http.written(
                "POST",
                "task/create",
                "{'task': {'Name': 't', 'Estimate': 5, 'WorkProduct': '/hierarchicalrequirement/" + story + "'}}");
        clock.pass(60);
        JsonNode rows = http.lookedBack(
                        workspace,
                        "{'find': {'ObjectID': " + story
                                + "}, 'fields': ['TaskEstimateTotal'], 'sort': {'_ValidFrom': 1}}")
                .path("Results");
        assertThat(rows)
                .extracting(each -> each.path("TaskEstimateTotal").asDouble())
                .containsExactly(0.0, 5.0);
    }
}
