package io.trackersql.backend;

import io.trackersql.write.Change;
import java.util.List;

/**
 * A change of all assets that a query finds, for the tracker to find and change them itself.
 *
 * @param rows which assets; its conditions are pushed as a whole and answered exactly
 * @param changes what becomes of each; empty to delete them
 */
public record RowsWrite(NativeQuery rows, List<Change> changes) {
    public RowsWrite {
        changes = List.copyOf(changes);
    }

    /** Whether the assets are deleted. */
    public boolean isDelete() {
        return changes.isEmpty();
    }
}
