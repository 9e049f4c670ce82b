package io.trackersql.versionone;

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
final class UnnestedRules extends ColumnRules {
    private static final String REASON = "the tracker finds assets of which some value satisfies it";
    private static final String NOTHING = "assets with other values besides must not be excluded";

    private final ColumnRules single;

    /** @param single the rules that would hold if the attribute had one value */
    UnnestedRules(ColumnRules single) {
        super(single.column());
        this.single = single;
    }

    private static Decision weakened(Decision decision) {
        boolean isConstant = decision.pushed().orElse(null) instanceof Predicate.Constant;
        Optional<Decision> weaker = decision.pushed().map(p -> Decision.superset(p, REASON));
        return isConstant ? decision : weaker.orElse(decision);
    }

    @Override
    Decision compare(Operator operator, Object value) {
        return operator == Operator.EQ ? in(List.of(value)) : Decision.none(NOTHING);
    }

    @Override
    Decision in(List<Object> values) {
        boolean isAskable = single instanceof KeyRules || single instanceof TextRules;
        return isAskable
                ? weakened(single.in(values))
                : Decision.none("how lists of this type are compared is unknown");
    }

    @Override
    Decision notIn(List<Object> values) {
        return Decision.none(NOTHING);
    }

    @Override
    Decision like(LikePattern pattern) {
        return Decision.none("no LIKE whose rules are known");
    }

    @Override
    Decision notLike(LikePattern pattern) {
        return Decision.none(NOTHING);
    }

    @Override
    Decision isNull() {
        return never("a link always has a value");
    }

    @Override
    Decision isNotNull() {
        return always("a link always has a value");
    }

    @Override
    Decision sort(boolean trackerText) {
        return Decision.none("the tracker does not sort by lists");
    }
}
