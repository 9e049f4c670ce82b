package io.trackersql.connect;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The one timer thread of this layer; a daemon. */
final class Alarms {
    static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "trackersql-connect-timer");
        thread.setDaemon(true);
        return thread;
    });

    private Alarms() {}
}
