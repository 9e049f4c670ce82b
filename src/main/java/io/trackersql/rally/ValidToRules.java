package io.trackersql.rally;

import io.trackersql.backend.Decision;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.model.History;
import io.trackersql.query.Column;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import io.trackersql.query.Predicate.Truth;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a version. What still holds is stored with another end than it is shown with, and no version ends between the two: a
 * bound in that gap, or at its sides, is put to the stored end.
 */
final class ValidToRules extends ColumnRules {
    private static final String REASON = "times are asked for as half-open ranges";

    ValidToRules(Column column) {
        super(column, JsonEncoder.LANGUAGE);
    }

    /** What the tracker is asked in place of {@code column >= shown}. */
    private Predicate from(long shown) {
        return shown > History.NEVER
                ? new Predicate.Constant(Truth.FALSE)
                : comparison(Operator.GE, Math.min(shown, Snapshots.OPEN_END));
    }

    /** What the tracker is asked in place of {@code column < shown}. */
    private Predicate before(long shown) {
        return shown > History.NEVER
                ? new Predicate.Constant(Truth.TRUE)
                : comparison(Operator.LT, Math.min(shown, Snapshots.OPEN_END));
    }

    private Predicate equal(long shown) {
        if (from(shown).equals(from(shown + 1))) {
            return new Predicate.Constant(Truth.FALSE);
        } else if (shown == History.NEVER) {
            return from(shown);
        }
        return new Predicate.And(List.of(from(shown), before(shown + 1)));
    }

    private Predicate different(long shown) {
        if (from(shown).equals(from(shown + 1))) {
            return new Predicate.Constant(Truth.TRUE);
        } else if (shown == History.NEVER) {
            return before(shown);
        }
        return new Predicate.Or(List.of(before(shown), from(shown + 1)));
    }

    private boolean isSendable(Object value) {
        return (Long) value > Snapshots.OPEN_END || isEncodable(value);
    }

    @Override
    public Decision compare(Operator operator, Object value) {
        if (!isSendable(value)) {
            return unasked("the value cannot be written in the tracker's language");
        }
        long shown = (Long) value;
        return Decision.exact(
                switch (operator) {
                    case EQ -> equal(shown);
                    case NE -> different(shown);
                    case LT -> before(shown);
                    case LE -> before(shown + 1);
                    case GT -> from(shown + 1);
                    case GE -> from(shown);
                },
                REASON);
    }

    @Override
    public Decision in(List<Object> values) {
        return all(values, Operator.EQ);
    }

    @Override
    public Decision notIn(List<Object> values) {
        return all(values, Operator.NE);
    }

    private Decision all(List<Object> values, Operator operator) {
        List<Predicate> terms = new ArrayList<>();
        for (Object value : values.stream().distinct().toList()) {
            Decision one = compare(operator, value);
            if (one.pushed().isEmpty() || values.size() > VALUES_MAX) {
                return unasked("a value cannot be written in the tracker's language, or there are too many");
            }
            if (!(one.pushed().get() instanceof Predicate.Constant)) {
                terms.add(one.pushed().get());
            }
        }
        boolean isAny = operator == Operator.EQ;
        if (terms.isEmpty()) {
            return isAny ? never("no version ends then") : always("no version ends then");
        } else if (terms.size() == 1) {
            return Decision.exact(terms.get(0), REASON);
        }
        return Decision.exact(isAny ? new Predicate.Or(terms) : new Predicate.And(terms), REASON);
    }

    @Override
    public Decision isNull() {
        return never("every version has an end");
    }

    @Override
    public Decision isNotNull() {
        return always("every version has an end");
    }

    @Override
    public Decision sort(boolean trackerText) {
        return always("the tracker sorts by time");
    }
}
