package io.trackersql.model;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Stops one execution of a statement: by {@code cancel()}, by its timeout, or because its result set was closed.
 *
 * <p>Work in progress registers an action that breaks it off, such as closing a socket. Thread-safe; actions run on the
 * thread that stops the execution and must not block.
 */
public final class Cancellation {
    private final Set<Runnable> actions = new LinkedHashSet<>();
    private volatile TrackerException reason;

    /** Stops the execution; the first reason wins. */
    public void stop(Failure failure, String message) {
        Runnable[] pending;
        synchronized (actions) {
            if (reason != null) {
                return;
            }
            reason = failure.with(message);
            pending = actions.toArray(Runnable[]::new);
            actions.clear();
        }
        for (Runnable action : pending) {
            action.run();
        }
    }

    /** Whether the execution was stopped. */
    public boolean isStopped() {
        return reason != null;
    }

    /** Throws the reason if the execution was stopped. Cheap: call it per row. */
    public void check() {
        if (reason != null) {
            throw reason().orElseThrow();
        }
    }

    /** Why the execution was stopped; empty if it was not. */
    public Optional<TrackerException> reason() {
        return Optional.ofNullable(reason).map(stopped -> stopped.failure().with(stopped.getMessage()));
    }

    /** Registers an action for {@link #stop}; runs it at once if that has already happened. Close the result when the work is done. */
    public Registration onStop(Runnable action) {
        synchronized (actions) {
            if (reason == null) {
                actions.add(action);
                return () -> {
                    synchronized (actions) {
                        actions.remove(action);
                    }
                };
            }
        }
        action.run();
        return () -> {};
    }

    /** Stops a part of the execution, such as one of its cursors, together with it and for the same reason. Close the result when the part is done. */
    public Registration stopsAlso(Cancellation part) {
        return onStop(() -> part.stop(reason.failure(), reason.getMessage()));
    }

    /** Takes an action back. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
