package io.trackersql.versionone;

import io.trackersql.backend.Decision;
import io.trackersql.query.Column;
import io.trackersql.query.LikePattern;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import io.trackersql.query.Predicate.Truth;
import java.util.ArrayList;
import java.util.List;

/** What the tracker can say about one column: a row of the table of verdicts. The defaults claim nothing but IS NOT NULL. */
abstract class ColumnRules {
    /** A longer list of values is not sent: nobody has said how long one may be. */
    static final int VALUES_MAX = 1000;

    private final Column column;

    ColumnRules(Column column) {
        this.column = column;
    }

    final Column column() {
        return column;
    }

    /** {@code column operator value}. */
    abstract Decision compare(Operator operator, Object value);

    /** {@code column IN (values)}. */
    abstract Decision in(List<Object> values);

    /** {@code column NOT IN (values)}. */
    abstract Decision notIn(List<Object> values);

    /** {@code column IS NULL}. */
    abstract Decision isNull();

    /** {@code column IS NOT NULL}. */
    abstract Decision isNotNull();

    /** {@code column LIKE pattern}; a pattern without wildcards was turned into {@code =} before. */
    Decision like(LikePattern pattern) {
        return present("no LIKE whose rules are known, so only IS NOT NULL is asked");
    }

    /** {@code column NOT LIKE pattern}. */
    Decision notLike(LikePattern pattern) {
        return present("no NOT LIKE, so only IS NOT NULL is asked");
    }

    /** {@code HAS(column, value)}. */
    Decision has(String value) {
        return Decision.none("HAS is for multi-valued columns");
    }

    /** {@code NOT HAS(column, value)}. */
    Decision notHas(String value) {
        return present("whether != means some or all values is unknown, so only IS NOT NULL is asked");
    }

    /** ORDER BY the column. */
    abstract Decision sort(boolean trackerText);

    /** IS NOT NULL in place of a condition that the tracker cannot evaluate, but that no NULL satisfies. */
    final Decision present(String reason) {
        if (!column.isNullable()) {
            return Decision.none(reason);
        }
        return Decision.superset(notNull(), reason);
    }

    final Predicate notNull() {
        return new Predicate.Not(new Predicate.IsNull(column));
    }

    final Predicate.Comparison comparison(Operator operator, Object value) {
        return new Predicate.Comparison(column, operator, new Operand.Literal(value));
    }

    /** {@code column = value}, or a list of values. */
    final Predicate equalTo(List<Object> values) {
        if (values.size() == 1) {
            return comparison(Operator.EQ, values.get(0));
        }
        return new Predicate.In(
                column,
                values.stream().map(v -> (Operand) new Operand.Literal(v)).toList());
    }

    /** Right whether or not the tracker's {@code !=} holds for NULL, which nobody has said. */
    final Predicate differentFrom(List<Object> values) {
        List<Predicate> terms = new ArrayList<>();
        for (Object value : values) {
            terms.add(comparison(Operator.NE, value));
        }
        terms.add(notNull());
        return new Predicate.And(terms);
    }

    final boolean isEncodable(Object value) {
        return Encoder.encode(column, value).isPresent();
    }

    final boolean areEncodable(List<Object> values) {
        return values.size() <= VALUES_MAX && values.stream().allMatch(this::isEncodable);
    }

    static Decision never(String reason) {
        return Decision.exact(new Predicate.Constant(Truth.FALSE), reason);
    }

    static Decision always(String reason) {
        return Decision.exact(new Predicate.Constant(Truth.TRUE), reason);
    }
}
