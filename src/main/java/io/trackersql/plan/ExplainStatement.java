package io.trackersql.plan;

import io.trackersql.exec.Cursor;
import io.trackersql.exec.Execution;
import io.trackersql.exec.Session;
import io.trackersql.exec.StatementRun;
import java.sql.JDBCType;
import java.util.List;
import java.util.function.BiFunction;

/** What a statement would ask and do, as rows of text. */
final class ExplainStatement implements Prepared {
    private static final List<ResultColumn> COLUMNS =
            List.of(new ResultColumn("PLAN", "", "", "PLAN", JDBCType.VARCHAR, "VARCHAR", 0, 0, false, false));

    private final List<ResultColumn> parameters;
    private final BiFunction<Object[], StatementRun, List<String>> text;
    private final Session session;

    private ExplainStatement(
            List<ResultColumn> parameters, BiFunction<Object[], StatementRun, List<String>> text, Session session) {
        this.parameters = parameters;
        this.text = text;
        this.session = session;
    }

    static ExplainStatement of(QueryStatement query, Session session) {
        return new ExplainStatement(query.parameters(), (values, run) -> new QueryText(values, run).of(query), session);
    }

    static ExplainStatement of(ModifyStatement modification, Session session) {
        return new ExplainStatement(
                modification.parameters(), (values, run) -> new ModifyText(values, run).of(modification), session);
    }

    @Override
    public List<ResultColumn> columns() {
        return COLUMNS;
    }

    @Override
    public List<ResultColumn> parameters() {
        return parameters;
    }

    @Override
    public Outcome execute(Object[] values, Execution execution) {
        try (StatementRun run = new StatementRun(session, execution)) {
            List<Object[]> lines = text.apply(values, run).stream()
                    .map(line -> new Object[] {line})
                    .toList();
            Cursor cursor = new CommandStatement.ListCursor(lines);
            return new Outcome.Rows(cursor);
        } catch (RuntimeException e) {
            throw PlanErrors.running(e);
        }
    }
}
