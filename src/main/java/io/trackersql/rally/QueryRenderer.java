package io.trackersql.rally;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.PageWindow;
import io.trackersql.http.UrlText;
import io.trackersql.model.NativeRequest;
import io.trackersql.query.Column;
import io.trackersql.query.SortKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Spells one native query: as a GET, or as a form that is posted where a URL cannot hold it. Pure. */
final class QueryRenderer {
    static final String PATH = "webservice/v2.0/";

    /** The most rows that the tracker gives at a time. */
    static final int PAGE_ROWS_MAX = 2000;

    /** How long a URL may be is not documented; servers and proxies with the usual settings take this much. */
    static final int QUERY_CHARACTERS_MAX = 2048;

    /** Room for {@code &start=...&pagesize=...}, so that all pages of a query go the same way. */
    private static final int PAGE_CHARACTERS = 64;

    /** Asked for without a query, these paths give the user who asks and the user's subscription, in another form. */
    private static final Set<String> SINGLE_WITHOUT_QUERY = Set.of("User", "Subscription");

    private static final String EVERYTHING = "(" + Tokens.KEY + " != 0)";

    /** Closed ones of these are left out of answers unless the query speaks of their state. */
    private static final Set<String> CLOSABLE = Set.of("Project", "Workspace");

    private static final String ANY_STATE = "((State = Open) OR (State = Closed))";

    private static final String NO_PROJECT = "null";

    private final NativeQuery query;
    private final String filter;
    private final String order;
    private final String scope;

    QueryRenderer(NativeQuery query) {
        this.query = query;
        this.filter = filter(query);
        this.order = order(query.sort());
        this.scope = scope(query.scope());
    }

    /** Whether the query is posted; the body is a form then. */
    boolean needsPost() {
        return parameters(selection(query.columns()), order, "").length() > QUERY_CHARACTERS_MAX - PAGE_CHARACTERS;
    }

    /**
     * What has to be fetched for these columns, each name once. The list is flat: every object in the answer brings what it has of
     * it, so the last step of a path stands beside the relation that leads to it. Parts of values come with the values themselves.
     */
    static Set<String> selection(Collection<Column> columns) {
        Set<String> names = new LinkedHashSet<>();
        for (Column column : columns) {
            List<String> steps = column.path().steps();
            names.addAll(isPart(column) ? steps.subList(0, steps.size() - 1) : steps);
        }
        if (names.isEmpty()) {
            // without a list the tracker's own choice would come
            names.add(Tokens.KEY);
        }
        return names;
    }

    private static boolean isPart(Column column) {
        return switch (NativeType.of(column.nativeType())) {
            case COUNT, TYPE_NAME, LINK_ID, LINK_LABEL -> true;
            default -> Tokens.isListCompanion(column);
        };
    }

    NativeRequest render(PageWindow window) {
        boolean isCount = window.rows() == 0;
        String path = PATH + query.table().entity().nativeName();
        // a page of no rows is not known to be allowed, so a count asks for one row with nothing in it
        String page = "&start=" + (isCount ? 1 : window.start() + 1) + "&pagesize="
                + (isCount ? 1 : Math.min(window.rows(), PAGE_ROWS_MAX));
        String parameters = isCount
                ? parameters(Set.of(Tokens.KEY), Tokens.KEY, page)
                : parameters(selection(query.columns()), order, page);
        return needsPost()
                ? NativeRequest.post(path, "_method=GET&" + parameters)
                : NativeRequest.get(path + "?" + parameters);
    }

    /**
     * One asset's collection, of which keys are read and what tells the workspace: the items are shown wherever they are in the workspace,
     * since the link belongs to the asset.
     */
    static NativeRequest renderCollection(
            NativeQuery query, String key, Column collection, Optional<Column> workspace, PageWindow window) {
        DataScope all = new DataScope(query.scope().workspace(), Optional.empty(), false, false);
        boolean isClosable =
                collection.relatedEntity().filter(CLOSABLE::contains).isPresent();
        return NativeRequest.get(PATH + query.table().entity().nativeName() + "/" + key + "/" + Tokens.of(collection)
                + "?" + (isClosable ? "query=" + UrlText.percent(ANY_STATE) + "&" : "") + "fetch="
                + workspace.map(Tokens::of).orElse(Tokens.KEY) + "&order=" + Tokens.KEY + "&start="
                + (window.start() + 1) + "&pagesize="
                + Math.min(window.rows(), PAGE_ROWS_MAX) + scope(all));
    }

    private String parameters(Set<String> names, String orderText, String page) {
        return (filter.isEmpty() ? "" : "query=" + UrlText.percent(filter) + "&")
                + "fetch=" + UrlText.percent(String.join(",", names))
                + "&order=" + UrlText.percent(orderText)
                + page
                + scope;
    }

    private static String filter(NativeQuery query) {
        List<String> groups = new ArrayList<>();
        if (!query.filter().isEmpty()) {
            groups.add(FilterRenderer.render(query.filter()));
        }
        // A link table has no row for an asset without values, so such assets need not be read.
        query.table()
                .unnested()
                .filter(column -> column.usage().filterable())
                .ifPresent(column -> groups.add(FilterRenderer.isFilled(column)));
        String type = query.table().entity().nativeName();
        if (CLOSABLE.contains(type)) {
            groups.add(ANY_STATE);
        } else if (groups.isEmpty() && SINGLE_WITHOUT_QUERY.contains(type)) {
            groups.add(EVERYTHING);
        }
        return groups.stream()
                .reduce((left, right) -> "(" + left + " AND " + right + ")")
                .orElse("");
    }

    /** Without the key as the last resort the tracker changes the order of equal rows from page to page. */
    private static String order(List<SortKey> keys) {
        List<String> terms = new ArrayList<>();
        for (SortKey key : keys) {
            terms.add(Tokens.of(key.column()) + (key.descending() ? " desc" : ""));
        }
        if (keys.stream().noneMatch(key -> key.column().isKey())) {
            terms.add(Tokens.KEY);
        }
        return String.join(",", terms);
    }

    /** Always in full, since what is left out is taken from the user's settings on the server. */
    private static String scope(DataScope scope) {
        return scope.workspace().map(w -> "&workspace=" + Encoder.workspace(w)).orElse("")
                + "&project=" + scope.project().map(Encoder::project).orElse(NO_PROJECT)
                + "&projectScopeUp=" + scope.up()
                + "&projectScopeDown=" + scope.down();
    }
}
