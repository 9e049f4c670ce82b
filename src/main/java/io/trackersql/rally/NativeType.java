package io.trackersql.rally;

import io.trackersql.model.ValueType;
import java.util.HashMap;
import java.util.Map;

/**
 * What Rally's attributes and parts of their values are to conditions and answers. The schema's words alone do not tell: a drop-down is a
 * STRING there, and so is the FormattedID.
 */
enum NativeType {
    /** The ObjectID of the asset itself. */
    KEY(ValueType.BIGINT),
    /** A prefix and a number, of which the tracker compares the number only. */
    FORMATTED_ID(ValueType.VARCHAR),
    STRING(ValueType.VARCHAR),
    /** A STRING whose values are listed. */
    DROP_DOWN(ValueType.VARCHAR),
    /** HTML. */
    TEXT(ValueType.VARCHAR),
    STATE(ValueType.VARCHAR),
    RATING(ValueType.VARCHAR),
    INTEGER(ValueType.BIGINT),
    QUANTITY(ValueType.DOUBLE),
    DECIMAL(ValueType.DOUBLE),
    BOOLEAN(ValueType.BOOLEAN),
    DATE(ValueType.TIMESTAMP_UTC),
    /** A relation. */
    OBJECT(ValueType.BIGINT),
    /** Several relations, of which an answer tells only how many there are. */
    COLLECTION(ValueType.BIGINT),
    /** Several relations, with keys and names in the answer: Tags, Milestones, drop-downs of several values. */
    MULTI_VALUE(ValueType.BIGINT),
    /** Two texts, each with a column of its own. */
    WEB_LINK(ValueType.VARCHAR),
    LINK_ID(ValueType.VARCHAR),
    LINK_LABEL(ValueType.VARCHAR),
    BINARY_DATA(ValueType.VARBINARY),
    /** Bytes that are an asset of their own, to which the attribute only refers: they are asked for one by one. */
    CONTENT(ValueType.VARBINARY),
    MAP(ValueType.VARCHAR),
    RAW(ValueType.VARCHAR),
    /** The size of a collection. */
    COUNT(ValueType.BIGINT),
    /** The type of an asset. */
    TYPE_NAME(ValueType.VARCHAR),
    /** A word that this driver does not know; newer servers may have more. */
    OTHER(ValueType.VARCHAR);

    private static final Map<String, NativeType> BY_WORD = new HashMap<>();

    static {
        for (NativeType type : values()) {
            BY_WORD.put(type.word(), type);
        }
    }

    private final ValueType valueType;

    NativeType(ValueType valueType) {
        this.valueType = valueType;
    }

    /** How columns and attributes name the type. */
    String word() {
        return name();
    }

    static NativeType of(String word) {
        return BY_WORD.getOrDefault(word, OTHER);
    }

    /** The SQL type of one value. */
    ValueType valueType() {
        return valueType;
    }
}
