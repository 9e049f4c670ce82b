package io.trackersql.rally;

import io.trackersql.model.Usage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A type definition as the schema writes it. */
final class RawType {
    String id = "";
    String elementName = "";
    String name = "";
    String displayName = "";
    String typePath = "";
    String note = "";
    String parentId = "";
    boolean isAbstract;
    boolean isQueryable = true;
    boolean isCreatable = true;
    boolean isDeletable = true;
    boolean isReadOnly;
    boolean isCopyable;
    final Map<String, RawAttribute> attributes = new LinkedHashMap<>();

    /** An attribute definition as the schema writes it. */
    static final class RawAttribute {
        String elementName = "";
        String name = "";
        String note = "";
        String type = "";
        String realType = "";
        String schemaType = "";
        String relatedId = "";
        String relatedName = "";
        boolean isConstrained;
        boolean isFilterable = true;
        boolean isSortable = true;
        boolean isReadOnly;
        boolean isRequired;
        int lengthMax;
        List<Usage.AllowedValue> allowedValues = List.of();
        Optional<String> valueList = Optional.empty();
    }

    /** How requests spell the type. */
    String path() {
        return typePath.isEmpty() ? elementName : typePath;
    }
}
