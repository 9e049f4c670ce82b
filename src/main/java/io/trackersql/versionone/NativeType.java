package io.trackersql.versionone;

import io.trackersql.model.ValueType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** VersionOne's attribute types by their word in the metadata. */
enum NativeType {
    BOOLEAN("Boolean", ValueType.BOOLEAN),
    NUMERIC("Numeric", ValueType.DOUBLE),
    DATE("Date", ValueType.TIMESTAMP),
    DURATION("Duration", ValueType.VARCHAR),
    TEXT("Text", ValueType.VARCHAR),
    LONG_TEXT("LongText", ValueType.VARCHAR),
    LOCALIZER_TAG("LocalizerTag", ValueType.VARCHAR),
    PASSWORD("Password", ValueType.VARCHAR),
    ASSET_TYPE("AssetType", ValueType.VARCHAR),
    RELATION("Relation", ValueType.VARCHAR),
    OPAQUE("Opaque", ValueType.VARCHAR),
    STATE("State", ValueType.SMALLINT),
    /** Our own: the name of a State, beside its code. */
    STATE_NAME("StateName", ValueType.VARCHAR),
    RANK("Rank", ValueType.BIGINT),
    BLOB("Blob", ValueType.VARBINARY),
    LONG_INT("LongInt", ValueType.BIGINT),
    GUID("Guid", ValueType.VARCHAR),
    /** A word that this driver does not know; newer servers may have more. */
    OTHER("", ValueType.VARCHAR);

    /** The most characters of a Text value. */
    static final int TEXT_CHARACTERS_MAX = 4000;

    /** Days, although the metadata calls them Date like points in time. */
    private static final Set<String> DAY_NAMES =
            Set.of("BeginDate", "EndDate", "TargetDate", "PlannedStart", "PlannedEnd");

    private static final Set<String> NUMBER_NAMES = Set.of("Key", "Moment");

    private static final Map<String, NativeType> BY_WORD = new HashMap<>();

    static {
        for (NativeType type : values()) {
            BY_WORD.put(type.word, type);
        }
    }

    private final String word;
    private final ValueType usual;

    NativeType(String word, ValueType usual) {
        this.word = word;
        this.usual = usual;
    }

    String word() {
        return word;
    }

    static NativeType of(String word) {
        return BY_WORD.getOrDefault(word, OTHER);
    }

    /** The SQL type of an attribute of this type and that name. */
    ValueType valueType(String attributeName) {
        if (this == OPAQUE && NUMBER_NAMES.contains(attributeName)) {
            return ValueType.BIGINT;
        } else if (this == DATE && attributeName.endsWith("UTC")) {
            return ValueType.TIMESTAMP_UTC;
        } else if (this == DATE && DAY_NAMES.contains(attributeName)) {
            return ValueType.DATE;
        }
        return usual;
    }
}
