package io.trackersql.versionone;

import io.trackersql.query.Column;
import io.trackersql.query.Column.Cardinality;
import io.trackersql.query.Column.Role;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Spells pushed predicates as filter tokens of VersionOne. Every group stands in parentheses, since {@code ;} (and) and {@code |}
 * (or) have equal precedence and are evaluated from left to right.
 */
final class FilterRenderer {
    private final Map<String, List<String>> variables = new LinkedHashMap<>();

    /** Values that no quotes can hold, by the names of the variables that stand for them. Filled while rendering. */
    Map<String, List<String>> variables() {
        return variables;
    }

    String render(Predicate predicate) {
        if (predicate instanceof Predicate.Comparison p) {
            return Tokens.of(p.column()) + symbol(p.operator()) + values(p.column(), List.of(p.operand()));
        } else if (predicate instanceof Predicate.In p) {
            return Tokens.of(p.column()) + "=" + values(p.column(), p.operands());
        } else if (predicate instanceof Predicate.Has p) {
            return Tokens.of(p.column()) + "=" + values(p.column(), List.of(p.operand()));
        } else if (predicate instanceof Predicate.IsNull p) {
            return isNull(p.column());
        } else if (predicate instanceof Predicate.Not p && p.term() instanceof Predicate.IsNull isNull) {
            return "+"
                    + (Tokens.isListCompanion(isNull.column())
                            ? Tokens.relation(isNull.column())
                            : Tokens.of(isNull.column()));
        } else if (predicate instanceof Predicate.And p) {
            return group(p.terms(), ";");
        } else if (predicate instanceof Predicate.Or p) {
            return group(p.terms(), "|");
        }
        throw new AssertionError("a predicate that the push-down table never gives: " + predicate);
    }

    private String group(List<Predicate> terms, String separator) {
        return terms.stream().map(this::render).collect(Collectors.joining(separator, "(", ")"));
    }

    /**
     * Null, or the empty text that reads as null. Beyond a relation also its absence, since the notes do not say whether the path's
     * end counts as null then.
     */
    private static String isNull(Column column) {
        List<String> terms = new ArrayList<>();
        String token = Tokens.of(column);
        if (column.role() == Role.COMPANION) {
            terms.add("-" + Tokens.relation(column));
        }
        terms.add("-" + token);
        if (NativeType.of(column.nativeType()) == NativeType.TEXT && column.cardinality() == Cardinality.SINGLE) {
            terms.add(token + "=''");
        }
        return terms.size() == 1 ? terms.get(0) : "(" + String.join("|", terms) + ")";
    }

    private static String symbol(Predicate.Operator operator) {
        return operator == Predicate.Operator.NE ? "!=" : operator.sql();
    }

    private String values(Column column, List<Operand> operands) {
        Set<String> texts = new LinkedHashSet<>();
        for (Operand operand : operands) {
            Object value = ((Operand.Literal) operand).value();
            texts.add(Encoder.encode(column, value)
                    .orElseThrow(() -> new AssertionError("a value that the push-down table never lets through")));
        }
        if (texts.stream().allMatch(Encoder::isQuotable)) {
            return texts.stream().map(Encoder::quote).collect(Collectors.joining(","));
        }
        String name = "$v" + (variables.size() + 1);
        variables.put(name, List.copyOf(texts));
        return name;
    }
}
