package io.trackersql.shell;

import java.io.Console;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Optional;

/** Tells whether a person is at the other end of a standard stream. */
final class Terminals {
    static final int STANDARD_INPUT = 0;
    static final int STANDARD_OUTPUT = 1;
    static final int STANDARD_ERROR = 2;

    private Terminals() {}

    /**
     * Asks the system's {@code test -t}, since {@link System#console} knows only of input and output together, and from
     * Java 22 on not even that. Takes some milliseconds.
     */
    static boolean isTerminal(int descriptor) {
        ProcessBuilder test = new ProcessBuilder("test", "-t", Integer.toString(descriptor));
        test.inheritIO();
        if (descriptor != STANDARD_ERROR) {
            test.redirectError(Redirect.DISCARD);
        }
        try {
            return test.start().waitFor() == 0;
        } catch (IOException e) {
            // No such program, as on Windows.
            return console().isPresent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The terminal to ask a person on; empty if input or output is none. */
    @SuppressWarnings(
            "SystemConsoleNull") // null up to Java 21; later there is always one, which says whether it is a terminal
    static Optional<Console> console() {
        Console console = System.console();
        if (console == null) {
            return Optional.empty();
        }
        try {
            Object terminal = Console.class.getMethod("isTerminal").invoke(console);
            return Boolean.TRUE.equals(terminal) ? Optional.of(console) : Optional.empty();
        } catch (NoSuchMethodException e) {
            return Optional.of(console);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Console.isTerminal failed", e);
        }
    }
}
