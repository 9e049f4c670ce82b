package io.trackersql.plan;

import io.trackersql.backend.MutationWriter;
import io.trackersql.backend.RowsWrite;
import io.trackersql.exec.ScanPlan;
import io.trackersql.exec.Session;
import io.trackersql.exec.StatementRun;
import io.trackersql.model.Failure;
import io.trackersql.query.Column;
import io.trackersql.write.Change;
import io.trackersql.write.Mutation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * UPDATE and DELETE: finds rows, then changes or deletes their assets. A DELETE from a link table takes values from their assets.
 * Immutable.
 */
final class UpdateStatement extends ModifyStatement {
    private final Shape shape;

    /**
     * What the statement does with the rows that it finds.
     *
     * @param items what it gives values; empty for a deletion
     * @param constants the value of each item, null for one that depends on the row
     * @param computed where the found rows have the values of the others, by place of the item
     * @param present what the found rows have beside the key and computed values, by place in the row
     * @param reads the columns from which values are computed
     */
    record Shape(
            boolean isDelete,
            FoundRows found,
            List<WriteTarget.Item> items,
            List<ConstantExpression> constants,
            Map<Integer, Integer> computed,
            Map<Column, Integer> present,
            Set<Column> reads) {}

    UpdateStatement(WriteTarget target, String schema, Shape shape, List<ResultColumn> parameters, Session session) {
        super(target, schema, parameters, session);
        this.shape = shape;
    }

    @Override
    public boolean isIndependent() {
        return isSameForAll() && shape.found().isByKey();
    }

    /** Whether what is written depends on nothing that the row has. */
    private boolean isSameForAll() {
        return shape.computed().isEmpty()
                && shape.present().isEmpty()
                && shape.items().stream().noneMatch(i -> Changes.isMulti(i.column()));
    }

    @Override
    public List<Planned> plan(List<Object[]> parameterSets, StatementRun run) {
        List<Planned> planned = new ArrayList<>();
        parameterSets.forEach(parameters -> checkConstants(constants(parameters, run), run));
        if (!isIndependent()) {
            parameterSets.forEach(parameters -> planned.add(plan(parameters, run)));
            return planned;
        }
        List<Set<Object>> keys = shape.found().readByKey(parameterSets, run, transaction());
        NameLookups names = names(parameterSets, run);
        Set<Object> deleted = new HashSet<>();
        for (int i = 0; i < parameterSets.size(); i++) {
            if (shape.isDelete()) {
                keys.get(i).removeAll(deleted);
                deleted.addAll(keys.get(i));
            }
            List<Object[]> rows =
                    keys.get(i).stream().map(key -> new Object[] {key}).toList();
            planned.add(plan(rows, parameterSets.get(i), names, run));
        }
        return planned;
    }

    /** What is wrong with values that depend on no row is told before any is asked for. */
    private void checkConstants(Object[] constants, StatementRun run) {
        MutationWriter writer = writer();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < constants.length; i++) {
            WriteTarget.Item item = shape.items().get(i);
            Column column = item.column();
            boolean isWhole = !shape.computed().containsKey(i) && item.lookup().isEmpty();
            if (isWhole
                    && writer.presentColumns(target().assets(), Set.of(column)).isEmpty()) {
                changes.add(Changes.ofNew(column, constants[i], target().where(column)));
            }
        }
        if (!changes.isEmpty()) {
            Object any = writer.provisionalKey(target().assets().entity(), 1);
            writer.check(
                    new Mutation.Update(target().assets(), any, changes, Map.of()), run.writeOptions(tracker(), false));
        }
    }

    private Planned plan(Object[] parameters, StatementRun run) {
        List<Object[]> rows = shape.found().read(parameters, run, transaction());
        NameLookups names = shape.computed().isEmpty()
                ? names(List.<Object[]>of(parameters), run)
                : NameLookups.of(
                        target(),
                        shape.items(),
                        rows.stream()
                                .map(row -> values(row, constants(parameters, run)))
                                .toList(),
                        run);
        return plan(rows, parameters, names, run);
    }

    private NameLookups names(List<Object[]> parameterSets, StatementRun run) {
        List<Object[]> values =
                parameterSets.stream().map(p -> constants(p, run)).toList();
        return NameLookups.of(target(), shape.items(), values, run);
    }

    private Planned plan(List<Object[]> found, Object[] parameters, NameLookups names, StatementRun run) {
        Object[] constants = constants(parameters, run);
        if (target().isLink()) {
            requireNoneNew(shape.found().provisional(parameters, run, transaction()));
            return new Planned(found.size(), removals(found));
        }
        List<Mutation> mutations = new ArrayList<>();
        long count = 0;
        PresentLists lists = PresentLists.read(
                target(), shape.items(), found.stream().map(row -> row[0]).toList(), run);
        for (Object[] row : withProvisional(found, parameters, run)) {
            if (transaction().isDeleted(tracker(), row[0])) {
                continue;
            }
            count++;
            Map<Column, Object> present = present(row);
            if (shape.isDelete()) {
                mutations.add(new Mutation.Delete(target().assets(), row[0], present));
            } else {
                requireUnchanged(row[0], shape.reads());
                update(row[0], shape.items(), values(row, constants), names, lists, present)
                        .ifPresent(mutations::add);
            }
        }
        return new Planned(count, mutations);
    }

    /** The links of a new asset wait with it, where no query finds them. */
    private static void requireNoneNew(Set<Object> provisional) {
        if (!provisional.isEmpty()) {
            throw Failure.TRANSACTION_STATE.with("The asset "
                    + provisional.iterator().next()
                    + " is new and not sent yet, so that its links are not found. UPDATE its list, or commit first.");
        }
    }

    /** The found rows, and those of new assets that the statement names by their keys, of which nothing else is known. */
    private List<Object[]> withProvisional(List<Object[]> found, Object[] parameters, StatementRun run) {
        Set<Object> provisional = shape.found().provisional(parameters, run, transaction());
        if (provisional.isEmpty()) {
            return found;
        }
        if (!shape.computed().isEmpty()) {
            throw Failure.TRANSACTION_STATE.with(
                    "The asset " + provisional.iterator().next()
                            + " is new and not sent yet, so that nothing can be computed from its values. Commit first.");
        }
        List<Object[]> rows = new ArrayList<>(found);
        int width = shape.found().types().size();
        for (Object key : provisional) {
            Object[] row = new Object[width];
            row[0] = key;
            rows.add(row);
        }
        return rows;
    }

    /** One write for each asset, with all values that it loses. */
    private List<Mutation> removals(List<Object[]> rows) {
        Column value = target().table().table().unnested().orElseThrow();
        int place = shape.present().get(value);
        Map<Object, List<Object>> removed = new LinkedHashMap<>();
        rows.forEach(
                row -> removed.computeIfAbsent(row[0], k -> new ArrayList<>()).add(row[place]));
        List<Mutation> mutations = new ArrayList<>();
        removed.forEach((key, values) -> mutations.add(new Mutation.Update(
                target().assets(),
                key,
                List.of(new Change.Members(value, List.of(), values, Optional.empty())),
                Map.of())));
        return mutations;
    }

    private Map<Column, Object> present(Object[] row) {
        Map<Column, Object> present = new HashMap<>();
        shape.present().forEach((column, place) -> present.put(column, row[place]));
        return present;
    }

    private Object[] constants(Object[] parameters, StatementRun run) {
        StatementContext context = shape.found().query().context(parameters, run);
        return shape.constants().stream()
                .map(c -> c == null ? null : c.evaluate(context))
                .toArray();
    }

    private Object[] values(Object[] row, Object[] constants) {
        Object[] values = constants.clone();
        shape.computed().forEach((item, place) -> values[item] = row[place]);
        return values;
    }

    @Override
    OptionalLong writeRows(Object[] parameters, StatementRun run) {
        Optional<RowsWrite> withoutValues = rowsWrite(parameters, run);
        if (withoutValues.isEmpty()) {
            return OptionalLong.empty();
        }
        NameLookups names = names(List.<Object[]>of(parameters), run);
        Object[] values = constants(parameters, run);
        List<Change> changes = changes(i -> names.key(shape.items().get(i), values[i]));
        return transaction()
                .writeRows(tracker(), new RowsWrite(withoutValues.get().rows(), changes), run);
    }

    /** Possible if all conditions are the tracker's and what is written does not depend on the row. */
    @Override
    Optional<RowsWrite> rowsWrite(Object[] parameters, StatementRun run) {
        if (!isSameForAll() || target().isLink() || !run.settings().pushDown()) {
            return Optional.empty();
        }
        Object[] constants = constants(parameters, run);
        return shape.found()
                .bound(parameters, run)
                .flatMap(bound -> ScanPlan.of(bound, tracker(), run.settings()).exactRows())
                .map(rows -> new RowsWrite(
                        rows, changes(i -> shape.items().get(i).lookup().isPresent() ? null : constants[i])))
                .filter(write -> transaction().canWriteRows(tracker(), write, run));
    }

    private List<Change> changes(IntFunction<Object> values) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < shape.items().size(); i++) {
            changes.add(new Change.Assign(shape.items().get(i).column(), values.apply(i)));
        }
        return changes;
    }

    @Override
    List<WriteTarget.Item> items() {
        return shape.items();
    }

    @Override
    Optional<QueryStatement> query() {
        return Optional.of(shape.found().query());
    }

    @Override
    String verb() {
        return shape.isDelete() ? "DELETE" : "UPDATE";
    }
}
