package io.trackersql.exec;

import io.trackersql.backend.Verdict;
import io.trackersql.query.Predicate;
import java.util.Optional;

/**
 * What becomes of one of the conditions that all rows must meet.
 *
 * @param predicate the condition, its values bound and its NOTs moved inward
 * @param verdict EXACT: the tracker alone answers it; SUPERSET: asked and tested again here; NONE: tested here
 * @param pushed what the tracker is asked; empty exactly if the verdict is NONE. A constant costs no request.
 * @param reason why, one clause without full stop
 */
public record ConjunctDecision(Predicate predicate, Verdict verdict, Optional<Predicate> pushed, String reason) {
    /** Whether each row is tested here. */
    public boolean isRechecked() {
        return verdict != Verdict.EXACT;
    }

    /** Whether the tracker is asked something that may leave out rows. */
    public boolean isAsked() {
        return pushed.isPresent() && !(pushed.get() instanceof Predicate.Constant);
    }

    @Override
    public String toString() {
        return switch (verdict) {
            case EXACT -> predicate + ": by the tracker" + differing() + " (" + reason + ")";
            case SUPERSET -> predicate + ": by the tracker" + differing() + " and again here (" + reason + ")";
            case NONE -> predicate + ": here (" + reason + ")";
        };
    }

    private String differing() {
        return pushed.filter(p -> !p.equals(predicate)).map(p -> " as " + p).orElse("");
    }
}
