package io.trackersql.versionone;

import io.trackersql.backend.Decision;
import io.trackersql.backend.Verdict;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.backend.rules.RuleTable;
import io.trackersql.backend.rules.UnnestedRules;
import io.trackersql.query.Column;
import io.trackersql.query.Column.Cardinality;
import io.trackersql.query.Column.Role;
import io.trackersql.query.Find;
import io.trackersql.query.Tense;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What VersionOne computes as SQL does, by operator, native type and cardinality. The rows of the table are the subclasses of
 * {@link ColumnRules}; this class picks the row for a column.
 *
 * <p>It is the same table for the past: the vendor's pages say of historical queries that they support filtering, sorting and paging
 * as others do, give one that is filtered by {@code ID}, and that a filter applies to each version.
 */
final class PushDownTable extends RuleTable {
    private static final String VISIBILITY = "IsDeleted";

    /** Single-valued attributes that recorded metadata gives no OrderByAttribute. */
    private static final Set<String> UNSORTABLE = Set.of("Is", "IsLoginDisabled");

    /** Of the end of a version, which is the start of the next one. */
    private static final String UNTOLD = "the tracker does not tell it";

    private final Set<String> types;
    private final Tense tense;

    /** @param types the names of all asset types; empty while no model was read, and then fewer keys are asked for */
    PushDownTable(Set<String> types, Tense tense) {
        this.types = Set.copyOf(types);
        this.tense = tense;
    }

    @Override
    protected Optional<String> whyNoFilter(Column column) {
        if (!column.usage().filterable()) {
            return Optional.of(UNTOLD);
        }
        return lastStep(column).equals(VISIBILITY)
                ? Optional.of("a filter on IsDeleted changes which assets the tracker shows")
                : Optional.empty();
    }

    @Override
    protected Optional<String> whyNoSort(Column column) {
        if (!column.usage().sortable()) {
            return Optional.of(UNTOLD);
        }
        return UNSORTABLE.contains(lastStep(column))
                ? Optional.of("the tracker does not sort by it")
                : Optional.empty();
    }

    @Override
    protected Object example(Column column) {
        return Examples.of(column, types);
    }

    private static String lastStep(Column column) {
        List<String> steps = column.path().steps();
        return steps.get(steps.size() - 1);
    }

    @Override
    protected ColumnRules rules(Column column) {
        return switch (column.cardinality()) {
            case SINGLE -> single(column);
            case JOINED -> new MultiRules(column, types);
            case UNNESTED -> unnested(single(column));
        };
    }

    private static ColumnRules unnested(ColumnRules single) {
        boolean isComparable = single instanceof KeyRules || single instanceof TextRules;
        return new UnnestedRules(single, Encoder.LANGUAGE, isComparable);
    }

    private ColumnRules single(Column column) {
        return switch (NativeType.of(column.nativeType())) {
            case RELATION -> new KeyRules(column, types);
            case NUMERIC, DATE -> new NumberRules(column, Verdict.EXACT);
            case BOOLEAN -> ListedRules.booleans(column);
            case STATE, STATE_NAME -> state(column);
            case TEXT -> new TextRules(column, TextRules.Comparing.TEXT, types);
            case LONG_TEXT, LOCALIZER_TAG -> new TextRules(column, TextRules.Comparing.NOTHING, types);
            case ASSET_TYPE -> new TextRules(column, TextRules.Comparing.ASSET_TYPE, types);
            case GUID -> new TextRules(column, TextRules.Comparing.GUID, types);
            case OPAQUE -> opaque(column);
            case RANK -> new OpaqueRules(column, true, true);
            case LONG_INT, DURATION -> new OpaqueRules(column, false, true);
            case PASSWORD, BLOB, OTHER -> new OpaqueRules(column, false, false);
        };
    }

    /** The names of states are documented for AssetState only. */
    private static ColumnRules state(Column column) {
        return Tokens.of(column).equals("AssetState")
                ? ListedRules.states(column)
                : new OpaqueRules(column, false, true);
    }

    /** Moment was compared on a live server, Key is only said to be comparable, others are not mentioned. */
    private static ColumnRules opaque(Column column) {
        return switch (column.path().toString()) {
            case Tokens.MOMENT -> new NumberRules(column, Verdict.EXACT);
            case "Key" -> new NumberRules(column, Verdict.SUPERSET);
            default -> new OpaqueRules(column, false, true);
        };
    }

    @Override
    public Decision find(Find find) {
        if (tense != Tense.PRESENT) {
            return Decision.none("whether the tracker's search looks at past texts is unknown");
        }
        Column column = find.column();
        NativeType type = NativeType.of(column.nativeType());
        if (column.role() != Role.VALUE || column.cardinality() != Cardinality.SINGLE) {
            return Decision.none("the tracker searches only an asset's own attributes");
        } else if (type != NativeType.TEXT && type != NativeType.LONG_TEXT) {
            return Decision.none("the tracker searches only text, and " + column.name() + " is " + column.nativeType());
        } else if (!(value(find.text()) instanceof String text) || text.isBlank()) {
            return Decision.none("there is nothing to search for");
        }
        return ColumnRules.always("the tracker's own search");
    }
}
