package io.trackersql.model;

import java.util.Objects;

/**
 * A part of an attribute's value that has a column of its own beside or in place of the attribute: the size of a collection, the
 * label of a link, the type of the asset that a relation points to.
 *
 * @param name what follows the attribute's name and an underscore in the column's name
 * @param step how the tracker spells it, behind the attribute
 * @param type of its values
 * @param nativeType the tracker's word for the type; decides what can be pushed down
 * @param ofEach whether each value of a multi-valued attribute has it, as against the list as a whole; such properties say all that is
 *     shown of the assets in the list
 * @param isWritable whether it can be written where the attribute can
 * @param remarks text for people
 */
public record Property(
        String name,
        String step,
        ValueType type,
        String nativeType,
        boolean ofEach,
        boolean isWritable,
        String remarks) {
    public Property {
        Objects.requireNonNull(name);
        Objects.requireNonNull(step);
        Objects.requireNonNull(type);
        Objects.requireNonNull(nativeType);
        Objects.requireNonNull(remarks);
    }

    /** A part of the value of a single-valued attribute, or of a list as a whole, that is only read. */
    public Property(String name, String step, ValueType type, String nativeType, String remarks) {
        this(name, step, type, nativeType, false, false, remarks);
    }

    /** The same, but written as well. */
    public Property writable() {
        return new Property(name, step, type, nativeType, ofEach, true, remarks);
    }
}
