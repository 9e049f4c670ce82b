package io.trackersql.demo.versionone;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trackersql.demo.Reply;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.Writes;
import io.trackersql.demo.versionone.query.Refusal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** {@code api/asset}: many commands in one request, each of which succeeds or fails on its own. JSON only. */
final class BulkEndpoint {
    private static final String JSON = "application/json; charset=utf-8";

    private final DemoStore store;
    private final VersionOneQuirks quirks;
    private final Writes writes;
    private final QueryEndpoint queries;
    private final AtomicLong requests = new AtomicLong();

    BulkEndpoint(DemoStore store, VersionOneQuirks quirks, Writes writes, QueryEndpoint queries) {
        this.store = store;
        this.quirks = quirks;
        this.writes = writes;
        this.queries = queries;
    }

    void serve(Call call, Reply reply) throws IOException {
        if (!quirks.writing().bulk() || !call.segments().equals(List.of("asset"))) {
            throw Refusal.of(404, "Not found: " + call.path());
        }
        if (!call.method().equals("POST")) {
            throw Refusal.of(405, "The requested resource does not support http method '" + call.method() + "'.");
        }
        call.allow(Set.of("previewonly", "accept"));
        BulkReader reader = new BulkReader(store.model(), requests.incrementAndGet());
        BulkReport report = new BulkReport(reader.newAlias().substring(1));
        BulkRun run = new BulkRun(store, quirks, writes, queries, call.self(), reader, report);
        List<BulkCommand> commands = reader.read(call.body());
        if (call.parameter("previewonly").filter("true"::equalsIgnoreCase).isPresent()) {
            ArrayNode projected = JsonNodeFactory.instance.arrayNode();
            run.project(commands, projected);
            reply.send(200, JSON, new JsonMapper().writeValueAsBytes(projected));
            return;
        }
        Instant begin = writes.now();
        run.execute(commands);
        Instant end = writes.now();
        reply.rows(report.assets());
        try (JsonGenerator json = JsonOut.open(reply.open(200, JSON))) {
            report.write(json, begin, end);
        }
    }

    /** A command as it is written into answers. */
    static JsonNode object(String key, JsonNode value) {
        return JsonNodeFactory.instance.objectNode().set(key, value);
    }
}
