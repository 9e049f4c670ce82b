package io.trackersql.exec;

import io.trackersql.model.Cancellation;
import java.util.function.Consumer;

/**
 * One execution of a statement: who can stop it and what the caller wants of it.
 *
 * @param rowsMax the most rows the caller will take ({@code setMaxRows}), 0 for all; reading may stop there
 * @param fetchRows a hint for the rows of a page ({@code setFetchSize}), 0 for none
 * @param wantsKeys whether the caller will ask for the keys of what the statement creates
 * @param warnings takes messages for {@code getWarnings}; thread-safe
 */
public record Execution(
        Cancellation cancellation, long rowsMax, int fetchRows, boolean wantsKeys, Consumer<String> warnings) {
    /** An execution whose keys nobody will ask for. */
    public Execution(Cancellation cancellation, long rowsMax, int fetchRows, Consumer<String> warnings) {
        this(cancellation, rowsMax, fetchRows, false, warnings);
    }

    /** The same, but with keys. */
    public Execution withKeys() {
        return new Execution(cancellation, rowsMax, fetchRows, true, warnings);
    }
}
