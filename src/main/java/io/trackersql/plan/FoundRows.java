package io.trackersql.plan;

import io.trackersql.exec.Cursor;
import io.trackersql.exec.StatementRun;
import io.trackersql.exec.Tracker;
import io.trackersql.exec.Transaction;
import io.trackersql.model.Failure;
import io.trackersql.model.ValueType;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.TrackerQuery;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The query that finds the rows which UPDATE or DELETE changes: the key first, then what else the statement needs of them. Immutable.
 *
 * @param types of its columns
 */
record FoundRows(QueryStatement query, List<ValueType> types) {
    /** Keys to ask for at once; a list of some hundreds is one request of some ten kilobytes. */
    static final int KEYS_MOST = 500;

    /** Whether rows are told by nothing but the key, and nothing of them is needed beside it. */
    boolean isByKey() {
        return query.direct()
                .map(ScanCall::query)
                .filter(q -> q.columns().size() == 1
                        && q.table().isRowPerAsset()
                        && q.window().isAll()
                        && q.filter().size() == 1)
                .flatMap(q -> keyOperands(q.filter().get(0)))
                .isPresent();
    }

    /** The operands to which a condition compares the key; empty if it is another condition. */
    private static Optional<List<Operand>> keyOperands(Predicate condition) {
        if (condition instanceof Predicate.Comparison c
                && c.column().isKey()
                && c.operator() == Predicate.Operator.EQ) {
            return Optional.of(List.of(c.operand()));
        }
        return condition instanceof Predicate.In in && in.column().isKey()
                ? Optional.of(in.operands())
                : Optional.empty();
    }

    /** The query of one execution, if one scan answers it. */
    Optional<TrackerQuery> bound(Object[] parameters, StatementRun run) {
        return query.direct().map(call -> call.bind(query.context(parameters, run)));
    }

    /** The new assets that the conditions of one execution mean; empty if they mean none. */
    Set<Object> provisional(Object[] parameters, StatementRun run, Transaction transaction) {
        Optional<TrackerQuery> bound = transaction.pending() == 0 ? Optional.empty() : bound(parameters, run);
        Set<Object> found = new LinkedHashSet<>();
        ScanCall call = query.direct().orElse(null);
        for (Predicate condition : bound.map(TrackerQuery::filter).orElse(List.of())) {
            Set<Object> named = values(condition);
            named.removeIf(key -> !transaction.isCreated(call.tracker(), key));
            if (!named.isEmpty() && bound.get().filter().size() > 1) {
                throw Failure.TRANSACTION_STATE.with(
                        "The asset " + named.iterator().next()
                                + " is new and not sent yet, so that it can be found by its key only. Leave out the other conditions,"
                                + " or commit first.");
            }
            found.addAll(named);
        }
        return found;
    }

    private static Set<Object> values(Predicate condition) {
        return keyOperands(condition).orElse(List.of()).stream()
                .filter(Operand.Literal.class::isInstance)
                .map(o -> ((Operand.Literal) o).value())
                .filter(value -> value != null)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** All rows of one execution that the tracker has; it is not asked for new assets. */
    List<Object[]> read(Object[] parameters, StatementRun run, Transaction transaction) {
        Set<Object> provisional = provisional(parameters, run, transaction);
        if (provisional.isEmpty()) {
            return InputRows.read(query.open(parameters, run), types);
        }
        TrackerQuery bound = bound(parameters, run).orElseThrow();
        Set<Object> others = values(bound.filter().get(0));
        others.removeAll(provisional);
        if (others.isEmpty()) {
            return List.of();
        }
        Tracker tracker = query.direct().orElseThrow().tracker();
        return InputRows.read(
                run.scanPart(
                        tracker,
                        bound.withFilter(List.of(Predicate.In.of(bound.table().key(), others))),
                        new Object[0]),
                types);
    }

    /** The keys that several executions name, each if it is there. */
    List<Set<Object>> readByKey(List<Object[]> parameterSets, StatementRun run, Transaction transaction) {
        List<Set<Object>> wanted = new ArrayList<>();
        Set<Object> all = new LinkedHashSet<>();
        for (Object[] parameters : parameterSets) {
            Set<Object> keys =
                    values(bound(parameters, run).orElseThrow().filter().get(0));
            wanted.add(keys);
            all.addAll(keys);
        }
        ScanCall call = query.direct().orElseThrow();
        Set<Object> present = new LinkedHashSet<>();
        List<Object> asked = all.stream()
                .filter(key -> !transaction.isCreated(call.tracker(), key))
                .toList();
        for (int from = 0; from < asked.size(); from += KEYS_MOST) {
            present.addAll(keys(call, asked.subList(from, Math.min(asked.size(), from + KEYS_MOST)), run));
        }
        wanted.forEach(keys -> keys.retainAll(present));
        return wanted;
    }

    private static List<Object> keys(ScanCall call, List<Object> asked, StatementRun run) {
        List<Object> found = new ArrayList<>();
        TrackerQuery query = call.query()
                .withFilter(List.of(Predicate.In.of(call.query().table().key(), asked)));
        try (Cursor rows = run.scanPart(call.tracker(), query, new Object[0])) {
            for (Object[] row = rows.next(); row != null; row = rows.next()) {
                found.add(row[0]);
            }
        }
        return found;
    }
}
