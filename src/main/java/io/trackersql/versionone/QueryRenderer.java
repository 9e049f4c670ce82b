package io.trackersql.versionone;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.PageWindow;
import io.trackersql.http.UrlText;
import io.trackersql.model.History;
import io.trackersql.model.NativeRequest;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable.VersionColumns;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.SortKey;
import io.trackersql.query.Tense;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Spells one native query: as a GET of rest-1.v1, which tells totals, or as a POST of query.v1 where a URL cannot hold it. Pure.
 *
 * <p>The past is asked of {@code Hist}, which gives all versions, or of each asset the last one at or before {@code asof}. Whether
 * deleted assets are among them is not documented. So every query of the past says which it wants, by a filter on IsDeleted, which
 * lets them appear in any case.
 */
final class QueryRenderer {
    /** IIS refuses longer query strings unless it is configured otherwise. */
    static final int QUERY_CHARACTERS_MAX = 2048;

    /** Room for {@code &page=...&needTotal=true}, so that all pages of a query go the same way. */
    private static final int PAGE_CHARACTERS = 64;

    private static final String ALL_VERSIONS = "All";

    private final NativeQuery query;
    private final Optional<String> asOf;
    private final List<String> filters = new ArrayList<>();
    private final FilterRenderer filterRenderer = new FilterRenderer();
    private final List<String> sortTokens = new ArrayList<>();
    private final String restParameters;

    QueryRenderer(NativeQuery query) {
        this.query = query;
        this.asOf = query.asOf().map(LocalTimes::text);
        deletions(query).ifPresent(filters::add);
        for (Predicate conjunct : query.filter()) {
            filters.add(filterRenderer.render(conjunct));
        }
        // A link table has no row for an asset without values, so such assets need not be read.
        query.table().unnested().ifPresent(column -> filters.add("+" + Tokens.of(column)));
        for (SortKey key : query.sort()) {
            sortTokens.add((key.descending() ? "-" : "") + Tokens.of(key.column()));
        }
        if (query.sort().stream().noneMatch(key -> key.column().isKey())) {
            sortTokens.add(Tokens.KEY);
        }
        if (query.tense() == Tense.VERSIONS
                && query.sort().stream()
                        .noneMatch(key -> Tokens.of(key.column()).equals(Tokens.MOMENT))) {
            sortTokens.add(Tokens.MOMENT);
        }
        this.restParameters = restParameters(true, true);
    }

    /** Which of the deleted assets the past is to show; empty for the present, and for types that know no deletion. */
    private static Optional<String> deletions(NativeQuery query) {
        return query.tense() == Tense.PRESENT
                ? Optional.empty()
                : query.table().entity().history().flatMap(History::deletion).map(deletion -> {
                    boolean isWanted = query.table()
                            .versions()
                            .flatMap(VersionColumns::deletion)
                            .filter(query.columns()::contains)
                            .isPresent();
                    return deletion.name() + (isWanted ? "='true','false'" : "='false'");
                });
    }

    /** Whether the query goes to query.v1. */
    boolean needsPost() {
        return !filterRenderer.variables().isEmpty()
                || restParameters.length() > QUERY_CHARACTERS_MAX - PAGE_CHARACTERS;
    }

    /** The contents of files come apart from all else. */
    private Set<String> selection() {
        String type = query.table().entity().name();
        return selection(query.columns().stream()
                .filter(column -> !Contents.isContent(type, column))
                .toList());
    }

    /** What has to be selected for these columns; the key comes with every row and costs nothing. */
    static Set<String> selection(Collection<Column> columns) {
        Set<String> tokens = new LinkedHashSet<>();
        for (Column column : columns) {
            if (column.isKey()) {
                continue;
            }
            if (Tokens.isListCompanion(column)) {
                tokens.add(Tokens.relation(column));
            }
            tokens.add(Tokens.of(column));
        }
        return tokens;
    }

    NativeRequest render(String dataPath, PageWindow window) {
        return needsPost() ? NativeRequest.post("query.v1", body(window)) : NativeRequest.get(target(dataPath, window));
    }

    private String target(String dataPath, PageWindow window) {
        boolean isCount = window.rows() == 0;
        // A page of size 0 is not known to be allowed, so a count asks for one row with nothing in it.
        String page = isCount ? "1,0" : window.rows() + "," + window.start();
        return dataPath + (query.tense() == Tense.PRESENT ? "/Data/" : "/Hist/")
                + query.table().entity().name() + "?"
                + (isCount ? restParameters(false, false) : restParameters)
                + "&page=" + page + (window.wantTotal() || isCount ? "&needTotal=true" : "");
    }

    private String restParameters(boolean withSelection, boolean withSort) {
        StringBuilder text = new StringBuilder("sel=");
        if (withSelection) {
            text.append(UrlText.percent(String.join(",", selection())));
        }
        if (!filters.isEmpty()) {
            text.append("&where=").append(UrlText.percent(String.join(";", filters)));
        }
        query.find().ifPresent(find -> text.append("&find=")
                .append(UrlText.percent(findText(find.text())))
                .append("&findin=")
                .append(UrlText.percent(Tokens.of(find.column()))));
        asOf.ifPresent(time -> text.append("&asof=").append(UrlText.percent(time)));
        if (withSort) {
            text.append("&sort=").append(UrlText.percent(String.join(",", sortTokens)));
        }
        return text.toString();
    }

    /** The query in the language of query.v1. */
    String body(PageWindow window) {
        if (window.rows() == 0) {
            throw new AssertionError("query.v1 tells no total");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("from", query.table().entity().name());
        if (query.tense() != Tense.PRESENT) {
            body.put("asof", asOf.orElse(ALL_VERSIONS));
        }
        addAll(body, "select", selection());
        addAll(body, "filter", filters);
        if (!filterRenderer.variables().isEmpty()) {
            ObjectNode with = body.putObject("with");
            for (Map.Entry<String, List<String>> variable :
                    filterRenderer.variables().entrySet()) {
                if (variable.getValue().size() == 1) {
                    with.put(variable.getKey(), variable.getValue().get(0));
                } else {
                    variable.getValue().forEach(with.putArray(variable.getKey())::add);
                }
            }
        }
        query.find().ifPresent(find -> {
            body.put("find", findText(find.text()));
            body.putArray("findin").add(Tokens.of(find.column()));
        });
        addAll(body, "sort", sortTokens);
        body.putObject("page").put("start", window.start()).put("size", window.rows());
        return body.toString();
    }

    private static void addAll(ObjectNode body, String key, Collection<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = body.putArray(key);
            values.forEach(array::add);
        }
    }

    private static String findText(Operand text) {
        return String.valueOf(((Operand.Literal) text).value());
    }
}
