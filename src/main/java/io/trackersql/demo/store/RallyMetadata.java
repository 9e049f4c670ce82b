package io.trackersql.demo.store;

import java.util.List;

/** Makes the TypeDefinitions, AttributeDefinitions and AllowedAttributeValues of a model. */
final class RallyMetadata {
    private static final List<String> OPERATORS =
            List.of("=", "!=", "<", "<=", ">", ">=", "contains", "!contains", "containsall", "containsany");

    private final RallySeed seed;
    private final Asset customWorkspace;

    /** Custom fields belong to one workspace. */
    RallyMetadata(RallySeed seed, Asset customWorkspace) {
        this.seed = seed;
        this.customWorkspace = customWorkspace;
    }

    void make() {
        seed.enter(null);
        for (String operator : OPERATORS) {
            seed.start("AllowedQueryOperator").set("OperatorName", operator).done();
        }
        for (RallyType type : seed.model().types()) {
            Asset definition = type(type);
            for (RallyAttribute attribute : type.list()) {
                if (attribute.stored().declaredBy().equals(type.typePath())) {
                    attribute(attribute, definition);
                }
            }
        }
    }

    private Asset type(RallyType type) {
        Asset parent = type.parent()
                .map(path -> seed.model().require(path).definition())
                .map(this::definition)
                .orElse(null);
        return seed.start("TypeDefinition", type.definition())
                .set("Abstract", type.isAbstract())
                .set("AssociatedWorkType", null)
                .set("Copyable", type.offers('Y'))
                .set("Creatable", type.offers('C'))
                .set("Deletable", type.offers('D'))
                .set("DisplayName", type.display())
                .set("ElementName", type.elementName())
                .set("HierarchyConfigurableType", type.ordinal() >= 0)
                .set("IDPrefix", type.prefix())
                .set("Name", type.name())
                .set("Note", "")
                .set("Ordinal", (long) type.ordinal())
                .set("Parent", parent)
                .set("Queryable", type.offers('Q'))
                .set("ReadOnly", !type.offers('U'))
                .set("Restorable", !type.prefix().isEmpty())
                .set("TypePath", type.typePath())
                .set("UserListable", type.offers('Q'))
                .set("Workspace", null)
                .done();
    }

    private Asset definition(long id) {
        return seed.made("TypeDefinition").stream()
                .filter(type -> type.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private void attribute(RallyAttribute attribute, Asset type) {
        Asset definition = seed.start("AttributeDefinition", attribute.definition())
                .set("AllowedQueryOperators", seed.made("AllowedQueryOperator").toArray())
                .set("AllowedValueType", null)
                .set("AttributeType", attribute.type().name())
                .set("Constrained", attribute.constrained())
                .set("Custom", attribute.custom())
                .set("DetailedType", null)
                .set("ElementName", attribute.name())
                .set("Filterable", attribute.filterable())
                .set("Hidden", attribute.hidden())
                .set("Hideable", attribute.custom())
                .set("MaxFractionalDigits", -1L)
                .set("MaxLength", (long) attribute.maxLength())
                .set("Name", attribute.label())
                .set("Note", "")
                .set("Owned", attribute.owned())
                .set("ReadOnly", attribute.readOnly())
                .set("RealAttributeType", attribute.realType())
                .set("Required", attribute.required())
                .set("SchemaType", attribute.schemaType())
                .set("Sortable", attribute.sortable())
                .set("SystemRequired", attribute.required())
                .set("Type", attribute.schemaType())
                .set("TypeDefinition", type)
                .set("VisibleOnlyToAdmins", false)
                .set("Workspace", attribute.custom() ? customWorkspace : null)
                .done();
        for (int i = 0; i < attribute.choices().size(); i++) {
            Asset value = seed.start("AllowedAttributeValue", attribute.choiceId(i))
                    .set("AttributeDefinition", definition)
                    .set("IntegerValue", (long) i)
                    .set("LocalizedStringValue", attribute.choices().get(i))
                    .set("StringValue", attribute.choices().get(i))
                    .set("ValueIndex", (long) i)
                    .done();
            seed.choice(attribute, value);
        }
    }
}
