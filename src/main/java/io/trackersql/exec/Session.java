package io.trackersql.exec;

import io.trackersql.model.RequestLog;

/** What one connection keeps between statements: its settings and the requests it has sent. Thread-safe. */
public final class Session {
    private final RequestLog log;
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

    /** The requests of this connection. */
    public RequestLog log() {
        return log;
    }
}
