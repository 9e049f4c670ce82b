package io.trackersql.demo.rally;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.demo.rally.query.Data;
import io.trackersql.demo.rally.query.Refusal;
import io.trackersql.demo.rally.write.Element;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /batch}: several requests in one, each carried out on its own, in their order. */
final class BatchEndpoint {
    private final Data data;
    private final ObjectEndpoint objects;
    private final WriteEndpoint writes;

    /** One request of a batch, and what became of it. */
    private record Entry(Call call, Outcome outcome) {}

    BatchEndpoint(Data data, ObjectEndpoint objects, WriteEndpoint writes) {
        this.data = data;
        this.objects = objects;
        this.writes = writes;
    }

    void serve(Call call, Response response) throws IOException {
        JsonNode root = Element.parse(call.body());
        JsonNode list = root.isArray() ? root : root.path("Batch");
        if (!list.isArray()) {
            throw Refusal.operation("Could not read: Batch is no list");
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode each : list) {
            entries.add(entry(call, each.has("Entry") ? each.path("Entry") : each));
        }
        response.envelope(call, "BatchResult", json -> {
            Response.messages(json, List.of(), call.warnings());
            json.writeArrayFieldStart("Results");
            for (Entry entry : entries) {
                json.writeStartObject();
                writes.describe(json, entry.call(), entry.outcome());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private Entry entry(Call batch, JsonNode entry) {
        String path = entry.path("Path").asText("");
        String method = entry.path("Method").asText("").toUpperCase(Locale.ROOT);
        int question = path.indexOf('?');
        String plain = question < 0 ? path : path.substring(0, question);
        Map<String, String> parameters = new LinkedHashMap<>(batch.parameters());
        if (question >= 0) {
            parameters.putAll(Call.parse(path.substring(question + 1)));
        }
        Call call = new Call(
                method,
                plain,
                RallyFront.segments(plain),
                parameters,
                batch.base(),
                entry.has("Body") ? entry.path("Body").toString() : "",
                batch.member(),
                new ArrayList<>());
        try {
            return new Entry(call, carryOut(call));
        } catch (Refusal refusal) {
            return new Entry(call, Outcome.failed(refusal.getMessage()));
        }
    }

    private Outcome carryOut(Call call) {
        Target target = Target.of(data, call.segments());
        if (call.method().equals("GET") && target.rest().size() == 1) {
            return Outcome.of(objects.find(call, target.type(), target.rest().get(0)));
        }
        WebService.allow(call, WriteEndpoint.methods(target));
        return writes.carryOut(call, target);
    }
}
