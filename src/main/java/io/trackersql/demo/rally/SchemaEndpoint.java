package io.trackersql.demo.rally;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trackersql.demo.rally.query.Data;
import io.trackersql.demo.rally.query.Refusal;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyAttribute;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code /slm/schema/v2.0/workspace/oid}: all types of a workspace with their attributes in one answer.
 *
 * <p>The address without a version redirects to the one with it. Paging does not apply.
 */
final class SchemaEndpoint {
    private static final int COLLECTION_EVERY = 3;

    private final Data data;
    private final RallyQuirks quirks;

    SchemaEndpoint(Data data, RallyQuirks quirks) {
        this.data = data;
        this.quirks = quirks;
    }

    /**
     * Answers a request.
     *
     * @param segments kind of scope, ObjectID, and the version if the client knows it
     * @param address  of this server, without a path
     */
    void serve(Call call, Response response, List<String> segments, String address) throws IOException {
        Asset scope = Optional.of(segments)
                .filter(all -> all.size() == 2 || all.size() == 3)
                .filter(all ->
                        List.of("workspace", "project").contains(all.get(0).toLowerCase(Locale.ROOT)))
                .flatMap(all -> data.store()
                        .find(all.get(1))
                        .filter(found -> data.type(found).typePath().equalsIgnoreCase(all.get(0))))
                .filter(found -> data.store().sees(call.member().user(), found))
                .orElseThrow(() -> Refusal.operation("Cannot find object to read"));
        String version = (String) data.value(scope, "SchemaVersion");
        if (segments.size() == 2 || !segments.get(2).equals(version)) {
            String path = segments.size() == 2
                    ? call.path()
                    : call.path().substring(0, call.path().lastIndexOf('/'));
            response.redirect(address + path + "/" + version);
            return;
        }
        Asset workspace = data.type(scope).typePath().equals("Workspace")
                ? scope
                : data.store().reference(scope, "Workspace").orElseThrow();
        types(call, response, workspace);
    }

    private void types(Call call, Response response, Asset workspace) throws IOException {
        List<Asset> definitions = Arrays.stream(
                        data.store().objects(data.type("TypeDefinition").orElseThrow()))
                .filter(definition -> belongs(definition, workspace))
                .filter(this::isListed)
                .toList();
        response.reply().rows(definitions.size());
        response.envelope(call, "QueryResult", json -> {
            Response.head(json, List.of(), call.warnings());
            json.writeNumberField("TotalResultCount", definitions.size());
            json.writeNumberField("StartIndex", 1);
            json.writeNumberField("PageSize", definitions.size());
            json.writeArrayFieldStart("Results");
            write(call, json, definitions, workspace);
            json.writeEndArray();
        });
    }

    private void write(Call call, JsonGenerator json, List<Asset> definitions, Asset workspace) throws IOException {
        ObjectWriter writer =
                new ObjectWriter(data, json, quirks, call, this::isInline, item -> belongs(item, workspace));
        for (Asset definition : definitions) {
            writer.object(definition, Fetch.ALL);
        }
    }

    /** What is built in belongs to no workspace and is in all of them. */
    private boolean belongs(Asset object, Asset workspace) {
        return data.store()
                .reference(object, "Workspace")
                .map(workspace::equals)
                .orElse(true);
    }

    /** Abstract types are left out but for the one that can be queried under its own name by all clients. */
    private boolean isListed(Asset definition) {
        return !Boolean.TRUE.equals(data.value(definition, "Abstract"))
                || "PortfolioItem".equals(data.value(definition, "TypePath"));
    }

    /** Attributes are lists here; allowed values are lists for most attributes and collections for some. */
    private boolean isInline(Asset object, RallyAttribute attribute) {
        if (attribute.name().equals("AllowedValues")) {
            boolean constrained = Boolean.TRUE.equals(data.value(object, "Constrained"));
            return !constrained
                    || !quirks.allowedValuesCollection()
                    || Math.floorMod(object.id(), COLLECTION_EVERY) != 0;
        }
        return attribute.name().equals("Attributes");
    }
}
