package io.trackersql.query;

import io.trackersql.model.Usage;
import io.trackersql.model.ValueType;
import java.util.Optional;

/**
 * One column of a tracker's table and where its value comes from.
 *
 * @param name as SQL sees it
 * @param path as the tracker sees it
 * @param type of the column's values; a {@link Cardinality#JOINED} column is always VARCHAR
 * @param elementType of one value of a multi-valued attribute; the same as {@code type} for the others
 * @param nativeType the tracker's word for the type of the attribute that the path ends at
 * @param lengthMax the most characters, 0 when unlimited or not text
 * @param cardinality how many values an asset has and what becomes of them
 * @param role what the value means to its table
 * @param relatedEntity for a relation the type it points to
 * @param required whether the tracker demands a value when it writes; NOT NULL in metadata, but never trusted when reading
 * @param readOnly whether the tracker refuses to have it written
 * @param usage what the tracker's conditions and orders may say of it
 * @param remarks text for people
 */
public record Column(
        String name,
        Path path,
        ValueType type,
        ValueType elementType,
        String nativeType,
        int lengthMax,
        Cardinality cardinality,
        Role role,
        Optional<String> relatedEntity,
        boolean required,
        boolean readOnly,
        Usage usage,
        String remarks) {

    /** How many values the path gives per asset, and how they become rows. */
    public enum Cardinality {
        /** One value or NULL. */
        SINGLE,
        /** All values as one text: relations in the order of their keys, others ascending, separated by {@code ", "}; none is NULL. */
        JOINED,
        /** One row for each value; a table has at most one such column, and an asset without values gives no row. */
        UNNESTED
    }

    /** What a column is to its table. */
    public enum Role {
        /** Identifies the asset. */
        KEY,
        /** An attribute that is no relation. */
        VALUE,
        /** The key of a related asset. */
        RELATION,
        /** A property of a related asset or a part of a value, shown beside it: {@code Scope_Name}, {@code Tasks_Count}. */
        COMPANION
    }

    /** Whether the value may be NULL when read. A tracker's "required" is about writing: permissions and age make holes. */
    public boolean isNullable() {
        return role != Role.KEY && cardinality != Cardinality.UNNESTED;
    }

    /** The same where an asset may be without a value. */
    public Column optional() {
        return new Column(
                name,
                path,
                type,
                elementType,
                nativeType,
                lengthMax,
                cardinality,
                role,
                relatedEntity,
                false,
                readOnly,
                usage,
                remarks);
    }

    /** Whether the asset's own key is meant. */
    public boolean isKey() {
        return role == Role.KEY;
    }

    @Override
    public String toString() {
        return name;
    }
}
