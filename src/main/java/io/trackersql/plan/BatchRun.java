package io.trackersql.plan;

import io.trackersql.exec.Execution;
import io.trackersql.exec.Session;
import io.trackersql.exec.Settings;
import io.trackersql.exec.StatementRun;
import io.trackersql.exec.Transaction;
import io.trackersql.exec.WriteReport;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import io.trackersql.write.Mutation;
import io.trackersql.write.MutationBuffer.Pending;
import io.trackersql.write.WriteOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a batch: collects what its statements write and sends it together. What is collected is sent before a statement that reads what it
 * may change, so that the batch writes what its statements would write one after the other. Serves one batch.
 */
public final class BatchRun {
    private final Session session;
    private final Execution execution;
    private final List<Part> parts = new ArrayList<>();
    private final List<Object[]> keys = new ArrayList<>();
    private List<ResultColumn> keyColumns = List.of();
    private long[] counts = new long[0];

    /** What one entry has written, or will write when the batch is sent. */
    private record Part(int entry, Modification statement, Modification.Planned planned, List<Pending> writes) {}

    public BatchRun(Session session, Execution execution) {
        this.session = session;
        this.execution = execution;
    }

    /** Runs all entries; after one that fails no other is run. */
    public BatchOutcome run(List<BatchEntry> entries) {
        counts = new long[entries.size()];
        Arrays.fill(counts, BatchOutcome.FAILED);
        Optional<TrackerException> failure = Optional.empty();
        try (StatementRun run = new StatementRun(session, execution)) {
            int next = 0;
            while (next < entries.size()) {
                next = runFrom(next, entries, run);
            }
            send(run);
        } catch (RuntimeException | Error e) {
            failure = Optional.of(PlanErrors.running(e));
        }
        return new BatchOutcome(counts, new GeneratedKeys(keyColumns, keys), failure);
    }

    /** Runs the entry at a place, and with it those behind it that run the same statement; gives the place of the next. */
    private int runFrom(int place, List<BatchEntry> entries, StatementRun run) {
        Prepared statement = entries.get(place).statement();
        boolean collects = session.settings().writes().dryRun() == Settings.DryRun.OFF;
        if (!collects || !(statement instanceof Modification modification) || !modification.isIndependent()) {
            send(run);
            counts[place] = runAlone(entries.get(place));
            return place + 1;
        }
        int end = place + 1;
        while (end < entries.size() && entries.get(end).statement().equals(statement)) {
            end++;
        }
        run.requireWritable();
        if (modification.asksForNames()) {
            send(run);
        }
        collect(place, modification, entries.subList(place, end), run);
        return end;
    }

    private long runAlone(BatchEntry entry) {
        if (entry.statement().givesRows()) {
            throw Failure.WRONG_CALL.with("A statement of the batch gives rows. A batch takes statements that write.");
        }
        Prepared.Outcome.Done done = (Prepared.Outcome.Done) entry.statement().execute(entry.parameters(), execution);
        keep(done.keys());
        return done.updateCount();
    }

    private void collect(int place, Modification statement, List<BatchEntry> entries, StatementRun run) {
        List<Modification.Planned> planned;
        try {
            planned =
                    statement.plan(entries.stream().map(BatchEntry::parameters).toList(), run);
        } catch (RuntimeException e) {
            // those before the one that is wrong shall be written
            for (int i = 0; i < entries.size() && entries.size() > 1; i++) {
                if (statement.asksForNames()) {
                    send(run); // one of them may name what another makes
                }
                collect(place + i, statement, entries.subList(i, i + 1), run);
            }
            send(run);
            throw e;
        }
        Set<Object> deleted = deleted();
        if (planned.stream().flatMap(p -> p.mutations().stream()).anyMatch(m -> deleted.contains(m.key()))) {
            // what is collected deletes what this would write: it must find that out
            send(run);
            collect(place, statement, entries, run);
            return;
        }
        for (int i = 0; i < planned.size(); i++) {
            Modification.Planned found = planned.get(i);
            List<Pending> writes;
            try {
                writes = session.transaction().checked(statement.tracker(), found.mutations(), run);
            } catch (RuntimeException e) {
                send(run);
                throw e;
            }
            parts.add(new Part(place + i, statement, found, writes));
        }
    }

    /** The assets that what is collected deletes. */
    private Set<Object> deleted() {
        Set<Object> deleted = new HashSet<>();
        for (Part part : parts) {
            for (Pending write : part.writes()) {
                if (write.mutation() instanceof Mutation.Delete) {
                    deleted.add(write.mutation().key());
                }
            }
        }
        return deleted;
    }

    /** Sends what is collected, or has it wait where there is no auto-commit. */
    private void send(StatementRun run) {
        List<Part> sent = List.copyOf(parts);
        parts.clear();
        List<Pending> writes = sent.stream().flatMap(p -> p.writes().stream()).toList();
        Transaction transaction = session.transaction();
        List<WriteOutcome> outcomes;
        Optional<TrackerException> failure = Optional.empty();
        if (transaction.isAutoCommit()) {
            WriteReport report = transaction.send(writes, run);
            outcomes = report.outcomes();
            failure = report.failure();
        } else {
            transaction.add(writes, run);
            outcomes = writes.stream()
                    .map(w ->
                            (WriteOutcome) new WriteOutcome.Applied(w.mutation().key(), Optional.empty()))
                    .toList();
        }
        int from = 0;
        for (Part part : sent) {
            int to = from + part.writes().size();
            keep(part, outcomes.subList(from, to));
            from = to;
        }
        failure.ifPresent(f -> {
            throw f;
        });
    }

    private void keep(Part part, List<WriteOutcome> outcomes) {
        boolean isMade = outcomes.stream().allMatch(WriteOutcome.Applied.class::isInstance);
        if (isMade) {
            counts[part.entry()] = part.planned().count();
        }
        List<Mutation> mutations = part.planned().mutations();
        List<Mutation> made = new ArrayList<>();
        List<WriteOutcome> outcomesOfMade = new ArrayList<>();
        for (int i = 0; i < mutations.size(); i++) {
            if (outcomes.get(i).made().isPresent()) {
                made.add(mutations.get(i));
                outcomesOfMade.add(outcomes.get(i));
            }
        }
        keep(part.statement().keys(made, outcomesOfMade));
    }

    private void keep(GeneratedKeys found) {
        if (!found.columns().isEmpty()) {
            keyColumns = found.columns();
            keys.addAll(found.rows());
        }
    }
}
