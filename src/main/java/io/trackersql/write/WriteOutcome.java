package io.trackersql.write;

import io.trackersql.model.TrackerException;
import java.util.Optional;

/** What became of one mutation. */
public sealed interface WriteOutcome {
    /** What the tracker has done for certain, be it the whole mutation or a part of it; empty if there is nothing such. */
    default Optional<Applied> made() {
        if (this instanceof Applied applied) {
            return Optional.of(applied);
        }
        return this instanceof Partly partly ? Optional.of(partly.part()) : Optional.empty();
    }

    /**
     * The tracker has done it.
     *
     * @param key of the asset that was written; of an operation the asset that the tracker answered with, such as a copy
     * @param number by which people call the asset, if it was asked for and the type has one
     */
    record Applied(Object key, Optional<String> number) implements WriteOutcome {}

    /**
     * The tracker has done a part of it, and has refused or left out the rest. To send it again would do that part twice.
     *
     * @param part what it has done
     * @param failure says what was left out
     */
    record Partly(Applied part, TrackerException failure) implements WriteOutcome {}

    /** It was not made: the tracker refused it, or it could not be sent. */
    record Failed(TrackerException failure) implements WriteOutcome {
        /** Whether the request was stopped or could not be sent at all, so that the tracker has said nothing of the write itself. */
        public boolean isOfRequest() {
            return switch (failure.failure()) {
                case CANCELLED,
                        TIMEOUT,
                        OBJECT_CLOSED,
                        LIMIT_REACHED,
                        CONNECTION_REFUSED,
                        AUTHENTICATION,
                        RATE_LIMITED -> true;
                default -> false;
            };
        }
    }

    /** It was sent, and whether the tracker has done it is not known: it must not be sent again unseen. */
    record Unknown(TrackerException failure) implements WriteOutcome {}

    /** It was not sent, since something before it failed. */
    record NotSent() implements WriteOutcome {}
}
