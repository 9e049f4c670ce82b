package io.trackersql.catalog;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.DataScope.Listed;
import io.trackersql.catalog.RowsTable.Field;
import io.trackersql.exec.Session;
import io.trackersql.exec.Tracker;
import io.trackersql.model.RequestScope;
import io.trackersql.model.ValueType;
import io.trackersql.plan.AskedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.schema.Table;

/**
 * The rows of {@code system.scope}: the workspaces and projects that there are now, and which of them statements read. A tracker
 * whose requests cannot name any has no rows.
 */
final class ScopeRows {
    private static final List<Field> FIELDS = List.of(
            new Field("tracker", ValueType.VARCHAR),
            new Field("kind", ValueType.VARCHAR),
            new Field("key", ValueType.VARCHAR),
            new Field("name", ValueType.VARCHAR),
            new Field("path", ValueType.VARCHAR),
            new Field("state", ValueType.VARCHAR),
            new Field("is_effective", ValueType.BOOLEAN),
            new Field("project_scope_up", ValueType.BOOLEAN),
            new Field("project_scope_down", ValueType.BOOLEAN));

    private ScopeRows() {}

    static Table table(Session session, Map<String, TrackerSchema> trackers) {
        return new AskedTable(
                FIELDS.stream().map(Field::column).toList(),
                1,
                (wanted, scope) -> rows(session, trackers, wanted, scope));
    }

    private static List<Object[]> rows(
            Session session, Map<String, TrackerSchema> trackers, AskedTable.Wanted wanted, RequestScope scope) {
        List<Object[]> rows = new ArrayList<>();
        List<Tracker> seen = new ArrayList<>();
        trackers.values().forEach(schema -> {
            Tracker tracker = schema.tracker();
            if (!seen.contains(tracker) && wanted.mayBe(tracker.name())) {
                seen.add(tracker);
                schema.catalog(); // a tracker that nobody looked at yet has no scope
                DataScope present = session.settings().scope(tracker);
                for (Listed place : tracker.backend().fetchPlaces(present, scope)) {
                    rows.add(row(tracker, place, present));
                }
            }
        });
        return rows;
    }

    /** The place that requests name is effective; whether others are read with it, its last columns say. */
    private static Object[] row(Tracker tracker, Listed place, DataScope present) {
        boolean isProject = place.kind() == Listed.Kind.PROJECT;
        Optional<DataScope.Place> named = isProject ? present.project() : present.workspace();
        boolean isEffective =
                named.map(n -> n.key().equals(place.place().key())).orElse(false);
        return new Object[] {
            tracker.name(),
            place.kind().name().toLowerCase(Locale.ROOT),
            place.place().key(),
            place.name(),
            place.place().path(),
            place.state(),
            isEffective,
            (isEffective && isProject) ? present.up() : null,
            (isEffective && isProject) ? present.down() : null
        };
    }
}
