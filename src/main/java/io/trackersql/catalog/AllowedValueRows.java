package io.trackersql.catalog;

import io.trackersql.catalog.RowsTable.Field;
import io.trackersql.exec.Session;
import io.trackersql.exec.Tracker;
import io.trackersql.model.RequestScope;
import io.trackersql.model.Usage;
import io.trackersql.model.ValueType;
import io.trackersql.plan.AskedTable;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable.SchemaKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.schema.Table;

/**
 * The rows of {@code system.allowed_values}: what the columns with a list of values may hold. Lists that the metadata does not have
 * are asked for, each once, and only those of the columns that the statement's conditions leave.
 */
final class AllowedValueRows {
    private static final List<Field> FIELDS = List.of(
            new Field("table_schema", ValueType.VARCHAR),
            new Field("table_name", ValueType.VARCHAR),
            new Field("column_name", ValueType.VARCHAR),
            new Field("position", ValueType.BIGINT),
            new Field("value", ValueType.VARCHAR),
            new Field("key", ValueType.VARCHAR));
    private static final int KNOWN_FIELDS = 3;

    private final Session session;
    private final Map<String, TrackerSchema> trackers;

    private AllowedValueRows(Session session, Map<String, TrackerSchema> trackers) {
        this.session = session;
        this.trackers = trackers;
    }

    static Table table(Session session, Map<String, TrackerSchema> trackers) {
        AllowedValueRows rows = new AllowedValueRows(session, trackers);
        return new AskedTable(FIELDS.stream().map(Field::column).toList(), KNOWN_FIELDS, rows::rows);
    }

    /** A column that has a list of values. */
    private record Listed(String schema, String table, Column column) {
        Usage usage() {
            return column.usage();
        }
    }

    private List<Object[]> rows(AskedTable.Wanted wanted, RequestScope scope) {
        Map<Tracker, List<Listed>> columns = new LinkedHashMap<>();
        trackers.forEach((schema, tracker) -> {
            if (tracker.kind() == SchemaKind.CURRENT && wanted.mayBe(schema)) {
                columns.computeIfAbsent(tracker.tracker(), t -> new ArrayList<>())
                        .addAll(listed(schema, tracker, wanted));
            }
        });
        List<Object[]> rows = new ArrayList<>();
        columns.forEach((tracker, listed) -> {
            Map<String, List<Usage.AllowedValue>> asked = asked(tracker, listed, scope);
            for (Listed column : listed) {
                rows.addAll(rows(
                        column,
                        column.usage()
                                .valueList()
                                .map(list -> asked.getOrDefault(list, List.of()))
                                .orElse(column.usage().allowedValues())));
            }
        });
        return rows;
    }

    private static List<Listed> listed(String schema, TrackerSchema tracker, AskedTable.Wanted wanted) {
        return tracker.catalog().names(tracker.kind()).stream()
                .filter(table -> wanted.mayBe(schema, table))
                .flatMap(table -> tracker.catalog().table(tracker.kind(), table).stream())
                .flatMap(table -> table.columns().stream().map(column -> new Listed(schema, table.name(), column)))
                .filter(c -> c.column().role() != Column.Role.COMPANION)
                .filter(c -> c.usage().valueList().isPresent()
                        || !c.usage().allowedValues().isEmpty())
                .filter(c -> wanted.mayBe(schema, c.table(), c.column().name()))
                .toList();
    }

    private Map<String, List<Usage.AllowedValue>> asked(
            Tracker tracker, Collection<Listed> columns, RequestScope scope) {
        Set<String> lists = new HashSet<>();
        columns.stream()
                .map(c -> c.usage().valueList())
                .flatMap(Optional::stream)
                .forEach(lists::add);
        return lists.isEmpty()
                ? Map.of()
                : tracker.backend().fetchAllowedValues(lists, session.settings().scope(tracker), scope);
    }

    private static List<Object[]> rows(Listed column, List<Usage.AllowedValue> values) {
        return Stream.iterate(0, i -> i < values.size(), i -> i + 1)
                .map(i -> new Object[] {
                    column.schema(),
                    column.table(),
                    column.column().name(),
                    i + 1L,
                    values.get(i).value(),
                    values.get(i).key().isEmpty() ? null : values.get(i).key()
                })
                .toList();
    }
}
