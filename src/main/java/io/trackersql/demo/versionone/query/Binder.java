package io.trackersql.demo.versionone.query;

import io.trackersql.demo.store.AttributeSource;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoModel;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.versionone.query.Syntax.Attr;
import io.trackersql.demo.versionone.query.Syntax.Filter;
import io.trackersql.demo.versionone.query.Syntax.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Binds parsed tokens to a type: finds every attribute, checks what may be compared, and gives what can be evaluated.
 *
 * @param variables values of {@code $NAME}, by name without the dollar
 */
public record Binder(DemoStore store, Rules rules, Map<String, List<String>> variables) {
    private static final AttributeSource NOW = new AttributeSource.Computed("now");

    DemoModel model() {
        return store.model();
    }

    /** A selection token asked of a type. */
    public Path path(DemoType type, Attr attr) {
        List<Part> parts = attr.parts();
        Optional<DemoType> rootType = Optional.empty();
        String name = attr.text();
        Part head = parts.get(0);
        DemoType from = type;
        if (parts.size() > 1 && type.attribute(head.name()).isEmpty() && bare(head)) {
            Optional<DemoType> prefix = model().type(head.name());
            if (prefix.filter(type::isA).isPresent()) {
                parts = parts.subList(1, parts.size());
                name = name.substring(head.name().length() + 1);
            } else if (prefix.filter(found -> found.isA(type)).isPresent()) {
                rootType = prefix;
                from = prefix.get();
                parts = parts.subList(1, parts.size());
            }
        }
        List<Path.Step> steps = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Path.Step step = step(from, parts.get(i));
            steps.add(step);
            if (i < parts.size() - 1) {
                DemoType owner = from;
                from = target(step)
                        .orElseThrow(() -> unknown(owner, step.attribute().name() + " is not a relation"));
            }
        }
        Path path = new Path(name, rootType, List.copyOf(steps), Optional.empty());
        if (attr.aggregate().isEmpty()) {
            return path;
        }
        Aggregate aggregate = Aggregate.named(attr.aggregate(), path.leaf().kind());
        return new Path(name, rootType, path.steps(), Optional.of(aggregate));
    }

    /** A filter asked of a type. */
    public Predicate<Row> filter(DemoType type, Filter filter) {
        if (filter instanceof Syntax.Joined joined) {
            Predicate<Row> left = filter(type, joined.left());
            Predicate<Row> right = filter(type, joined.right());
            return joined.and() ? left.and(right) : left.or(right);
        }
        if (filter instanceof Syntax.Exists exists) {
            return hasValue(inFilter(exists.text(), () -> path(type, exists.attr())));
        }
        if (filter instanceof Syntax.Missing missing) {
            return hasValue(inFilter(missing.text(), () -> path(type, missing.attr())))
                    .negate();
        }
        if (filter instanceof Syntax.Bare bare) {
            Path path = inFilter(bare.text(), () -> path(type, bare.attr()));
            return row -> values(path, row).stream().anyMatch(value -> value != null && !Boolean.FALSE.equals(value));
        }
        Syntax.Compare compare = (Syntax.Compare) filter;
        return inFilter(compare.text(), () -> {
            Path path = path(type, compare.attr());
            return new Comparison(this, path, compare).predicate();
        });
    }

    /** Whether a filter speaks of IsDeleted of the rows themselves; only then are deleted assets among them. */
    public static boolean mentionsDeleted(Filter filter) {
        if (filter instanceof Syntax.Joined joined) {
            return mentionsDeleted(joined.left()) || mentionsDeleted(joined.right());
        }
        if (filter instanceof Syntax.Exists exists) {
            return isDeleted(exists.attr());
        }
        if (filter instanceof Syntax.Missing missing) {
            return isDeleted(missing.attr());
        }
        if (filter instanceof Syntax.Bare bare) {
            return isDeleted(bare.attr());
        }
        return isDeleted(((Syntax.Compare) filter).attr());
    }

    private static boolean isDeleted(Attr attr) {
        int size = attr.parts().size();
        return size <= 2 && attr.parts().get(size - 1).name().equals("IsDeleted");
    }

    private static boolean bare(Part part) {
        return part.downcast().isEmpty() && part.filter().isEmpty() && !part.now();
    }

    private Path.Step step(DemoType type, Part part) {
        DemoAttribute attribute = type.attribute(part.name()).orElseThrow(() -> unknown(type, part.name()));
        if (part.now() && !attribute.relation()) {
            throw unknown(type, part.name() + "#");
        }
        Optional<DemoType> downcast = Optional.empty();
        if (!part.downcast().isEmpty()) {
            DemoType related = related(attribute).orElseThrow(() -> unknown(type, part.name() + ":" + part.downcast()));
            DemoType narrowed = model().type(part.downcast())
                    .orElseThrow(() -> Refusal.invalid("Unknown AssetType: " + part.downcast()));
            if (!narrowed.isA(related) && !related.isA(narrowed)) {
                throw Refusal.invalid("Unknown AssetType: " + part.downcast());
            }
            downcast = Optional.of(narrowed);
        }
        DemoType target = downcast.or(() -> related(attribute)).orElse(type);
        if (part.filter().isPresent() && !attribute.relation()) {
            throw unknown(type, part.name() + "[");
        }
        return new Path.Step(
                type, attribute, downcast, part.filter().map(filter -> filter(target, filter)), time(part, attribute));
    }

    private Path.Time time(Part part, DemoAttribute attribute) {
        if (part.now() || attribute.source().equals(NOW)) {
            return Path.Time.NOW;
        }
        return rules.momentInReferences() ? Path.Time.THEN_WITH_MOMENT : Path.Time.THEN;
    }

    private Optional<DemoType> target(Path.Step step) {
        return step.downcast().or(() -> related(step.attribute()));
    }

    private Optional<DemoType> related(DemoAttribute attribute) {
        return attribute.relatedType().flatMap(model()::type);
    }

    private static Refusal unknown(DemoType type, String attribute) {
        return Refusal.invalid("Unknown AttributeDefinition: " + type + "." + attribute);
    }

    private static Predicate<Row> hasValue(Path path) {
        return row -> {
            if (!path.multi()) {
                return path.value(row) != null;
            }
            return values(path, row).stream().anyMatch(value -> value != null);
        };
    }

    private static List<Object> values(Path path, Row row) {
        List<Object> values = new ArrayList<>();
        path.values(row, values);
        return values;
    }

    private static <T> T inFilter(String text, Supplier<T> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            throw refusal.inside("Invalid QueryFilter2 token " + text);
        }
    }
}
