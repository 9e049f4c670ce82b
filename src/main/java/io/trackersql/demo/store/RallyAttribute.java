package io.trackersql.demo.store;

import io.trackersql.demo.store.DemoAttribute.Flag;
import java.util.List;
import java.util.Optional;

/**
 * One attribute of a Rally type, with what its AttributeDefinition says; immutable.
 *
 * @param stored     the attribute as the store knows it
 * @param type       its AttributeType
 * @param choices    its allowed values in the order of the workflow; {@code ""} stands for "no entry"; empty unless constrained
 * @param maxLength  longest text in characters, -1 for no limit
 * @param hidden     whether the workspace has switched it off
 * @param definition ObjectID of its AttributeDefinition: negative for built-in attributes, positive for custom ones
 */
public record RallyAttribute(
        DemoAttribute stored,
        AttributeType type,
        List<String> choices,
        int maxLength,
        boolean hidden,
        long definition) {
    private static final long CHOICES_MAX = 100;

    /** What WSAPI names AttributeType. */
    public enum AttributeType {
        BINARY_DATA("xsd:base64Binary"),
        BOOLEAN("xsd:boolean"),
        COLLECTION(""),
        DATE("xsd:dateTime"),
        DECIMAL("xsd:double"),
        INTEGER("xsd:long"),
        OBJECT(""),
        QUANTITY("xsd:double"),
        RATING("xsd:string"),
        STATE("xsd:string"),
        STRING("xsd:string"),
        TEXT("xsd:string"),
        WEB_LINK("xsd:string");

        private final String xsd;

        AttributeType(String xsd) {
            this.xsd = xsd;
        }
    }

    /** Copies the allowed values. */
    public RallyAttribute {
        choices = List.copyOf(choices);
    }

    /** ElementName: the key in JSON, custom ones beginning with {@code c_}. */
    public String name() {
        return stored.name();
    }

    /** The name that people see, such as {@code Formatted ID}. */
    public String label() {
        return RallyType.words(custom() ? name().substring(2) : name());
    }

    /** RealAttributeType, which tells custom drop-downs and users from other texts and references. */
    public String realType() {
        if (multiValue()) {
            return "MULTI_VALUE";
        }
        if (custom() && type == AttributeType.STRING && constrained()) {
            return "DROP_DOWN";
        }
        return custom() && target().filter("User"::equals).isPresent() ? "USER" : type.name();
    }

    /** SchemaType: the XML Schema type of a plain value, the name of the type that is referred to. */
    public String schemaType() {
        return target().orElse(type.xsd);
    }

    /** TypePath of what is referred to. */
    public Optional<String> target() {
        return stored.relatedType();
    }

    /** True for a drop-down of several values. */
    public boolean multiValue() {
        return type == AttributeType.COLLECTION && constrained();
    }

    /** True if only the allowed values are taken. */
    public boolean constrained() {
        return !choices.isEmpty();
    }

    public boolean custom() {
        return stored.has(Flag.CUSTOM);
    }

    /** True if clients cannot write it. */
    public boolean readOnly() {
        return stored.has(Flag.READ_ONLY);
    }

    /** True if it is never null. */
    public boolean required() {
        return stored.has(Flag.REQUIRED);
    }

    /** True if it may stand in a query. */
    public boolean filterable() {
        return type != AttributeType.BINARY_DATA && type != AttributeType.WEB_LINK;
    }

    /** True if it may stand in an order. */
    public boolean sortable() {
        return filterable() && type != AttributeType.COLLECTION && type != AttributeType.TEXT;
    }

    /** True if what is referred to goes away with the object. */
    public boolean owned() {
        return type == AttributeType.COLLECTION
                ? stored.source() instanceof AttributeSource.Reverse && !multiValue()
                : type != AttributeType.OBJECT;
    }

    /** True if the collection's reference carries the names of its items. */
    public boolean namesItems() {
        return multiValue() || name().equals("Tags") || name().equals("Milestones");
    }

    /** ObjectID of the AllowedAttributeValue at a place in {@link #choices}. */
    public long choiceId(int index) {
        return definition * CHOICES_MAX + (long) Long.signum(definition) * index;
    }
}
