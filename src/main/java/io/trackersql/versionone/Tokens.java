package io.trackersql.versionone;

import io.trackersql.query.Column;
import io.trackersql.query.Column.Cardinality;
import io.trackersql.query.Column.Role;
import java.util.List;

/** What a column is called in the tracker's query languages and answers. */
final class Tokens {
    static final String KEY = "ID";

    /** The number of a version. */
    static final String MOMENT = "Moment";

    private static final String NAME_SUFFIX = "_Name";

    private Tokens() {}

    /** The attribute's path; the name of a state is read from the state itself. */
    static String of(Column column) {
        String token = column.path().toString();
        return NativeType.of(column.nativeType()) == NativeType.STATE_NAME
                ? token.substring(0, token.length() - NAME_SUFFIX.length())
                : token;
    }

    /** The relation that a companion belongs to. */
    static String relation(Column companion) {
        List<String> steps = companion.path().steps();
        return String.join(".", steps.subList(0, steps.size() - 1));
    }

    /** Whether the column lists a property of several related assets, in the order of their keys. */
    static boolean isListCompanion(Column column) {
        return column.role() == Role.COMPANION && column.cardinality() != Cardinality.SINGLE;
    }
}
