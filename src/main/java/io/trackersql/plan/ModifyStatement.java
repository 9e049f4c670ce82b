package io.trackersql.plan;

import io.trackersql.backend.MutationWriter;
import io.trackersql.exec.Execution;
import io.trackersql.exec.Session;
import io.trackersql.exec.StatementRun;
import io.trackersql.exec.Tracker;
import io.trackersql.exec.Transaction;
import io.trackersql.model.Failure;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.write.Mutation;
import io.trackersql.write.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
        return tracker()
                .backend()
                .writer()
                .orElseThrow(
                        () -> Failure.UNSUPPORTED.with(tracker().name() + " cannot be written through this driver."));
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

    /** Has the tracker find and change the rows itself; empty if that is not possible. */
    OptionalLong writeRows(Object[] values, StatementRun run) {
        return OptionalLong.empty();
    }

    /** The statement for people, and what it would send, as far as that is known without a request. */
    abstract List<String> explain(Object[] values, StatementRun run);

    @Override
    public final GeneratedKeys keys(List<Mutation> mutations, List<WriteOutcome> outcomes) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < mutations.size(); i++) {
            if (mutations.get(i) instanceof Mutation.Create create) {
                rows.add(
                        outcomes.get(i) instanceof WriteOutcome.Applied made
                                ? new Object[] {made.key(), made.number().orElse(null)}
                                : new Object[] {create.key(), null});
            }
        }
        return rows.isEmpty() ? GeneratedKeys.NONE : new GeneratedKeys(keyColumns(), withoutMissing(rows));
    }

    private List<ResultColumn> keyColumns() {
        List<ResultColumn> columns = new ArrayList<>();
        columns.add(ResultColumns.of(schema, target.assets(), target.assets().key()));
        number().ifPresent(c -> columns.add(ResultColumns.of(schema, target.assets(), c)));
        return columns;
    }

    private List<Object[]> withoutMissing(List<Object[]> rows) {
        return number().isPresent()
                ? rows
                : rows.stream().map(row -> new Object[] {row[0]}).toList();
    }

    private Optional<Column> number() {
        return target.assets().entity().numberAttribute().flatMap(name -> target.assets().columns().stream()
                .filter(c -> c.path().steps().equals(List.of(name)) && c.type() == ValueType.VARCHAR)
                .findFirst());
    }
}
