package io.trackersql.rally;

import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.PageWindow;
import io.trackersql.model.EntityModel;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTables;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a link table is read whose items do not come with their assets. A few assets that the query names are not looked for: their collections
 * are asked for at once. Otherwise assets are read page by page, then their collections: one by one, or many at once from the other side.
 *
 * @param collection the column whose values have to be asked for
 * @param inverse the other side of the collection, if it has one
 * @param assets the keys of the assets if the query names them, in the query's order
 * @param workspace where items tell their workspace if the assets have one, since the address of an asset does not
 */
record LinkPlan(
        Column collection,
        Optional<Inverses.Inverse> inverse,
        Optional<List<String>> assets,
        Optional<Column> workspace) {
    /** Each of more assets might cost a request for nothing. */
    private static final int NAMED_MAX = 2;

    /** So many assets with items are asked for at once; their keys make a form of about 7 kB. */
    private static final int GROUP_ROWS = 200;

    private static final String WORKSPACE = "Workspace";

    /** The plan for a query, if it is of such a table. */
    static Optional<LinkPlan> of(NativeQuery query, Optional<EntityModel> model) {
        return query.table()
                .unnested()
                .filter(column -> NativeType.of(column.nativeType()) == NativeType.COLLECTION)
                .filter(query.columns()::contains)
                .map(column -> of(query, column, model));
    }

    private static LinkPlan of(NativeQuery query, Column collection, Optional<EntityModel> model) {
        boolean isInWorkspace = query.table().entity().attribute(WORKSPACE).isPresent();
        Optional<Column> workspace = isInWorkspace ? workspace(collection, model) : Optional.empty();
        // else an asset of another workspace could not be told from one that is asked for
        boolean isTold = workspace.isPresent() || !isInWorkspace;
        return new LinkPlan(
                collection,
                model.flatMap(m -> Inverses.of(m, query.table().entity(), collection)),
                isTold && query.scope().project().isEmpty() ? named(query) : Optional.empty(),
                workspace);
    }

    private static Optional<Column> workspace(Column collection, Optional<EntityModel> model) {
        return model.flatMap(m -> collection.relatedEntity().flatMap(m::entity).map(e -> EntityTables.current(m, e)))
                .flatMap(table -> table.columns().stream()
                        .filter(column -> column.name().equals(WORKSPACE) && Tokens.isReference(column))
                        .findFirst());
    }

    /** The keys that the query asks for, if that is all it asks for and they are few. */
    private static Optional<List<String>> named(NativeQuery query) {
        if (query.filter().size() != 1) {
            return Optional.empty();
        }
        List<Operand> operands = List.of();
        Predicate predicate = query.filter().get(0);
        if (predicate instanceof Predicate.Comparison p
                && p.column().isKey()
                && p.operator() == Predicate.Operator.EQ) {
            operands = List.of(p.operand());
        } else if (predicate instanceof Predicate.In p && p.column().isKey()) {
            operands = p.operands();
        }
        Stream<Long> keys = operands.stream()
                .map(operand -> ((Operand.Literal) operand).value())
                .filter(Long.class::isInstance)
                .map(Long.class::cast)
                .distinct();
        boolean isDescending = query.sort().stream().anyMatch(key -> key.descending());
        List<String> sorted = keys.sorted(isDescending ? Comparator.reverseOrder() : Comparator.naturalOrder())
                .map(String::valueOf)
                .toList();
        boolean areKeys = query.table().key().type() == ValueType.BIGINT && !sorted.isEmpty();
        return areKeys && sorted.size() <= NAMED_MAX ? Optional.of(sorted) : Optional.empty();
    }

    /** How many assets with items share a request for them. */
    int groupRows() {
        return inverse.isPresent() ? GROUP_ROWS : 1;
    }

    /** The first request for the collection of an asset. */
    NativeRequest request(NativeQuery query, String asset, PageWindow window) {
        return QueryRenderer.renderCollection(query, asset, collection, workspace, window);
    }
}
