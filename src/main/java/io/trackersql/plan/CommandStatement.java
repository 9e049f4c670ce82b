package io.trackersql.plan;

import io.trackersql.exec.Cursor;
import io.trackersql.exec.Execution;
import java.sql.JDBCType;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A statement that is no query: it does something to the connection, or shows one of its settings. */
final class CommandStatement implements Prepared {
    private final List<ResultColumn> columns;
    private final Consumer<Execution> action;
    private final Supplier<Optional<String>> value;

    private CommandStatement(List<ResultColumn> columns, Consumer<Execution> action, Supplier<Optional<String>> value) {
        this.columns = columns;
        this.action = action;
        this.value = value;
    }

    static Prepared of(Consumer<Execution> action) {
        return new CommandStatement(List.of(), action, Optional::empty);
    }

    static Prepared rows(String label, Supplier<Optional<String>> value) {
        ResultColumn column = new ResultColumn(label, "", "", label, JDBCType.VARCHAR, "VARCHAR", 0, 0, true, false);
        return new CommandStatement(List.of(column), e -> {}, value);
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public List<ResultColumn> parameters() {
        return List.of();
    }

    @Override
    public Outcome execute(Object[] parameters, Execution execution) {
        action.accept(execution);
        if (columns.isEmpty()) {
            return new Outcome.Done(0);
        }
        return new Outcome.Rows(
                new ListCursor(List.<Object[]>of(new Object[] {value.get().orElse(null)})));
    }

    /** Rows that are all there. */
    static final class ListCursor implements Cursor {
        private final List<Object[]> rows;
        private int next;

        ListCursor(List<Object[]> rows) {
            this.rows = rows;
        }

        @Override
        public Object[] next() {
            return next < rows.size() ? rows.get(next++) : null;
        }

        @Override
        public void close() {
            next = rows.size();
        }
    }
}
