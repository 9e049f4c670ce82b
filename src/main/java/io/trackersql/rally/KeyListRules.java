package io.trackersql.rally;

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

/** Lists of keys in snapshots, shown as one text. A list meets a condition if one of its keys does. */
final class KeyListRules extends ColumnRules {
    private static final String LIST = "the tracker does not know the text that lists all values";
    private static final String MEMBER = "a list meets a condition if one of its keys does";

    KeyListRules(Column column) {
        super(column, JsonEncoder.LANGUAGE);
    }

    @Override
    public Decision compare(Operator operator, Object value) {
        if (operator != Operator.EQ) {
            return unasked(LIST);
        }
        List<Predicate> terms = new ArrayList<>();
        for (String part : ((String) value).split(MultiValue.SEPARATOR, -1)) {
            if (!MultiRules.KEY.matcher(part).matches()) {
                return never("no list of keys is spelled like that");
            }
            terms.add(new Predicate.Has(column(), new Operand.Literal(part)));
        }
        return terms.size() > VALUES_MAX
                ? unasked("more than " + VALUES_MAX + " keys")
                : Decision.superset(terms.size() == 1 ? terms.get(0) : new Predicate.And(terms), MEMBER);
    }

    @Override
    public Decision in(List<Object> values) {
        return values.size() == 1 ? compare(Operator.EQ, values.get(0)) : unasked(LIST);
    }

    @Override
    public Decision notIn(List<Object> values) {
        return unasked(LIST);
    }

    @Override
    public Decision has(String value) {
        Decision decision = compare(Operator.EQ, value);
        return value.contains(MultiValue.SEPARATOR)
                ? decision
                : new Decision(Verdict.EXACT, decision.pushed(), decision.reason());
    }

    @Override
    public Decision notHas(String value) {
        return unasked("whether $ne means some or all values is unknown");
    }

    @Override
    public Decision isNull() {
        return Decision.none("whether snapshots hold empty lists is unknown");
    }

    @Override
    public Decision isNotNull() {
        return Decision.superset(notNull(), "snapshots may hold empty lists");
    }

    @Override
    public Decision sort(boolean trackerText) {
        return Decision.none("the tracker does not sort by lists");
    }
}
