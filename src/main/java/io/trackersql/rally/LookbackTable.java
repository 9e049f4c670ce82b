package io.trackersql.rally;

import io.trackersql.backend.Decision;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.backend.rules.RuleTable;
import io.trackersql.backend.rules.UnnestedRules;
import io.trackersql.query.Column;
import io.trackersql.query.Find;
import java.util.Optional;

/**
 * What Rally computes of the past as SQL does. The Lookback API is another service than that of the present, with a language of its own:
 * it finds the absent value by null, and texts of lists by name.
 */
final class LookbackTable extends RuleTable {
    @Override
    protected Optional<String> whyNoFilter(Column column) {
        if (!Snapshots.hold(column)) {
            return Optional.of("past versions do not hold " + column.name());
        } else if (Snapshots.mayHold(column)) {
            return Optional.of("whether past versions hold " + column.name() + " is unknown");
        }
        return column.usage().filterable()
                ? Optional.empty()
                : Optional.of("the tracker takes no conditions on " + column.name());
    }

    @Override
    protected Optional<String> whyNoSort(Column column) {
        return column.usage().sortable()
                ? whyNoFilter(column)
                : Optional.of("the tracker does not sort by " + column.name());
    }

    @Override
    protected Object example(Column column) {
        return Examples.of(column);
    }

    @Override
    protected ColumnRules rules(Column column) {
        return switch (column.cardinality()) {
            case SINGLE -> single(column);
            case JOINED -> new KeyListRules(column);
            case UNNESTED -> new UnnestedRules(new KeyRules(column), JsonEncoder.LANGUAGE, true);
        };
    }

    private static ColumnRules single(Column column) {
        if (Tokens.of(column).equals(Snapshots.VALID_TO)) {
            return new ValidToRules(column);
        }
        return switch (NativeType.of(column.nativeType())) {
            case KEY -> new KeyRules(column);
            case OBJECT -> new StoredRules(new KeyRules(column));
            case INTEGER, QUANTITY, DECIMAL, DATE -> new StoredRules(new NumberRules(column));
            case BOOLEAN -> new StoredRules(new BooleanRules(column));
            case FORMATTED_ID -> new FormattedIdRules(column);
            case STRING -> new StoredRules(new StoredTextRules(column));
            case STATE, RATING, DROP_DOWN -> new CodedRules(column);
            case TEXT,
                    WEB_LINK,
                    LINK_ID,
                    LINK_LABEL,
                    BINARY_DATA,
                    CONTENT,
                    MAP,
                    RAW,
                    COUNT,
                    TYPE_NAME,
                    COLLECTION,
                    MULTI_VALUE,
                    OTHER -> new OpaqueRules(column);
        };
    }

    @Override
    public Decision find(Find find) {
        return Decision.none("the tracker's past is not searched for text");
    }
}
