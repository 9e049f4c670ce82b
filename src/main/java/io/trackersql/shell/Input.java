package io.trackersql.shell;

import java.nio.file.Path;

/** Where statements come from, in the order of the command line. */
sealed interface Input {
    /** The text of {@code -e}. */
    record Text(String sql) implements Input {}

    /** The file of {@code -f}, in UTF-8. */
    record Script(Path file) implements Input {}

    /** Standard input, in UTF-8. */
    record StandardInput() implements Input {}
}
