package io.trackersql.rally;

import io.trackersql.query.Column;
import io.trackersql.query.Column.Role;
import io.trackersql.query.LikePattern;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Spells pushed predicates in Rally's query language. AND and OR join exactly two groups there, and the pair is a group again; longer
 * chains become balanced trees, so that they are nested as little as can be. There is no NOT. Nothing stands in two pairs of parentheses,
 * since nobody has said that the tracker reads that.
 */
final class FilterRenderer {
    private static final String AND = " AND ";
    private static final String OR = " OR ";

    /** How a rating without entry reads. */
    static final String NO_RATING = "None";

    private static final String EMPTY = "\"\"";
    private static final String NULL = "null";

    private FilterRenderer() {}

    /** All of these as one group; there is at least one. */
    static String render(List<Predicate> conjuncts) {
        return tree(conjuncts.stream().map(FilterRenderer::render).toList(), AND);
    }

    static String render(Predicate predicate) {
        if (predicate instanceof Predicate.Comparison p) {
            return p.operator() == Predicate.Operator.EQ
                    ? anyOf(p.column(), List.of(p.operand()))
                    : group(Tokens.compared(p.column()), symbol(p.operator()), value(p.column(), p.operand()));
        } else if (predicate instanceof Predicate.In p) {
            return anyOf(p.column(), p.operands());
        } else if (predicate instanceof Predicate.Has p) {
            return group(Tokens.compared(p.column()), "=", String.valueOf(literal(p.operand())));
        } else if (predicate instanceof Predicate.Like p) {
            return contains(p);
        } else if (predicate instanceof Predicate.IsNull p) {
            return isNull(p.column());
        } else if (predicate instanceof Predicate.Not p && p.term() instanceof Predicate.IsNull isNull) {
            return isNotNull(isNull.column());
        } else if (predicate instanceof Predicate.And p) {
            return render(p.terms());
        } else if (predicate instanceof Predicate.Or p) {
            return tree(p.terms().stream().map(FilterRenderer::render).toList(), OR);
        }
        throw new AssertionError("a predicate that the push-down table never gives: " + predicate);
    }

    /** That a collection has something in it. */
    static String isFilled(Column column) {
        return group(Tokens.compared(column), "!=", NULL);
    }

    private static String group(String path, String operator, String value) {
        return "(" + path + " " + operator + " " + value + ")";
    }

    private static String tree(List<String> groups, String connector) {
        if (groups.size() == 1) {
            return groups.get(0);
        }
        int middle = (groups.size() + 1) / 2;
        return "(" + tree(groups.subList(0, middle), connector)
                + connector
                + tree(groups.subList(middle, groups.size()), connector) + ")";
    }

    private static String anyOf(Column column, List<Operand> operands) {
        String path = Tokens.compared(column);
        boolean isRating = NativeType.of(column.nativeType()) == NativeType.RATING;
        Set<String> groups = new LinkedHashSet<>();
        for (Operand operand : operands) {
            if (isRating && NO_RATING.equals(literal(operand))) {
                groups.add(group(path, "=", EMPTY));
                groups.add(group(path, "=", NO_RATING));
            } else {
                groups.add(group(path, "=", value(column, operand)));
            }
        }
        return tree(List.copyOf(groups), OR);
    }

    private static String contains(Predicate.Like like) {
        LikePattern pattern = LikePattern.parse((String) literal(like.pattern()), like.escape());
        String text = pattern.parts().stream()
                .filter(LikePattern.Part.Text.class::isInstance)
                .map(part -> ((LikePattern.Part.Text) part).text())
                .findFirst()
                .orElseThrow();
        return group(Tokens.of(like.column()), "contains", value(like.column(), new Operand.Literal(text)));
    }

    /** The absent value, beyond a relation also the absent relation, and for text what may be stored in its place. */
    private static String isNull(Column column) {
        List<String> groups = new ArrayList<>();
        if (column.role() == Role.COMPANION) {
            groups.add(group(Tokens.relation(column), "=", NULL));
        }
        groups.add(group(nullable(column), "=", NULL));
        if (column.type().isText() && !Tokens.isReference(column)) {
            groups.add(group(Tokens.of(column), "=", EMPTY));
        }
        return tree(groups, OR);
    }

    private static String isNotNull(Column column) {
        if (Tokens.isListCompanion(column)) {
            return group(Tokens.relation(column) + "." + Tokens.KEY, "!=", NULL);
        }
        String present = group(nullable(column), "!=", NULL);
        return NativeType.of(column.nativeType()) == NativeType.DROP_DOWN
                ? tree(List.of(present, group(Tokens.of(column), "!=", EMPTY)), AND)
                : present;
    }

    /** A relation itself is compared with null; a collection is empty if null is among the keys of its assets. */
    private static String nullable(Column column) {
        return NativeType.of(column.nativeType()) == NativeType.OBJECT ? Tokens.of(column) : Tokens.compared(column);
    }

    private static String symbol(Predicate.Operator operator) {
        return operator == Predicate.Operator.NE ? "!=" : operator.sql();
    }

    private static String value(Column column, Operand operand) {
        return Encoder.encode(column, literal(operand))
                .orElseThrow(() -> new AssertionError("a value that the push-down table never lets through"));
    }

    private static Object literal(Operand operand) {
        return ((Operand.Literal) operand).value();
    }
}
