package io.trackersql.backend.rules;

import io.trackersql.backend.Decision;
import io.trackersql.query.Column;
import io.trackersql.query.LikePattern;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import io.trackersql.query.Predicate.Truth;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tracker can say about one column: a row of the table of verdicts. Operands are bound and never NULL. The defaults claim nothing
 * but perhaps IS NOT NULL. Immutable.
 */
public abstract class ColumnRules {
    /** A longer list of values is not sent: nobody has said how long one may be. */
    protected static final int VALUES_MAX = 1000;

    private final Column column;
    private final Language language;

    /** Rules for a column of a tracker with that language. */
    protected ColumnRules(Column column, Language language) {
        this.column = column;
        this.language = language;
    }

    /** The column. */
    public final Column column() {
        return column;
    }

    /** {@code column operator value}. */
    public abstract Decision compare(Operator operator, Object value);

    /** {@code column IN (values)}. */
    public abstract Decision in(List<Object> values);

    /** {@code column NOT IN (values)}. */
    public abstract Decision notIn(List<Object> values);

    /** {@code column IS NULL}. */
    public abstract Decision isNull();

    /** {@code column IS NOT NULL}. */
    public abstract Decision isNotNull();

    /** {@code column LIKE pattern}; a pattern without wildcards was turned into {@code =} before. */
    public Decision like(LikePattern pattern) {
        return unasked("no LIKE whose rules are known");
    }

    /** {@code column NOT LIKE pattern}. */
    public Decision notLike(LikePattern pattern) {
        return unasked("no NOT LIKE");
    }

    /** {@code HAS(column, value)}. */
    public Decision has(String value) {
        return Decision.none("HAS is for multi-valued columns");
    }

    /** {@code NOT HAS(column, value)}. */
    public Decision notHas(String value) {
        return unasked("whether != means some or all values is unknown");
    }

    /** ORDER BY the column. */
    public abstract Decision sort(boolean trackerText);

    /** What becomes of a condition that the tracker cannot evaluate, but that no NULL satisfies. */
    protected final Decision unasked(String reason) {
        return language.asksForPresence() && column.isNullable()
                ? Decision.superset(notNull(), reason + ", so only IS NOT NULL is asked")
                : Decision.none(reason);
    }

    /** {@code column IS NOT NULL}. */
    protected final Predicate notNull() {
        return new Predicate.Not(new Predicate.IsNull(column));
    }

    /** {@code column operator value}. */
    protected final Predicate.Comparison comparison(Operator operator, Object value) {
        return new Predicate.Comparison(column, operator, new Operand.Literal(value));
    }

    /** {@code column = value}, or a list of values. */
    protected final Predicate equalTo(List<Object> values) {
        if (values.size() == 1) {
            return comparison(Operator.EQ, values.get(0));
        }
        return Predicate.In.of(column, values);
    }

    /** Right whether or not the tracker's {@code !=} holds for NULL, which nobody has said. */
    protected final Predicate differentFrom(List<Object> values) {
        List<Predicate> terms = new ArrayList<>();
        for (Object value : values) {
            terms.add(comparison(Operator.NE, value));
        }
        if (column.isNullable()) {
            terms.add(notNull());
        }
        return terms.size() == 1 ? terms.get(0) : new Predicate.And(terms);
    }

    /** Whether the value can be sent. */
    protected final boolean isEncodable(Object value) {
        return language.isEncodable().test(column, value);
    }

    /** Whether all the values can be sent at once. */
    protected final boolean areEncodable(List<Object> values) {
        return values.size() <= VALUES_MAX && values.stream().allMatch(this::isEncodable);
    }

    /** FALSE or UNKNOWN for every row, at no request. */
    public static Decision never(String reason) {
        return Decision.exact(new Predicate.Constant(Truth.FALSE), reason);
    }

    /** TRUE for every row. */
    public static Decision always(String reason) {
        return Decision.exact(new Predicate.Constant(Truth.TRUE), reason);
    }
}
