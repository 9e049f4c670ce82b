package io.trackersql.demo.rally;

import io.trackersql.demo.rally.query.Data;
import io.trackersql.demo.rally.query.Refusal;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyAttribute;
import io.trackersql.demo.store.RallyType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Single objects, by reference or as the one that asks, and the bytes of attachments. */
final class ObjectEndpoint {
    private final Data data;
    private final RallyQuirks quirks;

    ObjectEndpoint(Data data, RallyQuirks quirks) {
        this.data = data;
        this.quirks = quirks;
    }

    /** An object of a type or its subtypes that the user may see. */
    Asset find(Call call, RallyType type, String id) {
        return data.store()
                .find(id)
                .filter(found -> data.type(found).isA(type))
                .filter(found -> data.store().sees(call.member().user(), found))
                .orElseThrow(() -> Refusal.operation("Cannot find object to read"));
    }

    /** The whole object unless {@code fetch} says less, under the name of the type that was asked for. */
    void read(Call call, Response response, RallyType type, Asset object) throws IOException {
        Fetch fetch = Fetch.of(call.parameter("fetch"), call.parameter("shallowFetch"), () -> Fetch.ALL);
        response.reply().rows(1);
        response.envelope(call, type.elementName(), json -> {
            ObjectWriter writer = new ObjectWriter(data, json, quirks, call);
            if (fetch.nothing()) {
                writer.reference(object);
            } else {
                writer.fields(object, fetch);
            }
            Response.messages(json, List.of(), call.warnings());
        });
    }

    /** A collection of an object. */
    RallyAttribute collection(Asset owner, String name) {
        return data.attribute(data.type(owner), name)
                .filter(attribute -> attribute.type() == RallyAttribute.AttributeType.COLLECTION)
                .orElseThrow(() -> Refusal.operation("Could not find the collection \"" + name + "\" on type "
                        + data.type(owner).elementName()));
    }

    /** {@code /slm/attachment/oid/name}: the bytes as they were before encoding. */
    void download(Call call, Response response, List<String> segments) throws IOException {
        Optional<Asset> attachment = segments.size() == 2
                ? data.store()
                        .find(segments.get(0))
                        .filter(found -> data.type(found).typePath().equals("Attachment"))
                        .filter(found -> data.store().sees(call.member().user(), found))
                : Optional.empty();
        Asset found = attachment.orElseThrow(() -> Refusal.page(404, "Attachment not found"));
        byte[] bytes = data.value(found, "Content") instanceof Asset content
                        && data.value(content, "Content") instanceof byte[] stored
                ? stored
                : new byte[0];
        String type = data.value(found, "ContentType") instanceof String given ? given : "application/octet-stream";
        response.page(200, type, bytes);
    }
}
