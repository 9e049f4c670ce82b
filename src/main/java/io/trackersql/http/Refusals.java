package io.trackersql.http;

import io.trackersql.model.TrackerException;

/** Makes a failure of an answer with an error status, as the product's protocol spells errors. */
@FunctionalInterface
public interface Refusals {
    /** The failure to throw; a TIMEOUT is final, since the next attempt would take as long. Statuses 401, 407 and redirects never come here. */
    TrackerException explain(Refusal refusal);
}
