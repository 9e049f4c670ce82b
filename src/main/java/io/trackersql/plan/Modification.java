package io.trackersql.plan;

import io.trackersql.exec.StatementRun;
import io.trackersql.exec.Tracker;
import io.trackersql.write.Mutation;
import io.trackersql.write.WriteOutcome;
import java.util.List;

/** A statement that writes assets of one tracker. */
interface Modification extends Prepared {
    /** The tracker that is written. */
    Tracker tracker();

    /**
     * What one execution writes.
     *
     * @param count how many rows it changes
     */
    record Planned(long count, List<Mutation> mutations) {}

    /** Finds out what several executions write, reading what it needs for that with as few requests as possible; writes nothing. */
    List<Planned> plan(List<Object[]> parameterSets, StatementRun run);

    /** Whether {@link #plan} finds the same whatever earlier statements of a batch will have written. */
    boolean isIndependent();

    /** Whether it finds assets by names that earlier statements of a batch may give. */
    boolean asksForNames();

    /** The keys of what was created. */
    GeneratedKeys keys(List<Mutation> mutations, List<WriteOutcome> outcomes);
}
