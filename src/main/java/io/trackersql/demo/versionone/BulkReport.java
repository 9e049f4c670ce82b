package io.trackersql.demo.versionone;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trackersql.demo.store.Asset;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What came of the commands of a request of {@code api/asset}, in the form of its answer. */
final class BulkReport {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'");
    private static final int NANOS_PER_TICK = 100;

    private record Failure(String alias, JsonNode command, String message, int index) {}

    private final String id;
    private final Set<String> created = new LinkedHashSet<>();
    private final Set<String> modified = new LinkedHashSet<>();
    private final Set<String> operatedOn = new LinkedHashSet<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<byte[]> results = new ArrayList<>();
    private boolean countsOnly;

    BulkReport(String id) {
        this.id = id;
    }

    void created(Asset asset) {
        created.add(asset.token());
    }

    void modified(Asset asset) {
        modified.add(asset.token());
    }

    void operatedOn(Asset asset) {
        operatedOn.add(asset.token());
    }

    void failed(BulkCommand command, String alias, JsonNode shown, String message) {
        failures.add(new Failure(alias, shown, message, command.index()));
    }

    /** The rows of a query, in JSON. */
    void found(byte[] rows) {
        results.add(rows);
    }

    void countsOnly() {
        countsOnly = true;
    }

    /** Number of assets that were changed in some way. */
    int assets() {
        return created.size() + modified.size() + operatedOn.size();
    }

    void write(JsonGenerator json, Instant begin, Instant end) throws IOException {
        Duration duration = Duration.between(begin, end);
        json.setCodec(new JsonMapper());
        json.writeStartObject();
        json.writeStringField("requestId", id);
        json.writeStringField("createdDate", TIME.format(begin.atOffset(ZoneOffset.UTC)));
        json.writeStringField("completedDate", TIME.format(end.atOffset(ZoneOffset.UTC)));
        json.writeStringField(
                "duration",
                "%02d:%02d:%02d.%07d"
                        .formatted(
                                duration.toHours(),
                                duration.toMinutesPart(),
                                duration.toSecondsPart(),
                                duration.toNanosPart() / NANOS_PER_TICK));
        json.writeNumberField("durationSeconds", duration.toNanos() / 1e9);
        json.writeBooleanField("complete", true);
        json.writeBooleanField("processing", false);
        assets(json, "assetsCreated", created);
        assets(json, "assetsModified", modified);
        assets(json, "assetsOperatedOn", operatedOn);
        json.writeObjectFieldStart("commandFailures");
        json.writeArrayFieldStart("commands");
        for (Failure failure : failures) {
            json.writeStartObject();
            json.writeFieldName(failure.alias());
            json.writeTree(failure.command());
            json.writeObjectFieldStart("error");
            json.writeStringField("message", failure.message());
            json.writeNumberField("sourceCommandIndex", failure.index());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("count", failures.size());
        json.writeEndObject();
        json.writeObjectFieldStart("queryResult");
        json.writeArrayFieldStart("results");
        for (byte[] rows : results) {
            json.writeRawValue(new String(rows, java.nio.charset.StandardCharsets.UTF_8));
        }
        json.writeEndArray();
        json.writeNumberField("count", results.isEmpty() ? -1 : results.size());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void assets(JsonGenerator json, String field, Set<String> tokens) throws IOException {
        json.writeObjectFieldStart(field);
        if (!countsOnly) {
            json.writeArrayFieldStart("oidTokens");
            for (String token : tokens) {
                json.writeString(token);
            }
            json.writeEndArray();
        }
        json.writeNumberField("count", tokens.size());
        json.writeEndObject();
    }
}
