package io.trackersql.demo.versionone;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoAttribute.Flag;
import io.trackersql.demo.store.DemoModel;
import io.trackersql.demo.store.DemoOperation;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.versionone.query.Path;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Metadata in JSON; like the product, it writes the key Name twice in a type. */
final class MetaJsonWriter implements MetaWriter {
    private final String version;

    MetaJsonWriter(String version) {
        this.version = version;
    }

    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static String document(Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonOut.open(out)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String model(DemoModel model) {
        return document(json -> {
            json.writeStringField("HREF", ROOT);
            json.writeStringField("Version", version);
            json.writeObjectFieldStart("AssetTypes");
            for (DemoType type : model.types()) {
                json.writeObjectFieldStart(type.name());
                json.writeStringField("_type", "AssetType");
                typeBody(json, type);
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    @Override
    public String type(DemoType type) {
        return document(json -> {
            json.writeStringField("_type", "AssetType");
            json.writeStringField("HREF", ROOT + type);
            json.writeStringField("Version", version);
            typeBody(json, type);
        });
    }

    @Override
    public String attribute(DemoType type, Path path) {
        return document(json -> {
            json.writeStringField("_type", "AttributeDefinition");
            json.writeStringField("HREF", ROOT + type + "/" + path.name());
            json.writeStringField("Version", version);
            if (path.plain() && path.rootType().isEmpty()) {
                attributeBody(json, type, path.leaf());
                return;
            }
            name(json, type, path.name());
            json.writeStringField("AttributeType", path.kind().label());
            json.writeBooleanField("IsReadOnly", true);
            json.writeBooleanField("IsRequired", path.leaf().has(Flag.REQUIRED));
            json.writeBooleanField("IsMultivalue", path.multi());
            json.writeBooleanField("IsCanned", true);
            json.writeBooleanField("IsCustom", false);
        });
    }

    @Override
    public String operation(DemoType type, DemoOperation operation) {
        return document(json -> operationBody(json, type, operation));
    }

    private void typeBody(JsonGenerator json, DemoType type) throws IOException {
        json.writeStringField("Name", type.name());
        json.writeStringField("Token", type.name());
        json.writeStringField("DisplayName", "AssetType'" + type);
        json.writeBooleanField("Abstract", type.isAbstract());
        if (type.base().isPresent()) {
            json.writeObjectFieldStart("Base");
            json.writeStringField("nameref", type.base().get().name());
            json.writeStringField("href", ROOT + type.base().get());
            json.writeEndObject();
        }
        for (DemoType.Pointer pointer : DemoType.Pointer.values()) {
            Optional<DemoAttribute> found = type.pointer(pointer);
            if (found.isPresent()) {
                reference(json, pointer.element(), type + "." + found.get().name());
            }
        }
        json.writeObjectFieldStart("Attributes");
        for (DemoAttribute attribute : type.attributes()) {
            json.writeObjectFieldStart(type + "." + attribute.name());
            json.writeStringField("_type", "AttributeDefinition");
            attributeBody(json, type, attribute);
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeObjectFieldStart("Operations");
        for (DemoOperation operation : type.operations()) {
            json.writeObjectFieldStart(type + "." + operation.name());
            operationBody(json, type, operation);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void attributeBody(JsonGenerator json, DemoType type, DemoAttribute attribute) throws IOException {
        name(json, type, attribute.name());
        json.writeStringField("AttributeType", attribute.kind().label());
        json.writeBooleanField("IsReadOnly", attribute.has(Flag.READ_ONLY));
        json.writeBooleanField("IsRequired", attribute.has(Flag.REQUIRED));
        json.writeBooleanField("IsMultivalue", attribute.multi());
        json.writeBooleanField("IsCanned", !attribute.name().startsWith("Custom_"));
        json.writeBooleanField("IsCustom", attribute.has(Flag.CUSTOM));
        for (Map.Entry<String, String> entry :
                MetaFacts.references(type, attribute, type.model()::type).entrySet()) {
            reference(json, entry.getKey(), entry.getValue());
        }
        if (attribute.relatedType().isPresent()) {
            json.writeObjectFieldStart("RelatedAsset");
            json.writeStringField("nameref", attribute.related());
            json.writeStringField("href", ROOT + attribute.related());
            json.writeEndObject();
        }
    }

    private static void operationBody(JsonGenerator json, DemoType type, DemoOperation operation) throws IOException {
        json.writeStringField("_type", "Operation");
        json.writeStringField("Name", operation.name());
        if (operation.validator().isPresent()) {
            reference(json, "Validator", type + "." + operation.validator().get());
        }
    }

    private static void name(JsonGenerator json, DemoType type, String name) throws IOException {
        json.writeStringField("Name", name);
        json.writeStringField("Token", type + "." + name);
        json.writeStringField("DisplayName", "AttributeDefinition'" + name + "'" + type);
    }

    private static void reference(JsonGenerator json, String element, String token) throws IOException {
        json.writeObjectFieldStart(element);
        json.writeStringField("href", ROOT + token.replaceFirst("\\.", "/"));
        json.writeStringField("tokenref", token);
        json.writeEndObject();
    }
}
