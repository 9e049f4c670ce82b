package io.trackersql.demo.rally.lookback;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts documents in order: nothing first, states in the order of the workflow.
 *
 * @param sort    field to 1 or -1, the most important first
 * @param shuffle what decides the order of documents that {@code sort} does not tell apart; 0 for their ids
 */
record Sorting(Catalog catalog, Map<String, Integer> sort, long shuffle) {
    private static final long SCATTER = 0x9E3779B97F4A7C15L;

    private record Keyed(Document document, Object[] keys, Object tie) {}

    List<Document> sorted(List<Document> documents) {
        List<String> fields = List.copyOf(sort.keySet());
        List<Map<Object, Object>> places = fields.stream().map(this::places).toList();
        List<Keyed> keyed = new ArrayList<>();
        for (Document document : documents) {
            Object[] keys = new Object[fields.size()];
            for (int i = 0; i < keys.length; i++) {
                Object value = document.value(fields.get(i));
                keys[i] = places.get(i).getOrDefault(value, value);
            }
            Object id = document.value("_id");
            keyed.add(new Keyed(document, keys, shuffle == 0 ? id : id.hashCode() * shuffle * SCATTER));
        }
        keyed.sort(order(List.copyOf(sort.values())));
        return keyed.stream().map(Keyed::document).toList();
    }

    private static Comparator<Keyed> order(List<Integer> directions) {
        Comparator<Keyed> ties = Comparator.comparing(Keyed::tie, Values.ORDER);
        return (one, other) -> {
            for (int i = 0; i < directions.size(); i++) {
                int comparison = Values.ORDER.compare(one.keys()[i], other.keys()[i]);
                if (comparison != 0) {
                    return directions.get(i) > 0 ? comparison : -comparison;
                }
            }
            return ties.compare(one, other);
        };
    }

    private Map<Object, Object> places(String field) {
        Map<Object, Object> places = new HashMap<>();
        if (catalog.isChoice(field)) {
            List<Choice> choices = catalog.choices(field);
            for (int i = 0; i < choices.size(); i++) {
                places.put(choices.get(i).id(), (long) i);
            }
        }
        return places;
    }
}
