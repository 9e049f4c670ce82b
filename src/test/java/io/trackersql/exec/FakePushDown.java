package io.trackersql.exec;

import io.trackersql.backend.Decision;
import io.trackersql.backend.PushDown;
import io.trackersql.query.Column;
import io.trackersql.query.Find;
import io.trackersql.query.Predicate;
import io.trackersql.query.SortKey;
import java.util.ArrayList;
import java.util.List;

/** Numbers are exact, equal text and what it begins with is a superset that ignores case or so, nothing else is asked. */
final class FakePushDown implements PushDown {
    /** The leaves that it was asked about. */
    final List<Predicate> asked = new ArrayList<>();

    @Override
    public Decision filter(Predicate leaf) {
        asked.add(leaf);
        for (var operand : Conditions.operands(leaf)) {
            if (Conditions.isNull(operand)) {
                throw new AssertionError("a bound NULL came to the tracker: " + leaf);
            }
        }
        Column column = leaf.columns().iterator().next();
        if (column.isKey() || column.type().isNumeric()) {
            return Decision.exact(leaf, "numbers and keys compare alike");
        } else if (leaf instanceof Predicate.Comparison p && p.operator() == Predicate.Operator.EQ) {
            return Decision.superset(
                    new Predicate.Not(new Predicate.IsNull(column)), "the tracker compares by its collation");
        }
        return Decision.none("the tracker cannot test text like that");
    }

    @Override
    public Decision sort(List<SortKey> keys, boolean trackerText) {
        return keys.stream().anyMatch(k -> k.column().type().isText()) && !trackerText
                ? Decision.none("the tracker has its own order of text")
                : Decision.exact(Conditions.ALWAYS, "the tracker sorts alike");
    }

    @Override
    public Decision find(Find find) {
        return find.column().type().isText()
                ? Decision.exact(Conditions.ALWAYS, "the tracker searches text")
                : Decision.none("it is no text");
    }

    @Override
    public List<OperatorVerdict> verdicts(Column column) {
        throw new AssertionError("nobody asks this");
    }
}
