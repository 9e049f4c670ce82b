package io.trackersql.rally;

import io.trackersql.http.Json;
import io.trackersql.http.UrlText;
import io.trackersql.model.NativeRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request of a write, or one entry of a batch.
 *
 * @param path below the address of the web service
 * @param parameters of its own, {@code name=value}, which an entry of a batch cannot have
 * @param body a document; empty for a deletion
 */
record WriteStep(String method, String path, List<String> parameters, Optional<Map<String, Object>> body) {
    private static final String BATCH = "batch";

    static WriteStep post(String path, Map<String, Object> body) {
        return new WriteStep("POST", path, List.of(), Optional.of(body));
    }

    /** The step as a request of its own. */
    NativeRequest request(List<String> common) {
        StringBuilder target = new StringBuilder(QueryRenderer.PATH).append(path);
        char separator = '?';
        for (List<String> part : List.of(parameters, common)) {
            for (String parameter : part) {
                target.append(separator).append(UrlText.percent(parameter));
                separator = '&';
            }
        }
        return new NativeRequest(method, target.toString(), body.map(Json::text));
    }

    /** Several steps as one request. */
    static WriteStep batch(List<WriteStep> steps) {
        return post(BATCH, Map.of("Batch", steps.stream().map(WriteStep::entry).toList()));
    }

    private Map<String, Object> entry() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("Path", "/" + path);
        entry.put("Method", method);
        body.ifPresent(document -> entry.put("Body", document));
        return Map.of("Entry", entry);
    }
}
