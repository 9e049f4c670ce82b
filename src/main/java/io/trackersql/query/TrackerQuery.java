package io.trackersql.query;

import io.trackersql.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Everything that one scan asks of a tracker's table. Immutable; planner rules only produce new ones.
 *
 * <p>The parts apply in this order: find and filter, sort, window, then columns or, if {@code count} is set, the number of rows.
 * What of it the tracker computes and what runs here is not decided here but when values are bound.
 *
 * @param columns what a row holds, in order; ignored when counting
 * @param asOf the time whose state is asked for, a TIMESTAMP; empty for the present, or for all versions if the table holds those
 * @param filter conjuncts, all of which must be TRUE
 * @param sort keys, most significant first; empty for no order
 * @param count whether the result is one row with the number of rows as BIGINT
 */
public record TrackerQuery(
        EntityTable table,
        List<Column> columns,
        Optional<Operand> asOf,
        Optional<Find> find,
        List<Predicate> filter,
        List<SortKey> sort,
        Window window,
        boolean count) {
    public TrackerQuery {
        columns = List.copyOf(columns);
        filter = List.copyOf(filter);
        sort = List.copyOf(sort);
    }

    /** All columns of all rows. */
    public static TrackerQuery all(EntityTable table) {
        return new TrackerQuery(
                table, table.columns(), Optional.empty(), Optional.empty(), List.of(), List.of(), Window.ALL, false);
    }

    /** The same with other columns. */
    public TrackerQuery withColumns(List<Column> newColumns) {
        return new TrackerQuery(table, newColumns, asOf, find, filter, sort, window, count);
    }

    /** The same of another time. */
    public TrackerQuery withAsOf(Operand newAsOf) {
        return new TrackerQuery(table, columns, Optional.of(newAsOf), find, filter, sort, window, count);
    }

    /** The same with a full-text search. */
    public TrackerQuery withFind(Find newFind) {
        return new TrackerQuery(table, columns, asOf, Optional.of(newFind), filter, sort, window, count);
    }

    /** The same with other conjuncts. */
    public TrackerQuery withFilter(List<Predicate> newFilter) {
        return new TrackerQuery(table, columns, asOf, find, newFilter, sort, window, count);
    }

    /** The same in another order. */
    public TrackerQuery withSort(List<SortKey> newSort) {
        return new TrackerQuery(table, columns, asOf, find, filter, newSort, window, count);
    }

    /** The same, cut to a window. */
    public TrackerQuery withWindow(Window newWindow) {
        return new TrackerQuery(table, columns, asOf, find, filter, sort, newWindow, count);
    }

    /** Which versions of assets it is about. */
    public Tense tense() {
        return asOf.isPresent() ? Tense.PAST : table.tense();
    }

    /**
     * Whether the ends of versions are wanted and the tracker does not tell them. Then the next version of each asset must be read
     * beside those that are wanted.
     */
    public boolean needsEnds() {
        return table.versions()
                .filter(v -> !v.isEndTold())
                .filter(v -> (!count && columns.contains(v.end()))
                        || filter.stream().anyMatch(p -> p.columns().contains(v.end())))
                .isPresent();
    }

    /** The number of rows instead of the rows. */
    public TrackerQuery counted() {
        return new TrackerQuery(table, columns, asOf, find, filter, sort, window, true);
    }

    /** The same with each parameter replaced by what the function gives for it. */
    public TrackerQuery bind(UnaryOperator<Operand> binding) {
        return new TrackerQuery(
                table,
                columns,
                asOf.map(binding),
                find.map(f -> new Find(f.column(), binding.apply(f.text()))),
                filter.stream().map(p -> bind(p, binding)).toList(),
                sort,
                new Window(window.offset().map(binding), window.limit().map(binding)),
                count);
    }

    private static Predicate bind(Predicate predicate, UnaryOperator<Operand> binding) {
        if (predicate instanceof Predicate.Comparison p) {
            return new Predicate.Comparison(p.column(), p.operator(), binding.apply(p.operand()));
        } else if (predicate instanceof Predicate.In p) {
            return new Predicate.In(
                    p.column(), p.operands().stream().map(binding).toList());
        } else if (predicate instanceof Predicate.Like p) {
            return new Predicate.Like(p.column(), binding.apply(p.pattern()), p.escape());
        } else if (predicate instanceof Predicate.Has p) {
            return new Predicate.Has(p.column(), binding.apply(p.operand()));
        } else if (predicate instanceof Predicate.And p) {
            return new Predicate.And(
                    p.terms().stream().map(t -> bind(t, binding)).toList());
        } else if (predicate instanceof Predicate.Or p) {
            return new Predicate.Or(
                    p.terms().stream().map(t -> bind(t, binding)).toList());
        } else if (predicate instanceof Predicate.Not p) {
            return new Predicate.Not(bind(p.term(), binding));
        }
        return predicate;
    }

    /** The whole query as text, two queries having the same text only if they give the same rows. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        parts.add(count ? "COUNT" : columns.stream().map(Column::name).collect(Collectors.joining(", ", "[", "]")));
        parts.add("FROM " + table.schemaKind() + "." + table.name());
        asOf.ifPresent(t -> parts.add("AS OF " + t.text(ValueType.TIMESTAMP_UTC)));
        find.ifPresent(f -> parts.add(f.toString()));
        if (!filter.isEmpty()) {
            parts.add(filter.stream().map(Predicate::toString).collect(Collectors.joining(" AND ", "WHERE ", "")));
        }
        if (!sort.isEmpty()) {
            parts.add(sort.stream().map(SortKey::toString).collect(Collectors.joining(", ", "ORDER BY ", "")));
        }
        if (!window.isAll()) {
            parts.add(window.toString());
        }
        return String.join(" ", parts);
    }
}
