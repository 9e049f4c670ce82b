package io.trackersql.demo.rally.lookback;

import io.trackersql.demo.rally.query.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * MongoDB's conditions: a field that holds an array meets a condition if one of its items does, a field that is not there counts as null,
 * ranges compare values of the same kind only.
 */
record Matcher(LookbackRules rules) {

    /** The test of a condition; refuses what is no condition. */
    Predicate<Document> all(Map<String, Object> find) {
        Predicate<Document> whole = document -> true;
        for (Map.Entry<String, Object> entry : find.entrySet()) {
            whole = whole.and(condition(entry.getKey(), entry.getValue()));
        }
        return whole;
    }

    private Predicate<Document> condition(String name, Object value) {
        if (name.equals("$and") || name.equals("$or")) {
            List<Predicate<Document>> parts = ((List<?>) value)
                    .stream().map(part -> all(QuestionReader.map(part))).toList();
            return name.equals("$and")
                    ? document -> parts.stream().allMatch(part -> part.test(document))
                    : document -> parts.stream().anyMatch(part -> part.test(document));
        }
        Predicate<Object> test = value instanceof Map ? operators(QuestionReader.map(value)) : equal(value);
        return document -> test.test(document.value(name));
    }

    private Predicate<Object> operators(Map<String, Object> operators) {
        Predicate<Object> whole = value -> true;
        for (Map.Entry<String, Object> entry : operators.entrySet()) {
            whole = whole.and(operator(entry.getKey(), entry.getValue()));
        }
        return whole;
    }

    private Predicate<Object> operator(String name, Object operand) {
        return switch (name) {
            case "$gt" -> range(operand, comparison -> comparison > 0, false);
            case "$gte" -> range(operand, comparison -> comparison >= 0, true);
            case "$lt" -> range(operand, comparison -> comparison < 0, false);
            case "$lte" -> range(operand, comparison -> comparison <= 0, true);
            case "$ne" -> equal(operand).negate();
            case "$in" -> in(name, operand);
            case "$nin" -> in(name, operand).negate();
            case "$exists" -> exists(operand);
            case "$type" -> type(operand);
            case "$not", "$size", "$regex" -> doubtful(name, operand);
            default -> throw Refusal.query("Operator not allowed in find: " + name);
        };
    }

    private static Stream<Object> each(Object value) {
        return value instanceof List<?> list ? list.stream().map(Object.class::cast) : Stream.of(value);
    }

    private static Predicate<Object> equal(Object operand) {
        return value -> Values.same(value, operand) || each(value).anyMatch(item -> Values.same(item, operand));
    }

    private static Predicate<Object> range(Object operand, Predicate<Integer> holds, boolean orEqual) {
        if (Values.isNothing(operand)) {
            return value -> orEqual && Values.isNothing(value);
        }
        return value ->
                each(value).anyMatch(item -> Values.alike(item, operand) && holds.test(Values.compare(item, operand)));
    }

    private static Predicate<Object> in(String name, Object operand) {
        if (!(operand instanceof List<?> list)) {
            throw Refusal.query(name + " needs an array");
        }
        List<Predicate<Object>> parts = list.stream().map(Matcher::equal).toList();
        return value -> parts.stream().anyMatch(part -> part.test(value));
    }

    private static Predicate<Object> exists(Object operand) {
        if (!(operand instanceof Boolean wanted)) {
            throw Refusal.query("$exists needs true or false");
        }
        return value -> (value != Values.ABSENT) == wanted;
    }

    private static Predicate<Object> type(Object operand) {
        if (!(operand instanceof Number)) {
            throw Refusal.query("$type needs a number");
        }
        BigDecimal wanted = Values.number(operand);
        return value -> value != Values.ABSENT
                && each(value)
                        .anyMatch(item -> BigDecimal.valueOf(Values.type(item)).compareTo(wanted) == 0);
    }

    private Predicate<Object> doubtful(String name, Object operand) {
        if (!rules.takesDoubtful()) {
            throw Refusal.query("Operator not allowed in find: " + name);
        }
        if (name.equals("$not") && operand instanceof Map) {
            return operators(QuestionReader.map(operand)).negate();
        }
        if (name.equals("$size") && operand instanceof Number) {
            int wanted = Values.number(operand).intValue();
            return value -> value instanceof List<?> list && list.size() == wanted;
        }
        if (name.equals("$regex") && operand instanceof String text) {
            try {
                Pattern pattern = Pattern.compile(text);
                return value -> each(value)
                        .anyMatch(item -> item instanceof String found
                                && pattern.matcher(found).find());
            } catch (PatternSyntaxException e) {
                throw Refusal.query("Not a regular expression: " + text);
            }
        }
        throw Refusal.query("Not what " + name + " needs: " + operand);
    }
}
