package io.trackersql.versionone;

import io.trackersql.backend.Decision;
import io.trackersql.backend.PushDown;
import io.trackersql.backend.Verdict;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.query.Column.Cardinality;
import io.trackersql.query.Column.Role;
import io.trackersql.query.Find;
import io.trackersql.query.LikePattern;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What VersionOne computes as SQL does, by operator, native type and cardinality. The rows of the table are the subclasses of
 * {@link ColumnRules}; this class picks the row for a column and the cell for a condition.
 */
final class PushDownTable implements PushDown {
    private static final String VISIBILITY = "IsDeleted";

    /** Single-valued attributes that recorded metadata gives no OrderByAttribute. */
    private static final Set<String> UNSORTABLE = Set.of("Is", "IsLoginDisabled");

    private final Set<String> types;

    /** @param types the names of all asset types; empty while no model was read, and then fewer keys are asked for */
    PushDownTable(Set<String> types) {
        this.types = Set.copyOf(types);
    }

    @Override
    public Decision filter(Predicate leaf) {
        if (leaf instanceof Predicate.Comparison p) {
            return guarded(p.column(), rules(p.column()).compare(p.operator(), value(p.operand())));
        } else if (leaf instanceof Predicate.In p) {
            return guarded(p.column(), rules(p.column()).in(values(p.operands())));
        } else if (leaf instanceof Predicate.IsNull p) {
            return guarded(p.column(), rules(p.column()).isNull());
        } else if (leaf instanceof Predicate.Like p) {
            return guarded(p.column(), like(p));
        } else if (leaf instanceof Predicate.Has p) {
            return guarded(p.column(), rules(p.column()).has(value(p.operand()).toString()));
        } else if (leaf instanceof Predicate.Not p) {
            return negated(p.term());
        } else if (leaf instanceof Predicate.Constant) {
            return Decision.exact(leaf, "known beforehand");
        }
        throw new AssertionError("no leaf condition: " + leaf);
    }

    private Decision negated(Predicate term) {
        if (term instanceof Predicate.In p) {
            return guarded(p.column(), rules(p.column()).notIn(values(p.operands())));
        } else if (term instanceof Predicate.IsNull p) {
            return guarded(p.column(), rules(p.column()).isNotNull());
        } else if (term instanceof Predicate.Like p) {
            LikePattern pattern = LikePattern.parse((String) value(p.pattern()), p.escape());
            return guarded(p.column(), rules(p.column()).notLike(pattern));
        } else if (term instanceof Predicate.Has p) {
            return guarded(
                    p.column(), rules(p.column()).notHas(value(p.operand()).toString()));
        }
        throw new AssertionError("no leaf condition: NOT " + term);
    }

    /** LIKE without wildcards is equality. */
    private Decision like(Predicate.Like like) {
        LikePattern pattern = LikePattern.parse((String) value(like.pattern()), like.escape());
        boolean isLiteral = pattern.parts().stream().allMatch(part -> part instanceof LikePattern.Part.Text);
        ColumnRules rules = rules(like.column());
        if (!isLiteral) {
            return rules.like(pattern);
        }
        String text = pattern.parts().stream()
                .map(part -> ((LikePattern.Part.Text) part).text())
                .collect(Collectors.joining());
        return rules.compare(Predicate.Operator.EQ, text);
    }

    /** A filter on IsDeleted, whatever it says, makes the tracker show deleted assets. */
    private static Decision guarded(Column column, Decision decision) {
        return lastStep(column).equals(VISIBILITY)
                ? Decision.none("a filter on IsDeleted changes which assets the tracker shows")
                : decision;
    }

    private static String lastStep(Column column) {
        List<String> steps = column.path().steps();
        return steps.get(steps.size() - 1);
    }

    private ColumnRules rules(Column column) {
        return switch (column.cardinality()) {
            case SINGLE -> single(column);
            case JOINED -> new MultiRules(column, types);
            case UNNESTED -> new UnnestedRules(single(column));
        };
    }

    private ColumnRules single(Column column) {
        return switch (NativeType.of(column.nativeType())) {
            case RELATION -> new KeyRules(column, types);
            case NUMERIC, DATE -> new RangeRules(column, Verdict.EXACT);
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
            case "Moment" -> new RangeRules(column, Verdict.EXACT);
            case "Key" -> new RangeRules(column, Verdict.SUPERSET);
            default -> new OpaqueRules(column, false, true);
        };
    }

    private static Object value(Operand operand) {
        if (operand instanceof Operand.Literal literal && literal.value() != null) {
            return literal.value();
        }
        throw new AssertionError("an operand that is not bound to a value: " + operand);
    }

    private static List<Object> values(List<Operand> operands) {
        return operands.stream().map(PushDownTable::value).toList();
    }

    @Override
    public Decision sort(List<SortKey> keys, boolean trackerText) {
        Decision decision = Decision.none("there is nothing to sort by");
        for (int i = 0; i < keys.size(); i++) {
            Column column = keys.get(i).column();
            if (UNSORTABLE.contains(lastStep(column))) {
                return Decision.none("the tracker does not sort by it");
            }
            decision = rules(column).sort(trackerText);
            if (decision.verdict() != Verdict.EXACT) {
                return decision;
            } else if (i + 1 < keys.size() && isFinerThanShown(column)) {
                return Decision.none("the tracker tells values of " + column.name()
                        + " apart that are one here, and would compare the keys after it too late");
            }
        }
        return decision;
    }

    /** Empty text from NULL, times by less than a millisecond. */
    private static boolean isFinerThanShown(Column column) {
        return column.type().isText() || column.type().isTimestamp() || column.type() == ValueType.DATE;
    }

    @Override
    public Decision find(Find find) {
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

    @Override
    public List<OperatorVerdict> verdicts(Column column) {
        Operand example = new Operand.Literal(Examples.of(column, types));
        Operand pattern = new Operand.Literal("A%");
        List<OperatorVerdict> result = new ArrayList<>();
        for (Predicate.Operator operator : Predicate.Operator.values()) {
            add(result, operator.sql(), filter(new Predicate.Comparison(column, operator, example)));
        }
        Predicate in = new Predicate.In(column, List.of(example));
        add(result, "IN", filter(in));
        add(result, "NOT IN", filter(new Predicate.Not(in)));
        add(result, "IS NULL", filter(new Predicate.IsNull(column)));
        add(result, "IS NOT NULL", filter(new Predicate.Not(new Predicate.IsNull(column))));
        if (column.type().isText()) {
            Predicate like = new Predicate.Like(column, pattern, Optional.empty());
            add(result, "LIKE", filter(like));
            add(result, "NOT LIKE", filter(new Predicate.Not(like)));
            add(result, "FIND", find(new Find(column, pattern)));
        }
        if (column.cardinality() == Cardinality.JOINED) {
            Predicate has = new Predicate.Has(column, example);
            add(result, "HAS", filter(has));
            add(result, "NOT HAS", filter(new Predicate.Not(has)));
        }
        add(result, "ORDER BY", sort(List.of(new SortKey(column, false)), true));
        return result;
    }

    private static void add(List<OperatorVerdict> result, String operator, Decision decision) {
        result.add(new OperatorVerdict(operator, decision.verdict(), decision.reason()));
    }
}
