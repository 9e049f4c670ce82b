package io.trackersql.exec;

import io.trackersql.backend.Page;

/** The first pages of one query at several times, which are asked for together or ahead. Used by one thread at a time. */
interface FirstPages {
    /** The first page at the next of the times, once its answer begins; whoever reads it goes on if it breaks. */
    Page next();

    /** Whether the next page takes a request of its own, so that nothing is lost by asking for something else before. */
    boolean isBetweenRequests();

    /** Ends what is under way. */
    void close();
}
