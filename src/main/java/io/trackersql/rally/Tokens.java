package io.trackersql.rally;

import io.trackersql.query.Column;
import io.trackersql.query.Column.Cardinality;
import io.trackersql.query.Column.Role;
import java.util.List;

/** What a column is called in the tracker's query language and answers. */
final class Tokens {
    static final String KEY = "ObjectID";

    /** The number by which people call an artifact. */
    static final String NUMBER = "FormattedID";

    private Tokens() {}

    /** The attribute's path. */
    static String of(Column column) {
        return column.path().toString();
    }

    /** The path at whose end the column's value is compared: related assets by their key, which needs no word for their type. */
    static String compared(Column column) {
        return isReference(column) ? of(column) + "." + KEY : of(column);
    }

    /** The relation that a companion belongs to. */
    static String relation(Column companion) {
        List<String> steps = companion.path().steps();
        return String.join(".", steps.subList(0, steps.size() - 1));
    }

    /** Whether the values are keys of related assets. */
    static boolean isReference(Column column) {
        return switch (NativeType.of(column.nativeType())) {
            case OBJECT, COLLECTION, MULTI_VALUE -> column.role() != Role.COMPANION;
            default -> false;
        };
    }

    /** Whether the column lists a property of several related assets, in the order of their keys. */
    static boolean isListCompanion(Column column) {
        return column.role() == Role.COMPANION && column.cardinality() != Cardinality.SINGLE;
    }
}
