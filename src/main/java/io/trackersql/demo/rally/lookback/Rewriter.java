package io.trackersql.demo.rally.lookback;

import io.trackersql.demo.rally.query.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the condition of a request into the one that the database gets: the macro {@code __At} becomes a condition on validity, names of
 * types and texts of drop-downs become ObjectIDs, texts in time fields become times.
 *
 * @param until the time up to which the data are complete
 */
record Rewriter(Catalog catalog, LookbackRules rules, Instant until) {
    private static final String AT = "__At";
    private static final String AND = "$and";

    /** What is asked of the database. */
    Map<String, Object> rewrite(Map<String, Object> find) {
        Map<String, Object> asked = conditions(find, true);
        Map<String, Object> complete = new LinkedHashMap<>(Map.of("$lte", until));
        if (asked.containsKey(Document.VALID_FROM)) {
            addTo(asked, Map.of(Document.VALID_FROM, complete));
        } else {
            asked.put(Document.VALID_FROM, complete);
        }
        return asked;
    }

    private Map<String, Object> conditions(Map<String, Object> find, boolean outermost) {
        Map<String, Object> asked = new LinkedHashMap<>();
        find.forEach((name, value) -> {
            if (name.equals(AND) || name.equals("$or")) {
                List<Object> parts = parts(name, value);
                if (name.equals(AND)) {
                    parts.forEach(part -> addTo(asked, part));
                } else {
                    asked.put(name, parts);
                }
            } else if (name.equals(AT)) {
                if (!outermost && !rules.takesDoubtful()) {
                    throw Refusal.query(AT + " is only allowed at the top of find");
                }
                addTo(asked, at(value));
            } else if (name.startsWith("$")) {
                throw Refusal.query("Operator not allowed in find: " + name);
            } else {
                asked.put(name, field(name, value));
            }
        });
        return asked;
    }

    private static void addTo(Map<String, Object> asked, Object part) {
        List<Object> all = new ArrayList<>(asked.get(AND) instanceof List<?> before ? before : List.of());
        all.add(part);
        asked.put(AND, all);
    }

    private List<Object> parts(String operator, Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            throw Refusal.query(operator + " expects a nonempty array");
        }
        List<Object> parts = new ArrayList<>();
        for (Object each : list) {
            if (!(each instanceof Map)) {
                throw Refusal.query(operator + " expects an array of objects");
            }
            parts.add(conditions(QuestionReader.map(each), false));
        }
        return parts;
    }

    private Map<String, Object> at(Object value) {
        Instant time = "current".equals(value)
                ? until
                : Optional.ofNullable(value)
                        .filter(String.class::isInstance)
                        .flatMap(text -> Times.read((String) text))
                        .orElseThrow(() -> Refusal.query("Not a time in " + AT + ": " + value));
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put(Document.VALID_FROM, new LinkedHashMap<>(Map.of("$lte", time)));
        condition.put(Document.VALID_TO, new LinkedHashMap<>(Map.of("$gt", time)));
        return condition;
    }

    private Object field(String name, Object value) {
        boolean operators = isOperators(value);
        if (value instanceof Map && !operators) {
            throw Refusal.query("Not a value or an operator for " + name + ": " + value);
        }
        if (catalog.isChoice(name)) {
            return choices(name, operators ? QuestionReader.map(value) : new LinkedHashMap<>(equal(value)), operators);
        }
        if (!operators) {
            return operand(name, value);
        }
        Map<String, Object> asked = new LinkedHashMap<>();
        QuestionReader.map(value)
                .forEach((operator, operand) ->
                        asked.put(operator, operator.equals("$not") ? field(name, operand) : operand(name, operand)));
        return asked;
    }

    private static Map<String, Object> equal(Object value) {
        Map<String, Object> equal = new LinkedHashMap<>();
        equal.put("$eq", value);
        return equal;
    }

    private static boolean isOperators(Object value) {
        return value instanceof Map<?, ?> map
                && map.keySet().stream().allMatch(key -> ((String) key).startsWith("$"))
                && !map.isEmpty();
    }

    private Object operand(String field, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(each -> operand(field, each)).collect(ArrayList::new, List::add, List::addAll);
        }
        if (value instanceof String text) {
            if (field.equals(Catalog.TYPE_HIERARCHY)) {
                return catalog.type(text).<Object>map(id -> id).orElse(text);
            }
            if (catalog.isTime(field)) {
                return Times.read(text).<Object>map(time -> time).orElse(text);
            }
        }
        return value;
    }

    /** Texts of drop-downs become the allowed values, of all types, that have them; ranges follow the workflow. */
    private Object choices(String field, Map<String, Object> operators, boolean written) {
        Map<String, Object> asked = new LinkedHashMap<>();
        operators.forEach((operator, operand) -> {
            boolean texts = operand instanceof String
                    || (operand instanceof List<?> list && list.stream().anyMatch(String.class::isInstance));
            if (!texts || operator.equals("$not")) {
                asked.put(operator, operator.equals("$not") ? field(field, operand) : operand);
                return;
            }
            boolean negative = operator.equals("$ne") || operator.equals("$nin");
            List<Object> ids = ids(field, operator, operand);
            String list = negative ? "$nin" : "$in";
            if (!negative && asked.get(list) instanceof List<?> before) {
                ids.retainAll(before);
            } else if (negative && asked.get(list) instanceof List<?> before) {
                ids.addAll(before);
            }
            asked.put(list, ids);
        });
        return written || !asked.containsKey("$eq") ? asked : asked.get("$eq");
    }

    private List<Object> ids(String field, String operator, Object operand) {
        List<Object> ids = new ArrayList<>();
        for (Object each : operand instanceof List<?> list ? list : List.of(operand)) {
            if (!(each instanceof String text)) {
                ids.add(each);
                continue;
            }
            List<Choice> all = catalog.choices(field);
            all.stream().filter(named -> named.text().equals(text)).forEach(named -> all.stream()
                    .filter(choice -> choice.group() == named.group()
                            && inRange(operator, Long.compare(choice.place(), named.place())))
                    .map(Choice::id)
                    .forEach(ids::add));
        }
        return ids;
    }

    private static boolean inRange(String operator, int comparison) {
        return switch (operator) {
            case "$lt" -> comparison < 0;
            case "$lte" -> comparison <= 0;
            case "$gt" -> comparison > 0;
            case "$gte" -> comparison >= 0;
            default -> comparison == 0;
        };
    }
}
