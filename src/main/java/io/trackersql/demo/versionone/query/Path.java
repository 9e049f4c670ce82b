package io.trackersql.demo.versionone.query;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * A selection token that was bound to the type it is asked of.
 *
 * @param name     the token as the response repeats it: without the name of the queried type
 * @param rootType if present, only rows of this subtype have values
 * @param steps    at least one
 */
public record Path(String name, Optional<DemoType> rootType, List<Step> steps, Optional<Aggregate> aggregate) {
    /**
     * One attribute on the way.
     *
     * @param owner    the type it was found on
     * @param downcast if present, only related assets of this type are followed
     * @param time     at which time the related assets are looked at
     */
    record Step(
            DemoType owner,
            DemoAttribute attribute,
            Optional<DemoType> downcast,
            Optional<Predicate<Row>> filter,
            Time time) {
        Optional<Row> target(Row row, Object value) {
            return time == Time.NOW && value instanceof Asset asset
                    ? Optional.of(row.relatedNow(asset))
                    : row.related(value);
        }
    }

    /** The time of the assets that a step leads to. */
    enum Time {
        /** That of the row, and the answer names the moment if it is a past one. */
        THEN_WITH_MOMENT,
        /** That of the row. */
        THEN,
        /** The present. */
        NOW
    }

    /** The attribute at the end. */
    public DemoAttribute leaf() {
        return steps.get(steps.size() - 1).attribute();
    }

    /** The type that the last attribute was found on. */
    public DemoType leafOwner() {
        return steps.get(steps.size() - 1).owner();
    }

    /** The subtype that the last relation is narrowed to, if any. */
    public Optional<DemoType> leafDowncast() {
        return steps.get(steps.size() - 1).downcast();
    }

    /** The type of the values. */
    public AttributeKind kind() {
        return aggregate.map(Aggregate::result).orElse(leaf().kind());
    }

    /** True if the values are a list: some step is multi-valued and nothing aggregates it. */
    public boolean multi() {
        return aggregate.isEmpty()
                && steps.stream().anyMatch(step -> step.attribute().multi());
    }

    /** True for one attribute of the row itself. */
    public boolean plain() {
        return steps.size() == 1 && aggregate.isEmpty() && steps.get(0).filter().isEmpty();
    }

    /**
     * The value for a row.
     *
     * @return a List if {@link #multi}, else null or what {@link io.trackersql.demo.store.DemoStore#read} gives
     */
    public Object value(Row row) {
        if (rootType.isPresent() && !row.version().asset().type().isA(rootType.get())) {
            return multi() ? List.of() : null;
        }
        if (aggregate.isPresent()) {
            return aggregate.get().of(collect(row));
        }
        return multi() ? collect(row) : single(row);
    }

    /** The values that a comparison looks at: one, perhaps null, or those of a list. */
    void values(Row row, List<Object> into) {
        Object value = value(row);
        if (value instanceof List<?> many) {
            into.addAll(many);
        } else {
            into.add(value);
        }
    }

    /** The related assets at the end of the path, each at its time. */
    public List<Row> targets(Row row) {
        List<Row> found = new ArrayList<>();
        Step last = steps.get(steps.size() - 1);
        if (rootType.isEmpty() || row.version().asset().type().isA(rootType.get())) {
            collect(row, 0, (at, value) -> {
                if (value != null) {
                    last.target(at, value).ifPresent(found::add);
                }
            });
        }
        return found;
    }

    private Object single(Row row) {
        Row at = row;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Object value = follow(at, step, read(at, step.attribute()));
            if (i == steps.size() - 1 || value == null) {
                return shown(at, step, value);
            }
            Optional<Row> next = step.target(at, value);
            if (next.isEmpty()) {
                return null;
            }
            at = next.get();
        }
        throw new IllegalStateException("a path without steps");
    }

    private List<Object> collect(Row row) {
        List<Object> values = new ArrayList<>();
        collect(row, 0, (at, value) -> values.add(shown(at, steps.get(steps.size() - 1), value)));
        return values;
    }

    private void collect(Row row, int index, BiConsumer<Row, Object> leaf) {
        Step step = steps.get(index);
        Object value = read(row, step.attribute());
        for (Object each : value instanceof Object[] many ? many : new Object[] {value}) {
            if (each == null) {
                addMissing(row, index, leaf);
                continue;
            }
            Object followed = follow(row, step, each);
            if (followed == null) {
                continue;
            }
            if (index == steps.size() - 1) {
                leaf.accept(row, followed);
                continue;
            }
            Optional<Row> next = step.target(row, followed);
            if (next.isPresent()) {
                collect(next.get(), index + 1, leaf);
            } else {
                addMissing(row, index, leaf);
            }
        }
    }

    /** Parallel lists stay aligned: a path that ends early is a null entry, unless a list would have followed. */
    private void addMissing(Row row, int index, BiConsumer<Row, Object> leaf) {
        if (steps.subList(index + 1, steps.size()).stream()
                .noneMatch(step -> step.attribute().multi())) {
            leaf.accept(row, null);
        }
    }

    /** An asset that a past row refers to as the version that it was then, if answers tell that. */
    private static Object shown(Row row, Step step, Object value) {
        boolean version = value instanceof Asset && row.context().past() && step.time() == Time.THEN_WITH_MOMENT;
        return version ? row.related(value).<Object>map(Row::version).orElse(value) : value;
    }

    /** The value itself, or null if the downcast or filter of the step, or a lack of rights, leaves it out. */
    private static Object follow(Row row, Step step, Object value) {
        boolean free = step.downcast().isEmpty() && step.filter().isEmpty();
        boolean guarded = step.attribute().relation()
                && !row.context().store().seesAll(row.context().self());
        if (value == null || (free && !guarded)) {
            return value;
        }
        Optional<Row> target = step.target(row, value);
        boolean kept = target.isPresent()
                && row.context().store().sees(row.context().self(), target.get().version())
                && step.downcast()
                        .map(type -> target.get().version().asset().type().isA(type))
                        .orElse(true)
                && step.filter().map(filter -> filter.test(target.get())).orElse(true);
        return kept ? value : null;
    }

    private static Object read(Row row, DemoAttribute attribute) {
        // A subtype may have narrowed a relation that was bound on its base; the cell is the same.
        return row.context().store().read(row.context(), attribute, row.version());
    }
}
