package io.trackersql.versionone;

import io.trackersql.backend.AllPages;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.WriteOptions;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.Predicate;
import io.trackersql.write.Mutation;
import io.trackersql.write.WriteOutcome;
import io.trackersql.write.WriteOutcome.Applied;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the numbers of new assets that the answer to their creation did not tell, as rest-1.v1 does not: with one query for each type. */
final class Numbers {
    private static final int KEYS_MAX = 100;

    private final VersionOneBackend backend;
    private final WriteOptions options;
    private final RequestScope scope;

    Numbers(VersionOneBackend backend, WriteOptions options, RequestScope scope) {
        this.backend = backend;
        this.options = options;
        this.scope = scope;
    }

    /** The outcomes with numbers, where they are wanted. What cannot be read is left out with a warning: the assets are there. */
    List<WriteOutcome> added(List<Mutation> mutations, List<WriteOutcome> outcomes) {
        Map<EntityTable, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < outcomes.size() && options.wantsNumbers(); i++) {
            EntityTable table = mutations.get(i).table();
            if (outcomes.get(i) instanceof Applied applied
                    && isNew(mutations.get(i), (String) applied.key())
                    && applied.number().isEmpty()
                    && table.entity().numberAttribute().isPresent()) {
                places.computeIfAbsent(table, t -> new ArrayList<>()).add(i);
            }
        }
        List<WriteOutcome> result = new ArrayList<>(outcomes);
        try {
            places.forEach((table, found) -> {
                for (int from = 0; from < found.size(); from += KEYS_MAX) {
                    add(table, found.subList(from, Math.min(found.size(), from + KEYS_MAX)), result);
                }
            });
        } catch (TrackerException e) {
            scope.warnings().accept("The numbers of new assets could not be read: " + e.getMessage());
        }
        return result;
    }

    /** Operations such as Copy make assets, too, though not always of the same type. */
    private static boolean isNew(Mutation mutation, String key) {
        return mutation instanceof Mutation.Create
                || (!key.equals(mutation.key())
                        && Oids.type(key).equals(mutation.table().entity().name()));
    }

    private void add(EntityTable table, List<Integer> places, List<WriteOutcome> outcomes) {
        Column number = table.columns()
                .get(table.position(table.entity().numberAttribute().orElseThrow()));
        List<Object> keys =
                places.stream().map(i -> ((Applied) outcomes.get(i)).key()).toList();
        NativeQuery query = new NativeQuery(
                table,
                options.scope(),
                List.of(number),
                Optional.empty(),
                List.of(Predicate.In.of(table.key(), keys)),
                List.of());
        Map<Object, String> numbers = new HashMap<>();
        AllPages.read(KEYS_MAX, window -> backend.fetchPage(query, window, scope), (key, row) -> {
            if (row[0] != null) {
                numbers.put(key, (String) row[0]);
            }
        });
        for (int place : places) {
            Object key = ((Applied) outcomes.get(place)).key();
            outcomes.set(place, new Applied(key, Optional.ofNullable(numbers.get(key))));
        }
    }
}
