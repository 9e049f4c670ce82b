package io.trackersql.plan;

import io.trackersql.backend.MutationWriter;
import io.trackersql.exec.Execution;
import io.trackersql.exec.Session;
import io.trackersql.exec.StatementRun;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.write.Mutation;
import io.trackersql.write.WriteOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * CALL of a procedure of a tracker. An operation gives one row with the asset that the tracker answered with, such as a copy; none
 * while it waits for the commit. Immutable.
 */
final class CallStatement implements Prepared {
    private final Procedure procedure;
    private final EntityTable table;
    private final InputRows arguments;
    private final List<ResultColumn> parameters;
    private final Session session;

    /**
     * A statement.
     *
     * @param table what the result's columns belong to
     * @param arguments one row with a value for each parameter of the procedure
     */
    CallStatement(
            Procedure procedure,
            EntityTable table,
            InputRows arguments,
            List<ResultColumn> parameters,
            Session session) {
        this.procedure = procedure;
        this.table = table;
        this.arguments = arguments;
        this.parameters = parameters;
        this.session = session;
    }

    @Override
    public List<ResultColumn> columns() {
        return procedure instanceof Procedure.Template
                ? table.columns().stream()
                        .map(c -> ResultColumns.of(procedure.schema(), table, c))
                        .toList()
                : keys().columns();
    }

    private AssetKeys keys() {
        return new AssetKeys(procedure.schema(), table);
    }

    @Override
    public List<ResultColumn> parameters() {
        return parameters;
    }

    @Override
    public boolean writes() {
        return procedure instanceof Procedure.OnAsset;
    }

    @Override
    public Outcome execute(Object[] values, Execution execution) {
        // the row that it gives has the number
        try (StatementRun run = new StatementRun(session, execution.withKeys())) {
            Object[] given = arguments.rows(values, run).get(0);
            requireGiven(given);
            List<Object[]> rows = procedure instanceof Procedure.OnAsset operation
                    ? operate(operation, given, run)
                    : template((Procedure.Template) procedure, given[1], run);
            return new Outcome.Rows(new CommandStatement.ListCursor(rows));
        } catch (RuntimeException | Error e) {
            throw PlanErrors.running(e);
        }
    }

    private void requireGiven(Object[] given) {
        for (int i = 0; i < given.length; i++) {
            Procedure.Parameter parameter = procedure.parameters().get(i);
            if (given[i] == null && parameter.isRequired()) {
                throw Failure.NOT_NULL.with(parameter.name() + " of " + procedure.schema() + "." + procedure.name()
                        + " is NULL. It needs a value.");
            }
        }
    }

    private List<Object[]> operate(Procedure.OnAsset operation, Object[] given, StatementRun run) {
        run.requireWritable();
        Mutation mutation = new Mutation.Operate(
                table, given[0], operation.operation(), Arrays.asList(given).subList(1, given.length));
        List<WriteOutcome> outcomes = session.transaction().write(operation.tracker(), List.of(mutation), run);
        List<Object[]> rows = new ArrayList<>();
        for (WriteOutcome outcome : outcomes) {
            outcome.made().ifPresent(made -> rows.add(keys().row(made.key(), made.number())));
        }
        return rows;
    }

    private List<Object[]> template(Procedure.Template template, Object context, StatementRun run) {
        MutationWriter writer = template.tracker().writer();
        Map<Column, Object> values = writer.fetchTemplate(table, context, run.requestScope());
        return List.<Object[]>of(table.columns().stream().map(values::get).toArray());
    }

    /** The failure of a call with too many arguments, or without one that is needed. */
    static TrackerException wrongArguments(Procedure procedure, int given) {
        StringBuilder form = new StringBuilder(procedure.schema() + "." + procedure.name() + "(");
        for (int i = 0; i < procedure.parameters().size(); i++) {
            Procedure.Parameter parameter = procedure.parameters().get(i);
            form.append(i == 0 ? "" : ", ").append(parameter.name());
            form.append(parameter.isRequired() ? "" : " or NULL");
        }
        return Failure.SYNTAX.with("CALL has " + given + " arguments, which does not fit " + form + ").");
    }
}
