package io.trackersql.demo.store;

import java.util.Arrays;
import java.util.Optional;

/** The attribute types that VersionOne's metadata knows, with the name metadata gives them. */
public enum AttributeKind {
    BOOLEAN("Boolean"),
    NUMERIC("Numeric"),
    DATE("Date"),
    DURATION("Duration"),
    TEXT("Text"),
    LONG_TEXT("LongText"),
    LOCALIZER_TAG("LocalizerTag"),
    PASSWORD("Password"),
    ASSET_TYPE("AssetType"),
    RELATION("Relation"),
    OPAQUE("Opaque"),
    STATE("State"),
    RANK("Rank"),
    BLOB("Blob"),
    LONG_INT("LongInt"),
    GUID("Guid");

    private final String label;

    AttributeKind(String label) {
        this.label = label;
    }

    /** The value of {@code attributetype} in metadata. */
    public String label() {
        return label;
    }

    static Optional<AttributeKind> labelled(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }
}
