package io.trackersql.versionone;

import io.trackersql.backend.AllPages;
import io.trackersql.backend.DataScope;
import io.trackersql.backend.NativeQuery;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.RequestScope;
import io.trackersql.model.Usage;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import io.trackersql.query.Predicate;
import io.trackersql.query.SortKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads list types: the values that administrators let users choose from, such as {@code StoryStatus}. All lists come with one
 * query, since they are derived from one type. Values that are closed can no longer be chosen and are left out.
 */
final class ListReader {
    private static final int PAGE_ROWS = 2000;

    private final VersionOneBackend backend;
    private final EntityModel model;

    ListReader(VersionOneBackend backend, EntityModel model) {
        this.backend = backend;
        this.model = model;
    }

    Map<String, List<Usage.AllowedValue>> read(Set<String> lists, DataScope present, RequestScope scope) {
        Map<String, List<Usage.AllowedValue>> values = new LinkedHashMap<>();
        lists.forEach(list -> values.put(list, new ArrayList<>()));
        Optional<Entity> type =
                model.entity(lists.size() == 1 ? lists.iterator().next() : MetaReader.LIST);
        if (lists.isEmpty() || type.isEmpty()) {
            return values;
        }
        EntityTable table = EntityTables.current(model, type.get());
        Optional<Column> name = column(table, "Name");
        if (name.isEmpty()) {
            return values;
        }
        NativeQuery query = new NativeQuery(
                table,
                present,
                List.of(table.key(), name.get()),
                Optional.empty(),
                filter(table, lists),
                column(table, "Order").map(order -> new SortKey(order, false)).stream()
                        .toList());
        AllPages.read(PAGE_ROWS, window -> backend.fetchPage(query, window, scope), (key, row) -> {
            List<Usage.AllowedValue> list = values.get(Oids.type(key));
            if (list != null) {
                list.add(new Usage.AllowedValue(key, row[1] == null ? "" : (String) row[1]));
            }
        });
        return values;
    }

    private static List<Predicate> filter(EntityTable table, Set<String> lists) {
        List<Predicate> filter = new ArrayList<>();
        column(table, "AssetState")
                .ifPresent(state -> filter.add(Predicate.In.of(state, List.of(AssetState.ACTIVE.code()))));
        if (lists.size() > 1) {
            column(table, "AssetType").ifPresent(type -> filter.add(Predicate.In.of(type, new TreeSet<>(lists))));
        }
        return filter;
    }

    private static Optional<Column> column(EntityTable table, String name) {
        int position = table.position(name);
        return position < 0 ? Optional.empty() : Optional.of(table.columns().get(position));
    }
}
