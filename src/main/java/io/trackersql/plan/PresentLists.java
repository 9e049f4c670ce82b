package io.trackersql.plan;

import io.trackersql.exec.Cursor;
import io.trackersql.exec.StatementRun;
import io.trackersql.model.Attribute;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import io.trackersql.query.Predicate;
import io.trackersql.query.TrackerQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values that multi-valued attributes have before they are written. Keys are read off the text that shows them; other values may hold
 * commas and blanks, so that they are read one by one.
 */
final class PresentLists {
    private final Map<Column, Map<Object, List<Object>>> values = new HashMap<>();

    private PresentLists() {}

    /** Whether the text of a column tells its values for certain. */
    static boolean isTold(Column column) {
        return column.role() == Column.Role.RELATION;
    }

    /** Reads what texts do not tell, with one query for each such column and some hundred assets. */
    static PresentLists read(WriteTarget target, List<WriteTarget.Item> items, List<Object> keys, StatementRun run) {
        PresentLists lists = new PresentLists();
        for (WriteTarget.Item item : items) {
            Column column = item.column();
            if (Changes.isMulti(column) && !isTold(column)) {
                lists.values.put(column, lists.read(target, column, keys, run));
            }
        }
        return lists;
    }

    private Map<Object, List<Object>> read(WriteTarget target, Column column, List<Object> keys, StatementRun run) {
        EntityTable assets = target.assets();
        Attribute attribute =
                assets.entity().attribute(column.path().steps().get(0)).orElseThrow();
        TrackerQuery all = TrackerQuery.all(EntityTables.link(assets.entity(), attribute));
        Map<Object, List<Object>> found = new HashMap<>();
        for (int from = 0; from < keys.size(); from += FoundRows.KEYS_MOST) {
            List<Object> asked = keys.subList(from, Math.min(keys.size(), from + FoundRows.KEYS_MOST));
            TrackerQuery query =
                    all.withFilter(List.of(Predicate.In.of(all.table().key(), asked)));
            try (Cursor rows = run.scanPart(target.tracker(), query, new Object[0])) {
                for (Object[] row = rows.next(); row != null; row = rows.next()) {
                    found.computeIfAbsent(row[0], key -> new ArrayList<>()).add(row[1]);
                }
            }
        }
        return found;
    }

    /**
     * The values that an asset has.
     *
     * @param text that shows them, if it tells them
     */
    List<Object> of(Column column, Object key, Object text, String where) {
        return values.containsKey(column)
                ? values.get(column).getOrDefault(key, List.of())
                : Changes.values(column, text, where);
    }
}
