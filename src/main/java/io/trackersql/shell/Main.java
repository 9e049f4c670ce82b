package io.trackersql.shell;

import io.trackersql.Driver;
import io.trackersql.jdbc.Connections;
import io.trackersql.jdbc.TrackerConnection;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The command line: runs statements and writes what they give, or opens a prompt.
 *
 * <p>Rows go to standard output, everything else to standard error, both in UTF-8. The exit status is 0 if all went well,
 * 1 after an error and 2 for a command line that makes no sense.
 */
public final class Main {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private final PrintStream out;
    private final Diagnostics diagnostics;
    private final Interrupt interrupt;

    private Main(PrintStream out, Diagnostics diagnostics, Interrupt interrupt) {
        this.out = out;
        this.diagnostics = diagnostics;
        this.interrupt = interrupt;
    }

    /** Runs one command line and ends the process. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
        Interrupt interrupt = Interrupt.watch();
        int status = new Main(out, new Diagnostics(err), interrupt).run(arguments);
        out.flush();
        err.flush();
        interrupt.done();
        // Threads of the driver's pools may live on.
        System.exit(status);
    }

    private int run(String[] words) {
        try {
            Arguments arguments = Arguments.parse(words, Driver.NAME_AND_VERSION);
            Optional<String> information = arguments.information();
            if (information.isPresent()) {
                out.print(information.get());
                return DONE;
            }
            Optional<DemoServerCommand.Settings> demoServer = arguments.demoServerSettings();
            if (demoServer.isPresent()) {
                return DemoServerCommand.run(demoServer.get(), out, diagnostics);
            }
            return runSession(arguments);
        } catch (UsageException e) {
            diagnostics.line(e.getMessage());
            diagnostics.line("Try --help.");
            return MISUSED;
        } catch (SQLException e) {
            diagnostics.error(e, "");
            return FAILED;
        } catch (IOException e) {
            // Whoever read standard output, such as head, has seen enough.
            return FAILED;
        } catch (RuntimeException e) {
            diagnostics.line("ERROR XX000: This is a bug of the command line, please report it: " + e);
            Logger.getLogger(Main.class.getName()).log(Level.SEVERE, "The bug's trace:", e);
            return FAILED;
        }
    }

    private int runSession(Arguments arguments) throws UsageException, SQLException, IOException {
        Target target = Target.of(arguments.url(), arguments.properties(), System.getenv(), Terminals.console());
        if (target.url().startsWith(Connections.URL_PREFIX)) {
            Connections.origins(target.url(), target.properties(), System.getenv())
                    .forEach(diagnostics::line);
        }
        List<Input> inputs = arguments.inputs();
        if (inputs.isEmpty()) {
            if (Terminals.isTerminal(Terminals.STANDARD_INPUT)) {
                return Interactive.run(target);
            }
            inputs = List.of(new Input.StandardInput());
        }
        try (Connection connection = connect(target)) {
            TrackerConnection tracker = connection.unwrap(TrackerConnection.class);
            diagnostics.warnings(connection.getWarnings());
            Writer rows = new BufferedWriter(
                    new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), 1 << 16);
            ScriptRunner runner = new ScriptRunner(
                    connection, arguments.format(), rows, diagnostics, interrupt, tracker::requestsSent);
            for (Input input : inputs) {
                if (!run(runner, input)) {
                    return FAILED;
                }
            }
            return DONE;
        }
    }

    private static boolean run(ScriptRunner runner, Input input) throws IOException {
        if (input instanceof Input.Text text) {
            return runner.run(new StringReader(text.sql()), "");
        }
        if (input instanceof Input.Script script) {
            try (Reader reader = Files.newBufferedReader(script.file())) {
                return runner.run(reader, script.file().toString());
            }
        }
        return runner.run(new InputStreamReader(System.in, StandardCharsets.UTF_8), "standard input");
    }

    /** Asks our driver itself: a search among all drivers would put the URL, secrets included, into its error. */
    private static Connection connect(Target target) throws SQLException {
        Connection connection = new Driver().connect(target.url(), target.properties());
        if (connection == null) {
            throw new SQLException("The URL must begin with jdbc:tracker:, such as " + Target.DEFAULT_URL, "08001");
        }
        return connection;
    }
}
