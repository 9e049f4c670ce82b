package io.trackersql.exec;

import io.trackersql.backend.Decision;
import io.trackersql.backend.PushDown;
import io.trackersql.backend.Verdict;
import io.trackersql.query.Column;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides for each conjunct what the tracker is asked and what is tested here. Pure.
 *
 * <p>The rule behind it: a tracker may give too many rows, never too few. So an OR is asked only if all its sides are, an AND may
 * lose terms, and nothing is ever negated after a tracker's verdict.
 */
final class Splitter {
    private final Optional<PushDown> pushDown;
    private final Function<Predicate, Optional<String>> whyWithheld;

    /**
     * A splitter that asks that tracker, or none.
     *
     * @param whyWithheld why a leaf condition must not be asked, whatever the tracker can; empty if it may
     */
    Splitter(Optional<PushDown> pushDown, Function<Predicate, Optional<String>> whyWithheld) {
        this.pushDown = pushDown;
        this.whyWithheld = whyWithheld;
    }

    /** A splitter that asks that tracker, or none, whatever it can answer. */
    Splitter(Optional<PushDown> pushDown) {
        this(pushDown, leaf -> Optional.empty());
    }

    /** One decision for each different conjunct, those within ANDs being taken out. */
    List<ConjunctDecision> split(List<Predicate> filter) {
        Set<Predicate> conjuncts = new LinkedHashSet<>();
        for (Predicate predicate : filter) {
            Predicate normal = Conditions.normal(predicate);
            if (normal instanceof Predicate.And and) {
                conjuncts.addAll(and.terms());
            } else {
                conjuncts.add(normal);
            }
        }
        List<ConjunctDecision> decisions = new ArrayList<>();
        for (Predicate conjunct : conjuncts) {
            Decision decision = decide(conjunct);
            decisions.add(new ConjunctDecision(conjunct, decision.verdict(), decision.pushed(), decision.reason()));
        }
        return decisions;
    }

    private Decision decide(Predicate predicate) {
        if (predicate instanceof Predicate.Constant) {
            return Decision.exact(predicate, Conditions.isAlways(predicate) ? "always true" : "never true");
        } else if (pushDown.isEmpty()) {
            return Decision.none("pushDown is off");
        } else if (predicate instanceof Predicate.And and) {
            return decideAll(and.terms().stream().map(this::decide).toList());
        } else if (predicate instanceof Predicate.Or or) {
            return decideAny(or.terms().stream().map(this::decide).toList());
        }
        return whyWithheld.apply(predicate).map(Decision::none).orElseGet(() -> decideLeaf(predicate, pushDown.get()));
    }

    private static Decision decideLeaf(Predicate leaf, PushDown tracker) {
        if (!isBound(leaf)) {
            return Decision.none("decided when the parameter has its value");
        }
        Decision decision = tracker.filter(leaf);
        Column column = leaf.columns().iterator().next();
        if (decision.verdict() == Verdict.EXACT
                && column.cardinality() == Column.Cardinality.UNNESTED
                && decision.pushed().filter(Conditions::isNever).isEmpty()) {
            // the tracker chooses assets, and an asset comes with all its values, those that do not match included
            return Decision.superset(decision.pushed().orElseThrow(), decision.reason());
        }
        return folded(decision);
    }

    private static Decision decideAll(List<Decision> terms) {
        List<Predicate> pushed = new ArrayList<>();
        boolean isExact = true;
        for (Decision term : terms) {
            term.pushed().ifPresent(pushed::add);
            isExact &= term.verdict() == Verdict.EXACT;
        }
        return decision(isExact, pushed.isEmpty() ? Conditions.ALWAYS : Conditions.all(pushed), reasons(terms));
    }

    private static Decision decideAny(List<Decision> sides) {
        List<Predicate> pushed = new ArrayList<>();
        List<Decision> missing = new ArrayList<>();
        boolean isExact = true;
        for (Decision side : sides) {
            Predicate asked = side.pushed().orElse(Conditions.ALWAYS);
            if (side.verdict() == Verdict.EXACT && Conditions.isAlways(asked)) {
                return Decision.exact(asked, side.reason());
            } else if (side.verdict() == Verdict.NONE) {
                missing.add(side);
            } else if (!Conditions.isNever(asked)) {
                isExact &= side.verdict() == Verdict.EXACT;
                pushed.add(asked);
            }
        }
        if (!missing.isEmpty()) {
            return Decision.none(reasons(missing));
        }
        return decision(isExact, Conditions.any(pushed), reasons(sides));
    }

    private static Decision folded(Decision decision) {
        return decision.pushed()
                .map(p -> decision(decision.verdict() == Verdict.EXACT, p, decision.reason()))
                .orElse(decision);
    }

    /** What can never be TRUE is exactly so, whatever it stands for; asking for all rows without being exact is not asking. */
    private static Decision decision(boolean isExact, Predicate pushed, String reason) {
        if (isExact || Conditions.isNever(pushed)) {
            return Decision.exact(pushed, reason);
        }
        return Conditions.isAlways(pushed) ? Decision.none(reason) : Decision.superset(pushed, reason);
    }

    private static String reasons(List<Decision> decisions) {
        return decisions.stream().map(Decision::reason).distinct().collect(Collectors.joining("; "));
    }

    private static boolean isBound(Predicate leaf) {
        return Conditions.operands(leaf).stream().allMatch(o -> o instanceof Operand.Literal);
    }
}
