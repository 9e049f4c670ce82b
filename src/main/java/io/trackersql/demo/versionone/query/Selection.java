package io.trackersql.demo.versionone.query;

import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.store.DemoType.Pointer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Works out which attributes a request gets, and what sorts by what. */
public final class Selection {
    private static final Set<AttributeKind> UNSORTABLE = Set.of(AttributeKind.PASSWORD, AttributeKind.BLOB);

    private final Binder binder;
    private final DemoType type;

    public Selection(Binder binder, DemoType type) {
        this.binder = binder;
        this.type = type;
    }

    /** The attributes of rest-1.v1 for a {@code sel} value: a relation brings its naming attributes along. */
    public List<Path> rest(String sel) {
        try {
            return withNames(Grammar.selection(sel).stream()
                    .map(attr -> binder.path(type, attr))
                    .toList());
        } catch (Refusal refusal) {
            throw refusal.inside("Invalid SEL parameter");
        }
    }

    /** The attributes of rest-1.v1 without {@code sel}: the basic ones with the names of relations. */
    public List<Path> basic() {
        return withNames(type.attributes().stream()
                .filter(attribute -> attribute.has(DemoAttribute.Flag.BASIC))
                .map(attribute -> binder.path(type, Grammar.attr(attribute.name())))
                .toList());
    }

    /** The sort keys of a list of terms. */
    public List<Criteria.SortKey> sort(String terms) {
        try {
            List<Criteria.SortKey> keys = new ArrayList<>();
            for (Syntax.SortTerm term : Grammar.sort(terms)) {
                keys.add(new Criteria.SortKey(sortPath(binder.path(type, term.attr())), term.descending()));
            }
            return keys;
        } catch (Refusal refusal) {
            throw refusal.inside("Invalid SORT parameter");
        }
    }

    /** A relation is ordered by its OrderByAttribute, the related type's DefaultOrderBy; ID by the key itself. */
    private Path sortPath(Path path) {
        if (path.multi()
                || UNSORTABLE.contains(path.kind())
                || path.leaf().name().equals("Is")) {
            throw Refusal.invalid(
                    "Cannot sort by " + path.leafOwner() + "." + path.leaf().name());
        }
        if (path.kind() != AttributeKind.RELATION || path.leaf().name().equals("ID")) {
            return path;
        }
        Optional<DemoType> related =
                path.leafDowncast().or(() -> path.leaf().relatedType().flatMap(binder.model()::type));
        Optional<DemoAttribute> order = related.flatMap(target -> target.pointer(Pointer.DEFAULT_ORDER_BY));
        return order.isEmpty()
                ? path
                : binder.path(type, Grammar.attr(path.name() + "." + order.get().name()));
    }

    private List<Path> withNames(List<Path> selected) {
        Map<String, Path> paths = new LinkedHashMap<>();
        selected.forEach(path -> paths.put(path.name(), path));
        selected.forEach(path -> names(path).forEach(name -> {
            String token = path.name() + "." + name;
            paths.computeIfAbsent(token, key -> binder.path(type, Grammar.attr(token)));
        }));
        List<Path> all = new ArrayList<>(paths.values());
        // The order of a response is not that of the request, as recorded.
        all.sort(Comparator.comparingInt(path -> path.name().hashCode()));
        return all;
    }

    private List<String> names(Path path) {
        if (path.kind() != AttributeKind.RELATION) {
            return List.of();
        }
        Optional<DemoType> target =
                path.leafDowncast().or(() -> path.leaf().relatedType().flatMap(binder.model()::type));
        return target.stream()
                .flatMap(found -> List.of(Pointer.NAME, Pointer.SHORT_NAME).stream()
                        .flatMap(pointer -> found.pointer(pointer).stream()))
                .map(DemoAttribute::name)
                .distinct()
                .toList();
    }
}
