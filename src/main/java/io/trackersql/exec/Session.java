package io.trackersql.exec;

import io.trackersql.model.RequestLog;

/** What one connection keeps between statements: its settings, the requests it has sent, and the writes it has not. Thread-safe. */
public final class Session {
    private final RequestLog log;
    private final Transaction transaction = new Transaction();
    private volatile Settings settings;

    public Session(Settings settings, RequestLog log) {
        this.settings = settings;
        this.log = log;
    }

    /** The settings that hold for statements that start now. */
    public Settings settings() {
        return settings;
    }

    /** Changes the settings for later statements; those that run keep theirs. */
    public void change(Settings newSettings) {
        settings = newSettings;
    }

    /** What the connection has yet to write. */
    public Transaction transaction() {
        return transaction;
    }

    /** The requests of this connection. */
    public RequestLog log() {
        return log;
    }
}
