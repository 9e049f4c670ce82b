package io.trackersql.demo.versionone.query;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.store.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
     */
    record Step(
            DemoType owner, DemoAttribute attribute, Optional<DemoType> downcast, Optional<Predicate<Row>> filter) {}

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
            List<Object> values = new ArrayList<>();
            collect(row, 0, values);
            return aggregate.get().of(values);
        }
        if (multi()) {
            List<Object> values = new ArrayList<>();
            collect(row, 0, values);
            return values;
        }
        return single(row);
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

    private Object single(Row row) {
        Row at = row;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Object value = follow(at, step, read(at, step.attribute()));
            if (i == steps.size() - 1 || value == null) {
                return value;
            }
            Optional<Version> next = version(at, value);
            if (next.isEmpty()) {
                return null;
            }
            at = at.at(next.get());
        }
        throw new IllegalStateException("a path without steps");
    }

    private void collect(Row row, int index, List<Object> into) {
        Step step = steps.get(index);
        Object value = read(row, step.attribute());
        for (Object each : value instanceof Object[] many ? many : new Object[] {value}) {
            if (each == null) {
                addMissing(index, into);
                continue;
            }
            Object followed = follow(row, step, each);
            if (followed == null) {
                continue;
            }
            if (index == steps.size() - 1) {
                into.add(followed);
                continue;
            }
            Optional<Version> next = version(row, followed);
            if (next.isPresent()) {
                collect(row.at(next.get()), index + 1, into);
            } else {
                addMissing(index, into);
            }
        }
    }

    /** Parallel lists stay aligned: a path that ends early is a null entry, unless a list would have followed. */
    private void addMissing(int index, List<Object> into) {
        if (steps.subList(index + 1, steps.size()).stream()
                .noneMatch(step -> step.attribute().multi())) {
            into.add(null);
        }
    }

    /** The value itself, or null if the downcast or filter of the step, or a lack of rights, leaves it out. */
    private static Object follow(Row row, Step step, Object value) {
        boolean free = step.downcast().isEmpty() && step.filter().isEmpty();
        boolean guarded = step.attribute().relation()
                && !row.context().store().seesAll(row.context().self());
        if (value == null || (free && !guarded)) {
            return value;
        }
        Optional<Version> target = version(row, value);
        boolean kept = target.isPresent()
                && row.context().store().sees(row.context().self(), target.get())
                && step.downcast()
                        .map(type -> target.get().asset().type().isA(type))
                        .orElse(true)
                && step.filter()
                        .map(filter -> filter.test(row.at(target.get())))
                        .orElse(true);
        return kept ? value : null;
    }

    private static Object read(Row row, DemoAttribute attribute) {
        // A subtype may have narrowed a relation that was bound on its base; the cell is the same.
        return row.context().store().read(row.context(), attribute, row.version());
    }

    static Optional<Version> version(Row row, Object value) {
        return value instanceof Asset asset ? row.context().view().version(asset) : Optional.of((Version) value);
    }
}
