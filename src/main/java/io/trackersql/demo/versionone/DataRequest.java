package io.trackersql.demo.versionone;

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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of a list request of rest-1.v1, bound to its type.
 *
 * @param size  rows of the page at most
 * @param start number of rows before the page
 */
record DataRequest(List<Path> paths, Criteria criteria, int size, int start, boolean needTotal) {
    static final Set<String> LIST_PARAMETERS =
            Set.of("sel", "where", "sort", "page", "find", "findin", "with", "needtotal", "deleted", "accept", "asof");

    private static final Pattern PAGE = Pattern.compile("(\\d{1,10})(?:,(\\d{1,10}))?");
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z0-9_]+)=(.*)", Pattern.DOTALL);

    /** A request of {@code Data}, or of {@code Hist}, which speaks of all versions unless a time is named. */
    static DataRequest of(Call call, DemoStore store, Rules rules, DemoType type, boolean history) {
        call.allow(LIST_PARAMETERS);
        Versions versions = versions(call, rules).orElse(history ? Versions.ALL : Versions.CURRENT);
        Binder binder =
                new Binder(store, rules, variables(call.parameter("with").orElse("")));
        Selection selection = new Selection(binder, type);
        List<Path> paths = call.parameter("sel").map(selection::rest).orElseGet(selection::basic);
        Optional<Syntax.Filter> where = where(call);
        Optional<Predicate<Row>> filter = where.map(found -> bind(binder, type, found));
        Optional<Predicate<Row>> find = find(call, binder, type);
        boolean deleted = flag(call, "deleted", versions.past() && rules.deletionsShown())
                || where.filter(Binder::mentionsDeleted).isPresent();
        List<Criteria.SortKey> sort = selection.sort(call.parameter("sort").orElse(""));
        long[] page = page(call.parameter("page").orElse(""));
        Criteria criteria = new Criteria(text(call), versions, and(filter, find), sort, history, deleted);
        return new DataRequest(paths, criteria, (int) page[0], (int) page[1], flag(call, "needtotal", false));
    }

    /** What {@code asof} asks for. */
    static Optional<Versions> versions(Call call, Rules rules) {
        return call.parameter("asof").map(time -> Versions.asOf(rules.clock().read(time)));
    }

    /** The same with one attribute in place of the selection. */
    DataRequest only(Path path) {
        return new DataRequest(List.of(path), criteria, size, start, needTotal);
    }

    private static Optional<Predicate<Row>> and(Optional<Predicate<Row>> left, Optional<Predicate<Row>> right) {
        return left.isPresent() && right.isPresent() ? Optional.of(left.get().and(right.get())) : left.or(() -> right);
    }

    private static String text(Call call) {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("where", "sort", "find", "findin", "with", "deleted")) {
            text.append(call.parameter(name).orElse("")).append('\0');
        }
        return text.toString();
    }

    private static Optional<Syntax.Filter> where(Call call) {
        String where = call.parameter("where").orElse("");
        try {
            return Grammar.filter(where);
        } catch (Refusal refusal) {
            throw Refusal.invalid("Invalid WHERE parameter", "Invalid QueryFilter2 token " + where);
        }
    }

    private static Predicate<Row> bind(Binder binder, DemoType type, Syntax.Filter filter) {
        try {
            return binder.filter(type, filter);
        } catch (Refusal refusal) {
            throw refusal.status() == 400 ? refusal.inside("Invalid WHERE parameter") : refusal;
        }
    }

    private static Optional<Predicate<Row>> find(Call call, Binder binder, DemoType type) {
        Optional<String> find = call.parameter("find");
        Optional<String> findIn = call.parameter("findin");
        if (find.isEmpty() && findIn.isPresent()) {
            throw Refusal.invalid("Invalid FINDIN parameter", "no FIND parameter");
        }
        return find.map(text -> TextSearch.find(
                binder,
                type,
                text,
                findIn.map(tokens -> Arrays.asList(tokens.split(","))).orElse(List.of())));
    }

    private static boolean flag(Call call, String name, boolean otherwise) {
        return call.parameter(name)
                .map(value -> switch (value) {
                    case "true", "True" -> true;
                    case "false", "False" -> false;
                    default -> throw Refusal.invalid("Invalid value: " + value);
                })
                .orElse(otherwise);
    }

    /** Size and start; without a page, all rows. */
    static long[] page(String page) {
        if (page.isEmpty()) {
            return new long[] {Integer.MAX_VALUE, 0};
        }
        Matcher parts = PAGE.matcher(page);
        if (!parts.matches()) {
            throw Refusal.invalid("Invalid PAGE parameter", "Unknown token: " + page);
        }
        long size = Long.parseLong(parts.group(1));
        long start = parts.group(2) == null ? 0 : Long.parseLong(parts.group(2));
        if (size > Integer.MAX_VALUE || start > Integer.MAX_VALUE) {
            throw Refusal.invalid("Invalid PAGE parameter", "Unknown token: " + page);
        }
        return new long[] {size, start};
    }

    /** Variables are separated by a bar; the Java SDK writes a semicolon. */
    static Map<String, List<String>> variables(String with) {
        Map<String, List<String>> variables = new LinkedHashMap<>();
        if (with.isEmpty()) {
            return variables;
        }
        for (String definition : with.split("\\||;(?=\\$[A-Za-z0-9_]+=)")) {
            Matcher parts = VARIABLE.matcher(definition);
            if (!parts.matches()) {
                throw Refusal.invalid("Invalid WITH parameter", "Unknown token: " + definition);
            }
            variables.put(parts.group(1), Arrays.asList(parts.group(2).split(",", -1)));
        }
        return variables;
    }
}
