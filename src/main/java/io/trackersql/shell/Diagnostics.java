package io.trackersql.shell;

import java.io.PrintStream;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.HashSet;
import java.util.Set;

/** What goes to standard error: one line for each error, warning or note. Thread-safe. */
final class Diagnostics {
    private final PrintStream err;
    private final Set<String> warned = new HashSet<>();
    private boolean progressShown;

    Diagnostics(PrintStream err) {
        this.err = err;
    }

    /**
     * Tells of a failure.
     *
     * @param place where in a script it happened, empty if there is but one statement
     */
    void error(SQLException error, String place) {
        String state = error.getSQLState() == null ? "HY000" : error.getSQLState();
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        line("ERROR " + state + (place.isEmpty() ? ": " : " (" + place + "): ") + message);
    }

    /** Tells of each warning of a chain; the same words once only. */
    void warnings(SQLWarning first) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            String state = warning.getSQLState();
            String line = "WARNING" + (state == null ? "" : " " + state) + ": " + warning.getMessage();
            if (isNew(line)) {
                line(line);
            }
        }
    }

    /** Writes a line of its own. */
    synchronized void line(String text) {
        clearProgress();
        err.println(PlainText.oneLine(text));
        err.flush();
    }

    /** Writes a line that the next output takes the place of. */
    synchronized void progress(String text) {
        err.print("\r" + text + "\u001b[K");
        err.flush();
        progressShown = true;
    }

    /** Takes the last progress line off the screen. */
    synchronized void clearProgress() {
        if (progressShown) {
            err.print("\r\u001b[K");
            err.flush();
            progressShown = false;
        }
    }

    private synchronized boolean isNew(String warning) {
        return warned.add(warning);
    }
}
