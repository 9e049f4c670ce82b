package io.trackersql.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One asset type of a tracker, as its metadata states it.
 *
 * @param name the tracker's name of the type; the table's name
 * @param nativeName how requests spell the type
 * @param aliases further names by which the table is found, never listed
 * @param isAbstract whether every asset of the type is of a subtype
 * @param base the type it is derived from
 * @param keyAttribute the name of the attribute that identifies an asset
 * @param nameAttribute the attribute that names an asset for people
 * @param numberAttribute the attribute with the number people use ({@code S-01005}, {@code US12})
 * @param attributes in the tracker's order, the key included
 * @param history how past versions are described; empty if the tracker keeps none of this type
 * @param operations what the tracker does with assets of the type beyond writing their attributes, inherited ones included
 * @param writes what the tracker lets be done to assets of the type
 * @param remarks text for people
 */
public record Entity(
        String name,
        String nativeName,
        List<String> aliases,
        boolean isAbstract,
        Optional<String> base,
        String keyAttribute,
        Optional<String> nameAttribute,
        Optional<String> numberAttribute,
        List<Attribute> attributes,
        Optional<History> history,
        List<Operation> operations,
        Writes writes,
        String remarks) {
    public Entity {
        Objects.requireNonNull(history);
        Objects.requireNonNull(writes);
        operations = List.copyOf(operations);
        aliases = List.copyOf(aliases);
        attributes = List.copyOf(attributes);
    }

    /** The attribute of that name, compared exactly as trackers do. */
    public Optional<Attribute> attribute(String attributeName) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(attributeName)) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }
}
