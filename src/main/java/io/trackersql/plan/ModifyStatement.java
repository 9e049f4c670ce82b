package io.trackersql.plan;

import io.trackersql.backend.MutationWriter;
import io.trackersql.backend.RowsWrite;
import io.trackersql.exec.Execution;
import io.trackersql.exec.Session;
import io.trackersql.exec.StatementRun;
import io.trackersql.exec.Tracker;
import io.trackersql.exec.Transaction;
import io.trackersql.model.Entity;
import io.trackersql.model.Failure;
import io.trackersql.query.Column;
import io.trackersql.write.Change;
import io.trackersql.write.Mutation;
import io.trackersql.write.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** What all statements have in common that write assets of a tracker's table. Immutable. */
abstract class ModifyStatement implements Modification {
    private final WriteTarget target;
    private final String schema;
    private final List<ResultColumn> parameters;
    private final Session session;

    /**
     * A statement.
     *
     * @param schema the name of the target's schema, for the metadata of keys
     */
    ModifyStatement(WriteTarget target, String schema, List<ResultColumn> parameters, Session session) {
        this.target = target;
        this.schema = schema;
        this.parameters = parameters;
        this.session = session;
    }

    final WriteTarget target() {
        return target;
    }

    final Transaction transaction() {
        return session.transaction();
    }

    final Session session() {
        return session;
    }

    final MutationWriter writer() {
        return tracker().writer();
    }

    @Override
    public final Tracker tracker() {
        return target.tracker();
    }

    @Override
    public final List<ResultColumn> columns() {
        return List.of();
    }

    @Override
    public final List<ResultColumn> parameters() {
        return parameters;
    }

    @Override
    public final Outcome execute(Object[] values, Execution execution) {
        try (StatementRun run = new StatementRun(session, execution)) {
            run.requireWritable();
            OptionalLong byTracker = writeRows(values, run);
            if (byTracker.isPresent()) {
                return new Outcome.Done(byTracker.getAsLong());
            }
            Planned planned = plan(List.<Object[]>of(values), run).get(0);
            List<WriteOutcome> outcomes = transaction().write(tracker(), planned.mutations(), run);
            return new Outcome.Done(planned.count(), keys(planned.mutations(), outcomes));
        } catch (RuntimeException | Error e) {
            throw PlanErrors.running(e);
        }
    }

    @Override
    public final boolean asksForNames() {
        return items().stream().anyMatch(i -> i.lookup().isPresent());
    }

    /** What it gives values. */
    abstract List<WriteTarget.Item> items();

    /** Has the tracker find and change the rows itself; empty if that is not possible. */
    OptionalLong writeRows(Object[] values, StatementRun run) {
        return OptionalLong.empty();
    }

    @Override
    public final boolean writes() {
        return true;
    }

    /** Whether what it writes is known without any request. */
    boolean isKnownBeforehand() {
        return false;
    }

    /** The query that finds or computes its rows; empty if the statement needs none. */
    abstract Optional<QueryStatement> query();

    /** The statement's first word. */
    abstract String verb();

    /** The write of the tracker's own that the statement is as a whole, without values that would have to be looked up; empty if it is none. */
    Optional<RowsWrite> rowsWrite(Object[] values, StatementRun run) {
        return Optional.empty();
    }

    @Override
    public final GeneratedKeys keys(List<Mutation> mutations, List<WriteOutcome> outcomes) {
        return new AssetKeys(schema, target.assets()).created(mutations, outcomes);
    }

    /** The columns of {@link #keys} if it creates assets. */
    final List<ResultColumn> columnsOfNewKeys() {
        return new AssetKeys(schema, target.assets()).columns();
    }

    /** The write that makes an asset with these values. */
    final Mutation create(List<WriteTarget.Item> items, Object[] values, NameLookups names) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Column column = items.get(i).column();
            if (values[i] != ConstantExpression.DEFAULT_VALUE) {
                changes.add(Changes.ofNew(column, names.key(items.get(i), values[i]), target.where(column)));
            }
        }
        Entity type = target.assets().entity();
        return new Mutation.Create(
                target.assets(), writer().provisionalKey(type, transaction().nextProvisional()), changes);
    }

    /** What is computed from values that wait to be changed would be wrong. */
    final void requireUnchanged(Object key, Set<Column> reads) {
        if (reads.isEmpty()) {
            return;
        }
        Set<String> waiting = transaction().changed(tracker(), key).stream()
                .map(path -> path.steps().get(0))
                .collect(Collectors.toSet());
        // a companion changes with its relation
        reads.stream()
                .filter(c -> waiting.contains(c.path().steps().get(0)))
                .findFirst()
                .ifPresent(column -> {
                    throw Failure.TRANSACTION_STATE.with(
                            key + " has a change of " + column.name()
                                    + " that waits for the commit, and the statement computes a value from it. Commit first, or give a value.");
                });
    }

    /** The write that gives an asset these values; empty if it has them. */
    final Optional<Mutation> update(
            Object key,
            List<WriteTarget.Item> items,
            Object[] values,
            NameLookups names,
            PresentLists lists,
            Map<Column, Object> present) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Column column = items.get(i).column();
            String where = target.where(column);
            List<Object> had = Changes.isMulti(column) ? lists.of(column, key, present.get(column), where) : List.of();
            Object value = names.key(items.get(i), values[i]);
            if (Changes.isMulti(column) && transaction().changed(tracker(), key).contains(column.path())) {
                // what the asset has is not what it will have when this is made
                changes.add(Changes.difference(column, value, had, where));
            } else {
                Changes.ofExisting(column, value, had, where).ifPresent(changes::add);
            }
        }
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Mutation.Update(target.assets(), key, changes, present));
    }
}
