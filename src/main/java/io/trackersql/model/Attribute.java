package io.trackersql.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One attribute of an asset type, as the tracker's metadata states it.
 *
 * @param name the tracker's name, unique in its entity
 * @param type the SQL type of one value
 * @param nativeType the tracker's own word for the type ({@code Relation}, {@code LongText} ...); decides what can be pushed down
 * @param lengthMax the most characters of a text value, 0 when unlimited or not text
 * @param relatedEntity for a relation the name of the type it points to
 * @param declaredBy the entity that declares the attribute: this one, or the ancestor it is inherited from
 * @param multiValued whether an asset has a list of values
 * @param required whether the tracker demands a value when an asset is written
 * @param readOnly whether the tracker refuses to have it written
 * @param shown whether the attribute is a column of its entity's table; a multi-valued one that is not shown is still a link table
 * @param linked whether a multi-valued attribute is a link table
 * @param usage what conditions and orders may say of it
 * @param properties parts of the value with columns of their own, shown or not
 * @param remarks text for people, from the tracker's display name
 */
public record Attribute(
        String name,
        ValueType type,
        String nativeType,
        int lengthMax,
        Optional<String> relatedEntity,
        String declaredBy,
        boolean multiValued,
        boolean required,
        boolean readOnly,
        boolean shown,
        boolean linked,
        Usage usage,
        List<Property> properties,
        String remarks) {
    public Attribute {
        properties = List.copyOf(properties);
        Objects.requireNonNull(usage);
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(nativeType);
        Objects.requireNonNull(relatedEntity);
        Objects.requireNonNull(declaredBy);
        Objects.requireNonNull(remarks);
    }

    /** Whether values are keys of other assets. */
    public boolean isRelation() {
        return relatedEntity.isPresent();
    }
}
