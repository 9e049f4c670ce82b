package io.trackersql.plan;

import io.trackersql.model.Attribute;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Usage;
import io.trackersql.model.ValueType;
import io.trackersql.model.Writes;
import io.trackersql.query.EntityTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.sql.parser.SqlParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads what planning needs by planning a small statement, on a thread of its own, while the first connection of the process still
 * waits for its tracker: half of the time that a first statement takes is the loading of classes.
 *
 * <p>Calcite's classes initialise one another in circles, so two threads that begin at different places may block each other for good.
 * Hence {@link #await} comes before the first use of Calcite by anybody else.
 */
public final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final String KEY = "ID";

    private WarmUp() {}

    private static final class Once {
        static final CompletableFuture<Void> DONE = start();

        private static CompletableFuture<Void> start() {
            CompletableFuture<Void> done = new CompletableFuture<>();
            Thread thread = new Thread(() -> run(done), "trackersql-warm-up");
            thread.setDaemon(true);
            thread.start();
            return done;
        }
    }

    /** Begins, unless that was done before. */
    public static void begin() {
        Once.DONE.isDone();
    }

    /** Returns when it is over; at once in all but the first connections of a process. */
    public static void await() {
        Once.DONE.join();
    }

    private static void run(CompletableFuture<Void> done) {
        try {
            plan();
        } catch (SqlParseException | RuntimeException | LinkageError e) {
            // whatever it was, the first statement meets it again and reports it
            LOG.debug("warm-up failed", e);
        } finally {
            done.complete(null);
        }
    }

    private static void plan() throws SqlParseException {
        Entity entity = new Entity(
                "T",
                "T",
                List.of(),
                false,
                Optional.empty(),
                KEY,
                Optional.empty(),
                Optional.empty(),
                List.of(attribute(KEY, ValueType.VARCHAR), attribute("N", ValueType.DOUBLE)),
                Optional.empty(),
                List.of(),
                Writes.ALL,
                "");
        EntityModel model = new EntityModel("", Map.of(entity.name(), entity));
        CalciteSchema root = CalciteSchema.createRootSchema(false, false);
        // nothing asks a tracker before a statement runs
        root.add(entity.name(), new TrackerTable(null, EntityTables.current(model, entity)));
        new QueryPlanner(root, List.of(), PlanSettings.STANDARD)
                .convert(QueryPlanner.parse("SELECT ID, N FROM T WHERE N > 1 AND ID = 'a' LIMIT 1"));
    }

    private static Attribute attribute(String name, ValueType type) {
        return new Attribute(
                name, type, "", 0, Optional.empty(), "T", false, true, true, true, false, Usage.FREE, List.of(), "");
    }
}
