package io.trackersql.plan;

import io.trackersql.exec.Execution;
import java.util.Optional;

/** What statements other than queries do to the connection they run on. */
public interface Commands {
    /** {@code SET name = value}. */
    void set(String name, String value, Execution execution);

    /** {@code SHOW name}. */
    Optional<String> setting(String name);

    /** {@code USE schema}. */
    void use(String schema);

    /** {@code BEGIN}: what follows waits until COMMIT or ROLLBACK, even with auto-commit. */
    void begin();

    /** {@code COMMIT}. */
    void commit(Execution execution);

    /** {@code ROLLBACK}. */
    void rollback();

    /** What CALL can run. */
    Procedures procedures();

    /** {@code CALL system.refresh_metadata()}. */
    void refreshMetadata(Execution execution);
}
