package io.trackersql.demo.versionone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.versionone.query.Binder;
import io.trackersql.demo.versionone.query.Criteria;
import io.trackersql.demo.versionone.query.Grammar;
import io.trackersql.demo.versionone.query.Path;
import io.trackersql.demo.versionone.query.Refusal;
import io.trackersql.demo.versionone.query.Row;
import io.trackersql.demo.versionone.query.Rules;
import io.trackersql.demo.versionone.query.Selection;
import io.trackersql.demo.versionone.query.Syntax;
import io.trackersql.demo.versionone.query.TextSearch;
import io.trackersql.demo.versionone.query.Versions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the bodies of query.v1: one query, an array of them, or documents separated by {@code ---}. */
final class QueryReader {
    private static final Set<String> KEYS =
            Set.of("from", "select", "where", "filter", "with", "sort", "page", "find", "findin", "findIn", "asof");
    private static final Set<String> TOP_KEYS = Set.of("page", "asof", "find", "findin", "findIn");
    private static final Pattern TOKEN = Pattern.compile("(\\w+):(-?\\d{1,18})(?::\\d{1,18})?");
    private static final Pattern NESTED_FROM = Pattern.compile("(.+) as (\\w+)");

    private final DemoStore store;
    private final Rules rules;

    /** Made with the first query, since it takes long. */
    private static final class Json {
        static final JsonMapper MAPPER = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    QueryReader(DemoStore store, Rules rules) {
        this.store = store;
        this.rules = rules;
    }

    List<QueryPlan> read(String body) {
        List<QueryPlan> plans = new ArrayList<>();
        for (String document : body.split("\r?\n---\r?\n")) {
            JsonNode node = parse(document);
            if (node.isArray()) {
                node.forEach(each -> plans.add(plan(each)));
            } else {
                plans.add(plan(node));
            }
        }
        return plans;
    }

    /** Reads one JSON document. */
    static JsonNode parse(String document) {
        try {
            JsonNode node = Json.MAPPER.readTree(document);
            if (node == null || node.isMissingNode()) {
                throw Refusal.invalid("Empty query");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw Refusal.invalid("Not a query in JSON: " + e.getOriginalMessage());
        }
    }

    /** Binds one query. */
    QueryPlan plan(JsonNode query) {
        check(query, "root");
        String from = text(query.path("from"), "from");
        Matcher token = TOKEN.matcher(from);
        String typeName = token.matches() ? token.group(1) : from;
        DemoType type =
                store.model().type(typeName).orElseThrow(() -> Refusal.invalid("Unknown AssetType: " + typeName));
        Optional<Optional<Asset>> asset =
                token.matches() ? Optional.of(store.find(type, Long.parseLong(token.group(2)))) : Optional.empty();
        JsonNode page = query.path("page");
        if (!page.isMissingNode()) {
            checkKeys(page, Set.of("start", "size"), "root->page");
        }
        int start = integer(page.path("start"), 0, "start");
        int size = integer(page.path("size"), Integer.MAX_VALUE, "size");
        return bound(query, type, asset, versions(query), new Window(size, start));
    }

    private record Window(int size, int start) {}

    private Versions versions(JsonNode query) {
        if (!query.has("asof")) {
            return Versions.CURRENT;
        }
        String time = text(query.path("asof"), "asof");
        return time.equals("All") ? Versions.ALL : Versions.asOf(rules.clock().read(time));
    }

    private QueryPlan bound(
            JsonNode query, DemoType type, Optional<Optional<Asset>> asset, Versions versions, Window window) {
        Binder binder = new Binder(store, rules, variables(query.path("with")));
        List<QueryPlan.Column> columns = new ArrayList<>();
        for (JsonNode column : list(query.path("select"), "select")) {
            columns.add(column(binder, type, column));
        }
        List<Syntax.Filter> filters = filters(query);
        List<Predicate<Row>> predicates = new ArrayList<>();
        filters.forEach(filter -> predicates.add(binder.filter(type, filter)));
        if (query.has("find")) {
            JsonNode findIn = query.has("findin") ? query.path("findin") : query.path("findIn");
            List<String> tokens = new ArrayList<>();
            texts(findIn, "findin").forEach(text -> tokens.addAll(List.of(text.split(","))));
            predicates.add(TextSearch.find(binder, type, text(query.path("find"), "find"), tokens));
        }
        String sort = String.join(",", texts(query.path("sort"), "sort"));
        boolean deleted =
                (versions.past() && rules.deletionsShown()) || filters.stream().anyMatch(Binder::mentionsDeleted);
        Criteria criteria = new Criteria(
                "query " + query,
                versions,
                predicates.stream().reduce(Predicate::and),
                new Selection(binder, type).sort(sort),
                versions.equals(Versions.ALL),
                deleted);
        return new QueryPlan(type, asset, columns, criteria, window.size(), window.start());
    }

    private QueryPlan.Column column(Binder binder, DemoType type, JsonNode column) {
        if (!column.isObject()) {
            return new QueryPlan.Value(binder.path(type, Grammar.attr(text(column, "select"))));
        }
        check(column, "root->select");
        for (String key : TOP_KEYS) {
            if (column.has(key)) {
                throw Refusal.invalid("Invalid key at node(s): root->select->" + key);
            }
        }
        String from = text(column.path("from"), "from");
        Matcher as = NESTED_FROM.matcher(from);
        String key = as.matches() ? as.group(1) : from;
        Path path = binder.path(type, Grammar.attr(key));
        if (path.kind() != AttributeKind.RELATION) {
            throw Refusal.invalid("Unknown AttributeDefinition: " + type.name() + "." + key + " is not a relation");
        }
        DemoType related = path.leafDowncast()
                .or(() -> path.leaf().relatedType().flatMap(store.model()::type))
                .orElseThrow();
        DemoType target = as.matches()
                ? store.model()
                        .type(as.group(2))
                        .orElseThrow(() -> Refusal.invalid("Unknown AssetType: " + as.group(2)))
                : related;
        return new QueryPlan.Nested(
                key, path, bound(column, target, Optional.empty(), Versions.CURRENT, new Window(Integer.MAX_VALUE, 0)));
    }

    /** Items of {@code where} and {@code filter}; each stands on its own, as if in parentheses. */
    private static List<Syntax.Filter> filters(JsonNode query) {
        List<Syntax.Filter> filters = new ArrayList<>();
        JsonNode where = query.path("where");
        if (!where.isMissingNode() && !where.isObject()) {
            throw Refusal.invalid("Invalid key at node(s): root->where");
        }
        where.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            if (!value.isValueNode() || value.isNull()) {
                throw Refusal.invalid("Key \"" + field.getKey()
                        + "\" must have corresponding scalar value\r\nParameter name: " + field.getKey());
            }
            String text = value.asText();
            boolean variable = text.matches("\\$\\w+");
            filters.add(new Syntax.Compare(
                    Grammar.attr(field.getKey()),
                    "=",
                    List.of(new Syntax.Value(variable ? text.substring(1) : text, variable)),
                    field.getKey() + "='" + text + "'"));
        });
        for (String filter : texts(query.path("filter"), "filter")) {
            try {
                Grammar.filter(filter).ifPresent(filters::add);
            } catch (Refusal refusal) {
                throw Refusal.invalid("Invalid QueryFilter2 token " + filter);
            }
        }
        return filters;
    }

    private static Map<String, List<String>> variables(JsonNode with) {
        Map<String, List<String>> variables = new LinkedHashMap<>();
        with.fields().forEachRemaining(field -> {
            if (!field.getKey().startsWith("$")) {
                throw Refusal.invalid("Invalid key at node(s): root->with->" + field.getKey());
            }
            variables.put(field.getKey().substring(1), texts(field.getValue(), field.getKey()));
        });
        return variables;
    }

    private static void check(JsonNode query, String where) {
        if (!query.isObject()) {
            throw Refusal.invalid("Not a query: " + query);
        }
        if (query.has("group")) {
            throw Refusal.of(501, "Grouping is not available: group");
        }
        checkKeys(query, KEYS, where);
    }

    private static void checkKeys(JsonNode node, Set<String> keys, String where) {
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw Refusal.invalid("Invalid key at node(s): " + where + "->" + key);
            }
        });
    }

    private static List<JsonNode> list(JsonNode node, String key) {
        List<JsonNode> items = new ArrayList<>();
        if (node.isMissingNode()) {
            return items;
        }
        if (!node.isArray()) {
            throw Refusal.invalid("Key \"" + key + "\" must have a list");
        }
        node.forEach(items::add);
        return items;
    }

    /** A list of texts, or a single one. */
    private static List<String> texts(JsonNode node, String key) {
        if (node.isValueNode()) {
            return List.of(text(node, key));
        }
        return list(node, key).stream().map(item -> text(item, key)).toList();
    }

    private static String text(JsonNode node, String key) {
        if (!node.isValueNode() || node.isNull()) {
            throw Refusal.invalid("Key \"" + key + "\" must have corresponding scalar value\r\nParameter name: " + key);
        }
        return node.asText();
    }

    private static int integer(JsonNode node, int otherwise, String key) {
        if (node.isMissingNode()) {
            return otherwise;
        }
        String text = text(node, key);
        if (!text.matches("\\d{1,9}|" + Integer.MAX_VALUE)) {
            throw Refusal.invalid("Invalid PAGE parameter", "Unknown token: " + text);
        }
        return Integer.parseInt(text);
    }
}
