package io.trackersql.backend.rules;

import io.trackersql.backend.Decision;
import io.trackersql.backend.Verdict;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers, points in time and days.
 *
 * <p>Times are stored finer than the milliseconds that a row holds, and days may carry a time that a row drops. So {@code = t} is asked
 * as {@code >= t AND < t + 1}, and every other bound is put where the unit ends; no bound is ever rounded.
 */
public abstract class RangeRules extends ColumnRules {
    private final Verdict verdict;

    /** @param verdict what the protocol notes allow: EXACT, or SUPERSET if they only infer that the type can be compared */
    protected RangeRules(Column column, Language language, Verdict verdict) {
        super(column, language);
        this.verdict = verdict;
    }

    private boolean isTime() {
        return column().type().isTimestamp() || column().type() == ValueType.DATE;
    }

    /** The start of the next millisecond or day; null if there is none that can be asked for. */
    private Object next(Object value) {
        Object next = value instanceof Integer day ? (Object) (day + 1) : (Object) ((Long) value + 1);
        return isEncodable(next) ? next : null;
    }

    private Decision decide(Predicate predicate) {
        String reason = isTime() ? "times are asked for as half-open ranges" : "numbers are compared exactly";
        return verdict == Verdict.EXACT
                ? Decision.exact(predicate, reason)
                : Decision.superset(predicate, "comparing " + column().path() + " is not documented");
    }

    private Decision unsendable() {
        return unasked("the value cannot be written in the tracker's language");
    }

    @Override
    public final Decision compare(Operator operator, Object value) {
        if (!isEncodable(value) || (isTime() && next(value) == null)) {
            return unsendable();
        }
        return switch (operator) {
            case EQ -> decide(equal(value));
            case NE -> decide(different(value));
            case LT, GE -> decide(comparison(operator, value));
            case LE -> decide(isTime() ? comparison(Operator.LT, next(value)) : comparison(operator, value));
            case GT -> decide(isTime() ? comparison(Operator.GE, next(value)) : comparison(operator, value));
        };
    }

    private Predicate equal(Object value) {
        return isTime()
                ? new Predicate.And(List.of(comparison(Operator.GE, value), comparison(Operator.LT, next(value))))
                : comparison(Operator.EQ, value);
    }

    private Predicate different(Object value) {
        return isTime()
                ? new Predicate.Or(List.of(comparison(Operator.LT, value), comparison(Operator.GE, next(value))))
                : differentFrom(List.of(value));
    }

    @Override
    public final Decision in(List<Object> values) {
        List<Object> distinct = values.stream().distinct().toList();
        if (!areEncodable(distinct) || (isTime() && distinct.stream().anyMatch(v -> next(v) == null))) {
            return unsendable();
        } else if (isTime() && distinct.size() > 1) {
            return decide(new Predicate.Or(distinct.stream().map(this::equal).toList()));
        }
        return decide(isTime() ? equal(distinct.get(0)) : equalTo(distinct));
    }

    @Override
    public final Decision notIn(List<Object> values) {
        List<Object> distinct = values.stream().distinct().toList();
        if (!areEncodable(distinct) || (isTime() && distinct.stream().anyMatch(v -> next(v) == null))) {
            return unsendable();
        } else if (!isTime()) {
            return decide(differentFrom(distinct));
        }
        List<Predicate> terms = new ArrayList<>();
        distinct.forEach(value -> terms.add(different(value)));
        return decide(terms.size() == 1 ? terms.get(0) : new Predicate.And(terms));
    }
}
