package io.trackersql.shell;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** Runs the statements of scripts on one connection, one after the other, and writes what they give. */
final class ScriptRunner {
    private static final Duration PROGRESS_DELAY = Duration.ofSeconds(1);

    /** Whoever reads a slow result through a pipe sees each row at most this late. */
    private static final long FLUSH_NANOS = Duration.ofMillis(200).toNanos();

    private static final Pattern CHANGES_ROWS =
            Pattern.compile("\\s*(INSERT|UPDATE|DELETE|MERGE)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Connection connection;
    private final OutputFormat format;
    private final Writer out;
    private final Diagnostics diagnostics;
    private final Interrupt interrupt;
    private final LongSupplier requests;

    /**
     * A runner for one connection.
     *
     * @param requests tells how many requests the connection has sent
     */
    ScriptRunner(
            Connection connection,
            OutputFormat format,
            Writer out,
            Diagnostics diagnostics,
            Interrupt interrupt,
            LongSupplier requests) {
        this.connection = connection;
        this.format = format;
        this.out = out;
        this.diagnostics = diagnostics;
        this.interrupt = interrupt;
        this.requests = requests;
    }

    /**
     * Runs a script up to its first error, which is told on standard error.
     *
     * @param name of the script in messages; empty if no place need be named
     * @return whether there was no error
     */
    boolean run(Reader script, String name) throws IOException {
        Statements statements = new Statements(script);
        for (Optional<Statements.Sql> next = statements.next(); next.isPresent(); next = statements.next()) {
            try {
                run(next.get().text());
            } catch (SQLException e) {
                out.flush();
                String place = name.isEmpty() ? "" : name + ":" + next.get().line();
                diagnostics.error(e, place);
                return false;
            } finally {
                out.flush();
            }
        }
        return true;
    }

    private void run(String sql) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            interrupt.running(statement);
            long before = requests.getAsLong();
            LongSupplier sinceThen = () -> requests.getAsLong() - before;
            try (Progress progress =
                    new Progress(diagnostics, sinceThen, Progress.Watchers.ofThisProcess(), PROGRESS_DELAY)) {
                boolean givesRows = statement.execute(sql);
                warn(statement.getWarnings());
                statement.clearWarnings();
                if (givesRows) {
                    writeRows(statement, progress);
                } else {
                    writeCount(sql, statement.getLargeUpdateCount());
                }
            }
            warn(statement.getWarnings());
        } finally {
            interrupt.running(null);
        }
    }

    private void writeRows(Statement statement, Progress progress) throws SQLException, IOException {
        try (ResultSet rows = statement.getResultSet()) {
            RowWriter writer = format.open(out, Column.of(rows.getMetaData()));
            long flushed = System.nanoTime();
            while (rows.next()) {
                progress.row();
                writer.row(rows);
                long now = System.nanoTime();
                if (now - flushed > FLUSH_NANOS) {
                    out.flush();
                    flushed = now;
                }
            }
            progress.close();
            writer.end();
            out.flush();
            warn(rows.getWarnings());
        }
    }

    /** A count is for people: with rows for a program on standard output it goes beside them. */
    private void writeCount(String sql, long count) throws IOException {
        if (count <= 0 && !CHANGES_ROWS.matcher(sql).matches()) {
            return;
        }
        String text = count == 1 ? "(1 row changed)" : "(" + Math.max(0, count) + " rows changed)";
        if (format == OutputFormat.TABLE) {
            out.write(text + "\n");
        } else {
            diagnostics.line(text);
        }
    }

    private void warn(SQLWarning first) throws IOException {
        if (first != null) {
            out.flush();
            diagnostics.warnings(first);
        }
    }
}
