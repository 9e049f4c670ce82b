package io.trackersql.exec;

import io.trackersql.backend.MutationWriter;
import io.trackersql.backend.RowsOutcome;
import io.trackersql.backend.RowsWrite;
import io.trackersql.backend.WriteOptions;
import io.trackersql.model.Failure;
import io.trackersql.query.EntityTable;
import io.trackersql.query.Path;
import io.trackersql.write.Mutation;
import io.trackersql.write.MutationBuffer;
import io.trackersql.write.MutationBuffer.Pending;
import io.trackersql.write.WriteOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a connection has yet to write, and the keys of what it has created. Thread-safe.
 *
 * <p>No tracker has transactions: without auto-commit writes wait here until {@link #commit} sends them. What waits is seen by no
 * query. There is no isolation, and no atomicity beyond what the tracker gives to one request.
 */
public final class Transaction {
    /** Keys that are kept for {@code system.generated_keys}: more would be a leak in a connection that a pool keeps for weeks. */
    public static final int KEYS_MOST = 10_000;

    private final MutationBuffer buffer = new MutationBuffer();
    private final Map<String, Tracker> trackers = new HashMap<>();
    private final Deque<GeneratedKey> generatedKeys = new ArrayDeque<>();
    private boolean autoCommit = true;
    private boolean isBegun;
    private boolean areKeysWanted;
    private long provisionalKeys;
    private long number;

    /**
     * An asset that this connection created in a transaction.
     *
     * @param provisional the key that it had before it was sent
     * @param assetNumber by which people call it, if its type has such
     */
    public record GeneratedKey(
            String tracker, String table, Object provisional, Object key, Optional<String> assetNumber) {}

    /** A point of a transaction to which it can go back. */
    public static final class Mark {
        private final long transaction;
        private final MutationBuffer.Mark buffer;

        private Mark(long transaction, MutationBuffer.Mark buffer) {
            this.transaction = transaction;
            this.buffer = buffer;
        }
    }

    /** Whether each statement is sent at once. */
    public synchronized boolean isAutoCommit() {
        return autoCommit && !isBegun;
    }

    /** Has what follows wait until commit or rollback, even with auto-commit. */
    public synchronized void begin() {
        isBegun = true;
    }

    /** Changes it for the statements that follow; what waits goes on waiting. */
    public synchronized void useAutoCommit(boolean wanted) {
        autoCommit = wanted;
    }

    /** How many writes wait. */
    public synchronized int pending() {
        return buffer.pending().size();
    }

    /** The number of the next provisional key. */
    public synchronized long nextProvisional() {
        return ++provisionalKeys;
    }

    /** Has checked writes wait, behind all others. */
    public synchronized void add(List<Pending> writes, StatementRun run) {
        areKeysWanted |= run.wantsKeys();
        writes.forEach(w -> buffer.add(w.tracker(), w.mutation()));
    }

    /** Whether the asset with that key waits to be created. */
    public synchronized boolean isCreated(Tracker tracker, Object key) {
        return buffer.isCreated(tracker.name(), key);
    }

    /** Whether the asset waits to be deleted. */
    public synchronized boolean isDeleted(Tracker tracker, Object key) {
        return buffer.isDeleted(tracker.name(), key);
    }

    /** The attributes of an asset, or the parts of some, that wait to be changed. */
    public synchronized Set<Path> changed(Tracker tracker, Object key) {
        return buffer.changed(tracker.name(), key);
    }

    /** The keys of created assets, oldest first, the {@link #KEYS_MOST} last ones. */
    public synchronized List<GeneratedKey> generatedKeys() {
        return List.copyOf(generatedKeys);
    }

    /**
     * Sends all that waits. If something fails, what was made stays made and is no longer waiting, what was not sent goes on waiting, and the
     * failure says of each write what became of it.
     */
    public void commit(StatementRun run) {
        if (pending() > 0) {
            run.requireWritable();
            requireNoDryRun(run);
        }
        List<Pending> unsent = take();
        try {
            WriteReport report = send(unsent, run, run.wantsKeys() || areKeysWanted);
            note(report);
            unsent = withRealKeys(report.unsent());
            report.requireMade();
            end();
        } finally {
            putBack(unsent);
        }
    }

    /** What waits was meant to be sent when it was added, and nothing else is meant to be sent now. */
    private void requireNoDryRun(StatementRun run) {
        Settings.DryRun dryRun = run.settings().writes().dryRun();
        if (dryRun != Settings.DryRun.OFF) {
            throw Failure.TRANSACTION_STATE.with(pending() + " writes wait from before dryRun was switched to "
                    + dryRun.name().toLowerCase(Locale.ROOT)
                    + ", which sends nothing. SET dryRun = 'off' to commit them, or roll back.");
        }
    }

    private synchronized List<Pending> take() {
        List<Pending> taken = buffer.pending();
        buffer.keep(List.of());
        number++;
        return taken;
    }

    private synchronized void end() {
        isBegun = false;
        areKeysWanted = false;
    }

    /** What was not sent comes before what was added meanwhile. */
    private synchronized void putBack(List<Pending> unsent) {
        List<Pending> all = new ArrayList<>(unsent);
        all.addAll(buffer.pending());
        buffer.keep(all);
    }

    private synchronized List<Pending> withRealKeys(List<Pending> writes) {
        Map<Object, Object> keys = new HashMap<>();
        generatedKeys.forEach(k -> keys.put(k.provisional(), k.key()));
        return writes.stream()
                .map(w -> new Pending(w.tracker(), w.mutation().withKeys(keys)))
                .toList();
    }

    /** Sends writes now, whatever the mode, and says what became of each. */
    public WriteReport send(List<Pending> writes, StatementRun run) {
        return send(writes, run, run.wantsKeys());
    }

    private WriteReport send(List<Pending> writes, StatementRun run, boolean wantsNumbers) {
        Map<String, Tracker> targets;
        synchronized (this) {
            targets = Map.copyOf(trackers);
        }
        return new Writing(run, targets::get, wantsNumbers).send(writes);
    }

    /** The writes of a statement, checked; fails before anything is sent if one of them cannot be right. */
    public synchronized List<Pending> checked(Tracker tracker, List<Mutation> mutations, StatementRun run) {
        trackers.put(tracker.name(), tracker);
        MutationWriter writer = tracker.writer();
        WriteOptions options = run.writeOptions(tracker, run.wantsKeys());
        mutations.forEach(m -> writer.check(m, options));
        return mutations.stream().map(m -> new Pending(tracker.name(), m)).toList();
    }

    /**
     * Makes the writes of one statement, or has them wait where there is no auto-commit; a dry run only shows them.
     *
     * @return an outcome for each; NotSent for those that wait or were shown
     */
    public List<WriteOutcome> write(Tracker tracker, List<Mutation> mutations, StatementRun run) {
        List<Pending> writes = checked(tracker, mutations, run);
        if (run.settings().writes().dryRun() != Settings.DryRun.OFF) {
            new Writing(run, name -> tracker, run.wantsKeys()).show(tracker, mutations);
        } else if (isAutoCommit()) {
            WriteReport report = send(writes, run);
            report.requireMade();
            return report.outcomes();
        } else {
            add(writes, run);
        }
        return Collections.nCopies(mutations.size(), new WriteOutcome.NotSent());
    }

    /** Whether a statement's rows can be found and changed by the tracker itself, and nothing has to wait. */
    public boolean canWriteRows(Tracker tracker, RowsWrite write, StatementRun run) {
        return isAutoCommit()
                && run.settings().writes().dryRun() == Settings.DryRun.OFF
                && tracker.writer().canWriteRows(write, run.writeOptions(tracker, run.wantsKeys()));
    }

    /**
     * Has the tracker find and change assets.
     *
     * @return how many were changed; empty if the statement must find them itself
     */
    public OptionalLong writeRows(Tracker tracker, RowsWrite write, StatementRun run) {
        MutationWriter writer = tracker.writer();
        WriteOptions options = run.writeOptions(tracker, run.wantsKeys());
        if (!write.isDelete()) {
            EntityTable table = write.rows().table();
            Object any = writer.provisionalKey(table.entity(), 1);
            writer.check(new Mutation.Update(table, any, write.changes(), Map.of()), options);
        }
        Optional<RowsOutcome> outcome = writer.writeRows(write, options, run.requestScope());
        outcome.ifPresent(WriteReport::requireMade);
        return outcome.map(found -> OptionalLong.of(found.written())).orElse(OptionalLong.empty());
    }

    /** Drops all that waits; gives how many writes that were. */
    public synchronized int rollback() {
        int dropped = buffer.pending().size();
        buffer.keep(List.of());
        number++;
        end();
        return dropped;
    }

    /** A point to which {@link #rollback(Mark)} goes back, until the transaction ends. */
    public synchronized Mark mark() {
        return new Mark(number, buffer.mark());
    }

    /** Drops what came after a mark; fails with SAVEPOINT if its transaction has ended. */
    public synchronized void rollback(Mark mark) {
        requireValid(mark);
        buffer.reset(mark.buffer);
    }

    /** Whether the mark's transaction goes on. */
    public synchronized boolean isValid(Mark mark) {
        return mark.transaction == number;
    }

    /** Fails with SAVEPOINT if the mark's transaction has ended. */
    public synchronized void requireValid(Mark mark) {
        if (!isValid(mark)) {
            throw Failure.SAVEPOINT.with("The savepoint is gone: the transaction in which it was set has ended.");
        }
    }

    private synchronized void note(WriteReport report) {
        for (int i = 0; i < report.writes().size(); i++) {
            Pending write = report.writes().get(i);
            Optional<WriteOutcome.Applied> made = report.outcomes().get(i).made();
            if (write.mutation() instanceof Mutation.Create create && made.isPresent()) {
                if (generatedKeys.size() == KEYS_MOST) {
                    generatedKeys.removeFirst();
                }
                generatedKeys.addLast(new GeneratedKey(
                        write.tracker(),
                        create.table().name(),
                        create.key(),
                        made.get().key(),
                        made.get().number()));
            }
        }
    }
}
