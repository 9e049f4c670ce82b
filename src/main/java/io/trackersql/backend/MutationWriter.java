package io.trackersql.backend;

import io.trackersql.model.Entity;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.write.Mutation;
import io.trackersql.write.WriteOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a tracker is written to. Thread-safe.
 *
 * <p>No request is sent twice unless it is certain that the tracker did not process it. A request whose fate is not known fails with
 * UNKNOWN_OUTCOME, or has {@link WriteOutcome.Unknown} for each of its mutations; the message names the assets to check.
 */
public interface MutationWriter {
    /** The key of an asset that does not exist yet, the n-th of its connection, beginning with 1. No asset of the tracker has such a key. */
    Object provisionalKey(Entity entity, long n);

    /**
     * Columns whose present values the writer needs to make the mutation: such as the state that it leaves, or the concrete type of an
     * asset of an abstract one. Those of multi-valued columns that are written as a whole need not be named.
     *
     * @param written the columns that are changed; empty for a deletion
     */
    Set<Column> presentColumns(EntityTable table, Set<Column> written);

    /**
     * Fails if a mutation can be known to be wrong before anything is asked: a type that cannot be created, a column that cannot be
     * written in spite of what its metadata says, a missing value for which the tracker has no default, a value outside a fixed list.
     * Columns that are read-only and types of values were checked before. Pure.
     */
    void check(Mutation mutation, WriteOptions options);

    /** Whether one request can find and change all these assets. */
    boolean canWriteRows(RowsWrite write, WriteOptions options);

    /** The request that {@link #writeRows} would send; only for what {@link #canWriteRows} says is possible. Pure. */
    NativeRequest render(RowsWrite write, WriteOptions options);

    /**
     * Has the tracker find and change assets. Empty if it turns out that this server cannot; then nothing was changed, and
     * {@link #canWriteRows} knows from now on. Fails if the request was refused as a whole.
     */
    Optional<RowsOutcome> writeRows(RowsWrite write, WriteOptions options, RequestScope scope);

    /**
     * The requests that {@link #write} would send if all goes well; keys that only an answer tells are shown as provisional ones. Pure.
     */
    List<NativeRequest> render(List<Mutation> mutations, WriteOptions options);

    /**
     * Makes mutations in their order, with as few requests as the tracker allows. A provisional key of an asset that is created
     * earlier in the list stands for that asset.
     *
     * <p>When something of a request fails, no later request is sent. Fails itself only before anything was sent, such as with the
     * reason of a cancellation.
     *
     * @return an outcome for each mutation, in order
     */
    List<WriteOutcome> write(List<Mutation> mutations, WriteOptions options, RequestScope scope);

    /**
     * Has the tracker say what the mutations would do, without doing it. Fails with UNSUPPORTED where it cannot.
     *
     * @return the tracker's words, one line or more
     */
    List<String> preview(List<Mutation> mutations, WriteOptions options, RequestScope scope);

    /** Whether the tracker proposes values for a new asset in the context of another. */
    boolean hasTemplates();

    /** The values that the tracker proposes for a new asset, by column of the table. Fails with UNSUPPORTED without templates. */
    Map<Column, Object> fetchTemplate(EntityTable table, Object context, RequestScope scope);
}
