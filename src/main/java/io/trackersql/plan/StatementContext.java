package io.trackersql.plan;

import io.trackersql.exec.Execution;
import io.trackersql.exec.Session;
import io.trackersql.exec.Settings;
import io.trackersql.exec.StatementRun;
import io.trackersql.model.Cancellation;
import io.trackersql.model.RequestLog;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.schema.SchemaPlus;

/** What one execution of a statement shows to generated code: values of parameters, the one instant of the statement, its run. */
final class StatementContext implements DataContext {
    private static final String RUN = "trackerRun";
    private static final String SHARED = "trackerShared";
    private static final String USER = "tracker";

    private final SchemaPlus root;
    private final Map<String, Object> values;

    /** A context whose stash holds what the plan put aside for its own code. */
    StatementContext(SchemaPlus root, Map<String, Object> stash, Object[] parameters, StatementRun run, Clock clock) {
        this.root = root;
        this.values = new HashMap<>(stash);
        long now = clock.millis();
        values.put(RUN, run);
        values.put(Variable.UTC_TIMESTAMP.camelName, now);
        values.put(Variable.CURRENT_TIMESTAMP.camelName, now);
        values.put(Variable.LOCAL_TIMESTAMP.camelName, now);
        values.put(Variable.TIME_ZONE.camelName, TimeZone.getTimeZone("UTC"));
        values.put(Variable.LOCALE.camelName, Locale.ENGLISH); // names of months and days
        values.put(Variable.USER.camelName, USER);
        values.put(Variable.SYSTEM_USER.camelName, USER);
        AtomicBoolean cancelled = new AtomicBoolean();
        run.cancellation().onStop(() -> cancelled.set(true));
        values.put(Variable.CANCEL_FLAG.camelName, cancelled);
        for (int i = 0; i < parameters.length; i++) {
            values.put("?" + i, parameters[i]);
        }
    }

    /** The run that a context belongs to; under stock Calcite, which knows none, a run of its own with default settings. */
    static StatementRun runOf(DataContext context) {
        if (context.get(RUN) instanceof StatementRun run) {
            return run;
        }
        Session session = new Session(Settings.standard(), new RequestLog(entry -> {}));
        return new StatementRun(session, new Execution(new Cancellation(), 0, 0, message -> {}));
    }

    /** Rows that several places of a plan need, computed when the first of them in one execution reads them. */
    static Enumerable<Object> shared(DataContext context, int id, Enumerable<Object> rows) {
        Map<String, Object> values = ((StatementContext) context).values;
        return new AbstractEnumerable<>() {
            @Override
            @SuppressWarnings("unchecked") // nothing else is put there
            public Enumerator<Object> enumerator() {
                List<Object> kept = (List<Object>) values.get(SHARED + id);
                if (kept == null) {
                    kept = rows.toList();
                    values.put(SHARED + id, kept);
                }
                return Linq4j.enumerator(kept);
            }
        };
    }

    @Override
    public SchemaPlus getRootSchema() {
        return root;
    }

    @Override
    public JavaTypeFactory getTypeFactory() {
        return TypeSystem.FACTORY;
    }

    @Override
    public QueryProvider getQueryProvider() {
        throw new UnsupportedOperationException("tables are not read through LINQ");
    }

    @Override
    public Object get(String name) {
        return values.get(name);
    }
}
