package io.trackersql.versionone;

import io.trackersql.backend.Decision;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.query.Column;
import io.trackersql.query.LikeMatcher;
import io.trackersql.query.LikePattern;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import io.trackersql.query.Predicate.Truth;
import io.trackersql.query.PredicateEvaluator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Columns with few possible values, all known: booleans, and states with their names. Any condition is turned into the list of values
 * that satisfy it.
 */
final class ListedRules extends ColumnRules {
    private static final List<AssetState> LIVE = Arrays.stream(AssetState.values())
            .filter(s -> s != AssetState.DELETED)
            .toList();

    /** The possible values, those of {@link #vague} included. */
    private final List<Object> values;

    /** Values that the tracker's filter cannot tell from one another: the dead states. */
    private final Set<Object> vague;

    private ListedRules(Column column, List<Object> values, Set<Object> vague) {
        super(column, Encoder.LANGUAGE);
        this.values = values;
        this.vague = vague;
    }

    static ListedRules booleans(Column column) {
        return new ListedRules(column, List.of(false, true), Set.of());
    }

    static ListedRules states(Column column) {
        boolean isName = NativeType.of(column.nativeType()) == NativeType.STATE_NAME;
        List<Object> values = LIVE.stream().map(s -> value(s, isName)).toList();
        Set<Object> vague = LIVE.stream()
                .filter(s -> !s.hasOwnFilterName())
                .map(s -> value(s, isName))
                .collect(Collectors.toSet());
        return new ListedRules(column, values, vague);
    }

    private static Object value(AssetState state, boolean isName) {
        return isName ? state.displayName() : state.code();
    }

    @Override
    public Decision compare(Operator operator, Object value) {
        if (operator == Operator.EQ) {
            return in(List.of(value));
        } else if (operator == Operator.NE) {
            return notIn(List.of(value));
        }
        return satisfying(comparison(operator, value));
    }

    @Override
    public Decision in(List<Object> wanted) {
        if (!wanted.stream().allMatch(this::isKnown)) {
            return unasked("a state that this driver does not know");
        }
        return list(values.stream().filter(wanted::contains).toList());
    }

    @Override
    public Decision notIn(List<Object> unwanted) {
        List<Object> certain = values.stream()
                .filter(v -> unwanted.contains(v) && !vague.contains(v))
                .toList();
        boolean isExact = unwanted.stream().noneMatch(vague::contains)
                && unwanted.stream().allMatch(this::isKnown);
        if (certain.isEmpty()) {
            return isExact
                    ? Decision.exact(notNull(), "no row has such a value")
                    : unasked("the tracker's filter cannot tell dead states apart");
        } else if (values.size() == 2 && certain.size() == 1) {
            return list(values.stream().filter(v -> !certain.contains(v)).toList());
        }
        Predicate different = differentFrom(certain);
        return isExact
                ? Decision.exact(different, "compared exactly")
                : Decision.superset(different, "the tracker's filter cannot tell dead states apart");
    }

    @Override
    public Decision like(LikePattern pattern) {
        LikeMatcher matcher = pattern.matcher();
        return list(values.stream().filter(v -> matcher.matches(v.toString())).toList());
    }

    @Override
    public Decision notLike(LikePattern pattern) {
        LikeMatcher matcher = pattern.matcher();
        return list(values.stream().filter(v -> !matcher.matches(v.toString())).toList());
    }

    /** A code without a name would be its own name, so text in digits may be a state that we do not know. */
    private boolean isKnown(Object value) {
        if (values.contains(value) || value instanceof Boolean) {
            return true;
        } else if (value instanceof Short code) {
            return AssetState.DELETED.code().equals(code);
        }
        String text = String.valueOf(value);
        return text.isEmpty() || !Character.isDigit(text.charAt(text.length() - 1));
    }

    private Decision satisfying(Predicate condition) {
        PredicateEvaluator evaluator = PredicateEvaluator.of(List.of(condition), List.of(column()));
        List<Object> satisfying = new ArrayList<>();
        for (Object value : values) {
            if (evaluator.evaluate(new Object[] {value}) == Truth.TRUE) {
                satisfying.add(value);
            }
        }
        return list(satisfying);
    }

    private Decision list(List<Object> wanted) {
        if (wanted.isEmpty()) {
            return never("no row has such a value");
        }
        Set<Object> distinct = new LinkedHashSet<>(wanted);
        boolean isVague = distinct.stream().anyMatch(vague::contains);
        if (distinct.size() == values.size()) {
            return isVague ? unasked("every known state") : Decision.exact(notNull(), "every possible value");
        }
        Predicate predicate = equalTo(List.copyOf(distinct));
        return isVague
                ? Decision.superset(predicate, "the tracker's filter cannot tell dead states apart")
                : Decision.exact(predicate, "compared exactly");
    }

    @Override
    public Decision isNull() {
        return Decision.exact(new Predicate.IsNull(column()), "the tracker knows NULL");
    }

    @Override
    public Decision isNotNull() {
        return Decision.exact(notNull(), "the tracker knows NULL");
    }

    @Override
    public Decision sort(boolean trackerText) {
        boolean isBoolean = vague.isEmpty();
        return isBoolean
                ? always("the tracker sorts false before true, NULL first")
                : Decision.none("in which order the tracker sorts states is unknown");
    }
}
