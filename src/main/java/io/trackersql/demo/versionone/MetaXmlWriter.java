package io.trackersql.demo.versionone;

import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoAttribute.Flag;
import io.trackersql.demo.store.DemoModel;
import io.trackersql.demo.store.DemoOperation;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.versionone.query.Path;
import java.util.Optional;
import java.util.function.Function;

/** Metadata in XML, element by element in the recorded order. */
final class MetaXmlWriter implements MetaWriter {
    private final String version;
    private final XmlOut xml = XmlOut.oneLine();
    private Function<String, Optional<DemoType>> types = name -> Optional.empty();

    MetaXmlWriter(String version) {
        this.version = version;
    }

    @Override
    public String model(DemoModel model) {
        types = model::type;
        xml.open("Meta").attribute("href", ROOT).attribute("version", version);
        for (DemoType type : model.types()) {
            xml.open("AssetType");
            typeBody(type);
        }
        xml.close();
        return xml.toString();
    }

    @Override
    public String type(DemoType type) {
        types = resolver(type);
        xml.open("AssetType").attribute("href", ROOT + type).attribute("version", version);
        typeBody(type);
        return xml.toString();
    }

    @Override
    public String attribute(DemoType type, Path path) {
        types = resolver(type);
        startDocument("AttributeDefinition", type, path.name());
        DemoAttribute leaf = path.leaf();
        if (path.plain() && path.rootType().isEmpty()) {
            attributeBody(type, leaf);
            return xml.toString();
        }
        name("AttributeDefinition", type, path.name());
        xml.attribute("attributetype", path.kind().label());
        xml.attribute("isreadonly", "True");
        xml.attribute("isrequired", flag(leaf.has(Flag.REQUIRED)));
        xml.attribute("ismultivalue", flag(path.multi()));
        xml.attribute("iscanned", "True").attribute("iscustom", "False");
        if (path.kind() == AttributeKind.RELATION) {
            related(path.leafDowncast().map(DemoType::name).orElse(leaf.related()));
        } else {
            reference("RelatedAttribute", path.leafOwner() + "." + leaf.name());
        }
        xml.close();
        return xml.toString();
    }

    @Override
    public String operation(DemoType type, DemoOperation operation) {
        startDocument("Operation", type, operation.name());
        operationBody(type, operation);
        return xml.toString();
    }

    private static Function<String, Optional<DemoType>> resolver(DemoType type) {
        return type.model()::type;
    }

    private void startDocument(String element, DemoType type, String name) {
        xml.open(element)
                .attribute("href", ROOT + type + "/" + name)
                .attribute("of", ROOT + type)
                .attribute("version", version);
    }

    private void typeBody(DemoType type) {
        xml.attribute("name", type.name()).attribute("token", type.name());
        xml.attribute("displayname", "AssetType'" + type).attribute("abstract", flag(type.isAbstract()));
        type.base().ifPresent(base -> xml.open("Base")
                .attribute("nameref", base.name())
                .attribute("href", ROOT + base)
                .close());
        for (DemoType.Pointer pointer : DemoType.Pointer.values()) {
            type.pointer(pointer).ifPresent(found -> reference(pointer.element(), type + "." + found.name()));
        }
        for (DemoAttribute attribute : type.attributes()) {
            xml.open("AttributeDefinition");
            attributeBody(type, attribute);
        }
        for (DemoOperation operation : type.operations()) {
            xml.open("Operation");
            operationBody(type, operation);
        }
        xml.close();
    }

    private void attributeBody(DemoType type, DemoAttribute attribute) {
        name("AttributeDefinition", type, attribute.name());
        xml.attribute("attributetype", attribute.kind().label());
        xml.attribute("isreadonly", flag(attribute.has(Flag.READ_ONLY)));
        xml.attribute("isrequired", flag(attribute.has(Flag.REQUIRED)));
        xml.attribute("ismultivalue", flag(attribute.multi()));
        xml.attribute("iscanned", flag(!attribute.name().startsWith("Custom_")));
        xml.attribute("iscustom", flag(attribute.has(Flag.CUSTOM)));
        MetaFacts.references(type, attribute, types).forEach(this::reference);
        attribute.relatedType().ifPresent(this::related);
        xml.close();
    }

    private void operationBody(DemoType type, DemoOperation operation) {
        xml.attribute("name", operation.name());
        operation.validator().ifPresent(validator -> reference("Validator", type + "." + validator));
        xml.close();
    }

    private void name(String kind, DemoType type, String name) {
        xml.attribute("name", name).attribute("token", type + "." + name);
        xml.attribute("displayname", kind + "'" + name + "'" + type);
    }

    private void reference(String element, String token) {
        xml.open(element)
                .attribute("href", ROOT + token.replaceFirst("\\.", "/"))
                .attribute("tokenref", token)
                .close();
    }

    private void related(String type) {
        xml.open("RelatedAsset")
                .attribute("nameref", type)
                .attribute("href", ROOT + type)
                .close();
    }

    private static String flag(boolean value) {
        return value ? "True" : "False";
    }
}
