package io.trackersql.rally;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.PageWindow;
import io.trackersql.http.Json;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.query.SortKey;
import io.trackersql.query.Tense;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Spells one native query about the past as a post to the Lookback API, which is another application on the same server. Pure. */
final class LookbackRenderer {
    /** From the base of the Web Services API, which ends with the name of its own application. */
    static final String PATH = "../analytics/v2.0/service/rally/workspace/";

    /** The most snapshots that the tracker gives at a time. */
    static final int PAGE_ROWS_MAX = 20_000;

    private static final String QUERY = "/artifact/snapshot/query";
    private static final String PROJECT = "Project";

    /** A deletion may or may not be a snapshot of its own, and the word for it is not known for certain; it is no row in any case. */
    private static final List<String> DELETIONS = List.of("DELETE", "Delete", "DELETED", "Deleted");

    private final NativeQuery query;
    private final Map<String, List<String>> ancestors;

    /** @param ancestors the projects above a project, by its key, as far as they are known */
    LookbackRenderer(NativeQuery query, Map<String, List<String>> ancestors) {
        this.query = query;
        this.ancestors = ancestors;
    }

    /** What is asked of each snapshot: what tells its row from others, and the columns. */
    static Set<String> fields(NativeQuery query) {
        Set<String> fields = new LinkedHashSet<>();
        fields.add(Tokens.KEY);
        if (query.tense() == Tense.VERSIONS) {
            fields.add(Snapshots.VERSION);
        }
        query.columns().forEach(column -> fields.add(Snapshots.field(column)));
        return fields;
    }

    NativeRequest render(PageWindow window) {
        boolean isCount = window.rows() == 0;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("find", find());
        body.put("fields", isCount ? List.of(Tokens.KEY) : List.copyOf(fields(query)));
        List<String> texts = query.columns().stream()
                .filter(Snapshots::isCoded)
                .map(Snapshots::field)
                .distinct()
                .toList();
        if (!texts.isEmpty() && !isCount) {
            body.put("hydrate", texts);
        }
        body.put("sort", sort());
        body.put("start", window.start());
        body.put("pagesize", isCount ? 1 : Math.min(window.rows(), PAGE_ROWS_MAX));
        body.put("removeUnauthorizedSnapshots", true);
        return NativeRequest.post(PATH + workspace(query.scope()) + QUERY, Json.text(body));
    }

    private static String workspace(DataScope scope) {
        return scope.workspace()
                .map(DataScope.Place::key)
                .orElseThrow(() -> new AssertionError("the workspace was not asked for"));
    }

    private Map<String, Object> find() {
        LookbackFind find = new LookbackFind();
        find.field(Snapshots.TYPES, query.table().entity().nativeName());
        query.asOf().ifPresent(asOf -> find.field("__At", JsonEncoder.time(asOf.time())));
        find.field("_SnapshotType", Map.of("$nin", DELETIONS));
        query.scope().project().ifPresent(project -> addScope(find, project));
        // A link table has no row for an asset without values, so such assets need not be read.
        query.table().unnested().ifPresent(list -> find.field(Snapshots.field(list), LookbackFind.present()));
        query.filter().forEach(find::add);
        return find.whole();
    }

    private void addScope(LookbackFind find, DataScope.Place project) {
        long key = Long.parseLong(project.key());
        DataScope scope = query.scope();
        if (!scope.up()) {
            find.field(scope.down() ? Snapshots.PROJECTS : PROJECT, key);
            return;
        }
        List<Object> above = new ArrayList<>();
        Optional.ofNullable(ancestors.get(project.key()))
                .orElseThrow(
                        () -> Failure.UNSUPPORTED.with(
                                "The projects above " + project.path()
                                        + " are not known, so the past cannot be read with projectScopeUp=true. SET projectScopeUp = false."))
                .forEach(ancestor -> above.add(Long.valueOf(ancestor)));
        if (scope.down()) {
            find.field("$or", List.of(Map.of(Snapshots.PROJECTS, key), Map.of(PROJECT, Map.of("$in", above))));
        } else {
            above.add(0, key);
            find.field(PROJECT, Map.of("$in", above));
        }
    }

    /** Without the key, and the number of the version, as the last resort the tracker may change the order of equal rows from page to page. */
    private Map<String, Object> sort() {
        Map<String, Object> keys = new LinkedHashMap<>();
        for (SortKey key : query.sort()) {
            keys.putIfAbsent(Snapshots.field(key.column()), key.descending() ? -1 : 1);
        }
        keys.putIfAbsent(Tokens.KEY, 1);
        if (query.tense() == Tense.VERSIONS) {
            keys.putIfAbsent(Snapshots.VERSION, 1);
        }
        return keys;
    }
}
