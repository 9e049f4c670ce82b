package io.trackersql.rally;

import io.trackersql.backend.AllPages;
import io.trackersql.backend.DataScope;
import io.trackersql.backend.DataScope.Listed;
import io.trackersql.backend.DataScope.Place;
import io.trackersql.backend.NativeQuery;
import io.trackersql.model.Attribute;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.RequestScope;
import io.trackersql.model.Writes;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads workspaces and projects, before there is a model. All of them are read, since a project's path is made of the names of others;
 * 2000 come with one request.
 */
final class PlaceReader {
    /** Between the names in a path of projects, as other clients of Rally write it. */
    static final String SEPARATOR = " // ";

    private static final EntityTable WORKSPACES = table("Workspace");
    private static final EntityTable PROJECTS = table("Project");

    private final RallyBackend backend;
    private final RequestScope scope;
    private Map<String, Row> projects = Map.of();

    PlaceReader(RallyBackend backend, RequestScope scope) {
        this.backend = backend;
        this.scope = scope;
    }

    private record Row(String key, String name, String state, Optional<String> parent) {}

    /** What every workspace and project has. */
    private static EntityTable table(String type) {
        List<Attribute> attributes = List.of(
                Attributes.readOnly(Tokens.KEY, NativeType.KEY, Optional.empty(), Tokens.KEY),
                Attributes.readOnly("Name", NativeType.STRING, Optional.empty(), "Name"),
                Attributes.readOnly("State", NativeType.DROP_DOWN, Optional.empty(), "State"),
                Attributes.readOnly("Parent", NativeType.OBJECT, Optional.of(type), "Parent"));
        Entity entity = new Entity(
                type,
                type,
                List.of(),
                false,
                Optional.empty(),
                Tokens.KEY,
                Optional.empty(),
                Optional.empty(),
                attributes,
                Optional.empty(),
                List.of(),
                Writes.ALL,
                type);
        return EntityTables.current(new EntityModel("", Map.of(type, entity)), entity);
    }

    /** The workspaces, then the projects of the scope's workspace. */
    List<Listed> all(DataScope present) {
        List<Listed> places = new ArrayList<>(workspaces());
        present.workspace().ifPresent(workspace -> places.addAll(projects(workspace)));
        return places;
    }

    /** By name. */
    List<Listed> workspaces() {
        return rows(WORKSPACES, DataScope.ALL, 3).stream()
                .map(row ->
                        new Listed(Listed.Kind.WORKSPACE, new Place(row.key(), row.name()), row.name(), row.state()))
                .sorted(Comparator.comparing(Listed::name))
                .toList();
    }

    /** By path. */
    List<Listed> projects(Place workspace) {
        DataScope whole = new DataScope(Optional.of(workspace), Optional.empty(), false, false);
        Map<String, Row> byKey = new HashMap<>();
        rows(PROJECTS, whole, PROJECTS.columns().size()).forEach(row -> byKey.put(row.key(), row));
        projects = byKey;
        return byKey.values().stream()
                .map(row -> new Listed(
                        Listed.Kind.PROJECT, new Place(row.key(), path(row, byKey)), row.name(), row.state()))
                .sorted(Comparator.comparing(listed -> listed.place().path()))
                .toList();
    }

    /** The projects above one of those that were read last, the nearest first, as far as the user may see them. */
    List<String> ancestors(String key) {
        Set<String> above = new LinkedHashSet<>();
        Row at = projects.get(key);
        while (at != null
                && at.parent().isPresent()
                && projects.containsKey(at.parent().get())
                && above.add(at.parent().get())) {
            at = projects.get(at.parent().get());
        }
        return List.copyOf(above);
    }

    /** From the outermost ancestor that the user may see. */
    private static String path(Row row, Map<String, Row> byKey) {
        String path = row.name();
        Set<String> seen = new HashSet<>(Set.of(row.key()));
        Row at = row.parent().map(byKey::get).orElse(null);
        while (at != null && seen.add(at.key())) {
            path = at.name() + SEPARATOR + path;
            at = at.parent().map(byKey::get).orElse(null);
        }
        return path;
    }

    private List<Row> rows(EntityTable table, DataScope dataScope, int width) {
        List<Column> columns = table.columns().subList(0, width);
        NativeQuery query = new NativeQuery(table, dataScope, columns, Optional.empty(), List.of(), List.of());
        List<Row> rows = new ArrayList<>();
        AllPages.read(
                QueryRenderer.PAGE_ROWS_MAX,
                window -> backend.fetchPage(query, window, scope),
                (key, row) -> rows.add(new Row(
                        key,
                        text(row[1]),
                        text(row[2]),
                        Optional.ofNullable(width > 3 ? row[3] : null).map(Object::toString))));
        return rows;
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
