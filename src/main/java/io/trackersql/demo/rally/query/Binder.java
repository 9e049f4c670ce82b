package io.trackersql.demo.rally.query;

import io.trackersql.demo.rally.query.Syntax.Compare;
import io.trackersql.demo.rally.query.Syntax.Filter;
import io.trackersql.demo.rally.query.Syntax.Joined;
import io.trackersql.demo.rally.query.Syntax.OrderTerm;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyAttribute;
import io.trackersql.demo.store.RallyType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Binds parsed queries to types: finds attributes, refuses what may not be asked, and makes tests of objects.
 *
 * <p>A path through a collection holds if it holds for one of the items; conditions are not tied to the same item.
 *
 * @param types what the rows may be; an attribute counts if their common type or each of them has it
 * @param user  whom {@code currentuser} stands for
 */
public record Binder(Data data, Rules rules, Instants instants, List<RallyType> types, Asset user) {
    private static final Set<String> CURRENT_USER = Set.of("currentuser");

    /** Copies the types. */
    public Binder {
        types = List.copyOf(types);
    }

    /** A filter as a test of objects. */
    public Predicate<Asset> filter(Filter filter) {
        if (filter instanceof Joined joined) {
            Predicate<Asset> left = filter(joined.left());
            Predicate<Asset> right = filter(joined.right());
            return joined.and() ? left.and(right) : left.or(right);
        }
        Compare compare = (Compare) filter;
        Path path = path(compare.path())
                .orElseThrow(() -> Refusal.parse("Could not find the attribute \"" + compare.path() + "\" on type "
                        + typeName() + " in the query segment \"" + compare.path() + "\""));
        Predicate<Object> test = test(path, compare);
        return object -> {
            for (Object value : path.values(data, object)) {
                if (test.test(value)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** The keys of an order. */
    public List<Order.Key> order(List<OrderTerm> terms) {
        List<Order.Key> keys = new ArrayList<>();
        for (OrderTerm term : terms) {
            String text = term.path().equalsIgnoreCase("Rank") ? "DragAndDropRank" : term.path();
            Path path = path(text)
                    .filter(found -> found.last().sortable())
                    .orElseThrow(() -> Refusal.query("Cannot sort using unknown attribute " + term.path()));
            keys.add(new Order.Key(path, term.descending()));
        }
        return keys;
    }

    private Predicate<Object> test(Path path, Compare compare) {
        RallyAttribute last = path.last();
        Comparison comparison = new Comparison(rules, instants, compare);
        if (!last.filterable()) {
            throw Refusal.parse("Attribute \"" + last.name() + "\" on type " + typeName()
                    + " is not allowed in query expressions.");
        }
        return switch (last.type()) {
            case STRING -> string(last, comparison);
            case STATE -> comparison.ordered(last.choices(), false);
            case RATING -> comparison.ordered(last.choices(), true);
            case TEXT -> comparison.richText();
            case INTEGER, DECIMAL, QUANTITY -> comparison.number();
            case BOOLEAN -> comparison.truth();
            case DATE -> comparison.time();
            case OBJECT -> reference(compare, comparison);
            case COLLECTION -> collection(compare, comparison);
            case WEB_LINK, BINARY_DATA -> throw comparison.unsupported();
        };
    }

    private static Predicate<Object> string(RallyAttribute attribute, Comparison comparison) {
        if (attribute.name().equals("FormattedID")) {
            return comparison.formattedId();
        }
        return attribute.choices().isEmpty() ? comparison.string() : comparison.ordered(attribute.choices(), false);
    }

    private Predicate<Object> reference(Compare compare, Comparison comparison) {
        if (comparison.isNull()) {
            return comparison.nullTest();
        }
        return switch (compare.operator()) {
            case "=", "!=" -> {
                Optional<Asset> target = target(compare.value(), comparison);
                yield comparison.negatable(value -> target.isPresent() && value == target.get());
            }
            case "in" -> {
                List<Optional<Asset>> targets = comparison.items().stream()
                        .map(item -> target(item, comparison))
                        .toList();
                yield Comparison.some(value -> targets.contains(Optional.of((Asset) value)));
            }
            default -> throw comparison.unsupported();
        };
    }

    private Predicate<Object> collection(Compare compare, Comparison comparison) {
        List<String> items = comparison.items();
        return switch (compare.operator()) {
            case "=" -> {
                Optional<Asset> target = target(compare.value(), comparison);
                yield value -> target.isPresent() && items(value).contains(target.get());
            }
            case "contains" -> value -> items(value).stream().anyMatch(each -> isItem(each, compare.value()));
            case "!contains" -> value -> items(value).stream().noneMatch(each -> isItem(each, compare.value()));
            case "containsany" ->
                value -> items.stream().anyMatch(item -> items(value).stream().anyMatch(each -> isItem(each, item)));
            case "containsall" ->
                value -> items.stream().allMatch(item -> items(value).stream().anyMatch(each -> isItem(each, item)));
            default -> throw comparison.unsupported();
        };
    }

    private static List<Asset> items(Object value) {
        return value == null ? List.of() : Arrays.asList((Asset[]) value);
    }

    /** By name or by reference. */
    private boolean isItem(Asset object, String item) {
        boolean named = data.name(object)
                .filter(name -> rules.equalsIgnoresCase() ? name.equalsIgnoreCase(item) : name.equals(item))
                .isPresent();
        return named
                || References.find(data, item).filter(found -> found == object).isPresent();
    }

    private Optional<Asset> target(String value, Comparison comparison) {
        if (CURRENT_USER.contains(value.toLowerCase(Locale.ROOT))) {
            return Optional.of(user);
        }
        if (!References.isReference(value)) {
            throw comparison.notConvertible("OBJECT");
        }
        return References.find(data, value);
    }

    /** A path whose every step exists; names are found whatever their case, custom ones also without their prefix. */
    private Optional<Path> path(String text) {
        String[] names = text.split("\\.", -1);
        List<String> steps = new ArrayList<>();
        List<RallyType> at = types;
        for (int i = 0; i < names.length; i++) {
            Optional<RallyAttribute> attribute = attribute(at, names[i], i > 0);
            if (attribute.isEmpty()) {
                return Optional.empty();
            }
            if (i == names.length - 1) {
                return Optional.of(new Path(steps, attribute.get()));
            }
            RallyAttribute.AttributeType kind = attribute.get().type();
            if (kind != RallyAttribute.AttributeType.OBJECT && kind != RallyAttribute.AttributeType.COLLECTION) {
                return Optional.empty();
            }
            steps.add(attribute.get().name());
            at = data.targets(attribute.get());
        }
        return Optional.empty();
    }

    /**
     * An attribute of some types.
     *
     * @param any whether one type that has it is enough, as for the targets of a polymorphic reference
     */
    private Optional<RallyAttribute> attribute(List<RallyType> types, String name, boolean any) {
        List<Optional<RallyAttribute>> found =
                types.stream().map(type -> attribute(type, name)).toList();
        boolean all = found.stream().allMatch(Optional::isPresent);
        return all || any ? found.stream().flatMap(Optional::stream).findFirst() : Optional.empty();
    }

    private Optional<RallyAttribute> attribute(RallyType type, String name) {
        String own = name.equalsIgnoreCase("OID") ? "ObjectID" : name;
        return data.attribute(type, own)
                .or(() -> data.attribute(type, "c_" + own))
                .or(() -> shared(type, own));
    }

    /** What all subtypes have can be asked of a type that has no objects of its own. */
    private Optional<RallyAttribute> shared(RallyType type, String name) {
        List<RallyType> subtypes = type.isAbstract() ? data.concrete(type) : List.of();
        return subtypes.isEmpty() ? Optional.empty() : attribute(subtypes, name, false);
    }

    private String typeName() {
        return types.get(0).elementName();
    }
}
