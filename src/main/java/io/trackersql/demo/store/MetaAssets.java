package io.trackersql.demo.store;

import io.trackersql.demo.store.DemoAttribute.Flag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The metadata as assets: types, attributes and operations with negative keys, made when they are first asked for.
 *
 * <p>Attribute definitions stand at the type that declares them, as the product has it.
 */
final class MetaAssets {
    private static final String ASSET_TYPE = "AssetType";

    private final DemoStore store;
    private final Map<String, List<Asset>> made = new HashMap<>();
    private final Map<String, Asset> typeAssets = new HashMap<>();
    private boolean done;
    private long nextId = -1;

    MetaAssets(DemoStore store) {
        this.store = store;
    }

    /** Makes all metadata assets if the type is one of theirs. */
    synchronized void ensure(DemoType type) {
        boolean meta = type.name().equals(ASSET_TYPE)
                || type.name().equals("Operation")
                || store.model().type("AttributeDefinition").filter(type::isA).isPresent();
        if (!meta || done) {
            return;
        }
        done = true;
        store.model().types().forEach(this::addType);
        store.model().types().forEach(this::addMembers);
        made.forEach((name, assets) -> store.populate(store.model().require(name), assets));
    }

    private void addType(DemoType type) {
        Asset asset = add(ASSET_TYPE);
        typeAssets.put(type.name(), asset);
        set(asset, "Name", type.name());
        set(asset, "IsCustom", type.name().startsWith("Custom_"));
        set(asset, "IsAbstract", type.isAbstract());
        set(
                asset,
                "NumberPattern",
                type.numberPrefix().map(prefix -> prefix + "-{0:00000}").orElse(null));
        set(asset, "NameResolutionAttributes", pointer(type, DemoType.Pointer.NAME));
        set(asset, "DefaultOrderByAttribute", pointer(type, DemoType.Pointer.DEFAULT_ORDER_BY));
        set(asset, "ShortNameAttribute", pointer(type, DemoType.Pointer.SHORT_NAME));
        set(asset, "UpdateRights", 1L << 40);
        set(asset, "ViewRights", -1L);
        set(asset, "Order", (long) typeAssets.size());
    }

    private static String pointer(DemoType type, DemoType.Pointer pointer) {
        return type.pointer(pointer).map(DemoAttribute::name).orElse(null);
    }

    private void addMembers(DemoType type) {
        Asset owner = typeAssets.get(type.name());
        set(owner, "Base", type.base().map(base -> typeAssets.get(base.name())).orElse(null));
        for (DemoAttribute attribute : type.attributes()) {
            if (attribute.declaredBy().equals(type.name())) {
                addAttribute(owner, attribute);
            }
        }
        for (DemoOperation operation : type.operations()) {
            if (operation.declaredBy().equals(type.name())) {
                Asset asset = add("Operation");
                set(asset, "Asset", owner);
                set(asset, "Name", operation.name());
                set(asset, "Validator", operation.validator().orElse(null));
                set(asset, "Implementation", "VersionOne." + operation.name());
                set(asset, "ExecuteRights", 1L);
            }
        }
    }

    private void addAttribute(Asset owner, DemoAttribute attribute) {
        Asset asset = add(definitionType(attribute));
        set(asset, "Asset", owner);
        set(asset, "Name", attribute.name());
        set(asset, "IsBasic", attribute.has(Flag.BASIC));
        set(asset, "IsCustom", attribute.has(Flag.CUSTOM));
        set(asset, "IsReadOnly", attribute.has(Flag.READ_ONLY));
        set(asset, "IsRequired", attribute.has(Flag.REQUIRED));
        set(asset, "IsCanned", !attribute.name().startsWith("Custom_"));
        set(asset, "AttributeType", attribute.kind().label());
        set(asset, "NativeValue", attribute.kind().label());
        attribute.relatedType().ifPresent(related -> set(asset, "RelatedAssetType", typeAssets.get(related)));
        set(asset, "ReverseName", attribute.reverse());
        set(asset, "Calculation", attribute.name());
        set(asset, "IsAssetHistory", false);
    }

    private static String definitionType(DemoAttribute attribute) {
        if (!(attribute.source() instanceof AttributeSource.Stored)) {
            return attribute.name().startsWith("Check")
                    ? "ExecuteSecurityCheckAttributeDefinition"
                    : "SyntheticAttributeDefinition";
        }
        if (attribute.relation()) {
            return attribute.has(Flag.HIERARCHY)
                    ? "HierarchyRelationDefinition"
                    : attribute.multi() ? "ManyToManyRelationDefinition" : "OneToManyRelationDefinition";
        }
        return attribute.kind() == AttributeKind.PASSWORD
                ? "PasswordAttributeDefinition"
                : attribute.name().equals("Number") ? "AssetNumberAttributeDefinition" : "SimpleAttributeDefinition";
    }

    private Asset add(String typeName) {
        DemoType type = store.model().require(typeName);
        Asset asset = new Asset(type, nextId--);
        Asset admin = store.member("Member:20");
        Version version = new Version(asset, admin.first().ticks(), admin, Version.ACTIVE, new Object[type.slots()]);
        version.numbered(1);
        asset.replaceVersions(new Version[] {version});
        made.computeIfAbsent(typeName, key -> new ArrayList<>()).add(asset);
        return asset;
    }

    private static void set(Asset asset, String attribute, Object value) {
        asset.type()
                .attribute(attribute)
                .filter(DemoAttribute::stored)
                .ifPresent(found -> asset.current().cells()[found.slot()] = value);
    }
}
