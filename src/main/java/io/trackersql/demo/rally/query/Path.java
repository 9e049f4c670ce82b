package io.trackersql.demo.rally.query;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * An attribute of an object, or of those that it leads to through references and collections.
 *
 * @param steps names on the way; the targets of a polymorphic reference differ in what they have
 * @param last  the attribute at the end, as the first type that has it sees it
 */
record Path(List<String> steps, RallyAttribute last) {
    /** Copies the steps. */
    Path {
        steps = List.copyOf(steps);
    }

    /** All values: one, null included, for a plain path; one for each item of the collections on the way; null if there is nothing. */
    List<Object> values(Data data, Asset object) {
        if (steps.isEmpty()) {
            return Collections.singletonList(data.value(object, last.name()));
        }
        List<Asset> objects = List.of(object);
        for (String step : steps) {
            List<Asset> next = new ArrayList<>();
            for (Asset each : objects) {
                follow(data.value(each, step), next);
            }
            objects = next;
        }
        List<Object> values = new ArrayList<>();
        objects.forEach(each -> values.add(data.value(each, last.name())));
        return values.isEmpty() ? Collections.singletonList(null) : values;
    }

    private static void follow(Object value, List<Asset> objects) {
        if (value instanceof Asset object) {
            objects.add(object);
        } else if (value instanceof Asset[] many) {
            objects.addAll(Arrays.asList(many));
        }
    }
}
