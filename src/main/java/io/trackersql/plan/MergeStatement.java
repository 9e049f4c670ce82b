package io.trackersql.plan;

import io.trackersql.exec.Session;
import io.trackersql.exec.StatementRun;
import io.trackersql.model.Failure;
import io.trackersql.query.Column;
import io.trackersql.write.Mutation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** MERGE: joins its source to the table, changes the assets that match, and makes one of each row that does not. Immutable. */
final class MergeStatement extends ModifyStatement {
    private final Shape shape;

    /**
     * What the statement does with the joined rows, which hold the key, present values, values to set, values to insert, in this order.
     *
     * @param present what rows have of the matching asset beside its key
     * @param updated what matching assets are given; empty if there is no WHEN MATCHED
     * @param inserted what new assets are given; empty if there is no WHEN NOT MATCHED
     * @param reads the columns of the table from which values to set are computed
     */
    record Shape(
            InputRows joined,
            List<Column> present,
            List<WriteTarget.Item> updated,
            List<WriteTarget.Item> inserted,
            Set<Column> reads) {}

    MergeStatement(WriteTarget target, String schema, Shape shape, List<ResultColumn> parameters, Session session) {
        super(target, schema, parameters, session);
        this.shape = shape;
    }

    @Override
    public List<ResultColumn> keyColumns() {
        return columnsOfNewKeys();
    }

    @Override
    public boolean isIndependent() {
        return false;
    }

    @Override
    public List<Planned> plan(List<Object[]> parameterSets, StatementRun run) {
        return parameterSets.stream().map(parameters -> plan(parameters, run)).toList();
    }

    private Planned plan(Object[] parameters, StatementRun run) {
        List<Object[]> rows = shape.joined().rows(parameters, run);
        int from = 1 + shape.present().size();
        int between = from + shape.updated().size();
        List<Object[]> matching = rows.stream().filter(row -> row[0] != null).toList();
        List<Object[]> others = rows.stream().filter(row -> row[0] == null).toList();
        List<Object[]> set = part(matching, from, between);
        List<Object[]> insert = part(others, between, between + shape.inserted().size());
        NameLookups names = NameLookups.of(target(), shape.updated(), set, run);
        NameLookups newNames = NameLookups.of(target(), shape.inserted(), insert, run);
        PresentLists lists = PresentLists.read(
                target(), shape.updated(), matching.stream().map(row -> row[0]).toList(), run);
        List<Mutation> mutations = new ArrayList<>();
        Set<Object> changed = new HashSet<>();
        for (int i = 0; i < matching.size() && !shape.updated().isEmpty(); i++) {
            Object key = matching.get(i)[0];
            if (!changed.add(key)) {
                throw Failure.CARDINALITY.with("MERGE would change " + key
                        + " more than once: several rows of its source match it. Make them one.");
            }
            requirePresent(key);
            requireUnchanged(key, shape.reads());
            update(key, shape.updated(), set.get(i), names, lists, present(matching.get(i)))
                    .ifPresent(mutations::add);
        }
        if (!shape.inserted().isEmpty()) {
            insert.forEach(row -> mutations.add(create(shape.inserted(), row, newNames)));
        }
        long inserted = shape.inserted().isEmpty() ? 0 : insert.size();
        return new Planned(changed.size() + inserted, mutations);
    }

    /** The asset matches, but will be gone: whether the row should be inserted then, nobody can tell before. */
    private void requirePresent(Object key) {
        if (transaction().isDeleted(tracker(), key)) {
            throw Failure.TRANSACTION_STATE.with(
                    "MERGE would change " + key + ", whose deletion waits for the commit. Commit first.");
        }
    }

    private static List<Object[]> part(List<Object[]> rows, int from, int to) {
        return rows.stream().map(row -> Arrays.copyOfRange(row, from, to)).toList();
    }

    private Map<Column, Object> present(Object[] row) {
        Map<Column, Object> present = new HashMap<>();
        for (int i = 0; i < shape.present().size(); i++) {
            present.put(shape.present().get(i), row[i + 1]);
        }
        return present;
    }

    @Override
    List<WriteTarget.Item> items() {
        return Stream.concat(shape.updated().stream(), shape.inserted().stream())
                .toList();
    }

    @Override
    Optional<QueryStatement> query() {
        return shape.joined() instanceof InputRows.OfQuery computed ? Optional.of(computed.query()) : Optional.empty();
    }

    @Override
    String verb() {
        return "MERGE";
    }
}
