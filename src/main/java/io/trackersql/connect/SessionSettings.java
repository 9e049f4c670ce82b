package io.trackersql.connect;

import io.trackersql.backend.DataScope;
import io.trackersql.exec.Session;
import io.trackersql.exec.Settings;
import io.trackersql.exec.Tracker;
import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestBudget;
import io.trackersql.model.RequestLog;
import io.trackersql.model.RequestScope;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session's settings by name, kept in step with the {@link Session} that statements look at. Thread-safe. */
final class SessionSettings {
    private static final Logger LOG = LoggerFactory.getLogger("io.trackersql.requests");

    private final Map<ConnectionProperty, String> values = new EnumMap<>(ConnectionProperty.class);
    private final Map<String, DataScope> scopes = new HashMap<>();
    private final Session session;

    SessionSettings(ConnectionConfig config) {
        for (ConnectionProperty property : ConnectionProperty.values()) {
            if (property.isSession()) {
                values.put(property, config.value(property));
            }
        }
        session = new Session(snapshot(), new RequestLog(SessionSettings::log));
    }

    private static void log(RequestLog.Entry e) {
        LOG.debug(
                "{} {} -> {} in {} ms, {} rows, {} bytes, attempt {}",
                e.tracker(),
                e.request(),
                e.status(),
                e.millis(),
                e.rows(),
                e.bytes(),
                e.attempt());
    }

    Session session() {
        return session;
    }

    /** The scope of requests that belong to the connection rather than to a statement. */
    RequestScope connectionScope() {
        return scope(new Cancellation());
    }

    RequestScope scope(Cancellation cancellation) {
        return new RequestScope(cancellation, session.log(), new RequestBudget(0), LOG::warn);
    }

    /** Changes one setting, with a value that was checked, for the statements that follow. */
    synchronized void set(ConnectionProperty property, String value) {
        values.put(property, value);
        session.change(snapshot());
    }

    /** Changes which part of its data a tracker shows to the statements that follow. */
    synchronized void show(Tracker tracker, DataScope scope) {
        scopes.put(tracker.name(), scope);
        session.change(snapshot());
    }

    /** The present value of a setting. */
    synchronized String value(ConnectionProperty property) {
        return values.get(property);
    }

    /** The property of that name if it can be changed. */
    static ConnectionProperty session(String name) {
        return ConnectionProperty.named(name)
                .filter(ConnectionProperty::isSession)
                .orElseThrow(() -> Failure.BAD_PROPERTY.with("'" + name
                        + "' is not a setting that can be changed on an open connection. Those are: "
                        + Arrays.stream(ConnectionProperty.values())
                                .filter(ConnectionProperty::isSession)
                                .map(ConnectionProperty::key)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private Settings snapshot() {
        return new Settings(
                values.get(ConnectionProperty.PUSH_DOWN).equals("on"),
                values.get(ConnectionProperty.TEXT_ORDER).equals("tracker"),
                Math.toIntExact(Math.min(Integer.MAX_VALUE, number(ConnectionProperty.PAGE_ROWS))),
                number(ConnectionProperty.MAX_REQUESTS),
                number(ConnectionProperty.MAX_ROWS),
                text(ConnectionProperty.TIME_ZONE).map(ConnectionProperty.TIME_ZONE::zone),
                scopes,
                new Settings.Writes(
                        values.get(ConnectionProperty.READ_ONLY).equals("true"),
                        text(ConnectionProperty.COMMENT),
                        text(ConnectionProperty.CREATE_CONTEXT),
                        Settings.DryRun.valueOf(
                                values.get(ConnectionProperty.DRY_RUN).toUpperCase(Locale.ROOT)),
                        Math.toIntExact(Math.min(Integer.MAX_VALUE, number(ConnectionProperty.BATCH_ROWS)))));
    }

    private Optional<String> text(ConnectionProperty property) {
        return Optional.of(values.get(property)).filter(text -> !text.isEmpty());
    }

    private long number(ConnectionProperty property) {
        return Long.parseLong(values.get(property));
    }
}
