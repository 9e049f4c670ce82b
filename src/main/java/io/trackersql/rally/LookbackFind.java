package io.trackersql.rally;

import io.trackersql.query.Column;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spells conditions as a document of the Lookback API, whose language is MongoDB's. A name stands once in a document, so conditions on
 * one field are put together where its operators can, and stand in a list of their own where they cannot.
 */
final class LookbackFind {
    private static final String AND = "$and";
    private static final String OR = "$or";
    private static final String EXISTS = "$exists";
    private static final String NE = "$ne";
    private static final String NIN = "$nin";
    private static final String IN = "$in";

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final List<Object> others = new ArrayList<>();

    /** Adds a field with a value or operators. */
    void field(String name, Object condition) {
        add(one(name, condition));
    }

    /** Adds a condition that must hold beside the others. */
    void add(Predicate predicate) {
        add(document(predicate));
    }

    private void add(Map<String, Object> document) {
        Map<String, Object> merged = new LinkedHashMap<>(document);
        for (Map.Entry<String, Object> entry : document.entrySet()) {
            if (fields.containsKey(entry.getKey())) {
                Optional<Object> both = both(fields.get(entry.getKey()), entry.getValue());
                if (both.isEmpty()) {
                    others.add(document);
                    return;
                }
                merged.put(entry.getKey(), both.get());
            }
        }
        fields.putAll(merged);
    }

    /** Operators that hold together, if one object can say so. */
    private static Optional<Object> both(Object left, Object right) {
        if (!(left instanceof Map<?, ?> first) || !(right instanceof Map<?, ?> second)) {
            return Optional.empty();
        }
        Map<Object, Object> all = new LinkedHashMap<>(first);
        List<Object> excluded = new ArrayList<>(excluded(first));
        excluded.addAll(excluded(second));
        for (Map.Entry<?, ?> entry : second.entrySet()) {
            Object name = entry.getKey();
            if (!all.containsKey(name)) {
                all.put(name, entry.getValue());
            } else if (!name.equals(NE) && !name.equals(NIN) && !all.get(name).equals(entry.getValue())) {
                return Optional.empty();
            }
        }
        if (excluded.size() > 1) {
            all.remove(NE);
            all.put(NIN, excluded);
        }
        return Optional.of(all);
    }

    private static List<?> excluded(Map<?, ?> operators) {
        if (operators.containsKey(NE)) {
            List<Object> one = new ArrayList<>();
            one.add(operators.get(NE));
            return one;
        }
        return operators.get(NIN) instanceof List<?> list ? list : List.of();
    }

    /** The document as a part of another one. */
    private Map<String, Object> part() {
        Map<String, Object> whole = new LinkedHashMap<>(fields);
        if (!others.isEmpty()) {
            whole.put(AND, others);
        }
        return whole;
    }

    /**
     * The whole condition. The service puts {@code $and} and {@code _ValidFrom} of its own at its top, and what becomes of others there is
     * unknown; so they stand below an {@code $or}, which can have a single side.
     */
    Map<String, Object> whole() {
        Map<String, Object> whole = new LinkedHashMap<>(fields);
        List<Object> below = new ArrayList<>();
        if (whole.containsKey(Snapshots.VALID_FROM)) {
            below.add(one(Snapshots.VALID_FROM, whole.remove(Snapshots.VALID_FROM)));
        }
        below.addAll(others);
        if (!below.isEmpty()) {
            if (whole.containsKey(OR)) {
                below.add(one(OR, whole.remove(OR)));
            }
            whole.put(OR, List.of(one(AND, below)));
        }
        return whole;
    }

    /** That there is a value, since what the tracker calls different from a value may be absent. */
    static Map<String, Object> present() {
        Map<String, Object> operators = new LinkedHashMap<>();
        operators.put(EXISTS, true);
        operators.put(NE, null);
        return operators;
    }

    private static Map<String, Object> document(Predicate predicate) {
        if (predicate instanceof Predicate.Comparison p) {
            Object value = value(p.column(), p.operand());
            return p.operator() == Predicate.Operator.EQ
                    ? one(p.column(), value)
                    : one(p.column(), Map.of(symbol(p.operator()), value));
        } else if (predicate instanceof Predicate.In p) {
            List<Object> values =
                    p.operands().stream().map(o -> value(p.column(), o)).toList();
            return one(p.column(), Map.of(IN, values));
        } else if (predicate instanceof Predicate.Has p) {
            return one(p.column(), Long.valueOf(String.valueOf(literal(p.operand()))));
        } else if (predicate instanceof Predicate.IsNull p) {
            return one(p.column(), null);
        } else if (predicate instanceof Predicate.Not p && p.term() instanceof Predicate.IsNull isNull) {
            return one(isNull.column(), present());
        } else if (predicate instanceof Predicate.And p) {
            LookbackFind all = new LookbackFind();
            p.terms().forEach(all::add);
            return all.part();
        } else if (predicate instanceof Predicate.Or p) {
            return one(OR, p.terms().stream().map(LookbackFind::document).toList());
        }
        throw new AssertionError("a predicate that the push-down table never gives: " + predicate);
    }

    private static Map<String, Object> one(Column column, Object condition) {
        return one(Snapshots.compared(column), condition);
    }

    private static Map<String, Object> one(String name, Object condition) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(name, condition);
        return document;
    }

    private static String symbol(Predicate.Operator operator) {
        return switch (operator) {
            case NE -> NE;
            case LT -> "$lt";
            case LE -> "$lte";
            case GT -> "$gt";
            case GE -> "$gte";
            case EQ -> throw new AssertionError("equality has no operator");
        };
    }

    private static Object value(Column column, Operand operand) {
        return JsonEncoder.encode(column, literal(operand))
                .orElseThrow(() -> new AssertionError("a value that the push-down table never lets through"));
    }

    private static Object literal(Operand operand) {
        return ((Operand.Literal) operand).value();
    }
}
