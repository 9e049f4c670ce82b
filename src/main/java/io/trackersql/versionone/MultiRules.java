package io.trackersql.versionone;

import io.trackersql.backend.Decision;
import io.trackersql.backend.Verdict;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.query.Column;
import io.trackersql.query.MultiValue;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Multi-valued attributes shown as one text. A condition on the attribute means to the tracker that some value satisfies it, so
 * keys that must all be in the text are asked for one by one.
 *
 * <p>Nothing here is EXACT: whether a filter sees related assets that are deleted, which the list leaves out, is unknown.
 */
final class MultiRules extends ColumnRules {
    private static final String SOME = "the tracker tests whether some value is equal";

    private final boolean isRelation;
    private final KeyRules keys;

    MultiRules(Column column, Set<String> types) {
        super(column, Encoder.LANGUAGE);
        this.isRelation = NativeType.of(column.nativeType()) == NativeType.RELATION;
        this.keys = new KeyRules(column, types);
    }

    @Override
    public Decision compare(Operator operator, Object value) {
        if (operator != Operator.EQ || !isRelation) {
            return unasked("the tracker does not know the text that lists all values");
        }
        List<Predicate> terms = new ArrayList<>();
        for (String part : ((String) value).split(MultiValue.SEPARATOR, -1)) {
            Decision one = has(part);
            if (one.verdict() != Verdict.SUPERSET) {
                return one;
            }
            terms.add(one.pushed().orElseThrow());
        }
        return Decision.superset(terms.size() == 1 ? terms.get(0) : new Predicate.And(terms), SOME);
    }

    private Predicate hasElement(Object key) {
        return new Predicate.Has(column(), new Operand.Literal(key));
    }

    @Override
    public Decision in(List<Object> values) {
        return unasked("the tracker does not know the text that lists all values");
    }

    @Override
    public Decision notIn(List<Object> values) {
        return in(values);
    }

    @Override
    public Decision has(String value) {
        if (!isRelation) {
            // Text may hold the separator: the tracker would then find less than the list does.
            return unasked("a value may hold the separator of the list");
        } else if (value.contains(MultiValue.SEPARATOR)) {
            return unasked("more than one key");
        }
        Decision asOne = keys.in(List.of(value));
        boolean isAsked = asOne.pushed().orElse(null) instanceof Predicate.Comparison;
        return isAsked ? Decision.superset(hasElement(value), SOME) : asOne;
    }

    @Override
    public Decision isNull() {
        return isRelation
                ? Decision.superset(new Predicate.IsNull(column()), "the tracker knows the empty list")
                : Decision.none("whether the tracker counts a list of empty texts as empty is unknown");
    }

    @Override
    public Decision isNotNull() {
        return Decision.superset(notNull(), "the tracker knows the empty list");
    }

    @Override
    public Decision sort(boolean trackerText) {
        return Decision.none("the tracker does not sort by lists");
    }
}
