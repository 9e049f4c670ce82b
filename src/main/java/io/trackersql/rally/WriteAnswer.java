package io.trackersql.rally;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.http.Answer;
import io.trackersql.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the service says of a write: {@code {"OperationResult":{"Errors":[],"Warnings":[],"Object":{"_ref":"...","FormattedID":"DE1"}}}}, with
 * {@code CreateResult} for creations. Of a batch {@code {"BatchResult":{"Errors":[],"Warnings":[],"Results":[...]}}} with such an object for each
 * entry; a batch that is rejected as a whole has an OperationResult.
 *
 * @param object what was written; a copy may be the envelope itself
 * @param results of the entries of a batch, in their order; empty if it is no answer to a batch
 */
record WriteAnswer(
        List<String> errors, List<String> warnings, Optional<JsonNode> object, Optional<List<WriteAnswer>> results) {
    private static final String REF = "_ref";
    private static final String BATCH = "BatchResult";
    private static final String OBJECT = "Object";

    /** Reads the answer to its end; fails with UNKNOWN_OUTCOME if it is none to a write. */
    static WriteAnswer read(Answer answer) {
        JsonNode root = Json.tree(answer);
        Set<Map.Entry<String, JsonNode>> fields = root.properties();
        for (Map.Entry<String, JsonNode> field : fields) {
            if (field.getValue().isObject()) {
                WriteAnswer inside = of(field.getValue());
                answer.addRow();
                // some say that errors stand beside the envelope
                List<String> errors = new ArrayList<>(inside.errors);
                errors.addAll(texts(root, "Errors"));
                boolean isBatch = field.getKey().equals(BATCH);
                return new WriteAnswer(
                        errors,
                        inside.warnings,
                        inside.object,
                        isBatch ? Optional.of(results(field.getValue())) : Optional.empty());
            }
        }
        throw answer.malformed("the result of a write", "it holds none");
    }

    private static WriteAnswer of(JsonNode envelope) {
        JsonNode object = envelope.has(OBJECT) ? envelope.path(OBJECT) : envelope;
        return new WriteAnswer(
                texts(envelope, "Errors"),
                texts(envelope, "Warnings"),
                object.has(REF) ? Optional.of(object) : Optional.empty(),
                Optional.empty());
    }

    private static List<WriteAnswer> results(JsonNode batch) {
        List<WriteAnswer> results = new ArrayList<>();
        batch.path("Results").forEach(result -> results.add(of(result)));
        return results;
    }

    private static List<String> texts(JsonNode envelope, String field) {
        List<String> texts = new ArrayList<>();
        envelope.path(field).forEach(text -> texts.add(text.isTextual() ? text.textValue() : text.toString()));
        return texts;
    }

    /** The last part of the written object's address; empty if the answer does not tell it. */
    Optional<String> key() {
        return object.map(o -> Refs.id(o.path(REF).asText())).filter(id -> !id.isEmpty());
    }

    /** By which people call the written object, if that was asked for and it has one. */
    Optional<String> number() {
        return object.map(o -> o.path("FormattedID").asText("")).filter(number -> !number.isEmpty());
    }
}
