package io.trackersql.demo.versionone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writers do not lose each other's changes, and readers always get an answer that holds together. */
@Timeout(60)
class ConcurrentWriteTest {
    private static final int WRITES = 40;

    private static Callable<Void> adding(Http http, String member, String reference) {
        return () -> {
            for (int i = 0; i < WRITES; i++) {
                HttpResponse<String> response = http.send(
                        http.request("/api/asset").POST(BodyPublishers.ofString("""
                        {"AssetType":"Story","Name":"%d","Scope":"Scope:0","Reference":"%s","Owners":["%s"]}""".formatted(i, reference, member))));
                assertThat(Http.json(response).at("/assetsCreated/count").asInt())
                        .isEqualTo(1);
            }
            return null;
        };
    }

    private static Callable<Void> reading(Http http) {
        return () -> {
            int before = 0;
            for (int i = 0; i < WRITES; i++) {
                List<String> keys =
                        http.keys("Story", "where", "Reference='one','two'", "sort", "-Name", "sel", "Owners.Name");
                assertThat(keys).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(before);
                before = keys.size();
                assertThat(http.query("""
                        {"from":"Member:20","select":["OwnedWorkitems.@Count","OwnedWorkitems:Story.Number"]}""").statusCode()).isEqualTo(200);
            }
            return null;
        };
    }

    @Test
    void nothingIsLost() throws Exception {
        try (DemoServer server = DemoServer.start(DemoOptions.standard())) {
            DemoStore store = server.store();
            Http http = new Http(server);
            String other = store.keys("Member").get(3);
            int owned = ((List<?>) store.value("Member:20", "OwnedWorkitems")).size();
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<Void>> all = threads.invokeAll(List.of(
                        adding(http, "Member:20", "one"), adding(http, other, "two"), reading(http), reading(http)));
                for (Future<Void> each : all) {
                    each.get();
                }
            } finally {
                threads.shutdownNow();
            }
            List<String> made = http.keys("Story", "where", "Reference='one','two'");
            assertThat(made).hasSize(2 * WRITES);
            assertThat((List<?>) store.value("Member:20", "OwnedWorkitems")).hasSize(owned + WRITES);
            List<Long> moments = new ArrayList<>();
            made.forEach(
                    key -> store.versions(key).stream().map(Version::moment).forEach(moments::add));
            assertThat(moments).doesNotHaveDuplicates();
        }
    }
}
