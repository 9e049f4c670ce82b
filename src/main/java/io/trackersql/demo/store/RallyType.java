package io.trackersql.demo.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One Rally type, with what its TypeDefinition says; immutable.
 *
 * @param stored     the type as the store knows it, named by its TypePath
 * @param attributes all attributes by ElementName in the order of JSON: base class first, by name inside a class, custom ones last
 * @param operations what can be done: Q query, R read, C create, U update, D delete, Y copy; empty for types without an endpoint
 * @param prefix     what FormattedIDs begin with, or empty
 * @param display    the label that a workspace may change
 * @param definition ObjectID of its TypeDefinition
 * @param ordinal    place among portfolio types, 0 for the lowest, -1 for other types
 */
public record RallyType(
        DemoType stored,
        Map<String, RallyAttribute> attributes,
        String operations,
        String prefix,
        String display,
        long definition,
        int ordinal) {
    /** Makes the attributes unmodifiable. */
    public RallyType {
        attributes = Collections.unmodifiableMap(attributes);
    }

    /** TypePath: its name in addresses and in {@code _type}, such as {@code PortfolioItem/Feature}. */
    public String typePath() {
        return stored.name();
    }

    /** ElementName: the path's last part. */
    public String elementName() {
        return typePath().substring(typePath().indexOf('/') + 1);
    }

    /** The name with blanks, such as {@code Hierarchical Requirement}. */
    public String name() {
        return words(elementName());
    }

    /** True if it has no objects of its own. */
    public boolean isAbstract() {
        return stored.isAbstract();
    }

    /** TypePath of the type above. */
    public Optional<String> parent() {
        return stored.base().map(DemoType::name);
    }

    /** True if this is the other type or derives from it. */
    public boolean isA(RallyType other) {
        return stored.isA(other.stored);
    }

    /** True if an operation is offered, by its letter. */
    public boolean offers(char operation) {
        return operations.indexOf(operation) >= 0;
    }

    /** An attribute by its exact ElementName. */
    public Optional<RallyAttribute> attribute(String elementName) {
        return Optional.ofNullable(attributes.get(elementName));
    }

    /** All attributes in the order of JSON. */
    public List<RallyAttribute> list() {
        return new ArrayList<>(attributes.values());
    }

    static String words(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ");
    }
}
