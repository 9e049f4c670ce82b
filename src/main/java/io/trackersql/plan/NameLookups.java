package io.trackersql.plan;

import io.trackersql.exec.Cursor;
import io.trackersql.exec.StatementRun;
import io.trackersql.model.Failure;
import io.trackersql.query.Column;
import io.trackersql.query.Predicate;
import io.trackersql.query.TrackerQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys of related assets that a statement names, found with one query for each column. */
final class NameLookups {
    /** Enough to tell which ones are meant. */
    private static final int CANDIDATES_SHOWN = 5;

    private final Map<WriteTarget.Item, Map<Object, List<Object>>> keys = new HashMap<>();
    private final WriteTarget target;

    private NameLookups(WriteTarget target) {
        this.target = target;
    }

    /**
     * Looks up what rows name.
     *
     * @param rows values of the items, in their order
     */
    static NameLookups of(WriteTarget target, List<WriteTarget.Item> items, List<Object[]> rows, StatementRun run) {
        NameLookups lookups = new NameLookups(target);
        for (int i = 0; i < items.size(); i++) {
            int place = i;
            if (items.get(i).lookup().isPresent()) {
                Set<Object> named = rows.stream()
                        .map(row -> row[place])
                        .filter(value -> value != null && value != ConstantExpression.DEFAULT_VALUE)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
                lookups.keys.put(items.get(i), find(items.get(i).lookup().get(), named, run));
            }
        }
        return lookups;
    }

    private static Map<Object, List<Object>> find(WriteTarget.Lookup lookup, Set<Object> named, StatementRun run) {
        Map<Object, List<Object>> found = new HashMap<>();
        if (named.isEmpty()) {
            return found;
        }
        try (Cursor cursor = run.scanPart(lookup.related().tracker(), query(lookup, named), new Object[0])) {
            for (Object[] row = cursor.next(); row != null; row = cursor.next()) {
                found.computeIfAbsent(row[1], name -> new ArrayList<>()).add(row[0]);
            }
        }
        return found;
    }

    /** The query for the keys of what is named so. */
    static TrackerQuery query(WriteTarget.Lookup lookup, Set<Object> named) {
        Column key = lookup.related().table().key();
        return TrackerQuery.all(lookup.related().table())
                .withColumns(List.of(key, lookup.name()))
                .withFilter(List.of(Predicate.In.of(lookup.name(), named)));
    }

    /** What is written for a value: itself, or the one key that it names. */
    Object key(WriteTarget.Item item, Object value) {
        if (value == null || item.lookup().isEmpty()) {
            return value;
        }
        WriteTarget.Lookup lookup = item.lookup().get();
        List<Object> found = keys.get(item).getOrDefault(value, List.of());
        if (found.size() == 1) {
            return found.get(0);
        }
        String what =
                lookup.related().table().name() + " whose " + lookup.name().name() + " is '" + value + "'";
        if (found.isEmpty()) {
            throw Failure.INVALID_RELATION.with(target.where(item.column()) + ": there is no " + what
                    + ". Names are compared exactly; write the key into "
                    + item.column().name() + " instead, or NULL.");
        }
        throw Failure.INVALID_RELATION.with(target.where(item.column()) + ": there are " + found.size() + " " + what
                + ": "
                + found.stream().limit(CANDIDATES_SHOWN).map(String::valueOf).collect(Collectors.joining(", "))
                + (found.size() > CANDIDATES_SHOWN ? ", ..." : "") + ". Write the key of the one that is meant into "
                + item.column().name() + ".");
    }
}
