package io.trackersql.rally;

import io.trackersql.backend.Decision;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.backend.rules.RuleTable;
import io.trackersql.backend.rules.UnnestedRules;
import io.trackersql.query.Column;
import io.trackersql.query.Find;
import java.util.Optional;

/**
 * What Rally computes as SQL does, by operator, native type and cardinality. The rows of the table are the subclasses of
 * {@link ColumnRules}; this class picks the row for a column.
 */
final class PushDownTable extends RuleTable {
    @Override
    protected Optional<String> whyNoFilter(Column column) {
        return column.usage().filterable()
                ? Optional.empty()
                : Optional.of("the tracker takes no conditions on " + column.name());
    }

    @Override
    protected Optional<String> whyNoSort(Column column) {
        if (!column.usage().sortable()) {
            return Optional.of("the tracker does not sort by " + column.name());
        }
        // Rows with NULL in the first key are asked apart.
        return column.isNullable() ? whyNoFilter(column) : Optional.empty();
    }

    @Override
    protected Object example(Column column) {
        return Examples.of(column);
    }

    @Override
    protected ColumnRules rules(Column column) {
        return switch (column.cardinality()) {
            case SINGLE -> single(column);
            case JOINED -> new MultiRules(column);
            case UNNESTED -> new UnnestedRules(single(column), Encoder.LANGUAGE, Tokens.isReference(column));
        };
    }

    private static ColumnRules single(Column column) {
        return switch (NativeType.of(column.nativeType())) {
            case KEY, OBJECT, COLLECTION, MULTI_VALUE -> new KeyRules(column);
            case FORMATTED_ID -> new FormattedIdRules(column);
            case STRING -> new TextRules(column, false);
            case TEXT -> new TextRules(column, true);
            case DROP_DOWN, STATE, RATING -> new ListedRules(column);
            case INTEGER, QUANTITY, DECIMAL, DATE -> new NumberRules(column);
            case BOOLEAN -> new BooleanRules(column);
            case WEB_LINK, LINK_ID, LINK_LABEL, BINARY_DATA, CONTENT, MAP, RAW, COUNT, TYPE_NAME, OTHER ->
                new OpaqueRules(column);
        };
    }

    @Override
    public Decision find(Find find) {
        return Decision.none("the tracker's web services search no text any more");
    }
}
