package io.trackersql.backend;

import io.trackersql.query.Predicate;
import java.util.Optional;

/**
 * What becomes of one condition.
 *
 * @param verdict how what is pushed relates to the condition
 * @param pushed what to ask the tracker; it may be another predicate than the condition, such as IS NOT NULL for a comparison
 *     that it cannot make; empty exactly if the verdict is NONE. A {@link Predicate.Constant} needs no request at all.
 * @param reason why, for EXPLAIN and {@code system.pushdown}; one clause without full stop
 */
public record Decision(Verdict verdict, Optional<Predicate> pushed, String reason) {
    /** Ask exactly this. */
    public static Decision exact(Predicate pushed, String reason) {
        return new Decision(Verdict.EXACT, Optional.of(pushed), reason);
    }

    /** Ask this and test again. */
    public static Decision superset(Predicate pushed, String reason) {
        return new Decision(Verdict.SUPERSET, Optional.of(pushed), reason);
    }

    /** Do not ask. */
    public static Decision none(String reason) {
        return new Decision(Verdict.NONE, Optional.empty(), reason);
    }
}
