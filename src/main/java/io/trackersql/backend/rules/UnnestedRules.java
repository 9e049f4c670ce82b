package io.trackersql.backend.rules;

import io.trackersql.backend.Decision;
import io.trackersql.query.LikePattern;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import java.util.List;
import java.util.Optional;

/**
 * The column of a link table that makes a row of each value. A condition finds the assets of which some value satisfies it, with all
 * their values: what the tracker answers exactly for one value is a superset here, and what excludes values excludes nothing.
 */
public final class UnnestedRules extends ColumnRules {
    private static final String REASON = "the tracker finds assets of which some value satisfies it";
    private static final String NOTHING = "assets with other values besides must not be excluded";

    private final ColumnRules single;
    private final boolean isComparable;

    /**
     * @param single the rules that would hold if the attribute had one value
     * @param isComparable whether it is known how the tracker compares lists of the type
     */
    public UnnestedRules(ColumnRules single, Language language, boolean isComparable) {
        super(single.column(), language);
        this.single = single;
        this.isComparable = isComparable;
    }

    private static Decision weakened(Decision decision) {
        boolean isConstant = decision.pushed().orElse(null) instanceof Predicate.Constant;
        Optional<Decision> weaker = decision.pushed().map(p -> Decision.superset(p, REASON));
        return isConstant ? decision : weaker.orElse(decision);
    }

    @Override
    public Decision compare(Operator operator, Object value) {
        return operator == Operator.EQ ? in(List.of(value)) : Decision.none(NOTHING);
    }

    @Override
    public Decision in(List<Object> values) {
        return isComparable
                ? weakened(single.in(values))
                : Decision.none("how lists of this type are compared is unknown");
    }

    @Override
    public Decision notIn(List<Object> values) {
        return Decision.none(NOTHING);
    }

    @Override
    public Decision like(LikePattern pattern) {
        return Decision.none("no LIKE whose rules are known");
    }

    @Override
    public Decision notLike(LikePattern pattern) {
        return Decision.none(NOTHING);
    }

    @Override
    public Decision isNull() {
        return never("a link always has a value");
    }

    @Override
    public Decision isNotNull() {
        return always("a link always has a value");
    }

    @Override
    public Decision sort(boolean trackerText) {
        return Decision.none("the tracker does not sort by lists");
    }
}
