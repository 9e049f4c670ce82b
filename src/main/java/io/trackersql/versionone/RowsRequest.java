package io.trackersql.versionone;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.RowsOutcome;
import io.trackersql.backend.RowsWrite;
import io.trackersql.http.Answer;
import io.trackersql.http.Json;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column.Cardinality;
import io.trackersql.query.EntityTable.SchemaKind;
import io.trackersql.query.Predicate;
import io.trackersql.query.Tense;
import io.trackersql.write.Change;
import io.trackersql.write.Change.Assign;
import io.trackersql.write.Mutation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request of {@code api/asset} whose one command finds assets and changes or deletes them. Each asset is a command of its own to the tracker: some
 * may fail. Before an update stands a query of the same assets, since the tracker counts those that it changed, and SQL those that it found.
 */
final class RowsRequest {
    private static final String COMMAND = "@write";

    private final RowsWrite write;

    /** Fails if a value cannot be written. */
    RowsRequest(RowsWrite write) {
        this.write = write;
        write.changes().forEach(change -> WriteChecks.check(write.rows().table(), change));
    }

    /** Whether the tracker can find the assets and change them alike. */
    static boolean isPossible(RowsWrite write) {
        NativeQuery rows = write.rows();
        boolean isOfPresent = rows.table().schemaKind() == SchemaKind.CURRENT
                && rows.tense() == Tense.PRESENT
                && rows.find().isEmpty();
        boolean isAlike = write.isDelete()
                ? Operations.has(rows.table().entity(), Operations.DELETE)
                : write.changes().stream().allMatch(RowsRequest::isAlike);
        return isOfPresent && isAlike && hasNoVariables(rows.filter());
    }

    /** Whether a change is spelled the same for every asset, and is known to api/asset. */
    private static boolean isAlike(Change change) {
        NativeType nativeType = NativeType.of(change.column().nativeType());
        return change instanceof Assign assign
                && assign.value() != null
                && change.column().cardinality() == Cardinality.SINGLE
                && !Oids.isProvisional(assign.value())
                && nativeType != NativeType.STATE
                && nativeType != NativeType.BLOB;
    }

    /** Variables are known of queries only. */
    private static boolean hasNoVariables(List<Predicate> filter) {
        FilterRenderer renderer = new FilterRenderer();
        filter.forEach(renderer::render);
        return renderer.variables().isEmpty();
    }

    NativeRequest request() {
        List<Object> commands = new ArrayList<>();
        if (!write.isDelete()) {
            commands.add(from());
        }
        Map<String, Object> command = from();
        if (write.isDelete()) {
            command.put("execute", Operations.DELETE);
        } else {
            command.put("update", BulkRequest.update(write.changes()));
        }
        commands.add(Map.of(COMMAND, command));
        return NativeRequest.post(BulkRequest.TARGET, Json.text(commands));
    }

    private Map<String, Object> from() {
        FilterRenderer renderer = new FilterRenderer();
        List<String> filter =
                write.rows().filter().stream().map(renderer::render).toList();
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("from", write.rows().table().entity().name());
        if (!filter.isEmpty()) {
            command.put("filter", filter);
        }
        return command;
    }

    /** What became of it. Fails if the command as a whole did. */
    RowsOutcome outcome(JsonNode root, Answer answer, ErrorReader errors) {
        JsonNode written = root.path(write.isDelete() ? "assetsOperatedOn" : "assetsModified")
                .path("count");
        if (!written.isIntegralNumber()) {
            throw answer.malformed("what api/asset tells of finished commands", "it lacks the number of assets");
        }
        List<RowsOutcome.Failed> failures = new ArrayList<>();
        for (JsonNode failed : root.path("commandFailures").path("commands")) {
            failures.add(failure(failed, errors));
        }
        long found = root.path("queryResult").path("results").path(0).size();
        return new RowsOutcome(Math.max(written.asLong(), found - failures.size()), failures);
    }

    private RowsOutcome.Failed failure(JsonNode failed, ErrorReader errors) {
        String key = "";
        for (JsonNode part : failed) {
            key = key.isEmpty() ? Oids.withoutMoment(part.path("oid").asText("")) : key;
        }
        Mutation mutation = write.isDelete()
                ? new Mutation.Delete(write.rows().table(), key, Map.of())
                : new Mutation.Update(write.rows().table(), key, write.changes(), Map.of());
        TrackerException failure =
                errors.refused(failed.path("error").path("message").asText(""), mutation);
        if (key.isEmpty()) {
            throw failure;
        }
        return new RowsOutcome.Failed(key, failure);
    }
}
