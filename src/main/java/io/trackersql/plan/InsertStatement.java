package io.trackersql.plan;

import io.trackersql.exec.Session;
import io.trackersql.exec.StatementRun;
import io.trackersql.model.Failure;
import io.trackersql.query.Column;
import io.trackersql.write.Change;
import io.trackersql.write.Mutation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** INSERT: makes an asset of each row, or a link of each row of a link table. Immutable. */
final class InsertStatement extends ModifyStatement {
    private final List<WriteTarget.Item> items;
    private final InputRows input;

    /**
     * A statement.
     *
     * @param items what it gives values, in the order of the rows
     */
    InsertStatement(
            WriteTarget target,
            String schema,
            List<WriteTarget.Item> items,
            InputRows input,
            List<ResultColumn> parameters,
            Session session) {
        super(target, schema, parameters, session);
        this.items = items;
        this.input = input;
    }

    @Override
    public List<ResultColumn> keyColumns() {
        return target().isLink() ? List.of() : columnsOfNewKeys();
    }

    @Override
    public boolean isIndependent() {
        return input.isConstant();
    }

    @Override
    public List<Planned> plan(List<Object[]> parameterSets, StatementRun run) {
        List<List<Object[]>> sets = new ArrayList<>();
        List<Object[]> all = new ArrayList<>();
        for (Object[] parameters : parameterSets) {
            List<Object[]> rows = input.rows(parameters, run);
            sets.add(rows);
            all.addAll(rows);
        }
        NameLookups names = NameLookups.of(target(), items, all, run);
        List<Planned> planned = new ArrayList<>();
        for (List<Object[]> rows : sets) {
            planned.add(new Planned(rows.size(), target().isLink() ? links(rows) : assets(rows, names)));
        }
        return planned;
    }

    private List<Mutation> assets(List<Object[]> rows, NameLookups names) {
        return rows.stream().map(row -> create(items, row, names)).toList();
    }

    /** One write for each asset, with all its new links. */
    private List<Mutation> links(List<Object[]> rows) {
        Column key = target().table().table().key();
        Column value = target().table().table().unnested().orElseThrow();
        int keyPlace = place(key);
        int valuePlace = place(value);
        Map<Object, List<Object>> added = new LinkedHashMap<>();
        for (Object[] row : rows) {
            added.computeIfAbsent(row[keyPlace], k -> new ArrayList<>()).add(row[valuePlace]);
            if (row[keyPlace] == null || row[valuePlace] == null) {
                throw Failure.NOT_NULL.with("A link needs " + target().where(key) + " and " + target().where(value)
                        + ", but one of them is NULL.");
            }
        }
        List<Mutation> mutations = new ArrayList<>();
        added.forEach((asset, values) -> mutations.add(new Mutation.Update(
                target().assets(),
                asset,
                List.of(new Change.Members(value, values, List.of(), Optional.empty())),
                Map.of())));
        return mutations;
    }

    private int place(Column column) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).column().equals(column)) {
                return i;
            }
        }
        throw Failure.NOT_NULL.with(
                target().where(column) + " is missing: a row of a link table needs both of its columns.");
    }

    @Override
    List<WriteTarget.Item> items() {
        return items;
    }

    @Override
    boolean isKnownBeforehand() {
        return input.isConstant() && items.stream().allMatch(i -> i.lookup().isEmpty());
    }

    @Override
    Optional<QueryStatement> query() {
        return input instanceof InputRows.OfQuery computed ? Optional.of(computed.query()) : Optional.empty();
    }

    @Override
    String verb() {
        return "INSERT";
    }
}
